// What does not fit the shape: zod's issues, put on the keys and values of the file and worded by the message table.

import type { z } from "zod";
import { type Diagnostic, diagnose } from "../diagnostics/diagnostic.ts";
import { type Expectation, expectations } from "../diagnostics/expectations.ts";
import type { Span } from "../diagnostics/location.ts";
import { closestFirst, closestName } from "../diagnostics/suggest.ts";
import { parsePlainDay } from "../values/date-text.ts";
import { describe, helpFor, meantDuration, shown } from "./describe.ts";
import { meantId } from "./meant-id.ts";
import { placeName, thingOf } from "./place.ts";
import { readVerdict } from "./schema/common.ts";
import { SEQUENCE_KEYS } from "./schema/selectors.ts";
import { type RulebookShape, rulebookSchema } from "./schema.ts";
import {
  entryOf,
  isText,
  itemsOf,
  nodeAt,
  type Path,
  placeInFile,
  type SourceNode,
  toPlain,
} from "./source/source-tree.ts";

type Issue = z.core.$ZodIssue;

/** A problem, and for missing keys the path of the key. */
interface ShapeProblem {
  readonly diagnostic: Diagnostic;
  readonly missing?: string;
  /** The missing key that this misspelt one stands for. */
  readonly standsFor?: string;
}

/** What a kind of file may hold, and how messages name its places. */
export interface Grammar<T> {
  readonly schema: z.ZodType<T>;
  readonly placeName: (path: Path) => string;
}

/** A file that is looked at. */
interface Subject extends Pick<Grammar<unknown>, "placeName"> {
  readonly root: SourceNode;
}

export const RULEBOOK: Grammar<RulebookShape> = { schema: rulebookSchema, placeName };

/** `shape` is the content where it fits; where it does not, there are problems, or parts that could not be read. */
export interface ReadShape<T> {
  readonly shape: T | undefined;
  readonly problems: readonly Diagnostic[];
}

export function readShape<T>(root: SourceNode, grammar: Grammar<T>): ReadShape<T> {
  const result = grammar.schema.safeParse(toPlain(root));
  if (result.success) return { shape: result.data, problems: [] };
  const subject = { root, placeName: grammar.placeName };
  const problems = result.error.issues.flatMap((issue) => wordIssue(issue, [], subject));
  const stoodFor = new Set(problems.map(({ standsFor }) => standsFor));
  const worth = problems.filter(({ missing }) => missing === undefined || !stoodFor.has(missing));
  return { shape: undefined, problems: worth.map(({ diagnostic }) => diagnostic) };
}

function wordIssue(issue: Issue, base: Path, subject: Subject): readonly ShapeProblem[] {
  const path = [...base, ...(issue.path as Path)];
  const { root } = subject;
  const node = nodeAt(root, path);
  const named = subject.placeName(pathInFile(path, root));
  const { expected, branch } = readVerdict(issue.message);
  if (node === undefined) return [missingKey(path, expected, subject)];
  if (node.kind === "scalar" && node.unreadable) return [];
  if (node.kind === "scalar" && node.value === null)
    return [{ diagnostic: emptyValue(node, path, named, expected) }];
  switch (issue.code) {
    case "invalid_union":
      if (branch === undefined) return [{ diagnostic: wrongValue(node, named, expected) }];
      return issue.errors[branch]!.flatMap((inner) => wordIssue(inner, path, subject));
    case "unrecognized_keys":
      return issue.keys.flatMap((key) => unexpectedKey(key, path, readVerdict(issue.message), subject));
    case "invalid_value":
      return [{ diagnostic: badChoice(node, named, issue.values.map(String), expected) }];
    default:
      return [{ diagnostic: wrongValue(node, named, expected) }];
  }
}

/** The path as a message names it: entries of a list that comes from several files count from 1 in each. */
function pathInFile(path: Path, root: SourceNode): Path {
  const [section, index, ...rest] = path;
  if (section === undefined || typeof index !== "number") return path;
  return [section, placeInFile(itemsOf(nodeAt(root, [section])), index), ...rest];
}

function missingKey(path: Path, expected: Expectation, { root, placeName }: Subject): ShapeProblem {
  const owner = path.slice(0, -1);
  const span = keySpan(owner, root);
  const diagnostic = diagnose(
    "missing-key",
    span,
    String(path.at(-1)),
    placeName(pathInFile(owner, root)),
    expected,
  );
  return { diagnostic, missing: JSON.stringify(path) };
}

function emptyValue(node: SourceNode, path: Path, place: string, expected: Expectation): Diagnostic {
  const code = typeof path.at(-1) === "number" ? "empty-item" : "empty-value";
  return path.length === 0
    ? diagnose("empty-rulebook", node.span, false)
    : diagnose(code, node.span, place, expectations[expected]);
}

/** A section that cannot be put together with that of another file. */
export function wrongSection(
  node: SourceNode,
  section: string,
  expected: Expectation,
): readonly Diagnostic[] {
  const place = placeName([section]);
  if (node.kind !== "scalar") return [wrongValue(node, place, expected)];
  if (node.unreadable) return [];
  return [
    node.value === null ? emptyValue(node, [section], place, expected) : wrongValue(node, place, expected),
  ];
}

function wrongValue(node: SourceNode, place: string, expected: Expectation): Diagnostic {
  if (expected === "duration" && node.kind === "scalar") {
    return diagnose("bad-duration", node.span, shown(node), place, meantDuration(node.source));
  }
  if (expected === "date" && isText(node)) {
    return diagnose("bad-date", node.span, shown(node), place, whyNoDate(node.value));
  }
  if (expected === "id" && isText(node)) {
    return diagnose("bad-id", node.span, node.value, "rulebook", meantId(node.value, "rulebook"));
  }
  return diagnose(
    "wrong-value",
    node.span,
    place,
    describe(node),
    expectations[expected],
    helpFor(node, expected),
  );
}

function whyNoDate(text: string): string | undefined {
  if (/^\d{4}-\d\d-\d\d$/.test(text)) return "a day that does not exist";
  return parsePlainDay(text.slice(0, 10)) === undefined ? undefined : "a day with a time";
}

/** The values, or what else is expected in their stead. */
function badChoice(
  node: SourceNode,
  place: string,
  values: readonly string[],
  expected: Expectation,
): Diagnostic {
  const written = node.kind === "scalar" ? node.source : "";
  const or = expected === "text" ? undefined : expectations[expected];
  const suggestion = closestName(written, values);
  return diagnose("bad-choice", node.span, shown(node), place, values, or, suggestion);
}

interface KeyVerdict {
  readonly expected: Expectation;
  readonly keys?: readonly string[];
}

/** Keys that make sense only where events are counted. */
const EVENT_RULE_KEYS: ReadonlySet<string> = new Set([
  "where",
  "within",
  "since",
  "until",
  "limit",
  "max_points",
  "decay",
  ...SEQUENCE_KEYS,
]);

/** Those of them that period rules have, too. */
const PERIOD_RULE_KEYS: ReadonlySet<string> = new Set(["since", "limit", "max_points"]);

/** Keys that make sense only where rules feed a group. */
const PLAIN_GROUP_KEYS: ReadonlySet<string> = new Set(["start", "reset"]);

function unexpectedKey(
  key: string,
  path: Path,
  verdict: KeyVerdict,
  { root, placeName }: Subject,
): readonly ShapeProblem[] {
  const { expected, keys = [] } = verdict;
  const span = keySpan([...path, key], root);
  const owner = nodeAt(root, path);
  const has = (name: string) => entryOf(owner, name) !== undefined;
  const place = placeName(pathInFile(path, root));
  if (expected === "rule" && has("every") && (key === "event" || key === "by")) {
    return [{ diagnostic: diagnose("mixed-rule", span, place, key) }];
  }
  if (expected === "rule" && EVENT_RULE_KEYS.has(key)) {
    // Of a rule with both it is not clear which one it is to be.
    if (has("every") && has("event")) return [];
    const alsoForPeriods = PERIOD_RULE_KEYS.has(key);
    return [{ diagnostic: diagnose("only-in-event-rules", span, key, place, has("every"), alsoForPeriods) }];
  }
  if (expected === "group" && has("sum") && PLAIN_GROUP_KEYS.has(key)) {
    return [{ diagnostic: diagnose("only-in-plain-groups", span, key, place) }];
  }
  if (expected === "test" && key === "event") return [misspeltDid(path, root)];
  const missing = closestName(
    key,
    keys.filter((name) => !has(name)),
  );
  const suggestion = missing ?? closestName(key, keys);
  const candidates =
    suggestion === undefined ? closestFirst(key, keys) : [suggestion, ...without(keys, suggestion)];
  return [
    {
      diagnostic: diagnose(
        "unexpected-key",
        span,
        key,
        place,
        candidates,
        suggestion,
        hintFor(key, expected),
      ),
      ...(missing === undefined ? {} : { standsFor: JSON.stringify([...path, missing]) }),
    },
  ];
}

/** A selector written where its measure should stand, or too deep. */
function hintFor(key: string, map: Expectation): string | undefined {
  const isSelectorKey = key === "of" || EVENT_RULE_KEYS.has(key) || key === "event";
  if (map === "trait" && isSelectorKey) {
    return "put the selector into a measure, such as {count: {event: purchase}}";
  }
  if (map !== "sequence") return undefined;
  if (key === "since" || key === "until") return 'say with "within" how far away the other event may be';
  return SEQUENCE_KEYS.some((known) => known === key) ? "selectors do not nest further" : undefined;
}

function without(names: readonly string[], name: string): readonly string[] {
  return names.filter((other) => other !== name);
}

/** A selector where a test should be: its key was meant to be "did" or "did_not". */
function misspeltDid(path: Path, root: SourceNode): ShapeProblem {
  const name = String(path.at(-1));
  const meant = closestName(name, ["did_not", "did"]) ?? "did";
  return {
    diagnostic: diagnose("unknown-name", keySpan(path, root), name, placeName(thingOf(path)), meant),
  };
}

/** The key that a path ends in; for an entry of a list the entry, for the rulebook its first key. */
function keySpan(path: Path, root: SourceNode): Span {
  const last = path.at(-1);
  const owner = nodeAt(root, path.slice(0, -1)) ?? root;
  if (typeof last === "string") return entryOf(owner, last)?.keyNode.span ?? owner.span;
  if (typeof last === "number") return nodeAt(root, path)?.span ?? owner.span;
  return (root.kind === "map" ? root.entries[0]?.keyNode.span : undefined) ?? root.span;
}
