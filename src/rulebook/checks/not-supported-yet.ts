import { diagnose } from "../../diagnostics/diagnostic.ts";
import { subjectOf } from "../outline/lookups.ts";
import { UNSUPPORTED_STAGE } from "../unsupported.ts";
import type { Check } from "./check.ts";

/** Conditions and placeholders that look at the stage. Keys that are not supported yet are found with the shape. */
export const stageNotSupportedYet: Check = (outline) =>
  outline.subjects
    .filter((use) => subjectOf(use, outline).kind === "stage")
    .map(({ span }) => diagnose("not-supported-yet", span, UNSUPPORTED_STAGE.what, UNSUPPORTED_STAGE.help));
