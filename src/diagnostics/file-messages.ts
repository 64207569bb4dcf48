// The messages of what is wrong with a rulebook's files, before their content is looked at.

import { didYouMean, word } from "./message-pieces.ts";
import { quoted } from "./quote.ts";

/** Why a file that an "include" names is not there to be read. */
export type IncludeFault = "missing" | "folder" | "special" | "forbidden";

const INCLUDE_FAULTS: Readonly<Record<IncludeFault, { readonly why: string; readonly help: string }>> = {
  missing: { why: "there is no such file", help: "the path is relative to the file it is written in" },
  folder: { why: "it is a folder", help: "name the files in it one by one" },
  special: { why: "it is no plain file", help: "name a YAML file" },
  forbidden: { why: "it may not be read", help: "check its permissions" },
};

export const fileMessages = {
  "file-too-large": (bytes: number, included: string | undefined) =>
    word(
      `${included === undefined ? "the file" : `with ${quoted(included)} the rulebook`} has ${bytes} bytes; a rulebook may have at most 1000000`,
      "is this really a rulebook, and not an export?",
    ),
  "not-utf8": () => word("the file is not valid UTF-8 text", "save it again with the encoding UTF-8"),
  "empty-rulebook": (isIncluded: boolean) =>
    isIncluded
      ? word("the file holds no sections", 'write a section such as "traits", or include it no more')
      : word("the file holds no rulebook", 'start with "rulebook: my-shop", then "groups" and "rules"'),
  "yaml-syntax": (problem: string, help: string | undefined) => word(problem, help),
  "yaml-version": (version: string) =>
    word(`YAML ${version} is not supported; expected YAML 1.2`, "leave out the line that starts with %YAML"),
  "several-documents": () =>
    word(
      "a second YAML document starts here; expected one rulebook per file",
      'remove the "---" or split the file',
    ),
  "nested-too-deep": (most: number) =>
    word(`this is nested more than ${most} levels deep`, "is a closing bracket missing further up?"),
  "too-many-aliases": () =>
    word(
      "the aliases of this file would expand to too much content",
      "write the values out where they are used",
    ),
  "alias-of-itself": (name: string) =>
    `the alias ${quoted(`*${name}`)} stands inside the very value it repeats`,
  "unknown-alias": (name: string, suggestion: string | undefined) =>
    word(
      `the alias ${quoted(`*${name}`)} has no anchor ${quoted(`&${name}`)} before it`,
      suggestion === undefined ? "if it is meant as text, put it in quotes" : didYouMean(`*${suggestion}`),
    ),
  "unknown-tag": (tag: string) =>
    word(
      `the YAML tag ${quoted(tag)} is not known`,
      "leave the tag out; if it is meant as text, put it in quotes",
    ),
  "merge-key": () => word('the merge key "<<" is not part of YAML 1.2', "write the keys out here"),
  "bad-key": () => word("a key must be a plain name", "write a name before the colon"),
  "duplicate-key": (key: string, place: string, first: string) =>
    word(`${quoted(key)} is written twice in ${place}; the first is on ${first}`, "keep one of the two"),
  "duplicate-definition": (thing: string, first: string) =>
    word(`${thing} is defined twice; the first is on ${first}`, "give one of the two another id"),

  // Included files
  "include-unreadable": (name: string, why: IncludeFault) =>
    word(`${quoted(name)} cannot be included: ${INCLUDE_FAULTS[why].why}`, INCLUDE_FAULTS[why].help),
  "include-cycle": (chain: readonly string[]) =>
    word(
      `${quoted(chain.at(-1)!)} includes itself${chain.length === 2 ? "" : `: ${chain.map(quoted).join(" includes ")}`}`,
      "remove this entry",
    ),
  "included-twice": (name: string, first: string) =>
    word(`${quoted(name)} is included twice; the first is on ${first}`, "keep one of the two"),
  "too-many-files": (most: number) =>
    word(`a rulebook may have at most ${most} files`, "put small files together"),
} as const;
