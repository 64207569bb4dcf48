/**
 * Rows page after page, each loaded whole when the one before is used up: flat memory, and no cursor that would
 * forbid writing in between. `load` gets the last row so far and gives the ones after it, none at the end.
 */
export function* inPages<Row>(load: (after: Row | undefined) => readonly Row[]): Generator<Row, void, void> {
  let page = load(undefined);
  while (page.length > 0) {
    yield* page;
    page = load(page.at(-1));
  }
}
