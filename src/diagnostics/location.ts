/** Where something is written; `line` and `column` count from 1, columns in UTF-16 units as editors do. */
export interface SourceLocation {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** A stretch of one line: columns `column` until before `endColumn`. */
export interface Span extends SourceLocation {
  readonly endColumn: number;
}

/** A text that spans point into. */
export interface SourceFile {
  readonly name: string;
  readonly text: string;
}
