import type { Bearers } from "../../diagnostics/data-messages.ts";
import { type Diagnostic, diagnose } from "../../diagnostics/diagnostic.ts";
import { usesOf } from "../../rulebook/outline/lookups.ts";
import type { TextNode } from "../../rulebook/source/source-tree.ts";
import { textKey } from "../../values/text.ts";
import { findClose } from "../closest.ts";
import type { DataFacts } from "../data-facts.ts";
import type { DataCheck } from "./data-check.ts";

/** Texts that a field is compared with and never has. */
export const unseenValue: DataCheck = ({ outline }, { facts }) => {
  const contacts = { kind: "contact", types: [], count: facts.contacts() } as const;
  const inContacts = usesOf(outline, "field").flatMap(({ use, subject: { name } }) =>
    checkTexts({ name, place: use.place, texts: use.texts }, "contacts", contacts, facts),
  );
  const inEvents = outline.eventFields.flatMap((use) => {
    const { types } = use;
    return checkTexts(use, types, { kind: "event", types, count: facts.eventsOf(types) }, facts);
  });
  return [...inContacts, ...inEvents];
};

interface ComparedField {
  readonly name: string;
  readonly place: string;
  readonly texts: readonly TextNode[];
}

/** Those that are close to a value have a message each, the others of one test or table one together. */
function checkTexts(
  { name, place, texts }: ComparedField,
  of: readonly string[] | "contacts",
  bearers: Bearers,
  facts: DataFacts,
): readonly Diagnostic[] {
  const values = texts.length === 0 ? [] : facts.valuesOf(name, of);
  // Without a single value the field is what is missing.
  if (!values.some(({ count }) => count > 0)) return [];
  const seen = new Set(values.flatMap((value) => (value.count > 0 ? [textKey(value.name)] : [])));
  const unseen = texts
    .filter(({ value }) => !seen.has(textKey(value)))
    .map((node) => ({ node, close: findClose(node.value, values) }));
  const far = unseen.filter(({ close }) => close === undefined).map(({ node }) => node);
  const [first] = far;
  return [
    ...unseen.flatMap(({ node, close }) =>
      close === undefined
        ? []
        : [diagnose("unseen-value", node.span, [node.value], name, place, bearers, close)],
    ),
    ...(first === undefined
      ? []
      : [
          diagnose(
            ...(["unseen-value" as const, first.span, far.map(({ value }) => value)] as const),
            ...([name, place, bearers, undefined] as const),
          ),
        ]),
  ];
}
