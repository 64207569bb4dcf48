import { describe, expect, test } from "vitest";
import { atLeast, micro, ruleOf } from "./load-text.ts";

describe("points", () => {
  const unbounded = { atLeast: undefined, atMost: undefined };
  test.each([
    ["{event: a, points: -15}", { kind: "fixed", points: micro("-15") }],
    [
      "{event: a, points: {give: 1, per: 10, of: amount, at_most: 20}}",
      {
        kind: "per",
        of: { kind: "event_field", name: "amount" },
        give: micro("1"),
        per: micro("10"),
        atLeast: undefined,
        atMost: micro("20"),
      },
    ],
    [
      "{points: {of: spent, times: 0.0597, up_to: 17}}",
      {
        kind: "times",
        of: { kind: "trait", id: "spent" },
        factor: micro("0.0597"),
        upTo: micro("17"),
        ...unbounded,
      },
    ],
    [
      "{points: {of: age}}",
      {
        kind: "times",
        of: { kind: "field", name: "age" },
        factor: micro("1"),
        upTo: undefined,
        ...unbounded,
      },
    ],
    [
      "{by: plan, points: {10: 1, true: 2, 5: 3, pro: 4, otherwise: 0}}",
      {
        kind: "table",
        by: { kind: "field", name: "plan" },
        rows: [
          { test: { kind: "equals", oneOf: [{ kind: "number", value: micro("10") }] }, points: micro("1") },
          { test: { kind: "equals", oneOf: [{ kind: "boolean", value: true }] }, points: micro("2") },
          { test: { kind: "equals", oneOf: [{ kind: "number", value: micro("5") }] }, points: micro("3") },
          { test: { kind: "equals", oneOf: [{ kind: "text", text: "pro" }] }, points: micro("4") },
        ],
        otherwise: micro("0"),
      },
    ],
    [
      "{event: a, by: answer, points: [{at_least: 3, give: 5.5}, {otherwise: -1}]}",
      {
        kind: "table",
        by: { kind: "event_field", name: "answer" },
        rows: [{ test: atLeast("3"), points: micro("5.5") }],
        otherwise: micro("-1"),
      },
    ],
  ])("%s", (written, expected) => {
    expect(ruleOf(written)?.points).toEqual(expected);
  });
});

describe("limits", () => {
  test.each([
    ["once", [{ times: 1, per: undefined, perEach: undefined }]],
    ["{times: 3}", [{ times: 3, per: undefined, perEach: undefined }]],
    [
      "{times: 1, per: 90 days}",
      [
        {
          times: 1,
          per: { kind: "rolling", duration: { count: 90, unit: "day" } },
          perEach: undefined,
        },
      ],
    ],
    ["{times: 2, per_each: email_id}", [{ times: 2, per: undefined, perEach: "email_id" }]],
    [
      "[{times: 1, per: day}, once]",
      [
        { times: 1, per: { kind: "calendar", period: "day" }, perEach: undefined },
        { times: 1, per: undefined, perEach: undefined },
      ],
    ],
  ])("%s", (written, expected) => {
    expect(ruleOf(`{event: a, points: 1, limit: ${written}}`)).toMatchObject({
      kind: "event",
      limits: expected,
    });
  });
});

describe("decay", () => {
  test.each([
    [
      "{by: 25%, every: 1 month, down_to: 3}",
      { kind: "steps", by: micro("0.25"), every: { count: 1, unit: "month" }, downTo: micro("3") },
    ],
    [
      "{by: 0.0001%, every: 2 days}",
      { kind: "steps", by: micro("0.000001"), every: { count: 2, unit: "day" }, downTo: undefined },
    ],
    [
      "{by: 100%, every: 1 hour}",
      { kind: "steps", by: micro("1"), every: { count: 1, unit: "hour" }, downTo: undefined },
    ],
    ["{half_life: 30 days}", { kind: "half_life", days: 30, downTo: undefined }],
    ["{half_life: 2 weeks, down_to: 0.5}", { kind: "half_life", days: 14, downTo: micro("0.5") }],
  ])("%s", (written, expected) => {
    expect(ruleOf(`{event: a, points: 8, decay: ${written}}`)).toMatchObject({ decay: expected });
  });
});

describe("what comes before or after", () => {
  const plain = { types: ["b"], where: [], within: undefined, same: [] };
  test.each([
    ["followed_by: {event: b}", { direction: "followed", expected: true, ...plain }],
    ["preceded_by: {event: b}", { direction: "preceded", expected: true, ...plain }],
    ["not_preceded_by: {event: b}", { direction: "preceded", expected: false, ...plain }],
    [
      "not_followed_by: {event: [b, c], where: {d: 1}, within: 24 hours, same: [e, f]}",
      {
        direction: "followed",
        expected: false,
        types: ["b", "c"],
        where: [{ field: "d", test: { kind: "equals", oneOf: [{ kind: "number", value: micro("1") }] } }],
        within: { count: 24, unit: "hour" },
        same: ["e", "f"],
      },
    ],
  ])("%s", (written, expected) => {
    expect(ruleOf(`{event: a, points: 1, ${written}}`)).toMatchObject({
      selector: { sequences: [expected] },
    });
  });
});

describe("period rules", () => {
  const base = { kind: "period", every: { count: 30, unit: "day" } };
  test.each([
    [
      "{every: 30 days, since: spent_at, points: -4, limit: {times: 3}, max_points: 10}",
      {
        ...base,
        since: { kind: "field", name: "spent_at" },
        points: { kind: "fixed", points: micro("-4") },
        times: 3,
        maxPoints: micro("10"),
      },
    ],
    [
      "{every: 30 days, since: seen, points: {of: spent}, limit: once}",
      {
        ...base,
        since: { kind: "trait", id: "seen" },
        points: { kind: "times", of: { kind: "trait", id: "spent" } },
        times: 1,
        maxPoints: undefined,
      },
    ],
    [
      "{every: 30 days, since: field.seen, points: 1}",
      { ...base, since: { kind: "field", name: "seen" }, times: undefined },
    ],
  ])("%s", (written, expected) => {
    expect(ruleOf(written)).toMatchObject(expected);
  });
});
