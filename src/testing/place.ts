// Names for places in a test file, as messages use them.

import { quoted } from "../diagnostics/quote.ts";
import { childOf, isText, nodeAt, type Path, type SourceNode } from "../rulebook/source/source-tree.ts";

/** Rows in lists of these are named by what they are. */
const ITEMS: ReadonlyMap<string, string> = new Map<string, string>([
  ["contacts", "contact"],
  ["events", "event"],
  ["actions", "action"],
]);

export type NamePlace = (path: Path) => string;

/** `root` is the file's tree; without it tests are named by their number. */
export function createPlaceNames(root?: SourceNode): NamePlace {
  const name: NamePlace = (path) => {
    if (path.length === 0) return "the test file";
    const [last, outer] = [path.at(-1)!, path.slice(0, -1)];
    if (typeof last === "string")
      return outer.length === 0 ? quoted(last) : `${quoted(last)} of ${name(owner(outer))}`;
    if (isTest(path)) return nameTest(last, root);
    const [list, around] = [String(outer.at(-1)), outer.slice(0, -1)];
    if (list === "runs") return `run ${last + 1} of ${name(owner(around))}`;
    const item = ITEMS.get(list);
    return item === undefined
      ? `entry ${last + 1} of ${name(outer)}`
      : `${item} ${last + 1} of ${name(owner(around))}`;
  };
  return name;
}

function nameTest(index: number, root: SourceNode | undefined): string {
  const node = root === undefined ? undefined : childOf(nodeAt(root, ["tests", index]), "name");
  return isText(node) ? `test ${quoted(node.value)}` : `test ${index + 1}`;
}

const isTest = (path: Path) => path.length === 2 && path[0] === "tests";

/** The nearest thing around that has a name of its own: a row, a run or a test. */
function owner(path: Path): Path {
  if (path.length === 0 || typeof path.at(-1) === "number") return path;
  return owner(path.slice(0, -1));
}
