// Chance by a seed: the same seed draws the same.

/** Mulberry32, by Tommy Ettinger (public domain): numbers from 0 up to but not including 1. */
export function createRandom(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Draws from `[item, weight]` pairs. */
export function createWeighted(pairs) {
  const total = pairs.reduce((sum, [, weight]) => sum + weight, 0);
  return (random) => {
    let left = random() * total;
    for (const [item, weight] of pairs) {
      left -= weight;
      if (left < 0) return item;
    }
    return pairs[0][0];
  };
}

export function pick(list, random) {
  return list[Math.floor(random() * list.length)];
}
