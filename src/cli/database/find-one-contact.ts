import type { Store } from "../../store/store.ts";
import { UsageError } from "../exit-codes.ts";
import { showText } from "../terminal.ts";

/** The key of the one contact that a text names. Throws a UsageError when there is none, or more than one. */
export function findOneContact(store: Store, text: string): string {
  const [found, ...others] = store.findContact(text);
  if (found === undefined) {
    throw new UsageError(`no contact has the key or identity "${showText(text)}"`);
  }
  if (others.length === 0) return found;
  const all = [found, ...others].map((id) => `"${showText(id)}"`).join(", ");
  throw new UsageError(`"${showText(text)}" names several contacts: ${all}; give one of these keys`);
}
