import { type Document, isScalar, visit, type YAMLError } from "yaml";

/** Where a text begins whose closing quote is missing: the parser notices only at the end of the file. */
export function startOfUnclosedText(error: YAMLError, document: Document): number | undefined {
  if (error.code !== "MISSING_CHAR" || !error.message.startsWith("Missing closing")) return undefined;
  let start: number | undefined;
  visit(document, (_key, node) => {
    if (!isScalar(node) || !node.range || !node.type?.startsWith("QUOTE")) return;
    const [from, until] = node.range;
    if (from <= error.pos[0] && error.pos[0] <= until) start = from;
  });
  return start;
}
