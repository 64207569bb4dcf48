export interface Stopwatch {
  /** Ends the phase before, if there is one. */
  begin(phase: string): void;
  /** Whole milliseconds by phase, in the order in which they began; the one that goes on counts until now. */
  timings(): Readonly<Record<string, number>>;
}

export function createStopwatch(): Stopwatch {
  const timings = new Map<string, number>();
  let phase = "";
  let beganAt = readMilliseconds();
  const end = () => {
    const now = readMilliseconds();
    if (phase !== "") timings.set(phase, (timings.get(phase) ?? 0) + now - beganAt);
    beganAt = now;
  };
  return {
    begin: (next) => {
      end();
      phase = next;
    },
    timings: () => {
      end();
      return Object.fromEntries([...timings].map(([name, milliseconds]) => [name, Math.round(milliseconds)]));
    },
  };
}

/** From some moment on. Not by the global `performance`, which is loaded when it is first asked for. */
const readMilliseconds = () => Number(process.hrtime.bigint()) / 1e6;
