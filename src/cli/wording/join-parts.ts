/** Parts of lines with a blank line between them, those without lines left out; every line is ended. */
export function joinParts(parts: readonly (readonly string[])[]): string {
  const shown = parts.filter((lines) => lines.length > 0).map((lines) => lines.join("\n"));
  return `${shown.join("\n\n")}\n`;
}
