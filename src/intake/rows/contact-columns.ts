// Contacts of a file put into columns as they are read, and back into rows for those who want them so.

import type { ContactColumns, ContactRow, Identity, IdentityColumns, RowFields } from "../sink.ts";
import { createTexts, textAt } from "./text-columns.ts";

export interface ContactColumnsBuilder {
  /** `fields`: JSON of a `RowFields`. */
  readonly add: (line: number, contact: Identity, others: readonly Identity[], fields: string) => void;
  /** What was added since the last time. */
  readonly take: () => ContactColumns;
}

/** For one file. `columns` are the names of its fields. */
export function createContactColumns(columns: readonly string[], keyKind: string): ContactColumnsBuilder {
  const keys = createTexts();
  const values = createTexts();
  const fields = createTexts();
  const others = createIdentityColumns();
  let lines: number[] = [];
  let othersEnds: number[] = [];
  return {
    add: (line, contact, identities, json) => {
      lines.push(line);
      keys.add(contact.key);
      values.add(writtenOtherwise(contact));
      for (const identity of identities) others.add(identity);
      othersEnds.push(others.length());
      fields.add(json);
    },
    take: () => {
      const taken = {
        ...{ length: lines.length, columns, keyKind },
        ...{ lines: Int32Array.from(lines), keys: keys.take(), values: values.take() },
        ...{ others: others.take(), othersEnds: Int32Array.from(othersEnds), fields: fields.take() },
      };
      [lines, othersEnds] = [[], []];
      return taken;
    },
  };
}

/** Most are written as they are matched. */
function writtenOtherwise({ key, value }: Identity): string {
  return value === key ? "" : value;
}

function createIdentityColumns() {
  const kinds: string[] = [];
  const keys = createTexts();
  const values = createTexts();
  let kind: number[] = [];
  return {
    length: () => kind.length,
    add: (identity: Identity) => {
      const place = kinds.indexOf(identity.kind);
      kind.push(place >= 0 ? place : kinds.push(identity.kind) - 1);
      keys.add(identity.key);
      values.add(writtenOtherwise(identity));
    },
    take: (): IdentityColumns => {
      const taken = {
        kinds: [...kinds],
        kind: Int32Array.from(kind),
        keys: keys.take(),
        values: values.take(),
      };
      kind = [];
      return taken;
    },
  };
}

export function contactRowAt(columns: ContactColumns, i: number): ContactRow {
  const key = textAt(columns.keys, i);
  const { others, othersEnds } = columns;
  const identities: Identity[] = [];
  for (let at = i === 0 ? 0 : othersEnds[i - 1]!; at < othersEnds[i]!; at++)
    identities.push(identityAt(others, at));
  return {
    line: columns.lines[i]!,
    contact: { kind: columns.keyKind, key, value: textAt(columns.values, i) || key },
    identities,
    columns: columns.columns,
    fields: JSON.parse(textAt(columns.fields, i)) as RowFields,
  };
}

function identityAt({ kinds, kind, keys, values }: IdentityColumns, i: number): Identity {
  const key = textAt(keys, i);
  return { kind: kinds[kind[i]!]!, key, value: textAt(values, i) || key };
}
