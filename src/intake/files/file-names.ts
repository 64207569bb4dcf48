// What a file is called, wherever it is.

/** Of a file in an archive the last part; "-" for standard input. */
export function fileNameOf(path: string): string {
  return path.slice(Math.max(path.lastIndexOf("/"), path.lastIndexOf("\\")) + 1);
}

/** The name under which the program writes rejects, always in UTF-8, whatever encoding the sources have. */
export function isOwnRejects(path: string): boolean {
  return fileNameOf(path) === "rejects.csv";
}
