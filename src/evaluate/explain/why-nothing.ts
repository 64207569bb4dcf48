// Why a rule gave a group nothing.

import type { Selector } from "../../rulebook/condition-model.ts";
import type { ContactSource, PeriodRule, Points, PointsSource, Rule } from "../../rulebook/rule-model.ts";
import type { CompileContext } from "../compile-context.ts";
import type { ContactState } from "../contact-state.ts";
import { countElapsed } from "../elapsed.ts";
import type { HistoryEvent } from "../history.ts";
import type { CompiledRule } from "../rules.ts";
import { compileSubject } from "../subjects.ts";
import { readField, toInstant, toText } from "../value.ts";
import { compileFinding } from "./findings.ts";
import { nameSubject, wordSelector, wordStretch, wordTypes } from "./wording.ts";

/** Of the matching events `current` are those after the group's reset. */
type WhyNothing = (
  state: ContactState,
  matching: readonly HistoryEvent[],
  current: readonly HistoryEvent[],
) => string;

export function compileWhyNothing({ rule, isActive }: CompiledRule, context: CompileContext): WhyNothing {
  const findGate = rule.when && compileFinding(rule.when, context);
  const why = compileWhyOfKind(rule, context);
  return (state, matching, current) => {
    if (!isActive) return "not active on this day";
    const gate = findGate?.(state);
    return gate?.holds === false ? gate.text : why(state, matching, current);
  };
}

function compileWhyOfKind(rule: Rule, context: CompileContext): WhyNothing {
  switch (rule.kind) {
    case "event": {
      const whyNoEvent = compileWhyNoEvent(rule.selector, context);
      return (state, matching, current) => {
        if (matching.length === 0) return whyNoEvent(state);
        return current.length === 0 ? "no such event since the reset" : whyWorthless(rule.points, current);
      };
    }
    case "period":
      return compileWhyNoPeriod(rule, context);
    case "condition":
    case "lookup": {
      const readValue = compileValue(pointsSource(rule.points), context);
      return (state) => `${readValue(state)}, gives no points`;
    }
    default:
      return rule satisfies never;
  }
}

function compileWhyNoPeriod(rule: PeriodRule, context: CompileContext): WhyNothing {
  const { moment } = context;
  const readSince = compileSubject(rule.since, context);
  const nameSince = compileValue(rule.since, context);
  const nameBasis = compileValue(pointsSource(rule.points), context);
  return (state) => {
    const since = toInstant(readSince(state), moment.calendar);
    const hasElapsed = since !== undefined && countElapsed(since, rule.every, moment) > 0;
    return hasElapsed ? `${nameBasis(state)}, gives no points` : `no whole period since ${nameSince(state)}`;
  };
}

/** At most so many different values are named. */
const NAMED_VALUES = 3;

/** The values of the events that gave nothing: "stars 3 or 4, gives no points". */
function whyWorthless(points: Points, events: readonly HistoryEvent[]): string {
  const field = points.kind === "fixed" ? "" : nameSource(points.kind === "table" ? points.by : points.of);
  const values = [...new Set(events.map((event) => readField(event.fields, field) ?? "missing"))];
  const named = values.slice(0, NAMED_VALUES).join(" or ");
  return `${field} ${named}${values.length > NAMED_VALUES ? " …" : ""}, gives no points`;
}

function nameSource(source: PointsSource): string {
  return source.kind === "event_field" ? source.name : nameSubject(source);
}

/** Why a selector picks nothing: no event of the type at all, none that fits, or none in its stretch of time. */
function compileWhyNoEvent(
  selector: Selector,
  { selectors, moment }: CompileContext,
): (state: ContactState) => string {
  const always = { ...selector, within: undefined, since: undefined, until: undefined };
  const ofType = selectors.register({ ...always, where: [], sequences: [] });
  const ofAnyTime = selectors.register(always);
  return ({ matches }) => {
    const { length } = matches.untold(ofType);
    const last = matches.untold(ofAnyTime).at(-1);
    if (length === 0) return "no such event";
    if (last === undefined) {
      return `${length} x ${wordTypes(selector.types)}, needs ${wordSelector(always, moment)}`;
    }
    return `no such event${wordStretch(selector, moment)}, the last ${moment.calendar.formatDay(last.at)}`;
  };
}

/** The contact's value with its name, such as "plan pro". */
export function compileValue(
  source: ContactSource | undefined,
  context: CompileContext,
): (state: ContactState) => string {
  if (source === undefined) return () => "";
  const read = compileSubject(source, context);
  return (state) => `${nameSubject(source)} ${toText(read(state), context.moment.calendar) ?? "missing"}`;
}

/** Where points depend on a value of the contact. */
export function pointsSource(points: Points): ContactSource | undefined {
  if (points.kind === "fixed") return undefined;
  const source = points.kind === "table" ? points.by : points.of;
  return source.kind === "event_field" ? undefined : source;
}
