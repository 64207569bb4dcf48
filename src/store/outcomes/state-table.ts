// The rows of the table `state`, one contact at a time.

import type { Instant } from "../../values/calendar.ts";
import type { Connection } from "../database/connection.ts";
import { decodeState, encodeState, type KeptState, NO_STATE, type StateTexts } from "./state.ts";

const TEXTS = "awards, scores, classes, memberships, stage, triggers";

export function loadState(connection: Connection, contactId: string): KeptState {
  const sql = `select ${TEXTS} from state where contact_id = ?`;
  const texts = connection.get<StateTexts>(sql, contactId);
  return texts === undefined ? NO_STATE : decodeState(texts);
}

export function saveStateTexts(
  connection: Connection,
  contactId: string,
  texts: StateTexts,
  dueAt: Instant | undefined,
): void {
  connection.run(
    `insert or replace into state (contact_id, ${TEXTS}, due_at) values (?, ?, ?, ?, ?, ?, ?, ?)`,
    ...[contactId, texts.awards, texts.scores, texts.classes, texts.memberships],
    ...[texts.stage, texts.triggers, dueAt ?? null],
  );
}

/** Of a contact that no run evaluates until something happens to it. */
export function saveRestingState(connection: Connection, contactId: string, state: KeptState): void {
  saveStateTexts(connection, contactId, encodeState(state), undefined);
}

export function saveDueAt(connection: Connection, contactId: string, dueAt: Instant | undefined): void {
  const sql = "update state set due_at = ? where contact_id = ? and due_at is not ?";
  connection.run(sql, dueAt ?? null, contactId, dueAt ?? null);
}

export function removeState(connection: Connection, contactId: string): void {
  connection.run("delete from state where contact_id = ?", contactId);
}
