// An explanation as JSON: the same facts as the text, decimals as texts.

import type {
  AwardedEvent,
  AwardLine,
  GroupExplanation,
  ScoreLine,
  SeenEvent,
  TriggerExplanation,
} from "../../evaluate/explain/explanation.ts";
import type { StageState } from "../../evaluate/history.ts";
import type { HeldIdentity } from "../../store/past/person-at.ts";
import { type Calendar, createCalendar, type Instant } from "../../values/calendar.ts";
import { formatDecimal, type Micro, micro } from "../../values/decimal.ts";
import { countRefusals } from "../facts/award-events.ts";
import type { ExplainedContact, ExplanationChoice } from "../facts/explained-contact.ts";

export function explanationJson(explained: ExplainedContact, choice: ExplanationChoice) {
  const { rulebook, asOf, standing, memberships, explanation } = explained;
  const calendar = createCalendar(rulebook.timezone);
  const contact = { contact_id: standing.written, email: standing.email, as_of: calendar.format(asOf) };
  if (standing.isRetired) return { ...contact, retired: true };
  const who = {
    identities: explained.identities.map((identity) => identityJson(identity, calendar)),
    later_identities: explained.laterIdentities.map((identity) => identityJson(identity, calendar)),
    not_known: explained.notKnown,
  };
  if (explanation.kind === "excluded") return { ...contact, excluded: explanation.reason, ...who };
  const groups = explanation.groups.filter(
    ({ group }) => choice.group === undefined || group === choice.group,
  );
  const members = (kind: "segment" | "label") =>
    memberships
      .filter((membership) => membership.kind === kind)
      .map(({ name, since }) => ({ [kind]: name, since: optionalInstant(since, calendar) }));
  return {
    ...contact,
    groups: groups.map((group) => groupJson(group, calendar, choice.events === true)),
    classes: Object.fromEntries(explanation.classes.map((entry) => [entry.class, entry.value])),
    stage: stageJson(explanation.stage, calendar),
    segments: members("segment"),
    labels: members("label"),
    triggers: explanation.triggers.map((trigger) => triggerJson(trigger, calendar)),
    ...who,
  };
}

function groupJson(
  { group, score, band, lines, notAwarded }: GroupExplanation,
  calendar: Calendar,
  withEvents: boolean,
) {
  return {
    group,
    score: formatDecimal(score),
    band: band ?? null,
    lines: lines.map((line) => lineJson(line, calendar, withEvents)),
    not_awarded: notAwarded,
  };
}

function lineJson(line: ScoreLine, calendar: Calendar, withEvents: boolean) {
  const points = formatDecimal(line.points);
  switch (line.kind) {
    case "start":
    case "rounding":
      return { kind: line.kind, points };
    case "min":
    case "max":
      return { kind: line.kind, points, bound: formatDecimal(line.bound) };
    case "reset":
      return {
        kind: line.kind,
        points,
        at: calendar.format(line.at),
        event: seenJson(line.event, calendar),
        outdated: line.outdated,
      };
    case "term":
      return {
        kind: line.kind,
        points,
        group: line.group,
        score: formatDecimal(line.score),
        weight: formatDecimal(line.weight),
      };
    case "award":
      return awardJson(line, calendar, withEvents);
    default:
      return line satisfies never;
  }
}

function awardJson(line: AwardLine, calendar: Calendar, withEvents: boolean) {
  const undecayed = micro(line.events.reduce((sum, event) => sum + event.undecayed, 0n));
  return {
    kind: line.kind,
    points: formatDecimal(line.points),
    rule: line.rule,
    times: line.times,
    each: optionalDecimal(line.each),
    uncut: optionalDecimal(line.uncut),
    undecayed: line.decay === undefined ? null : formatDecimal(undecayed),
    decay: line.decay ?? null,
    refused: countRefusals(line),
    without_points: line.worthless.length,
    reason: line.reason ?? null,
    note: line.note ?? null,
    first_at: optionalInstant(line.events.at(0)?.at, calendar),
    last_at: optionalInstant(line.events.at(-1)?.at, calendar),
    file: line.location.file,
    line: line.location.line,
    ...(withEvents ? eventsJson(line, calendar) : {}),
  };
}

function eventsJson({ events, refused, worthless }: AwardLine, calendar: Calendar) {
  return {
    events: events.map((event) => eventJson(event, calendar)),
    refused_events: refused.map((event) => ({ ...seenJson(event, calendar), limits: event.limits })),
    events_without_points: worthless.map((event) => seenJson(event, calendar)),
  };
}

function seenJson({ id, type, at }: SeenEvent, calendar: Calendar) {
  return { event_id: id, type, at: calendar.format(at) };
}

function eventJson(event: AwardedEvent, calendar: Calendar) {
  const { points, undecayed } = event;
  return {
    ...seenJson(event, calendar),
    points: formatDecimal(points),
    undecayed: formatDecimal(undecayed),
  };
}

function triggerJson(explanation: TriggerExplanation, calendar: Calendar) {
  const { trigger, verdict, firings, lastFiredAt, finding, held, coolsUntil, rearm, location } = explanation;
  return {
    trigger,
    verdict,
    firings,
    last_fired_at: optionalInstant(lastFiredAt, calendar),
    finding,
    held: held ?? null,
    cools_until: optionalInstant(coolsUntil, calendar),
    rearm: rearm ?? null,
    file: location.file,
    line: location.line,
  };
}

function identityJson(identity: HeldIdentity, calendar: Calendar) {
  const { kind, value, evidence, at, eventId, with: other } = identity;
  return {
    kind,
    value,
    evidence,
    since: optionalInstant(at, calendar),
    event_id: eventId ?? null,
    with: { kind: other.kind, value: other.value },
  };
}

function optionalInstant(at: Instant | undefined, calendar: Calendar): string | null {
  return at === undefined ? null : calendar.format(at);
}

function stageJson(stage: StageState | undefined, calendar: Calendar) {
  return stage === undefined ? null : { stage: stage.stage, since: calendar.format(stage.since) };
}

function optionalDecimal(value: Micro | undefined): string | null {
  return value === undefined ? null : formatDecimal(value);
}
