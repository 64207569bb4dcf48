// Every message of a problem of tallybook.yaml that a rulebook cannot have. Worded as those in messages.ts.

import { word } from "./message-pieces.ts";

export const configMessages = {
  "second-config-document": () =>
    word(
      "a second YAML document starts here; expected one map of settings",
      'remove the "---" or what comes after it',
    ),
} as const;
