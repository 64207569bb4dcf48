/** Of `tallybook test`. */
export interface TestOptions {
  readonly only?: string;
  readonly coverage?: boolean;
  readonly junit?: string;
  readonly record?: string;
  readonly db?: string;
  readonly quiet?: boolean;
  readonly json?: boolean;
  readonly color: boolean;
}
