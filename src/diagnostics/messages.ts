// Every message of a rulebook's problems is worded here: what is wrong with which named thing, what was expected,
// what to do. One line, lower case, names in double quotes. `place` is a phrase such as `rule "opened"`.

import { type Expectation, expectations } from "./expectations.ts";
import { fileMessages } from "./file-messages.ts";
import { didYouMean, known, oneOf, word } from "./message-pieces.ts";
import { quoted, quotedList } from "./quote.ts";
import { sourceMessages } from "./source-messages.ts";

/** Where a thing with an id has room for any text. */
const FREE_TEXT: Readonly<Record<string, string>> = {
  rulebook: '; "description" can hold any text',
  group: '; "title" can hold any text',
  segment: '; "title" can hold any text',
  label: '; "title" can hold any text',
  stage: '; "title" can hold any text',
  rule: '; "note" can hold any text',
};

export const messages = {
  ...fileMessages,
  ...sourceMessages,

  // The shape
  "unexpected-key": (
    key: string,
    place: string,
    expected: readonly string[],
    suggestion: string | undefined,
    hint: string | undefined,
  ) =>
    word(
      `unexpected key ${quoted(key)} in ${place}; expected ${oneOf(expected)}`,
      hint ??
        (suggestion === undefined && key.includes(":")
          ? "put a blank after the colon"
          : didYouMean(suggestion)),
    ),
  "missing-key": (key: string, place: string, expected: Expectation | undefined) =>
    word(
      `${place} has no ${quoted(key)}`,
      `add ${quoted(`${key}:`)}${expected === undefined ? "" : ` with ${expectations[expected]}`}`,
    ),
  "empty-value": (place: string, expected: string) =>
    word(`${place} has no value`, `write after the colon ${expected}; or leave the key out`),
  "empty-item": (place: string, expected: string) =>
    word(`${place} is empty`, `write ${expected}; or remove it`),
  "wrong-value": (place: string, got: string, expected: string, help: string | undefined) =>
    word(`${place} is ${got}; expected ${expected}`, help),
  "bad-choice": (
    value: string,
    place: string,
    expected: readonly string[],
    or: string | undefined,
    suggestion: string | undefined,
  ) =>
    word(
      `${place} is ${value}; expected ${oneOf(expected)}${or === undefined ? "" : `, or ${or}`}`,
      didYouMean(suggestion),
    ),
  "bad-id": (id: string, thing: string, suggestion: string | undefined) =>
    word(
      `${quoted(id)} cannot be the id of a ${thing}; expected ${expectations.id}`,
      suggestion === undefined ? undefined : `write ${quoted(suggestion)}${FREE_TEXT[thing] ?? ""}`,
    ),
  "bad-duration": (value: string, place: string, suggestion: string | undefined) =>
    word(
      `${place} is ${value}; expected ${expectations.duration}`,
      suggestion === undefined
        ? "a duration is a whole number and seconds, minutes, hours, days, weeks, months, quarters or years"
        : `write ${quoted(suggestion)}`,
    ),
  "bad-date": (value: string, place: string, why: string | undefined) =>
    word(
      `${place} is ${value}${why === undefined ? "" : `, ${why}`}; expected ${expectations.date}`,
      why === undefined ? "write the year, the month and the day: YYYY-MM-DD" : undefined,
    ),
  "only-in-event-rules": (key: string, place: string, isPeriodRule: boolean, alsoForPeriods: boolean) => {
    if (isPeriodRule) {
      return word(
        `${quoted(key)} is only for rules that count events, and ${place} counts periods`,
        `remove ${quoted(key)}`,
      );
    }
    const help = `remove ${quoted(key)}, or say with "event" what the rule counts`;
    return alsoForPeriods
      ? word(
          `${quoted(key)} is only for rules that count events or periods, and ${place} has no "event" or "every"`,
          help,
        )
      : word(`${quoted(key)} is only for rules that count events, and ${place} has no "event"`, help);
  },

  // Values
  "bad-number": (
    source: string,
    why: "notation" | "decimals" | "digits" | "size",
    suggestion: string | undefined,
  ) =>
    word(
      {
        notation: `the number ${source} is not in plain notation`,
        decimals: `the number ${source} has more than six decimals`,
        digits: `the number ${source} has more than 15 digits`,
        size: `the number ${source} is beyond 9000000000`,
      }[why],
      {
        notation: `write ${suggestion ?? "digits, with a point before the decimals"}; if it is meant as text, put it in quotes`,
        decimals: suggestion === undefined ? undefined : `write ${suggestion}`,
        digits: "numbers are exact to 15 digits; if this is an id or a code, put it in quotes",
        size: "no score and no amount can be that large",
      }[why],
    ),
  "bad-pattern": (pattern: string, problem: string, help: string | undefined) =>
    word(`the pattern ${quoted(pattern)} cannot be read: ${problem}`, help),
  "unknown-timezone": (timezone: string, suggestion: string | undefined) =>
    word(
      `the time zone ${quoted(timezone)} is not known; expected a name such as "Europe/Paris" or "UTC"`,
      didYouMean(suggestion),
    ),
  "impossible-range": (place: string, low: string, high: string) =>
    word(`no value can satisfy both ${low} and ${high} in ${place}`, "are the two bounds swapped?"),
  "empty-test": (place: string) =>
    word(`the test of ${place} is empty`, "write what must hold, such as {at_least: 5} or {exists: true}"),
  "since-after-until": (place: string, first: string, last: string, from: string, until: string) =>
    word(
      `${place} starts after it ends: ${quoted(first)} is ${from}, ${quoted(last)} is ${until}`,
      "swap the two dates",
    ),
  "field-name": (name: string, place: string, suggestion: string) =>
    word(
      `no column can have the field name ${quoted(name)} that ${place} looks at`,
      suggestion === ""
        ? "field names are the column names in small letters, digits and _"
        : `the column is called ${quoted(suggestion)} here: column names become small letters, digits and _`,
    ),
  "bad-placeholder": (text: string, place: string, why: "open" | "empty") =>
    word(
      why === "open"
        ? `a "{" is never closed in ${quoted(text)} in ${place}`
        : `a "{}" without a name stands in ${quoted(text)} in ${place}`,
      'write a name such as {score.ski}, or "{{" for a brace',
    ),

  "within-needed": (key: string, place: string) =>
    word(
      `${quoted(key)} of ${place} has no "within", so it would never be decided`,
      'say how long to wait for the other event, such as "within: 24 hours"',
    ),

  // Names
  "unknown-group": (id: string, place: string, names: readonly string[], suggestion: string | undefined) =>
    word(
      `${place} names the group ${quoted(id)}, which does not exist; ${known("groups", names)}`,
      didYouMean(suggestion),
    ),
  "unknown-band": (value: string, group: string, names: readonly string[], suggestion: string | undefined) =>
    word(
      `the group ${quoted(group)} has no band ${value}; ${names.length === 0 ? "it has no bands at all" : `expected ${oneOf(names)}`}`,
      didYouMean(suggestion),
    ),
  "unknown-class": (id: string, place: string, names: readonly string[], suggestion: string | undefined) =>
    word(
      `${place} names the class ${quoted(id)}, which does not exist; ${known("classes", names)}`,
      didYouMean(suggestion),
    ),
  "unknown-class-value": (
    value: string,
    id: string,
    names: readonly string[],
    suggestion: string | undefined,
  ) => word(`the class ${quoted(id)} is never ${value}; expected ${oneOf(names)}`, didYouMean(suggestion)),
  "unknown-segment": (id: string, place: string, names: readonly string[], suggestion: string | undefined) =>
    word(
      `${place} names the segment ${quoted(id)}, which does not exist; ${known("segments", names)}`,
      didYouMean(suggestion),
    ),
  "unknown-label": (id: string, place: string, names: readonly string[], suggestion: string | undefined) =>
    word(
      `${place} names the label ${quoted(id)}, which does not exist; ${known("labels", names)}`,
      didYouMean(suggestion),
    ),
  "unknown-stage": (value: string, place: string, names: readonly string[], suggestion: string | undefined) =>
    word(
      `${place} names the stage ${value}, which does not exist; expected ${oneOf(names)}`,
      didYouMean(suggestion),
    ),
  "no-stages": (place: string, help: string) =>
    word(`${place} names a stage, and the rulebook has no stages`, help),
  "unknown-name": (name: string, place: string, suggestion: string | undefined) =>
    word(
      `${place} names ${quoted(name)}, which is nothing a condition can look at; expected a field, a trait, score.<group>, band.<group>, class.<class>, segment.<id>, label.<id> or stage`,
      didYouMean(suggestion),
    ),
  "looks-like-trait": (name: string, place: string, trait: string) =>
    word(
      `${place} takes ${quoted(name)} for a contact field, as no trait has this id`,
      `if the trait ${quoted(trait)} is meant, write that; if the field is meant, write ${quoted(`field.${name}`)}`,
    ),
  "not-visible-here": (name: string, place: string, visible: string, help: string | undefined) =>
    word(`${place} cannot look at ${quoted(name)}; it sees ${visible}`, help),
  "test-does-not-fit": (name: string, place: string, what: string, expected: string) =>
    word(`the test of ${quoted(name)} in ${place} can never hold: ${what}`, `write ${expected}`),

  // Traits and points
  "one-measure": (place: string, found: readonly string[], measures: readonly string[]) =>
    word(
      found.length === 0
        ? `${place} has no measure; expected ${oneOf(measures)}`
        : `${place} has ${found.length} measures: ${quotedList(found, "and")}; expected one`,
      found.length === 0 ? "write one, such as {count: {event: purchase}}" : "make a trait of each",
    ),
  "of-needed": (measure: string, place: string) =>
    word(`${quoted(measure)} in ${place} needs "of"`, `add the event field to measure, such as "of: amount"`),
  "of-not-used": (measure: string, place: string) =>
    word(`${quoted(measure)} in ${place} looks at no field, so it takes no "of"`, 'remove "of"'),
  "by-without-table": (place: string) =>
    word(
      `${place} has "by", but its points are no table`,
      'write points such as {free: 0, pro: 5, otherwise: 1}, or remove "by"',
    ),
  "table-without-by": (place: string) =>
    word(
      `${place} has a table of points, but no "by" says which value to look up`,
      'add "by" with the name of a field',
    ),
  "otherwise-not-last": (place: string, line: number) =>
    word(
      `this row of ${place} is never reached: "otherwise" on line ${line} takes every value`,
      'move "otherwise" to the end',
    ),
  "row-without-test": (place: string) =>
    word(
      `a row of the points of ${place} has no test`,
      "write {at_most: 30, give: 5}; for all other values {otherwise: 0}",
    ),
  "rule-without-cause": (place: string) =>
    word(
      `${place} gives everybody the same points: it has no "event", "when" or "by"`,
      'for points that everybody has, use "start" of the group',
    ),
  "mixed-rule": (place: string, key: string) =>
    word(
      `${place} has both "every" and ${quoted(key)}; a rule counts periods or something else, not both`,
      "make two rules of it",
    ),
  "since-not-a-date": (place: string, trait: string, measure: string) =>
    word(
      `${place} counts periods since the trait ${quoted(trait)}, which is a number: ${quoted(measure)}`,
      'name a date field, or a trait of "first_seen" or "last_seen"',
    ),

  // Groups
  "empty-section": (section: string, expected: Expectation) =>
    word(`the rulebook has no ${section}`, `write ${expectations[expected]}`),
  "group-needed": (place: string, groups: readonly string[]) =>
    word(
      groups.length === 0
        ? `${place} has no "group", and the rulebook has no plain group it could feed`
        : `${place} has no "group", and the rulebook has more than one: ${quotedList(groups, "and")}`,
      groups.length === 0
        ? "add a group that is not a sum of others"
        : `add ${quoted(`group: ${groups[0]}`)} or another`,
    ),
  "only-in-plain-groups": (key: string, place: string) =>
    word(
      `${quoted(key)} is only for groups that rules feed, and ${place} is the sum of others`,
      `write ${quoted(key)} in the groups that it sums`,
    ),
  "combined-group-fed": (place: string, group: string) =>
    word(
      `${place} feeds ${quoted(group)}, which is the sum of other groups`,
      "feed one of the groups that it sums",
    ),
  "combined-of-combined": (place: string, group: string) =>
    word(
      `${place} sums ${quoted(group)}, which is a sum itself`,
      `name the groups that ${quoted(group)} sums`,
    ),
  "min-above-max": (place: string, min: string, max: string) =>
    word(`${place} has "min" ${min} above "max" ${max}`, "swap the two"),
  "start-out-of-range": (place: string, start: string, bound: "min" | "max", value: string) =>
    word(
      `${place} starts at ${start}, ${bound === "min" ? "below" : "above"} its ${quoted(bound)} ${value}`,
      `start at ${value}, or move ${quoted(bound)}`,
    ),
  "unreachable-band": (band: string, place: string, taker: string, line: number) =>
    word(
      `no score of ${place} reaches the band ${quoted(band)}: ${quoted(taker)} on line ${line} takes every score`,
      `move ${quoted(taker)} to the end`,
    ),
  "unreachable-case": (value: string, place: string, taker: string, line: number) =>
    word(
      `no contact reaches ${quoted(value)} of ${place}: ${quoted(taker)} on line ${line} takes everybody`,
      `move ${quoted(taker)} to the end`,
    ),
  "unreachable-stage": (stage: string, taker: string, place: string) =>
    word(
      `no contact stays at the stage ${quoted(stage)}: ${quoted(taker)} on ${place} has no condition, so everybody has come further`,
      `move ${quoted(taker)} to the start, or give it a condition`,
    ),

  // Triggers
  "computed-membership": (action: string, thing: "segment" | "label", id: string, place: string) =>
    word(
      `${quoted(action)} cannot change the ${thing} ${quoted(id)}: its condition on ${place} decides who is in it`,
      `remove "when" from the ${thing}, or use another ${thing}`,
    ),
  "action-kind": (place: string, found: readonly string[], kinds: readonly string[]) =>
    word(
      found.length === 0
        ? `${place} does not say what to do; expected ${oneOf(kinds)}`
        : `${place} does ${found.length} things at once: ${quotedList(found, "and")}`,
      found.length === 0 ? "write an action such as {email: welcome}" : "write one action for each",
    ),
  "rearm-without-each-time": (place: string) =>
    word(`${place} has "rearm", but fires only once`, 'add "fires: each_time", or remove "rearm"'),
} as const;
