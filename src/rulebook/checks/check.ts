import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import type { Outline } from "../outline/outline.ts";

/** Finds one kind of mistake, wherever it occurs. */
export type Check = (outline: Outline) => readonly Diagnostic[];
