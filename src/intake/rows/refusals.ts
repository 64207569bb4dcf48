import type { RefusedLine } from "../csv/refused-lines.ts";
import type { Layout } from "../layouts/layout.ts";
import type { FedOrigin, Reject } from "../sink.ts";
import type { RowFault } from "./row-fault.ts";

/** A row that was read, but cannot be used. */
export interface FaultyRow {
  readonly kind?: undefined;
  readonly line: number;
  readonly fault: RowFault;
  readonly raw: string;
  readonly origin?: FedOrigin;
}

/** For one file: what is told of a row that is refused. */
export function createFaultReject({
  headers,
}: Pick<Layout, "headers">): (row: RefusedLine | FaultyRow) => Reject {
  return (row) => {
    const { line, raw } = row;
    if (row.kind === "refused") {
      const column = row.cell === undefined ? undefined : headers[row.cell];
      return { line, column, code: row.code, message: row.message, raw };
    }
    const { column, code, message } = row.fault;
    const { origin } = row;
    return { line, column, code, message, raw, ...(origin === undefined ? {} : { origin }) };
  };
}
