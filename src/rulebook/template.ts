// Texts with placeholders: "{name}" stands for a value, "{{" and "}}" are braces.

export type TemplatePiece =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "placeholder"; readonly name: string }
  /** A "{" that is never closed, or "{}" without a name. */
  | { readonly kind: "mistake"; readonly why: "open" | "empty" };

const PIECE = /\{\{|\}\}|\{([^{}]*)\}|\{|\}|[^{}]+/g;

export function parseTemplate(text: string): readonly TemplatePiece[] {
  return Array.from(text.matchAll(PIECE), ([piece, name]): TemplatePiece => {
    if (piece === "{{" || piece === "}}") return { kind: "text", text: piece.slice(1) };
    if (piece === "{") return { kind: "mistake", why: "open" };
    if (name === undefined) return { kind: "text", text: piece };
    const trimmed = name.trim();
    return trimmed === "" ? { kind: "mistake", why: "empty" } : { kind: "placeholder", name: trimmed };
  });
}

export function placeholdersOf(text: string): readonly string[] {
  return parseTemplate(text).flatMap((piece) => (piece.kind === "placeholder" ? [piece.name] : []));
}
