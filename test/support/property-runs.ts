/** How often a property is tried: what `PROPERTY_RUNS` says, else its own number. */
export function propertyRuns(byDefault: number): { readonly numRuns: number } {
  return { numRuns: Number(process.env["PROPERTY_RUNS"] ?? byDefault) };
}
