// How a file's text is encoded by what its source says, and what to write there when that is not so.

import type { InputKind } from "../sink.ts";

export interface StatedEncoding {
  /** Such as "windows-1252". Absent: UTF-8, or UTF-16 with a byte order mark. */
  readonly encoding: string | undefined;
  readonly kind: InputKind;
  /** The id of the rulebook's source that reads the file; absent where none does. */
  readonly source: string | undefined;
}

/** What each kind of source cannot do without, besides. */
const NEEDED: Readonly<Record<InputKind, string>> = {
  contacts: "key: ...",
  events: "contact: ..., type: ..., at: ...",
  identities: "identities: ...",
};

/** What to write in the rulebook so that a file is read in this encoding. */
export function sayHowToState({ kind, source, encoding: stated }: StatedEncoding, encoding: string): string {
  if (stated !== undefined) return `write \`encoding: ${encoding}\` in source "${source ?? kind}" instead`;
  if (source !== undefined) return `write \`encoding: ${encoding}\` in source "${source}"`;
  return `state its encoding in the rulebook: sources: {${kind}: {kind: ${kind}, encoding: ${encoding}, ${NEEDED[kind]}}}`;
}

/** Where no statement helps. In the words of spreadsheets. */
export const SAVE_AS_UTF8 = "save it as CSV UTF-8";

export function sayHowToUnstate({ kind, source }: StatedEncoding): string {
  return `remove \`encoding\` from source "${source ?? kind}"`;
}
