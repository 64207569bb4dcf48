import { EXIT, type ExitCode } from "../exit-codes.ts";
import { createSchema } from "../formats/schemas.ts";
import type { SchemaKind } from "../options/schema-kinds.ts";
import { createTerminal, showJson } from "../terminal.ts";

export function schemaAction(kind: SchemaKind): ExitCode {
  createTerminal({ color: false }).out(showJson(createSchema(kind)));
  return EXIT.done;
}
