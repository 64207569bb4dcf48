import { Argument, type Command } from "commander";
import { SCHEMA_KINDS, type SchemaKind } from "../options/schema-kinds.ts";
import { setExitCode } from "../set-exit-code.ts";

export function addSchemaCommand(program: Command): void {
  program
    .command("schema")
    .description("print a JSON Schema (draft-07) for editors and CI")
    .addArgument(
      new Argument("[kind]", "of rulebooks, their tests, run.json or tallybook.yaml")
        .choices(SCHEMA_KINDS)
        .default("rulebook"),
    )
    .addHelpText(
      "after",
      `
Example:
  tallybook schema rulebook > rulebook.schema.json`,
    )
    .action(async (kind: SchemaKind) => {
      const { schemaAction } = await import("../actions/schema.ts");
      setExitCode(schemaAction(kind));
    });
}
