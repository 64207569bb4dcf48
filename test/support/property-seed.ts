// Properties try the same values in every run, so that a failure is nobody's bad luck. PROPERTY_SEED=random, or any
// number, looks elsewhere; PROPERTY_RUNS sets the number of tries where a test names none.

import fc from "fast-check";

const DEFAULT_SEED = 20_261_102;
const { PROPERTY_SEED: seed, PROPERTY_RUNS: runs } = process.env;

fc.configureGlobal({
  ...(seed === "random" ? {} : { seed: Number(seed ?? DEFAULT_SEED) }),
  ...(runs === undefined ? {} : { numRuns: Number(runs) }),
});
