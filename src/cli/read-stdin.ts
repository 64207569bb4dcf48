import { InterruptedError } from "../run/take-in.ts";
import type { Interrupt } from "./interrupt.ts";

/** Touches standard input only when it is read. Without an interrupt, Ctrl-C ends the process as ever. */
export async function* readStdin(interrupt?: Interrupt): AsyncGenerator<Uint8Array> {
  for await (const piece of process.stdin) {
    if (interrupt?.hasCome()) throw new InterruptedError();
    yield piece;
  }
}
