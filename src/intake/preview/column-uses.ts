// What a layout makes of each column.

import type {
  EventLayout,
  Layout,
  PlacedEvent,
  PlacedFields,
  PlacedTest,
  PlacedValue,
} from "../layouts/layout.ts";
import type { ColumnUse } from "./preview.ts";

/** For each column of the file, and the constants behind them, what it becomes. */
export function findColumnUses(layout: Layout): readonly (readonly ColumnUse[])[] {
  const placed = placedUses(layout);
  return layout.labels.map((_, position) =>
    placed.filter((one) => one.position === position).map(({ use }) => use),
  );
}

/** Fields that are no column's own. */
export function computedFields(
  layout: Layout,
): readonly { readonly name: string; readonly use: ColumnUse }[] {
  return fieldsOf(layout).typed.flatMap(({ name, value }) =>
    value.kind === "product" ? [{ name, use: productUse(name, value, layout) }] : [],
  );
}

export function fieldsOf(layout: Layout): PlacedFields {
  return "fields" in layout ? layout.fields : { plain: [], typed: [] };
}

interface PlacedUse {
  readonly position: number;
  readonly use: ColumnUse;
}

function placedUses(layout: Layout): readonly PlacedUse[] {
  switch (layout.kind) {
    case "contacts": {
      const { kind: identity, position } = layout.key;
      const key: PlacedUse = { position, use: { kind: "key", identity } };
      return [key, ...identityUses(layout.identities), ...fieldUses(layout.fields)];
    }
    case "events":
      return [...identityUses(layout.identities), ...eventUses(layout), ...fieldUses(layout.fields)];
    case "identities":
      return identityUses(layout.identities);
    case "rejects": {
      const parts = Object.entries({ ...layout.origin, raw: layout.raw });
      return parts.map(([part, position]) => ({ position, use: { kind: "reject", part } as ColumnUse }));
    }
    default:
      return layout satisfies never;
  }
}

function identityUses(
  identities: readonly { readonly kind: string; readonly position: number }[],
): readonly PlacedUse[] {
  return identities.map(({ kind, position }) => ({ position, use: { kind: "identity", identity: kind } }));
}

function eventUses({ eventId, events, labels, isSeveral, fields }: EventLayout): readonly PlacedUse[] {
  const ids: readonly PlacedUse[] = eventId.map((position) => ({ position, use: { kind: "id" } }));
  const types: readonly PlacedUse[] = events.flatMap(({ type }) =>
    type.kind === "column" ? [{ position: type.position, use: { kind: "type" } }] : [],
  );
  const when = (event: PlacedEvent) => event.when.flatMap((tested) => testedPositions(tested, fields));
  const count = ({ count }: PlacedEvent) => (count === undefined ? [] : [count]);
  const used = (kind: "time" | "when" | "count", columns: (event: PlacedEvent) => readonly number[]) =>
    [...new Set(events.flatMap(columns))].map((position): PlacedUse => {
      const own = events.filter((event) => columns(event).includes(position));
      return { position, use: { kind, types: isSeveral ? own.map((event) => typeName(event, labels)) : [] } };
    });
  return [
    ...ids,
    ...types,
    ...used("time", ({ at }) => [at.position]),
    ...used("when", when),
    ...used("count", count),
  ];
}

/** A product is tested, not its factors. */
function testedPositions(tested: PlacedTest, { plain, typed }: PlacedFields): readonly number[] {
  if (tested.kind === "cell") return [tested.position];
  const named = [...plain, ...typed].filter(({ name }) => name === tested.name);
  return named.flatMap((field) => {
    if ("position" in field) return [field.position];
    return field.value.kind === "product" ? [] : [field.value.position];
  });
}

function typeName({ type }: PlacedEvent, labels: readonly string[]): string {
  return type.kind === "constant" ? type.value : labels[type.position]!;
}

function fieldUses({ plain, typed }: PlacedFields): readonly PlacedUse[] {
  const texts = plain.map(({ name, position }): PlacedUse => {
    return { position, use: { kind: "field", name, type: "text" } };
  });
  const others = typed.flatMap(({ name, value }): readonly PlacedUse[] =>
    value.kind === "product"
      ? []
      : [{ position: value.position, use: { kind: "field", name, type: value.kind } }],
  );
  return [...texts, ...others];
}

type Product = Extract<PlacedValue, { kind: "product" }>;

function productUse(name: string, product: Product, { labels }: Layout): ColumnUse {
  return { kind: "product", name, factors: factorNames(product, labels) };
}

function factorNames({ factors }: Product, labels: readonly string[]): readonly string[] {
  return factors.flatMap((factor) =>
    factor.kind === "product" ? factorNames(factor, labels) : [labels[factor.position]!],
  );
}
