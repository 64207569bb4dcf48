// Reads files, large ones in a thread of their own.

import { Worker } from "node:worker_threads";
import { PACKAGE_FOLDER } from "../../values/package-folder.ts";
import type { ByteSource } from "../files/byte-source.ts";
import { type Answer, type Order, unpackAnswer } from "./messages.ts";
import { type ReadingPlan, type ReadingStep, readBatches } from "./read-batches.ts";

/** Some 30,000 rows: fewer are read before a thread has started. */
const LARGE_BYTES = 2_000_000;
/** So that reading goes on while a stretch of events is written, at some 110 KB each. */
const STEPS_AHEAD = 32;
/** Rows are soon gone: more room for them would only be more memory. */
const YOUNG_MB = 24;

/** As it was built, for tests run the sources. */
const WORKER = new URL("dist/intake/reading-worker.js", PACKAGE_FOLDER);

export interface FileReader {
  /** One file at a time. Throws an InputError where the file cannot be used. */
  readonly read: (source: ByteSource, plan: ReadingPlan) => AsyncIterable<ReadingStep>;
  /** Ends the thread, whatever it does. */
  readonly close: () => Promise<void>;
}

/** The caller closes it. `largeBytes`: how much is read in a thread of its own. */
export function createFileReader(largeBytes = LARGE_BYTES): FileReader {
  let worker: Worker | undefined;
  const close = async () => {
    await worker?.terminate();
    worker = undefined;
  };
  return {
    read: (source, plan) => {
      const { descriptor } = source;
      if (descriptor === undefined || source.bytes - plan.start.offset < largeBytes) {
        return readBatches(source, plan);
      }
      worker ??= new Worker(WORKER, { resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB } });
      return readInThread(worker, { ...source, descriptor }, plan, close);
    },
    close,
  };
}

async function* readInThread(
  worker: Worker,
  { descriptor, path, bytes }: Pick<ByteSource, "path" | "bytes"> & { readonly descriptor: number },
  plan: ReadingPlan,
  giveUp: () => Promise<void>,
): AsyncGenerator<ReadingStep> {
  const answers = createInbox(worker);
  const send = (order: Order) => worker.postMessage(order);
  let isDone = false;
  try {
    send({ kind: "read", descriptor, path, bytes, plan, ahead: STEPS_AHEAD });
    while (!isDone) {
      const step = unpackAnswer(await answers.next());
      isDone = step.kind === "end";
      yield step;
      if (!isDone) send({ kind: "next" });
    }
  } finally {
    answers.close();
    // The file is closed next: nobody may read it any more.
    if (!isDone) await giveUp();
  }
}

/** The worker's messages in their order. An error that ends the worker is thrown. */
function createInbox(worker: Worker) {
  const waiting: Answer[] = [];
  let wake = () => {};
  const take = (answer: Answer) => {
    waiting.push(answer);
    wake();
  };
  const fail = (error: unknown) => take({ kind: "failed", error });
  const ended = (code: number) => fail(new Error(`the thread that reads files ended with code ${code}`));
  worker.on("message", take).on("error", fail).on("exit", ended);
  return {
    next: async (): Promise<Answer> => {
      while (waiting.length === 0) await new Promise<void>((resolve) => (wake = resolve));
      return waiting.shift()!;
    },
    close: () => worker.off("message", take).off("error", fail).off("exit", ended),
  };
}
