// A row of numbers as a row of blocks.

const LEVELS = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"];
const LEVEL = "▄";

/**
 * One column for each value, the highest block for the highest. The lowest block is for `floor` and below alone, so that
 * zero can be told from little. Values that are all alike above their floor are full blocks, those that are all alike and
 * their own floor are half ones.
 */
export function drawSparkline(values: readonly number[], floor = 0): string {
  const highest = values.reduce((most, value) => Math.max(most, value), floor);
  const steps = LEVELS.length - 1;
  const blockOf = (value: number) => {
    if (highest === floor) return floor > 0 ? LEVEL : LEVELS[0];
    const level = Math.ceil(((value - floor) / (highest - floor)) * steps);
    return LEVELS[Math.min(Math.max(level, 0), steps)];
  };
  return values.map(blockOf).join("");
}
