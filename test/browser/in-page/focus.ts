// Where the Tab key stops, and whether one sees it.

import type { FocusStop } from "../findings.ts";
import { backgroundAt } from "./backgrounds.ts";
import { colourOf, contrast } from "./colours.ts";
import { whereIs } from "./describe.ts";

/** Of an outline with what is behind it: https://www.w3.org/TR/WCAG22/#non-text-contrast */
const LEAST_CONTRAST = 3;
/** Pixels. */
const LEAST_WIDTH = 1;

const STOPS = "a[href], summary, button, input, select, textarea, [tabindex]:not([tabindex^='-'])";

/** All that the keyboard has to reach, in the order of the page. */
export function expectedStops(): readonly string[] {
  return [...document.querySelectorAll(STOPS)].filter((element) => element.checkVisibility()).map(whereIs);
}

/** Where the focus is now. */
export function focusedStop(): FocusStop {
  const element = document.activeElement ?? document.body;
  return { where: whereIs(element), unseen: whyUnseen(element) };
}

function whyUnseen(element: Element): string | undefined {
  const { left, top, right, bottom } = element.getBoundingClientRect();
  if (right <= 0 || bottom <= 0 || left >= innerWidth || top >= innerHeight) return "outside of the window";
  return whyOutlineUnseen(element) ?? whyCovered(element);
}

function whyOutlineUnseen(element: Element): string | undefined {
  const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(element);
  if (outlineStyle === "none" || Number.parseFloat(outlineWidth) < LEAST_WIDTH) return "no outline";
  const around = element.parentElement ?? element;
  const { left, top } = around.getBoundingClientRect();
  const behind = backgroundAt(around, left + 1, top + 1);
  const ratio = behind === undefined ? 0 : contrast(colourOf(outlineColor), behind);
  return ratio < LEAST_CONTRAST ? `an outline with a contrast of ${ratio.toFixed(2)}` : undefined;
}

/** Under something that is fixed or sticky. */
function whyCovered(element: Element): string | undefined {
  const rect = [...element.getClientRects()].find(({ width, height }) => width > 0 && height > 0);
  if (rect === undefined) return "nothing to see";
  const y = Math.min(Math.max((rect.top + rect.bottom) / 2, 0), innerHeight - 1);
  const above = document.elementFromPoint(Math.min(rect.left + 2, innerWidth - 1), y);
  const isOwn = above !== null && (element.contains(above) || above.contains(element));
  return isOwn ? undefined : `covered by ${above === null ? "nothing" : whereIs(above)}`;
}
