// A page of a report, read as those who open it do.

import { parseHTML } from "linkedom";

export const open = (page: string) => parseHTML(page).document;

export const words = (text: string | null | undefined) => (text ?? "").replace(/\s+/g, " ").trim();

/** All that the page says. */
export const said = (page: string) => words(open(page).querySelector("body")?.textContent);

/** What the element with that id says. */
export const section = (page: string, id: string) => words(open(page).getElementById(id)?.textContent);
