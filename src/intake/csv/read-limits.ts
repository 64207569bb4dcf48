export interface ReadLimits {
  /** How much is read at a time. */
  readonly chunkBytes: number;
  /** The longest row that is taken in, its line end included. */
  readonly rowBytes: number;
}

export const DEFAULT_LIMITS: ReadLimits = { chunkBytes: 1 << 16, rowBytes: 1 << 20 };
