// What screen readers go by: headings, charts with a name and a table, names that keep their own direction.

import type { Finding } from "../findings.ts";
import { found } from "./describe.ts";
import { visibleTexts } from "./visible-texts.ts";

export function findStructure(): readonly Finding[] {
  return [...findHeadings(), ...findCharts(), ...findReferences()];
}

/** One heading of the first level, at the beginning, and none that leaves out a level. */
function findHeadings(): readonly Finding[] {
  const headings = [...document.querySelectorAll("h1, h2, h3, h4, h5, h6")];
  const levels = headings.map(({ localName }) => Number(localName.slice(1)));
  return headings.flatMap((heading, index) => {
    const [level, before] = [levels[index]!, levels[index - 1] ?? 0];
    if (level === 1 && index > 0) return [found("headings", heading, "is a second h1")];
    return level > before + 1 ? [found("headings", heading, `follows a level ${before}`)] : [];
  });
}

/** An SVG is decoration and says so, or has a name and, in its figure or around it, a table that says the same. */
function findCharts(): readonly Finding[] {
  return [...document.querySelectorAll("svg")].flatMap((svg) => {
    if (svg.closest("[aria-hidden=true]") !== null) return [];
    if (svg.getAttribute("role") !== "img") return [found("charts", svg, "has no role=img")];
    if (nameOf(svg) === "") return [found("charts", svg, "has no accessible name")];
    const hasTable =
      svg.closest("table") !== null || svg.closest("figure")?.querySelector("table td") != null;
    return hasTable ? [] : [found("charts", svg, "has no table in its figure")];
  });
}

function nameOf(svg: SVGElement): string {
  const ids = svg.getAttribute("aria-labelledby")?.split(/\s+/) ?? [];
  const named = ids.map((id) => document.getElementById(id)?.textContent ?? "").join(" ");
  const title = svg.querySelector(":scope > title")?.textContent ?? "";
  return (ids.length > 0 ? named : (svg.getAttribute("aria-label") ?? title)).trim();
}

const REFERENCES = ["src", "srcset", "href", "xlink:href", "action", "formaction", "data", "poster", "ping"];

/** What a page could load or lead to: only places in it, and data that it brings, are right. Not all loads are announced. */
function findReferences(): readonly Finding[] {
  return [...document.querySelectorAll("*")].flatMap((element) =>
    REFERENCES.flatMap((name) => {
      const value = element.getAttribute(name);
      if (value === null || leadsIntoPage(value)) return [];
      return [found("references", element, `${name} is ${JSON.stringify(value)}`)];
    }),
  );
}

function leadsIntoPage(reference: string): boolean {
  if (reference.startsWith("data:")) return true;
  const id = decodeURIComponent(reference.slice(1));
  return reference.startsWith("#") && (id === "" || document.getElementById(id) !== null);
}

/** Letters written from right to left, and characters that turn the direction of what follows. */
const TURNS_DIRECTION = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\u200e\u200f\u202a-\u202e\u2066-\u2069]/;

/** Texts that can turn the direction of their neighbours, as nothing isolates them. */
export function findLooseDirections(): readonly Finding[] {
  return visibleTexts().flatMap(({ node, element }) => {
    if (!TURNS_DIRECTION.test(node.data) || isIsolated(node)) return [];
    return [found("direction", element, "turns the direction of its neighbours")];
  });
}

/** Up to the block (or SVG text) whose lines it flows in: isolated on the way, or alone there. */
function isIsolated(node: Text): boolean {
  for (let at = node.parentElement; at !== null; at = at.parentElement) {
    const { display, unicodeBidi } = getComputedStyle(at);
    if (/isolate|plaintext/.test(unicodeBidi) && display === "inline") return true;
    const isLine =
      at instanceof SVGElement ? at.localName === "text" : display !== "inline" && display !== "contents";
    if (isLine) return unicodeBidi === "plaintext" || at.textContent?.trim() === node.data.trim();
  }
  return false;
}
