// The checks as one global object. Tests bundle this, and have it evaluated in the page that they look at.

import type { CheckResults, Finding } from "../findings.ts";
import { forgetClips } from "./clips.ts";
import { findCutText } from "./cut-text.ts";
import { expectedStops, focusedStop } from "./focus.ts";
import { findLowContrast } from "./low-contrast.ts";
import { findOverlaps, findSmallText } from "./overlaps.ts";
import { seenShapes, seenTexts } from "./seen.ts";
import { findLooseDirections, findStructure } from "./structure.ts";
import { visibleTexts } from "./visible-texts.ts";

function findLayout(): readonly Finding[] {
  scrollTo(0, 0);
  forgetClips();
  const texts = visibleTexts();
  return [...findCutText(texts), ...findOverlaps(texts), ...findSmallText(texts)];
}

function openDetails(): number {
  const all = document.querySelectorAll("details");
  for (const details of all) details.open = true;
  return all.length;
}

const pageChecks: { readonly [Name in keyof CheckResults]: () => CheckResults[Name] } = {
  expectedStops,
  findLayout,
  findLooseDirections,
  findLowContrast,
  findStructure,
  focusedStop,
  openDetails,
  seenShapes,
  seenTexts,
};

Object.assign(globalThis, { pageChecks });
