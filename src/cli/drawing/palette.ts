// Few colours: one accent for what matters, dim for what is secondary.

import type { ChalkInstance } from "chalk";
import type { Band } from "../../rulebook/model.ts";

/** What a text looks like; its width stays. */
export type Style = (text: string) => string;

export const plain: Style = (text) => text;

/** Of a group's bands, in the order of the rulebook: the first stands out, the last and having none step back. */
export function bandStyle(
  bands: readonly Pick<Band, "id">[],
  band: string | undefined,
  chalk: ChalkInstance,
): Style {
  const place = bands.findIndex(({ id }) => id === band);
  if (place === 0) return chalk.cyan;
  return place < 0 || place === bands.length - 1 ? chalk.dim : plain;
}
