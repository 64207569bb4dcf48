import { basename, dirname, join, resolve } from "node:path";

export interface OutputPaths {
  /** As given, for messages. */
  readonly shown: string;
  readonly folder: string;
  /** The folder around it. */
  readonly parent: string;
  /** Where outputs are made, beside the folder so that one rename puts them in place. */
  readonly fresh: string;
  /** Where the folder before waits until the new one is in place. */
  readonly former: string;
}

export function outputPaths(outDir: string): OutputPaths {
  const folder = resolve(outDir);
  const parent = dirname(folder);
  const beside = (suffix: string) => join(parent, `.${basename(folder)}.tallybook-${suffix}`);
  return { shown: outDir, folder, parent, fresh: beside("new"), former: beside("old") };
}
