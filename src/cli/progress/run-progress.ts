// How a run tells how far it is. Apart from what shows it, which only terminals need.

export interface RunProgress {
  /** `done` and `total` are bytes over all files. */
  readonly reading: (done: number, total: number, rows: number) => void;
  readonly scoring: (contacts: number) => void;
  readonly stop: () => void;
}

export const NO_PROGRESS: RunProgress = { reading: () => {}, scoring: () => {}, stop: () => {} };
