// Names elements in findings, so that one finds them in the page's source.

import type { Finding } from "../findings.ts";

const SHOWN_STEPS = 4;
const SHOWN_CHARACTERS = 40;

export function found(check: string, element: Element, what: string): Finding {
  return { check, where: whereIs(element), what };
}

/** The nearest steps of the way from the root to an element, and the beginning of its text. */
export function whereIs(element: Element): string {
  const text = (element.textContent ?? "").replace(/\s+/g, " ").trim();
  const excerpt = text.length > SHOWN_CHARACTERS ? `${text.slice(0, SHOWN_CHARACTERS)}…` : text;
  return `${wayTo(element)} "${excerpt}"`;
}

function wayTo(element: Element): string {
  const steps: string[] = [];
  for (let at: Element | null = element; at !== null && steps.length < SHOWN_STEPS; at = at.parentElement) {
    steps.unshift(stepOf(at));
    if (at.id !== "") break;
  }
  return steps.join(" > ");
}

function stepOf(element: Element): string {
  const id = element.id === "" ? "" : `#${element.id}`;
  const classes = [...element.classList].map((name) => `.${name}`).join("");
  return `${element.localName}${id}${classes}`;
}
