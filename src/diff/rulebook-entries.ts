// What the files of a sound rulebook say, entry by entry, as YAML in one line: differences are shown as they are written.

import { parse, stringify } from "yaml";
import type { Rulebook } from "../rulebook/model.ts";

export type ChangedKind =
  | "setting"
  | "source"
  | "trait"
  | "group"
  | "band"
  | "rule"
  | "class"
  | "segment"
  | "label"
  | "stage"
  | "trigger"
  /** Of sources, bands, stages and triggers, where it matters: what both have is in another order. */
  | "order";

export interface EntryReader {
  /** What the file says under a key of its own; absent: nothing. */
  readonly setting: (key: string) => string | undefined;
  /** The entry's keys; a band has one, "", for it is one test. */
  readonly keys: (kind: ChangedKind, id: string) => ReadonlyMap<string, string>;
}

type Tree = ReadonlyMap<unknown, unknown>;

const SECTIONS: Readonly<Record<Exclude<ChangedKind, "setting" | "order">, string>> = {
  source: "sources",
  trait: "traits",
  group: "groups",
  band: "groups",
  rule: "rules",
  class: "classes",
  segment: "segments",
  label: "labels",
  stage: "stages",
  trigger: "triggers",
};

export function readEntries({ files }: Rulebook): EntryReader {
  const roots = files.map(({ text }) => asMap(parse(text, { mapAsMap: true })));
  const find = (section: string, id: string) =>
    roots.map((root) => asMap(root.get(section)).get(id)).find((entry) => entry !== undefined);
  return {
    setting: (key) => {
      const values = roots.map((root) => root.get(key)).filter((value) => value !== undefined);
      return values.length === 0 ? undefined : values.map(inOneLine).join(" ");
    },
    keys: (kind, id) => {
      if (kind === "setting" || kind === "order") return new Map();
      if (kind === "band") return new Map([["", inOneLine(findBand(find, id))]]);
      return new Map(
        [...asMap(find(SECTIONS[kind], id))]
          .filter(([key]) => kind !== "group" || key !== "bands")
          .map(([key, value]) => [String(key), inOneLine(value)]),
      );
    },
  };
}

function findBand(find: (section: string, id: string) => unknown, id: string): unknown {
  const [group = "", band = ""] = id.split(".");
  return asMap(asMap(find("groups", group)).get("bands")).get(band);
}

function asMap(value: unknown): Tree {
  return value instanceof Map ? value : new Map();
}

function inOneLine(value: unknown): string {
  const options = { collectionStyle: "flow", flowCollectionPadding: false, lineWidth: 0 } as const;
  return stringify(value ?? {}, options).trim();
}
