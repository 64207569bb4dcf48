// A comparison of two rulebooks as JSON: the same facts as the text, and every place and action, moved or not.

import type { Mover } from "../../diff/biggest-movers.ts";
import type { ContactMoves } from "../../diff/contact-moves.ts";
import { hasDifference, type RulebookDifference } from "../../diff/diff-rulebooks.ts";
import type { Plan } from "../../diff/ground.ts";
import type { RulebookChange } from "../../diff/rulebook-changes.ts";
import type { PlaceTotal } from "../../diff/totals.ts";
import type { Overrun } from "../../run/firing-limits.ts";
import { createCalendar } from "../../values/calendar.ts";
import { formatDecimal } from "../../values/decimal.ts";
import { fileOf, formatPlace } from "../wording/rulebook-diff-wording.ts";

export function rulebookDiffJson(difference: RulebookDifference) {
  const { before, after, changes, totals, movers } = difference;
  const { groups, places, actions, overruns, ...counts } = totals;
  return {
    ...{ before: planJson(before), after: planJson(after) },
    differs: hasDifference(difference),
    rulebook: changes.map(changeJson),
    ...counts,
    groups,
    ...placesJson(places),
    actions,
    overruns: { before: overruns.before.map(overrunJson), after: overruns.after.map(overrunJson) },
    movers: movers.map(moverJson),
  };
}

function planJson({ rulebook, asOf }: Plan) {
  return {
    rulebook: rulebook.id,
    file: fileOf(rulebook),
    as_of: createCalendar(rulebook.timezone).format(asOf),
  };
}

function changeJson({ before, after, details, ...change }: RulebookChange) {
  return {
    ...change,
    before: before === undefined ? null : formatPlace(before),
    after: after === undefined ? null : formatPlace(after),
    details: details.map((detail) => ({
      ...(detail.key === "" ? {} : { key: detail.key }),
      before: detail.before ?? null,
      after: detail.after ?? null,
    })),
  };
}

function placesJson(places: readonly PlaceTotal[]) {
  const of = (wanted: PlaceTotal["kind"]) => places.filter(({ kind }) => kind === wanted);
  const counts = ({ before, after, entered, left }: PlaceTotal) => ({ before, after, entered, left });
  return {
    bands: of("band").map((place) => ({ group: place.name, band: place.value, ...counts(place) })),
    classes: of("class").map((place) => ({ class: place.name, value: place.value, ...counts(place) })),
    stages: of("stage").map((place) => ({ stage: place.value, ...counts(place) })),
    segments: of("segment").map((place) => ({ segment: place.name, ...counts(place) })),
    labels: of("label").map((place) => ({ label: place.name, ...counts(place) })),
  };
}

function overrunJson({ trigger, firings, atMost }: Overrun) {
  return { trigger, firings, at_most: atMost };
}

function moverJson({ written, email, moves }: Mover) {
  return { contact_id: written, email, listing: moves.listing, ...movesJson(moves) };
}

function movesJson({ scores, places, actions }: ContactMoves) {
  return {
    scores: scores.map(({ group, before, after, rules, rest }) => ({
      ...{ group, before: formatDecimal(before), after: formatDecimal(after) },
      rules: rules.map((move) => ({
        ...{ rule: move.rule, before: formatDecimal(move.before), after: formatDecimal(move.after) },
      })),
      rest: formatDecimal(rest),
    })),
    places: places.map(({ before = null, after = null, ...place }) => ({ ...place, before, after })),
    actions: actions.map(({ before = null, after = null, ...action }) => ({ ...action, before, after })),
  };
}
