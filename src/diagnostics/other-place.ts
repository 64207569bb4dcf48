import type { SourceLocation } from "./location.ts";
import { quoted } from "./quote.ts";

/** Another place, as a message at `here` names it: `line 12`, with its file where that is another one. */
export function otherPlace(place: SourceLocation, here: SourceLocation): string {
  const line = `line ${place.line}`;
  return place.file === here.file ? line : `${line} of ${quoted(place.file)}`;
}
