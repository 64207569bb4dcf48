// Encodings of text other than UTF-8. Their library is loaded when one is first stated: most exports do without.

import { createRequire } from "node:module";

const require = createRequire(import.meta.url);

const loadIconv = () => require("iconv-lite") as typeof import("iconv-lite");

export interface TextDecoder {
  readonly write: (bytes: Buffer) => string;
  readonly end: () => string | undefined;
}

/** Of some names iconv-lite knows more than one spelling. */
export function encodingExists(name: string): boolean {
  return loadIconv().encodingExists(name);
}

/** Throws an Error for a name that does not exist. */
export function createDecoder(encoding: string): TextDecoder {
  return loadIconv().getDecoder(encoding);
}
