/** Decimals filled up on the right so that, ended alike, their points stand one below the other. */
export function alignPoints(decimals: readonly string[]): readonly string[] {
  const fractions = decimals.map((text) => (text.includes(".") ? text.length - text.indexOf(".") : 0));
  const longest = fractions.reduce((most, length) => Math.max(most, length), 0);
  return decimals.map((text, index) => (text === "" ? "" : text + " ".repeat(longest - fractions[index]!)));
}
