// Previews as JSON: the same facts as the text.

import type {
  ColumnUse,
  FilePreview,
  PreviewColumn,
  ReadPreview,
  ReadValue,
  RefusedPreview,
  RowPreview,
} from "../../intake/preview/preview.ts";

import type { Identity } from "../../intake/sink.ts";
import type { Calendar } from "../../values/calendar.ts";
import { describeNeeds, type Shown } from "../print/preview.ts";
import { showJson } from "../terminal.ts";
import { describeRefusal } from "../wording/preview-refusal.ts";

export function formatPreviewJson(previews: readonly FilePreview[], shown: Shown): string {
  const files = previews.map((preview) =>
    preview.kind === "read" ? readJson(preview, shown) : refusedJson(preview),
  );
  return showJson({ files });
}

function readJson(preview: ReadPreview, shown: Shown) {
  const { path, holds, chosen, encoding, delimiter, columns, lacking, rows, notices, likelyPreset } = preview;
  return {
    path,
    kind: holds,
    source: chosen.source,
    preset: chosen.preset ?? null,
    chosen_by: chosen.reason,
    encoding,
    delimiter,
    columns: columns.map((column) => columnJson(column, shown.calendar)),
    lacking,
    rows: rows.map((row) => rowJson(row, shown.calendar)),
    notices: [...describeNeeds(shown), ...notices],
    likely_preset: likelyPreset ?? null,
  };
}

function refusedJson(preview: RefusedPreview) {
  const { path, raw, likelyPreset } = preview;
  const table = raw === undefined ? {} : raw;
  return { path, error: describeRefusal(preview).message, ...table, likely_preset: likelyPreset ?? null };
}

function columnJson({ name, origin, uses, values }: PreviewColumn, calendar: Calendar) {
  return {
    column: name,
    origin,
    becomes: uses.map(useJson),
    values: values.map(({ written, read }) => ({
      ...(written === undefined ? {} : { written }),
      ...readValueJson(read, calendar),
    })),
  };
}

function useJson({ kind, ...rest }: ColumnUse) {
  return { as: kind, ...rest };
}

function readValueJson(read: ReadValue, calendar: Calendar) {
  switch (read.kind) {
    case "text":
      return { read: read.text };
    case "instant":
      return { read: calendar.format(read.at) };
    case "refused":
      return { refused: read.code };
    default:
      return read satisfies never;
  }
}

function rowJson(row: RowPreview, calendar: Calendar) {
  switch (row.kind) {
    case "contact": {
      const { line, key, identities, fields } = row;
      return { line, becomes: "contact", key: written(key), identities: identities.map(written), fields };
    }
    case "events": {
      const { line, identities, events, fields } = row;
      const listed = events.map(({ at, id, ...event }) => ({
        ...event,
        at: calendar.format(at),
        id: id ?? null,
      }));
      return { line, becomes: "events", identities: identities.map(written), events: listed, fields };
    }
    case "link":
      return { line: row.line, becomes: "link", identities: row.identities.map(written) };
    case "reject": {
      const { line, code, column, message, raw } = row;
      return { line, becomes: "reject", code, column: column ?? null, message, raw };
    }
    default:
      return row satisfies never;
  }
}

function written({ kind, value }: Identity) {
  return { kind, value };
}
