import { type Diagnostic, diagnose } from "../../diagnostics/diagnostic.ts";
import { usesOf } from "../../rulebook/outline/lookups.ts";
import { findClose } from "../closest.ts";
import type { DataCheck } from "./data-check.ts";

/** Fields that no contact, or no event of the types that are looked at, has. One that is blank throughout is there. */
export const unseenField: DataCheck = ({ outline }, { facts, columns }) => {
  const ofContacts = facts.fieldsOf("contacts");
  const contacts = { kind: "contact", types: [], count: facts.contacts() } as const;
  const inContacts = usesOf(outline, "field").flatMap(({ use, subject: { name } }): readonly Diagnostic[] => {
    if (contacts.count === 0 || columns.contacts.has(name) || has(ofContacts, name)) return [];
    return [diagnose("unseen-field", use.span, name, use.place, contacts, findClose(name, ofContacts))];
  });
  const inEvents = outline.eventFields.flatMap(({ name, span, place, types }): readonly Diagnostic[] => {
    const events = { kind: "event", types, count: facts.eventsOf(types) } as const;
    if (events.count === 0 || columns.events.has(name)) return [];
    const fields = facts.fieldsOf(types);
    if (has(fields, name)) return [];
    return [diagnose("unseen-field", span, name, place, events, findClose(name, fields))];
  });
  return [...inContacts, ...inEvents];
};

function has(names: readonly { readonly name: string }[], wanted: string): boolean {
  return names.some(({ name }) => name === wanted);
}
