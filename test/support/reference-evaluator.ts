// The dumbest correct evaluator, written from the language's description alone: what it answers is what a rulebook
// means. It reads the rulebook as the YAML spells it, so that loading is compared as well.

import { type Known, meets, meetsIfAny } from "./reference/conditions.ts";
import { eventsThatCount, type PlainEvent, selected } from "./reference/events.ts";
import { classOf, type PlainScore, scoresOf } from "./reference/groups.ts";
import { textOfRational } from "./reference/rational.ts";
import type { RawCollection, RawRulebook, RawSelector } from "./reference/raw-rulebook.ts";
import { awardsOf, BeyondRange } from "./reference/rules.ts";
import { measure } from "./reference/traits.ts";
import {
  actionsOf,
  NEW_TRIGGER,
  type PlainAction,
  type PlainTriggerState,
  pullTrigger,
} from "./reference/triggers.ts";
import { type Now, type Value, valueOfNumber } from "./reference/values.ts";

export interface PlainHistory {
  readonly fields: Readonly<Record<string, string>>;
  /** In any order. */
  readonly events: readonly PlainEvent[];
  readonly previous: PlainState;
}

/** What the run before left; memberships of segments and labels without a condition only. */
export interface PlainState {
  readonly segments: readonly string[];
  readonly labels: readonly string[];
  readonly stage: PlainStage | undefined;
  readonly triggers: Readonly<Record<string, PlainTriggerState>>;
  readonly knownTriggers: readonly string[];
}

export interface PlainStage {
  readonly stage: string;
  readonly since: number;
}

export interface PlainFiring {
  readonly trigger: string;
  readonly number: number;
  readonly actions: readonly PlainAction[];
}

/** As `Evaluation`, with decimals as texts and maps as objects. */
export type PlainEvaluation =
  | { readonly kind: "excluded" }
  /** Points beyond what there is room for; `source` is the rule or group. */
  | { readonly kind: "beyond range"; readonly source: string }
  | {
      readonly kind: "scored";
      readonly awards: readonly {
        readonly group: string;
        readonly rule: string;
        readonly times: number;
        readonly points: string;
        readonly firstAt: number | undefined;
        readonly lastAt: number | undefined;
      }[];
      readonly scores: readonly {
        readonly group: string;
        readonly points: string;
        readonly band: string | undefined;
      }[];
      readonly classes: readonly { readonly class: string; readonly value: string }[];
      readonly stage: PlainStage | undefined;
      readonly segments: readonly string[];
      readonly labels: readonly string[];
      readonly firings: readonly PlainFiring[];
      readonly triggers: Readonly<Record<string, PlainTriggerState>>;
    };

export const NEW_CONTACT: PlainState = {
  segments: [],
  labels: [],
  stage: undefined,
  triggers: {},
  knownTriggers: [],
};

/** `asOf` in milliseconds since 1970-01-01T00:00Z. */
export function referenceEvaluate(
  rulebook: RawRulebook,
  history: PlainHistory,
  asOf: number,
): PlainEvaluation {
  const now: Now = { at: asOf, zone: rulebook.timezone ?? "UTC" };
  const events = eventsThatCount(history.events, rulebook.ignore ?? [], now);
  const traits = new Map(
    Object.entries(rulebook.traits ?? {}).map(([id, trait]) => [id, measure(trait, events, now)]),
  );
  const known: Known = { now, fields: history.fields, events, traits, standing: new Map() };
  if (rulebook.exclude !== undefined && meets(known, rulebook.exclude)) return { kind: "excluded" };
  try {
    return scored(rulebook, history.previous, known);
  } catch (error) {
    if (error instanceof BeyondRange) return { kind: "beyond range", source: error.source };
    throw error;
  }
}

function scored(rulebook: RawRulebook, previous: PlainState, contact: Known): PlainEvaluation {
  const awards = awardsOf(rulebook, contact);
  const scores = scoresOf(rulebook, awards, contact.now);
  const withScores = scores.reduce(withScore, contact);
  const withClasses = classify(rulebook, scores, withScores);
  const withStatic = withStaticMemberships(rulebook, previous, withClasses);
  const stage = stageOf(rulebook, previous.stage, withStatic);
  const withStage = learn(withStatic, "stage", stage && { kind: "text", text: stage.stage });
  const withSegments = withComputed("segment", rulebook.segments, withStage);
  const final = withComputed("label", rulebook.labels, withSegments);
  const { firings, triggers } = pullTriggers(rulebook, previous, final);
  const classes = Object.keys(rulebook.classes ?? {}).flatMap((id) => {
    const value = final.standing.get(`class.${id}`);
    return value?.kind === "text" ? [{ class: id, value: value.text }] : [];
  });
  return {
    kind: "scored",
    awards: awards.map((award) => ({ ...award, points: textOfRational(award.points) })),
    scores: scores.map((score) => ({ ...score, points: textOfRational(score.points) })),
    classes,
    stage,
    segments: membershipsAfter("segment", rulebook.segments, firings, final),
    labels: membershipsAfter("label", rulebook.labels, firings, final),
    firings,
    triggers,
  };
}

function learn(known: Known, name: string, value: Value): Known {
  return { ...known, standing: new Map([...known.standing, [name, value]]) };
}

function withScore(known: Known, { group, points, band }: PlainScore): Known {
  const scored = learn(known, `score.${group}`, valueOfNumber(points));
  return learn(scored, `band.${group}`, band === undefined ? undefined : { kind: "text", text: band });
}

/** In order: a class sees those before it. */
function classify({ classes = {} }: RawRulebook, scores: readonly PlainScore[], contact: Known): Known {
  return Object.entries(classes).reduce((known, [id, raw]) => {
    const value = classOf(raw, scores, known);
    return learn(known, `class.${id}`, value === undefined ? undefined : { kind: "text", text: value });
  }, contact);
}

type Collections = Readonly<Record<string, RawCollection>> | undefined;

function withStaticMemberships(
  { segments, labels }: RawRulebook,
  previous: PlainState,
  contact: Known,
): Known {
  const withAll = (known: Known, kind: string, collections: Collections, members: readonly string[]) =>
    Object.entries(collections ?? {})
      .filter(([, { when }]) => when === undefined)
      .reduce(
        (so, [id]) => learn(so, `${kind}.${id}`, { kind: "yes or no", yes: members.includes(id) }),
        known,
      );
  return withAll(withAll(contact, "segment", segments, previous.segments), "label", labels, previous.labels);
}

/** In order: a segment or label sees those before it. */
function withComputed(kind: "segment" | "label", collections: Collections, contact: Known): Known {
  return Object.entries(collections ?? {}).reduce(
    (known, [id, { when }]) =>
      when === undefined
        ? known
        : learn(known, `${kind}.${id}`, { kind: "yes or no", yes: meets(known, when) }),
    contact,
  );
}

/** The furthest whose condition holds; never back, but for a recycling event since the last move. */
function stageOf(
  { stages = {}, recycle }: RawRulebook,
  previous: PlainStage | undefined,
  contact: Known,
): PlainStage | undefined {
  const ids = Object.keys(stages);
  const reached = ids.findLastIndex((id) => meetsIfAny(contact, stages[id]!.when));
  const before = previous === undefined ? -1 : ids.indexOf(previous.stage);
  const recycled =
    recycle !== undefined &&
    previous !== undefined &&
    ids.indexOf(recycle.to) < before &&
    selected(recycle as RawSelector, contact.events, contact.now).some(({ at }) => at > previous.since);
  const from = recycled ? ids.indexOf(recycle.to) : before;
  const stage = ids[Math.max(from, reached)];
  if (stage === undefined) return undefined;
  const moved = recycled || stage !== previous?.stage;
  return { stage, since: moved ? contact.now.at : previous.since };
}

/** All triggers see the same state. */
function pullTriggers({ triggers = {} }: RawRulebook, previous: PlainState, contact: Known) {
  const firings: PlainFiring[] = [];
  const states: Record<string, PlainTriggerState> = {};
  for (const [id, trigger] of Object.entries(triggers)) {
    const before = Object.hasOwn(previous.triggers, id) ? previous.triggers[id]! : NEW_TRIGGER;
    const isFirstRun = !previous.knownTriggers.includes(id);
    const { fires, state } = pullTrigger(trigger, before, isFirstRun, contact);
    if (fires) firings.push({ trigger: id, number: state.firings, actions: actionsOf(trigger, contact) });
    if (!state.armed || state.firings > 0) states[id] = state;
  }
  return { firings, triggers: states };
}

/** Actions take effect in the order of the triggers, and of their lists. */
function membershipsAfter(
  kind: "segment" | "label",
  collections: Collections,
  firings: readonly PlainFiring[],
  { standing }: Known,
): readonly string[] {
  const actions = firings.flatMap((firing) => firing.actions);
  return Object.keys(collections ?? {}).filter((id) => {
    const value = standing.get(`${kind}.${id}`);
    const last = actions.findLast(
      (action) => action.target === id && [`add_${kind}`, `remove_${kind}`].includes(action.kind),
    );
    if (last !== undefined) return last.kind === `add_${kind}`;
    return value?.kind === "yes or no" && value.yes;
  });
}

/** What the next run finds; after points beyond range there is none. An excluded contact stays as it was; its triggers have been through a run all the same. */
export function stateAfter(
  { segments = {}, labels = {}, triggers = {} }: RawRulebook,
  previous: PlainState,
  evaluation: PlainEvaluation,
): PlainState {
  const knownTriggers = Object.keys(triggers);
  if (evaluation.kind !== "scored") return { ...previous, knownTriggers };
  return {
    segments: evaluation.segments.filter((id) => segments[id]!.when === undefined),
    labels: evaluation.labels.filter((id) => labels[id]!.when === undefined),
    stage: evaluation.stage,
    triggers: evaluation.triggers,
    knownTriggers,
  };
}
