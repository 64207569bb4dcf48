/** Set by rolldown.config.ts: a hash of the program's code. */
declare const TALLYBOOK_BUILD: string | undefined;

/** By which what a build keeps is known; Node's own data on time zones and characters has a part in that. None in src/. */
export function readBuild(): string | undefined {
  if (typeof TALLYBOOK_BUILD === "undefined") return undefined;
  const { node, tz } = process.versions;
  return `${TALLYBOOK_BUILD} on Node ${node}, time zones ${tz}`;
}
