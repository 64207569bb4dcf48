// A test made from a contact of a database, which expects what the contact has.

import { Document, type Node, visit } from "yaml";
import { compileRulebook } from "../evaluate/compile-rulebook.ts";
import type { Award, Evaluation, Fields, History, HistoryEvent, ScoredContact } from "../evaluate/history.ts";
import type { Rulebook } from "../rulebook/model.ts";
import { formatAsOf } from "../values/as-of.ts";
import { type Calendar, createCalendar, type Instant } from "../values/calendar.ts";
import { formatDecimal } from "../values/decimal.ts";
import { escapeUnsafe, hasUnsafe } from "../values/unsafe-characters.ts";
import { createAnonymiser, type Identified, RECORDED_EMAIL, RECORDED_KEY } from "./anonymise.ts";
import { EVENT_KEYS } from "./resolve-rows.ts";

export interface Recording {
  readonly rulebook: Rulebook;
  /** As the last run left the contact. */
  readonly history: History;
  /** Of the last run. */
  readonly asOf: Instant;
  readonly contact: Identified;
}

/** The text of a test file, its paths relative to where the last run was started. */
export function recordTest({ rulebook, history, asOf, contact }: Recording): string {
  const calendar = createCalendar(rulebook.timezone);
  const anonymise = createAnonymiser(contact);
  const row = contactRow(history.fields, anonymise);
  const name = row["contact_id"] ?? row["id"] ?? RECORDED_EMAIL;
  const day = formatAsOf(asOf, calendar);
  const events = history.events
    .filter(({ at }) => at <= asOf)
    .map((event) => eventRow(event, name, anonymise, calendar));
  const test = {
    name: `${name} as of ${day}`,
    contacts: [row],
    ...(events.length === 0 ? {} : { events }),
    expect: expectationOf(rulebook, history, asOf, name),
  };
  const content = { rulebook: rulebook.files[0]?.name ?? rulebook.id, as_of: day, tests: [test] };
  const comment =
    "# Key, e-mail and visitor ids are replaced. Look through the fields for what else names a person.";
  return `${comment}\n${toYaml(content)}`;
}

function contactRow(fields: Fields, anonymise: (fields: Fields) => Fields): Fields {
  const key = ["contact_id", "id"].find((name) => name in fields);
  const { [key ?? ""]: _, ...others } = fields;
  return { ...(key === undefined ? {} : { [key]: RECORDED_KEY }), ...anonymise(others) };
}

/** Fields whose names mean something else in a row of events go by themselves. */
function eventRow(
  { type, at, fields }: HistoryEvent,
  contact: string,
  anonymise: (fields: Fields) => Fields,
  calendar: Calendar,
) {
  const entries = Object.entries(anonymise(fields));
  const taken = entries.filter(([name]) => EVENT_KEYS.has(name));
  return {
    contact,
    type,
    at: calendar.format(at).replace(/\.000(?=[+-])/, ""),
    ...Object.fromEntries(entries.filter(([name]) => !EVENT_KEYS.has(name))),
    ...(taken.length === 0 ? {} : { fields: Object.fromEntries(taken) }),
  };
}

/** What rests on earlier runs is left out: the test has one run. */
function expectationOf(rulebook: Rulebook, history: History, asOf: Instant, name: string) {
  const evaluate = compileRulebook(rulebook);
  const has = evaluate(history, asOf);
  const previous = {
    segments: new Set<string>(),
    labels: new Set<string>(),
    triggers: new Map(),
    stage: undefined,
    knownTriggers: new Set<string>(),
  };
  const wouldHave: Evaluation = evaluate({ ...history, previous }, asOf);
  if (has.kind === "excluded" || wouldHave.kind === "excluded") return { excluded: [name] };
  const { classes, scores, stage } = has;
  return withoutEmpty({
    scores: { [name]: ofEach(scores, (each) => [each.group, Number(formatDecimal(each.points))]) },
    awards: byContact(name, awardsOf(has, rulebook)),
    bands: byContact(
      name,
      ofEach(scores, (each) => (each.band === undefined ? undefined : [each.group, each.band])),
    ),
    classes: byContact(
      name,
      ofEach(classes, (each) => [each.class, each.value]),
    ),
    stages: byContact(name, stage !== undefined && stage.stage === wouldHave.stage?.stage ? stage.stage : {}),
    segments: membersOf(history.previous.segments, wouldHave.segments, name),
    labels: membersOf(history.previous.labels, wouldHave.labels, name),
  });
}

function membersOf(had: ReadonlySet<string>, wouldHave: readonly string[], name: string) {
  return ofEach(
    wouldHave.filter((id) => had.has(id)),
    (id) => [id, [name]],
  );
}

/** A rule that did not give all its groups the same is held to what the first of those it fed got. */
function awardsOf({ awards }: ScoredContact, { rules: all }: Rulebook) {
  const rules = [...new Set(awards.map(({ rule }) => rule))];
  return ofEach(rules, (rule) => {
    const [first, ...others] = awards.filter((award) => award.rule === rule);
    const { group, times, points } = first!;
    const isSame = (other: Award) => other.times === times && other.points === points;
    const award = { times, points: Number(formatDecimal(points)) };
    const fed = all.find(({ id }) => id === rule)?.groups.length ?? 0;
    const isShared = others.length + 1 === fed && others.every(isSame);
    return [rule, isShared ? award : { group, ...award }];
  });
}

function ofEach<Each, Value>(
  all: readonly Each[],
  entry: (each: Each) => readonly [string, Value] | undefined,
): Readonly<Record<string, Value>> {
  return Object.fromEntries(all.flatMap((each) => [entry(each)].filter((found) => found !== undefined)));
}

function byContact(name: string, value: string | Readonly<Record<string, unknown>>) {
  return isEmpty(value) ? {} : { [name]: value };
}

function withoutEmpty(sections: Readonly<Record<string, Readonly<Record<string, unknown>>>>) {
  return Object.fromEntries(Object.entries(sections).filter(([, section]) => !isEmpty(section)));
}

function isEmpty(value: string | Readonly<Record<string, unknown>>): boolean {
  return typeof value !== "string" && Object.keys(value).length === 0;
}

/** Rows and expectations on a line each. */
function toYaml(content: object): string {
  const document = new Document(content, { version: "1.2" });
  visit(document, {
    Collection: (_key, node, path) => {
      if (path.length >= FLOW_DEPTH) (node as Node & { flow?: boolean }).flow = true;
    },
    Scalar: (_key, node) => {
      if (typeof node.value === "string" && hasUnsafe(node.value)) node.type = "QUOTE_DOUBLE";
    },
  });
  return escapeUnsafe(document.toString({ lineWidth: 0, flowCollectionPadding: false }));
}

/** Of a row, and of a section of the expectations, in the document's tree: pairs count, too. */
const FLOW_DEPTH = 7;
