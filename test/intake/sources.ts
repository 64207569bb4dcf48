// Sources as a rulebook has them after loading.

import type {
  ContactSource,
  EventSource,
  IdentityColumn,
  IdentitySource,
  RowEvent,
  SourceField,
} from "../../src/rulebook/source-model.ts";

const BASE = {
  location: { file: "rulebook.yaml", line: 1, column: 1 },
  preset: undefined,
  files: [],
  delimiter: undefined,
  encoding: undefined,
  timezone: undefined,
  repeatedColumns: "refuse",
  fields: [],
  constants: [],
} as const;

export const EMAIL: IdentityColumn = { kind: "email", column: ["Email"] };

export function contactSource(parts: Partial<ContactSource> = {}): ContactSource {
  const key = { kind: "contact_id", column: ["Record ID"] };
  return { ...BASE, id: "crm", kind: "contacts", key, identities: [], complete: false, ...parts };
}

export function eventSource(parts: Partial<EventSource> = {}): EventSource {
  const events = [rowEvent("purchase", "ts")];
  return { ...BASE, id: "shop", kind: "events", eventId: [], contact: [EMAIL], events, ...parts };
}

export function identitySource(parts: Partial<IdentitySource> = {}): IdentitySource {
  const identities = [{ kind: "cookie", column: ["Cookie"] }, EMAIL];
  return { ...BASE, id: "links", kind: "identities", identities, ...parts };
}

export function rowEvent(type: string, at: string, parts: Partial<RowEvent> = {}): RowEvent {
  return {
    type: { kind: "constant", value: type },
    at: { column: [at], format: undefined, timezone: undefined },
    when: [],
    count: undefined,
    ...parts,
  };
}

export function textField(name: string, ...column: string[]): SourceField {
  return { name, value: { kind: "text", column } };
}

export function numberField(
  name: string,
  column: string,
  decimal: "." | "," = ".",
  thousands?: string,
): SourceField {
  return { name, value: { kind: "number", column: [column], decimal, thousands } };
}

export function dateField(name: string, column: string, pattern?: string, timezone?: string): SourceField {
  const format = pattern === undefined ? undefined : { pattern };
  return { name, value: { kind: "date", column: [column], format, timezone } };
}
