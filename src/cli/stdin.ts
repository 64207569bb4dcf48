import { InterruptedError } from "../run/run-rulebook.ts";
import type { Interrupt } from "./interrupt.ts";

/** Touches standard input only when it is read. Throws an InterruptedError. */
export async function* readStdin({ hasCome: isInterrupted }: Interrupt): AsyncGenerator<Uint8Array> {
  for await (const piece of process.stdin) {
    if (isInterrupted()) throw new InterruptedError();
    yield piece;
  }
}
