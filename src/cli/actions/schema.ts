import { EXIT, type ExitCode } from "../exit-codes.ts";
import type { SchemaKind } from "../schema-kinds.ts";
import { createSchema } from "../schemas.ts";
import { createTerminal, showJson } from "../terminal.ts";

export function schemaAction(kind: SchemaKind): ExitCode {
  createTerminal({ color: false }).out(showJson(createSchema(kind)));
  return EXIT.done;
}
