// What a file holds, and which sources may read it, where it was not said.

import { readHead } from "../csv/csv-header.ts";
import type { Input } from "../files/find-inputs.ts";
import { openInput } from "../files/open-input.ts";
import type { StatedEncoding } from "../files/stated-encoding.ts";
import { rankKinds } from "../identity/rank-kinds.ts";
import { InputError } from "../input-error.ts";
import { chooseLayout, type HeaderReading, type LayoutChoice } from "../layouts/choose-layout.ts";
import { type Candidates, chooseSources } from "../layouts/choose-sources.ts";
import type { Layout } from "../layouts/layout.ts";
import { isDefaultLayout } from "../layouts/layout-version.ts";
import type { InputKind } from "../sink.ts";
import type { PreviewRequest, UnclearKind } from "./preview.ts";

const KINDS: readonly InputKind[] = ["events", "contacts", "identities"];

/** Those that may read the file, by what it may hold; one where that is said, or a `file` pattern tells. */
export function possibleCandidates(
  path: string,
  { asked, kind, sources }: PreviewRequest,
): readonly Candidates[] {
  if (asked !== undefined) {
    const { kind, encoding } = asked;
    const ranking = rankKinds(sources.includes(asked) ? sources : [...sources, asked]);
    return [{ kind, sources: [asked], isNamed: true, encoding, ranking }];
  }
  if (kind !== undefined) return [chooseSources(kind, path, sources)];
  const all = KINDS.map((one) => chooseSources(one, path, sources));
  const named = all.filter(({ isNamed }) => isNamed);
  return named.length > 0 ? named : all;
}

export function statedEncoding({ encoding, kind, sources }: Candidates): StatedEncoding {
  return { encoding, kind, source: sources[0]?.id };
}

/** Told from the header. Throws an InputError for a file that none of the candidates can open. */
export async function chooseCandidates(
  input: Input,
  possible: readonly Candidates[],
): Promise<Candidates | UnclearKind> {
  const [only, ...more] = possible;
  if (more.length === 0) return only!;
  if (only!.isNamed) return { kind: "unclear", kinds: possible.map(({ kind }) => kind) };
  return tellKind(await tryAll(input, possible));
}

interface Attempt {
  readonly candidates: Candidates;
  readonly choice: LayoutChoice<HeaderReading> | InputError;
}

async function tryAll(input: Input, possible: readonly Candidates[]): Promise<readonly Attempt[]> {
  const readings = new Map<string | undefined, readonly HeaderReading[] | InputError>();
  const attempts: Attempt[] = [];
  for (const candidates of possible) {
    const { encoding } = candidates;
    const known = readings.get(encoding) ?? (await readHeaders(input, statedEncoding(candidates)));
    readings.set(encoding, known);
    const choice = known instanceof InputError ? known : chooseLayout(known, candidates);
    attempts.push({ candidates, choice });
  }
  return attempts;
}

async function readHeaders(
  input: Input,
  stated: StatedEncoding,
): Promise<readonly HeaderReading[] | InputError> {
  try {
    const source = await openInput(input, stated);
    try {
      return (await readHead(source)).readings;
    } finally {
      await source.close();
    }
  } catch (error) {
    if (error instanceof InputError) return error;
    throw error;
  }
}

function tellKind(attempts: readonly Attempt[]): Candidates | UnclearKind {
  const fits = attempts.filter((attempt) => layoutOf(attempt) !== undefined && !isAnyTwoColumns(attempt));
  if (fits.length === 0) return tellFault(attempts);
  const certain = fits.filter((fit) => !isDefaultFit(fit) || fit.candidates.kind === "events");
  if (certain.length > 1 && !certain.every(isRejects)) {
    return { kind: "unclear", kinds: certain.map(({ candidates }) => candidates.kind) };
  }
  return (certain[0] ?? likelier(fits)).candidates;
}

function layoutOf({ choice }: Attempt): Layout | undefined {
  return !(choice instanceof InputError) && choice.kind === "chosen" ? choice.layout : undefined;
}

function isDefaultFit(attempt: Attempt): boolean {
  const layout = layoutOf(attempt);
  return layout !== undefined && isDefaultLayout(layout);
}

function isRejects(attempt: Attempt): boolean {
  return layoutOf(attempt)?.kind === "rejects";
}

/** Any two columns could be identities; these have no names that say so. */
function isAnyTwoColumns(attempt: Attempt): boolean {
  return isDefaultFit(attempt) && linkedKinds(attempt).some((kind) => !isKnown(kind, attempt));
}

function isKnown(kind: string, { candidates }: Attempt): boolean {
  return candidates.ranking.includes(kind);
}

function linkedKinds(attempt: Attempt): readonly string[] {
  const layout = layoutOf(attempt);
  return layout?.kind === "identities" ? layout.identities.map(({ kind }) => kind) : [];
}

const OF_CONTACTS = ["contact_id", "email"];

/** Of contacts and identities: a file that has nothing but kinds of identities, and more than a contact's, links them. */
function likelier(fits: readonly Attempt[]): Attempt {
  const links = fits.find((fit) => {
    const kinds = linkedKinds(fit);
    const isWhole = kinds.length === layoutOf(fit)?.headers.length;
    return isWhole && kinds.some((kind) => !OF_CONTACTS.includes(kind));
  });
  return links ?? fits[0]!;
}

/** What is wrong is clear where it is the same for all, or one column's fault, or only one kind has sources. */
function tellFault(attempts: readonly Attempt[]): Candidates | UnclearKind {
  const isSame = new Set(attempts.map(problemOf)).size === 1;
  const withColumn = attempts.find(({ choice }) => choice instanceof InputError || columnOf(choice));
  const withSources = attempts.filter(({ candidates }) => candidates.sources.length > 0);
  const told = isSame ? attempts[0] : (withColumn ?? (withSources.length === 1 ? withSources[0] : undefined));
  return told?.candidates ?? { kind: "unclear", kinds: [] };
}

function problemOf({ choice }: Attempt): string {
  if (choice instanceof InputError) return choice.message;
  return choice.kind === "refused" ? choice.problem : "";
}

function columnOf(choice: LayoutChoice<HeaderReading>): number | undefined {
  return choice.kind === "refused" ? choice.column : undefined;
}
