// Many texts as one: what crosses between threads at little cost.

import type { TextColumn } from "../sink.ts";

export function createTexts() {
  let text = "";
  let ends: number[] = [];
  return {
    add: (more: string) => {
      text += more;
      ends.push(text.length);
    },
    /** What was added since the last time. */
    take: (): TextColumn => {
      const taken = { text, ends: Int32Array.from(ends) };
      text = "";
      ends = [];
      return taken;
    },
  };
}

export function textAt({ text, ends }: TextColumn, i: number): string {
  return text.slice(i === 0 ? 0 : ends[i - 1]!, ends[i]);
}
