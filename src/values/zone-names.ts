// Offsets as dates name them. Only names that mean one offset everywhere are known: those of RFC 5322 (section 4.3,
// among them the zones of North America) and the European ones.

const HOURS: ReadonlyMap<string, number> = new Map([
  ["z", 0],
  ["ut", 0],
  ["utc", 0],
  ["gmt", 0],
  ["est", -5],
  ["edt", -4],
  ["cst", -6],
  ["cdt", -5],
  ["mst", -7],
  ["mdt", -6],
  ["pst", -8],
  ["pdt", -7],
  ["wet", 0],
  ["west", 1],
  ["bst", 1],
  ["cet", 1],
  ["cest", 2],
  ["eet", 2],
  ["eest", 3],
]);

/** Minutes east of UTC for `CET`, `+02`, `+0530` or `-03:00`; NaN for anything else. */
export function offsetOfZoneName(name: string): number {
  const match = /^([+-])(\d\d):?(\d\d)?$/.exec(name);
  if (match === null) return (HOURS.get(name.toLowerCase()) ?? Number.NaN) * 60;
  const [, sign, hours, minutes = "0"] = match;
  if (Number(hours) > 18 || Number(minutes) > 59) return Number.NaN;
  return (sign === "-" ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) || 0;
}
