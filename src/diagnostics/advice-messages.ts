// What is doubtful about a rulebook without errors: worded like all problems, see messages.ts.

import { word } from "./message-pieces.ts";
import { quoted } from "./quote.ts";

export const adviceMessages = {
  "band-never-applies": (band: string, place: string, why: string, help: string) =>
    word(`no score of ${place} lies in the band ${quoted(band)}: ${why}`, help),
  "threshold-out-of-range": (name: string, place: string, range: string) =>
    word(
      `the test of ${quoted(name)} in ${place} can never hold: the score ${range}`,
      'move the threshold, or "min", "max" and the caps of the rules that bound the score',
    ),
  "window-longer-than-active": (place: string, within: string, from: string, until: string) =>
    word(
      `${place} looks back ${within} and is active from ${from} until ${until} only, so events from before count all that time`,
      `if only events of that time are meant, add "since: ${from}"; "active" is judged by the as-of, not by the event`,
    ),
  "unused-trait": (place: string) =>
    word(`nothing looks at ${place}`, "use it in a condition or for points, or remove it"),
  "group-without-rules": (place: string, start: string) =>
    word(`no rule feeds ${place}, so everybody has ${start}`, "add a rule with this group, or remove it"),
  "nobody-added": (place: string, thing: "segment" | "label") =>
    word(
      `${place} has no condition, and no trigger adds anybody to it`,
      `add "when", or a trigger that does "add_${thing}"`,
    ),
} as const;
