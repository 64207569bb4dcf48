/** The id that a text was probably meant to be: "Très chaud!" gives "tres-chaud". */
export function meantId(written: string, thing: string): string | undefined {
  const plain = written
    .normalize("NFD")
    .toLowerCase()
    .replace(/\p{M}+/gu, "")
    .replace(/[^a-z0-9_]+/g, "-")
    .replace(/^[-_]+|-+$/g, "");
  if (plain === "") return undefined;
  return (/^[a-z]/.test(plain) ? plain : `${thing}-${plain}`).slice(0, 64);
}
