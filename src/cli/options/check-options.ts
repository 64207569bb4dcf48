import type { ColourChoice } from "../terminal.ts";

export interface CheckOptions extends ColourChoice {
  readonly db?: string;
  readonly contacts?: readonly string[];
  readonly events?: readonly string[];
  readonly identities?: readonly string[];
  readonly asOf?: string;
  readonly sarif?: string;
  readonly quiet?: boolean;
  readonly json?: boolean;
}
