// Names of months in English, French and German, whole and as programs and people shorten them.

const NAMES: readonly string[] = [
  "january jan janvier janv januar janner",
  "february feb fevrier fevr fev februar",
  "march mar mars marz mrz maerz",
  "april apr avril avr",
  "may mai",
  "june jun juin juni",
  "july jul juillet juil juli",
  "august aug aout",
  "september sept sep septembre",
  "october oct octobre oktober okt",
  "november nov novembre",
  "december dec decembre dezember dez",
];

const MONTHS: ReadonlyMap<string, number> = new Map(
  NAMES.flatMap((names, i) => names.split(" ").map((name) => [name, i + 1] as const)),
);

/** 1 to 12, in any case, with or without accents; NaN for what is no month's name. */
export function monthOfName(name: string): number {
  const known = MONTHS.get(name);
  if (known !== undefined) return known;
  const plain = name
    .normalize("NFD")
    .replace(/\p{M}+/gu, "")
    .toLowerCase();
  return MONTHS.get(plain) ?? Number.NaN;
}
