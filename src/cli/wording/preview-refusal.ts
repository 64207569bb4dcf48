import type { RefusedPreview } from "../../intake/preview/preview.ts";
import { UsageError } from "../exit-codes.ts";

/** What keeps a file from being read, with what to do. */
export function describeRefusal({ path, problem }: RefusedPreview): Error {
  if (problem instanceof Error) return problem;
  const kinds = problem.kinds.length > 0 ? problem.kinds : ["contacts", "events", "identities"];
  const options = kinds.map((kind) => `--kind ${kind}`);
  const what =
    problem.kinds.length > 0 ? `may hold ${kinds.join(" or ")}` : "has no header that tells what it holds";
  return new UsageError(`${path}: ${what}; add ${options.slice(0, -1).join(", ")} or ${options.at(-1)}`);
}
