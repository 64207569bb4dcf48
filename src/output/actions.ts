// actions.csv, and the same rows apart by kind for the program that carries them out.

import { ACTION_KINDS, type Rulebook } from "../rulebook/model.ts";
import type { ActionRow, RunRecord } from "../store/model.ts";
import type { Store } from "../store/store.ts";
import type { Instant } from "../values/calendar.ts";
import { type CellText, cellText } from "./cell-text.ts";
import { type CsvFile, createCsvFile, type OutputFile } from "./csv-file.ts";

export function writeActions(
  store: Store,
  { runId, basis }: RunRecord,
  rulebook: Rulebook,
  folder: string,
  formatInstant: (at: Instant) => string,
): readonly OutputFile[] {
  const toText = cellText(basis.forSpreadsheet);
  const groups = rulebook.groups.map((group) => group.id);
  const header = [
    ...["action_id", "contact_id", "email", "trigger", "kind", "target", "with", "firing", "fired_at"],
    ...groups.map((id) => `score.${id}`),
    "why",
  ];
  const files = new Map<string, CsvFile>();
  const open = (name: string) => {
    const file = createCsvFile(folder, name, header);
    files.set(name, file);
    return file;
  };
  try {
    const all = open("actions.csv");
    const byKind = new Map(kindsOf(store, runId, rulebook).map((kind) => [kind, open(kindFile(kind))]));
    for (const action of store.actions(runId)) {
      const row = toRow(action, groups, formatInstant, toText);
      all.write(row);
      byKind.get(action.kind)?.write(row);
    }
    return [...files.values()].map((file) => file.end());
  } finally {
    for (const file of files.values()) file.abandon();
  }
}

function kindFile(kind: string): string {
  return `actions/${kind}.csv`;
}

/** Of the rulebook, and of actions that an earlier rulebook left to be written. */
function kindsOf(store: Store, runId: number, rulebook: Rulebook): readonly string[] {
  const kinds = new Set<string>(store.actionKinds(runId));
  for (const trigger of rulebook.triggers) for (const action of trigger.actions) kinds.add(action.kind);
  return ACTION_KINDS.filter((kind) => kinds.has(kind));
}

function toRow(
  action: ActionRow,
  groups: readonly string[],
  formatInstant: (at: Instant) => string,
  toText: CellText,
): readonly string[] {
  const scores = new Map(Object.entries(action.scores));
  return [
    action.actionId,
    toText(action.written),
    toText(action.email),
    action.trigger,
    action.kind,
    toText(action.target),
    toText(action.parameters),
    String(action.number),
    formatInstant(action.firedAt),
    ...groups.map((group) => scores.get(group) ?? ""),
    toText(action.why),
  ];
}
