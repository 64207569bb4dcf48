/** Milliseconds since 1970-01-01T00:00Z. */
export type Instant = number;

export interface ResolvedTime {
  readonly at: Instant;
  /** `skipped`: a clock change leaves this time out, it moved forward by the gap. `repeated`: it happens twice, this is the first. */
  readonly clockChange: "skipped" | "repeated" | undefined;
}
