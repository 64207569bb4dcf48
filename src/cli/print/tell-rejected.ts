import { formatCountOf } from "../../values/count.ts";
import type { Terminal } from "../terminal.ts";

/** Of exports that are only looked at: no list of rejects says why. */
export function tellRejected(rows: number, terminal: Terminal): void {
  if (rows > 0) terminal.err(`tallybook: ${formatCountOf(rows, "row")} rejected and not looked at\n`);
}
