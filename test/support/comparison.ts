// The program's evaluator and the reference evaluator, given the same and answering in the same form.

import type { Evaluate } from "../../src/evaluate/compile-rulebook.ts";
import type { Evaluation, History } from "../../src/evaluate/history.ts";
import { PointsRangeError } from "../../src/evaluate/range.ts";
import type { Rulebook } from "../../src/rulebook/model.ts";
import { parseRulebook } from "../../src/rulebook/parse.ts";
import { formatDecimal } from "../../src/values/decimal.ts";
import { yamlOfRaw } from "./raw-rulebook-file.ts";
import { compareEvents } from "./reference/events.ts";
import type { RawRulebook } from "./reference/raw-rulebook.ts";
import type { PlainEvaluation, PlainHistory } from "./reference-evaluator.ts";

/** Throws, with the YAML, when the loader refuses what is meant to be valid. */
export function loadRaw(raw: RawRulebook): Rulebook {
  const text = yamlOfRaw(raw);
  const result = parseRulebook({ name: "random.yaml", text });
  if (result.kind === "loaded") return result.rulebook;
  const problems = result.diagnostics.map(({ span, message }) => `${span.line}: ${message}`);
  throw new Error(`refused:\n${problems.join("\n")}\n${text}`);
}

/** As the store hands it over: sorted, and without blank cells. */
export function historyOf({ fields, events, previous }: PlainHistory): History {
  return {
    contactId: "ada",
    fields: withoutBlanks(fields),
    events: events
      .map((event) => ({ ...event, fields: withoutBlanks(event.fields) }))
      .toSorted(compareEvents),
    previous: {
      segments: new Set(previous.segments),
      labels: new Set(previous.labels),
      stage: previous.stage,
      triggers: new Map(Object.entries(previous.triggers)),
      knownTriggers: new Set(previous.knownTriggers),
    },
  };
}

function withoutBlanks(fields: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(fields).filter(([, text]) => text.trim() !== ""));
}

/** The program's answer; decimals as texts, maps as objects, points beyond range as an answer too. */
export function evaluatePlain(evaluate: Evaluate, history: PlainHistory, asOf: number): PlainEvaluation {
  try {
    return plain(evaluate(historyOf(history), asOf));
  } catch (error) {
    if (error instanceof PointsRangeError) return { kind: "beyond range", source: error.source };
    throw error;
  }
}

function plain({ dueAt: _, ...evaluation }: Evaluation): PlainEvaluation {
  if (evaluation.kind === "excluded") return evaluation;
  return {
    ...evaluation,
    awards: evaluation.awards.map((award) => ({ ...award, points: formatDecimal(award.points) })),
    scores: evaluation.scores.map((score) => ({ ...score, points: formatDecimal(score.points) })),
    triggers: Object.fromEntries(evaluation.triggers),
  };
}
