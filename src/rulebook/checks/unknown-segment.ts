import { diagnose } from "../../diagnostics/diagnostic.ts";
import { findUnknownMembers } from "../outline/unknown-members.ts";
import type { Check } from "./check.ts";

/** Segments that conditions or actions name and that are not defined. */
export const unknownSegment: Check = (outline) =>
  findUnknownMembers(outline, "segment").map(({ id, span, place, known, close }) =>
    diagnose("unknown-segment", span, id, place, known, close),
  );
