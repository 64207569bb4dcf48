// Which sources of the rulebook may read a file, told from its name alone: it decides how the file is decoded.

import type { Source } from "../../rulebook/source-model.ts";
import { compileWildcard } from "../../values/pattern.ts";
import { fileNameOf, isOwnRejects } from "../files/file-names.ts";
import { rankKinds } from "../identity/rank-kinds.ts";
import { InputError, listQuoted, quote } from "../input-error.ts";
import type { InputKind } from "../sink.ts";

export interface Candidates {
  readonly kind: InputKind;
  /** Of its kind; the header tells which of them it is. */
  readonly sources: readonly Source[];
  /** The sources name the file; else they read any file of the kind, and the default mapping may too. */
  readonly isNamed: boolean;
  /** Absent: UTF-8, or what a byte order mark says. */
  readonly encoding: string | undefined;
  /** Kinds of identities, the highest-ranking first. */
  readonly ranking: readonly string[];
}

/**
 * A source with `file` patterns reads the files whose name without folders matches one (`*`: any signs), a source
 * without reads the others. Throws an InputError when the sources do not agree on the encoding.
 */
export function chooseSources(kind: InputKind, path: string, all: readonly Source[]): Candidates {
  const name = fileNameOf(path);
  const ofKind = all.filter((source) => source.kind === kind);
  const naming = ofKind.filter(({ files }) => files.some((pattern) => compileWildcard(pattern)(name)));
  const isNamed = naming.length > 0;
  const sources = isNamed ? naming : ofKind.filter(({ files }) => files.length === 0);
  const encoding = isOwnRejects(path) ? undefined : agreedEncoding(path, sources);
  return { kind, sources, isNamed, encoding, ranking: rankKinds(all) };
}

function agreedEncoding(path: string, sources: readonly Source[]): string | undefined {
  const first = sources[0]?.encoding;
  const other = sources.find(({ encoding }) => encoding !== first);
  if (other === undefined) return first;
  const describe = ({ id, encoding }: Source) => `source ${quote(id)} reads it as ${encoding ?? "UTF-8"}`;
  throw new InputError(
    path,
    `${describe(sources[0]!)}, but ${describe(other)}; ${writeFile([sources[0]!, other])}`,
  );
}

/** What to do about two sources that both read a file. */
export function writeFile(sources: readonly Source[]): string {
  const ids = listQuoted(
    sources.map(({ id }) => id),
    "and",
  );
  return `write "file" in ${ids}, to say which files each reads`;
}
