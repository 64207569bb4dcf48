import { InterruptedError } from "../run/take-in.ts";
import type { Interrupt } from "./interrupt.ts";

/** Touches standard input only when it is read. */
export async function* readStdin({ hasCome: isInterrupted }: Interrupt): AsyncGenerator<Uint8Array> {
  for await (const piece of process.stdin) {
    if (isInterrupted()) throw new InterruptedError();
    yield piece;
  }
}
