// What does not fit the shape: zod's issues, put on the keys and values of the file and worded by the message table.

import type { z } from "zod";
import { type Diagnostic, diagnose } from "../diagnostics/diagnostic.ts";
import { type Expectation, expectations } from "../diagnostics/expectations.ts";
import type { Span } from "../diagnostics/location.ts";
import { closestFirst, closestName } from "../diagnostics/suggest.ts";
import { parsePlainDay } from "../values/date-text.ts";
import { DURATION_PATTERN } from "../values/duration.ts";
import { describe, helpFor, meantDuration, shown } from "./describe.ts";
import { meantId } from "./meant-id.ts";
import { placeName, thingOf } from "./place.ts";
import { readVerdict } from "./schema/common.ts";
import { rulebookSchema } from "./schema.ts";
import { entryOf, isText, nodeAt, type Path, type SourceNode, toPlain } from "./source/source-tree.ts";
import { UNSUPPORTED_ROLLING_LIMIT, unsupportedKey } from "./unsupported.ts";

type Issue = z.core.$ZodIssue;

/** A problem, and for missing keys the path of the key. */
interface ShapeProblem {
  readonly diagnostic: Diagnostic;
  readonly missing?: string;
  /** The missing key that this misspelt one stands for. */
  readonly standsFor?: string;
}

export function findShapeProblems(root: SourceNode): readonly Diagnostic[] {
  const result = rulebookSchema.safeParse(toPlain(root));
  if (result.success) return [];
  const problems = result.error.issues.flatMap((issue) => wordIssue(issue, [], root));
  const stoodFor = new Set(problems.map(({ standsFor }) => standsFor));
  return problems
    .filter(({ missing }) => missing === undefined || !stoodFor.has(missing))
    .map(({ diagnostic }) => diagnostic);
}

function wordIssue(issue: Issue, base: Path, root: SourceNode): readonly ShapeProblem[] {
  const path = [...base, ...(issue.path as Path)];
  const node = nodeAt(root, path);
  const { expected, branch } = readVerdict(issue.message);
  if (node === undefined) return [missingKey(path, expected, root)];
  if (node.kind === "scalar" && node.unreadable) return [];
  if (node.kind === "scalar" && node.value === null)
    return [{ diagnostic: emptyValue(node, path, expected) }];
  switch (issue.code) {
    case "invalid_union":
      if (branch === undefined) return [{ diagnostic: wrongValue(node, path, expected) }];
      return issue.errors[branch]!.flatMap((inner) => wordIssue(inner, path, root));
    case "unrecognized_keys":
      return issue.keys.flatMap((key) => unexpectedKey(key, path, readVerdict(issue.message), root));
    case "invalid_value":
      return [{ diagnostic: badChoice(node, path, issue.values.map(String), root) }];
    default:
      return [{ diagnostic: wrongValue(node, path, expected) }];
  }
}

function missingKey(path: Path, expected: Expectation, root: SourceNode): ShapeProblem {
  const owner = path.slice(0, -1);
  const span = keySpan(owner, root);
  const diagnostic = diagnose("missing-key", span, String(path.at(-1)), placeName(owner), expected);
  return { diagnostic, missing: JSON.stringify(path) };
}

function emptyValue(node: SourceNode, path: Path, expected: Expectation): Diagnostic {
  const code = typeof path.at(-1) === "number" ? "empty-item" : "empty-value";
  return path.length === 0
    ? diagnose("empty-rulebook", node.span)
    : diagnose(code, node.span, placeName(path), expectations[expected]);
}

function wrongValue(node: SourceNode, path: Path, expected: Expectation): Diagnostic {
  const place = placeName(path);
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

function badChoice(node: SourceNode, path: Path, values: readonly string[], root: SourceNode): Diagnostic {
  const written = node.kind === "scalar" ? node.source : "";
  if (path.at(-1) === "per" && DURATION_PATTERN.test(written)) {
    const { what, help } = UNSUPPORTED_ROLLING_LIMIT;
    return diagnose("not-supported-yet", keySpan(path, root), what, help);
  }
  return diagnose(
    "bad-choice",
    node.span,
    shown(node),
    placeName(path),
    values,
    closestName(written, values),
  );
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
]);

function unexpectedKey(
  key: string,
  path: Path,
  verdict: KeyVerdict,
  root: SourceNode,
): readonly ShapeProblem[] {
  const { expected, keys = [] } = verdict;
  const span = keySpan([...path, key], root);
  const owner = nodeAt(root, path);
  const has = (name: string) => entryOf(owner, name) !== undefined;
  const unsupported = unsupportedKey(key, expected);
  if (unsupported !== undefined) {
    return [{ diagnostic: diagnose("not-supported-yet", span, unsupported.what, unsupported.help) }];
  }
  if (expected === "rule" && EVENT_RULE_KEYS.has(key)) {
    // A period rule has "since" and "limit" of its own, and is refused as a whole.
    if (has("every") && (key === "since" || key === "limit")) return [];
    return [{ diagnostic: diagnose("only-in-event-rules", span, key, placeName(path)) }];
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
        placeName(path),
        candidates,
        suggestion,
        hintFor(key, expected),
      ),
      ...(missing === undefined ? {} : { standsFor: JSON.stringify([...path, missing]) }),
    },
  ];
}

/** A selector written where its measure should stand. */
function hintFor(key: string, map: Expectation): string | undefined {
  const isSelectorKey = key === "of" || EVENT_RULE_KEYS.has(key) || key === "event";
  return map === "trait" && isSelectorKey
    ? "put the selector into a measure, such as {count: {event: purchase}}"
    : undefined;
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
