import { diagnose } from "../../diagnostics/diagnostic.ts";
import { childOf, textsOf } from "../source/source-tree.ts";
import type { Check } from "./check.ts";

/** Patterns that no file's name fits, since folders are no part of it. */
export const fileWithFolder: Check = ({ sources }) =>
  sources.flatMap(({ written, place }) =>
    textsOf(childOf(written, "file"))
      .filter(({ value }) => /[\\/]/.test(value))
      .map(({ value, span }) =>
        diagnose("file-with-folder", span, value, place, value.replace(/^.*[\\/]/s, "")),
      ),
  );
