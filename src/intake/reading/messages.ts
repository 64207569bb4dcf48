// What crosses between the thread that reads and the one that writes. Many small objects are dear to clone: links and
// names go as one text.

import { ChangedInputError, InputError } from "../input-error.ts";
import type { EventColumns, FileEnd, Identity, LinkRow } from "../sink.ts";
import type { FileBatch, ReadingPlan, ReadingStep } from "./read-batches.ts";

/** Asks for a file; `next` asks for one step more than are on their way. */
export type Order =
  | {
      readonly kind: "read";
      /** Of the open file; both threads are of one process. */
      readonly descriptor: number;
      readonly path: string;
      readonly bytes: number;
      readonly plan: ReadingPlan;
      /** Steps that may be on their way at a time. */
      readonly ahead: number;
    }
  | { readonly kind: "next" };

export type Answer =
  | ({ readonly kind: "batch" } & PackedBatch)
  | { readonly kind: "end"; readonly end: FileEnd }
  | {
      readonly kind: "refused";
      readonly path: string;
      readonly problem: string;
      readonly place: Place;
      /** The file changed while it was read. */
      readonly isChanged: boolean;
    }
  | { readonly kind: "failed"; readonly error: unknown };

type Place = NonNullable<ConstructorParameters<typeof InputError>[2]>;

type PackedBatch = Pick<FileBatch, "contacts" | "rejects" | "bytesDone"> & {
  /** JSON lists. */
  readonly links: string;
  readonly people: string;
  readonly events: FileBatch["events"];
};

export function packStep(step: ReadingStep): Answer {
  if (step.kind === "end") return step;
  const { links, events, ...others } = step;
  return {
    ...others,
    links: JSON.stringify(links),
    people: JSON.stringify(events?.columns.people ?? []),
    events: events && { ...events, columns: { ...events.columns, people: [] } },
  };
}

export function packError(error: unknown): Answer {
  if (!(error instanceof InputError)) return { kind: "failed", error };
  const { path, line, column } = error;
  const place = { ...(line === undefined ? {} : { line }), ...(column === undefined ? {} : { column }) };
  const isChanged = error instanceof ChangedInputError;
  return { kind: "refused", path, problem: error.message.slice(`${path}: `.length), place, isChanged };
}

/** Throws what went wrong in the other thread. */
export function unpackAnswer(answer: Answer): ReadingStep {
  switch (answer.kind) {
    case "end":
      return answer;
    case "batch":
      return unpackBatch(answer);
    case "refused":
      throw answer.isChanged
        ? new ChangedInputError(answer.path, answer.problem, answer.place)
        : new InputError(answer.path, answer.problem, answer.place);
    case "failed":
      throw answer.error;
    default:
      return answer satisfies never;
  }
}

function unpackBatch({ links, people, events, ...others }: PackedBatch): ReadingStep {
  const named = (read: EventColumns) => ({ ...read, people: JSON.parse(people) as readonly Identity[] });
  return {
    ...others,
    kind: "batch",
    links: JSON.parse(links) as readonly LinkRow[],
    events: events && { ...events, columns: named(events.columns) },
  };
}
