import { placeName } from "../place.ts";
import { childOf, type Entry, entriesOf, itemsOf, type MapNode, placeInFile } from "../source/source-tree.ts";
import { placeholdersOf } from "../template.ts";
import type { Gathered, Outline, Section, Site } from "./outline.ts";
import { walkCondition, walkSelector } from "./walk-conditions.ts";
import { walkClass, walkCollection, walkGroup, walkRule, walkTrait, walkTrigger } from "./walk-sections.ts";
import { gatherSources, walkSource } from "./walk-sources.ts";

type Walk = (entry: Entry, site: Site, gathered: Gathered) => void;

const WALKS: Readonly<Record<Section, Walk>> = {
  traits: walkTrait,
  groups: walkGroup,
  rules: walkRule,
  classes: walkClass,
  stages: walkCollection,
  segments: walkCollection,
  labels: walkCollection,
  triggers: walkTrigger,
};

const SECTIONS = Object.keys(WALKS) as Section[];

export function gatherOutline(root: MapNode): Outline {
  const gathered: Gathered = {
    subjects: [],
    eventTypes: [],
    eventFields: [],
    tests: [],
    sequences: [],
    dayRanges: [],
    templates: [],
  };
  walkCondition(
    childOf(root, "exclude"),
    { scope: { section: "exclude", index: 0 }, place: '"exclude"' },
    gathered,
  );
  const ignored = itemsOf(childOf(root, "ignore"));
  ignored.forEach((selector, i) => {
    walkSelector(selector, placeName(["ignore", placeInFile(ignored, i)]), gathered);
  });
  walkSelector(childOf(root, "recycle"), placeName(["recycle"]), gathered);
  const sources = gatherSources(root);
  for (const source of sources) walkSource(source, gathered);
  const sections = Object.fromEntries(
    SECTIONS.map((section) => [section, entriesOf(childOf(root, section))]),
  ) as Record<Section, readonly Entry[]>;
  for (const section of SECTIONS) {
    sections[section].forEach((entry, index) => {
      WALKS[section](entry, { scope: { section, index }, place: placeName([section, entry.key]) }, gathered);
    });
  }
  gathered.subjects.push(...placeholders(gathered));
  return { root, sources, sections, ...gathered };
}

/** What the templates name is looked at like what conditions name. */
function placeholders({ templates }: Gathered) {
  return templates.flatMap(({ text, span, scope, place }) =>
    placeholdersOf(text).map((name) => ({ name, span, scope, place, test: undefined, texts: [] })),
  );
}
