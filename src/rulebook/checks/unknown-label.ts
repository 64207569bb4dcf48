import { diagnose } from "../../diagnostics/diagnostic.ts";
import { findUnknownMembers } from "../outline/unknown-members.ts";
import type { Check } from "./check.ts";

/** Labels that conditions or actions name and that are not defined. */
export const unknownLabel: Check = (outline) =>
  findUnknownMembers(outline, "label").map(({ id, span, place, known, close }) =>
    diagnose("unknown-label", span, id, place, known, close),
  );
