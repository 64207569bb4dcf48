// The lines of a `results` fence: `as-of | what is known of a contact | what comes out`. docs/rulebook.md says how to
// read them.

import { compileRulebook } from "../../src/evaluate/compile-rulebook.ts";
import type { Evaluation, Fields, History, ScoredContact } from "../../src/evaluate/history.ts";
import { createMoment } from "../../src/evaluate/moment.ts";
import { compileSteps } from "../../src/evaluate/steps.ts";
import { toText } from "../../src/evaluate/value.ts";
import type { Rulebook } from "../../src/rulebook/model.ts";
import { parseAsOf } from "../../src/values/as-of.ts";
import { type Calendar, createCalendar, type Instant } from "../../src/values/calendar.ts";
import { formatDecimal } from "../../src/values/decimal.ts";
import { historyOf, nextState, type TestContact, type TestEvent } from "./evaluate-yaml.ts";

interface Night {
  readonly rulebook: Rulebook;
  readonly calendar: Calendar;
  readonly asOf: Instant;
  readonly history: History;
  readonly evaluation: Evaluation;
}

/** The same lines with what really comes out, in the same words: equal to `lines` if all of it is true. */
export function checkResults(rulebook: Rulebook, lines: readonly string[]): readonly string[] {
  let contact: TestContact = {};
  return lines.map((line) => {
    const [when = "", known = "", expected = ""] = line.split(" | ");
    const isNextRun = when.startsWith("then ");
    contact = addKnown(isNextRun ? contact : {}, known.trim());
    const night = evaluateNight(rulebook, contact, when.replace("then ", "").trim());
    contact = { ...contact, ...previousOf(night) };
    return [
      when,
      known,
      expected
        .split("; ")
        .map((claim) => answer(claim, night))
        .join("; "),
    ].join(" | ");
  });
}

function evaluateNight(rulebook: Rulebook, contact: TestContact, written: string): Night {
  const calendar = createCalendar(rulebook.timezone);
  const asOf = parseAsOf(written, calendar);
  if (asOf === undefined) throw new Error(`"${written}" is no as-of`);
  const history = historyOf(rulebook, contact);
  return { rulebook, calendar, asOf, history, evaluation: compileRulebook(rulebook)(history, asOf) };
}

function previousOf({ rulebook, evaluation }: Night): Pick<TestContact, "previous"> {
  return evaluation.kind === "scored" ? { previous: nextState(rulebook, evaluation) } : {};
}

/** Values may stand in double quotes. */
const FIELD = /(\w+)=(?:"([^"]*)"|(\S*))/g;

function addKnown(contact: TestContact, known: string): TestContact {
  if (known === "nothing") return contact;
  const parts = known.split("; ");
  const fields = parts.filter(isAboutContact).map(readFields);
  const events = parts.filter((part) => !isAboutContact(part)).map(readEvent);
  return {
    ...contact,
    fields: Object.assign({}, contact.fields, ...fields),
    events: [...(contact.events ?? []), ...events],
  };
}

const isAboutContact = (part: string) => part.startsWith("contact: ");

function readFields(text: string): Fields {
  return Object.fromEntries(
    Array.from(text.matchAll(FIELD), ([, name, quoted, plain]) => [name, quoted ?? plain]),
  );
}

function readEvent(text: string): TestEvent {
  const [type = "", at = ""] = text.split(" ");
  return { type, at, fields: readFields(text) };
}

/** What is true of the thing that a claim is about, as a claim. */
function answer(claim: string, night: Night): string {
  const { evaluation } = night;
  if (evaluation.kind === "excluded") return "excluded";
  const [name = "", ...rest] = claim.split(" ");
  if (name === "stage:") return `stage: ${answerStage(evaluation, night, rest.includes("since"))}`;
  if (!name.endsWith(":")) return `${name} ${answerScore(name, evaluation, rest.length > 1)}`;
  return `${name} ${answerNamed(name.slice(0, -1), evaluation, night)}`;
}

function answerScore(group: string, { scores }: ScoredContact, withBand: boolean): string {
  const score = scores.find((each) => each.group === group);
  if (score === undefined) return "is no group";
  const points = formatDecimal(score.points);
  return withBand ? `${points} [${score.band}]` : points;
}

function answerNamed(name: string, evaluation: ScoredContact, night: Night): string {
  switch (name) {
    case "segments":
      return evaluation.segments.join(" ") || "none";
    case "labels":
      return evaluation.labels.join(" ") || "none";
    case "fires":
      return evaluation.firings.map(({ trigger }) => trigger).join(" ") || "none";
    case "does":
      return answerActions(evaluation);
    default:
      return name.startsWith("class.")
        ? answerClass(name.slice("class.".length), evaluation)
        : answerTrait(name, night);
  }
}

function answerActions({ firings }: ScoredContact): string {
  return firings
    .flatMap(({ actions }) => actions)
    .map(({ kind, target, with: parameters }) => {
      const written = Object.entries(parameters).map(([name, value]) => `${name}=${quoteIfNeeded(value)}`);
      return [kind, target, ...written].join(" ");
    })
    .join(", ");
}

function quoteIfNeeded(value: string | number | boolean): string {
  return String(value).includes(" ") ? `"${value}"` : String(value);
}

function answerClass(id: string, { classes }: ScoredContact): string {
  return classes.find((each) => each.class === id)?.value ?? "none";
}

/** With the day of the run that moved the contact there, where the claim gives one. */
function answerStage({ stage }: ScoredContact, { calendar }: Night, withSince: boolean): string {
  if (stage === undefined) return "none";
  return withSince ? `${stage.stage} since ${calendar.formatDay(stage.since)}` : stage.stage;
}

function answerTrait(id: string, { rulebook, calendar, asOf, history }: Night): string {
  const steps = compileSteps(rulebook, createMoment(asOf, calendar));
  if (!rulebook.traits.some((trait) => trait.id === id)) return "is no trait";
  return toText(steps.context.readTrait(steps.begin(history), id), calendar) ?? "missing";
}
