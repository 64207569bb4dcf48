// The form in which identities are matched.

import { domainToASCII } from "node:url";
import type { Identity } from "../sink.ts";

/** Letters, digits, dots (ideographic ones too) and dashes; domainToASCII would read other signs as parts of a URL. */
const INTERNATIONAL_DOMAIN = /^[\p{L}\p{M}\p{N}._\-。．｡]+$/u;
const ASCII = /^[\0-\x7f]*$/;

/** `undefined` for a blank text. */
export function readIdentity(kind: string, text: string): Identity | undefined {
  const value = text.trim();
  return value === "" ? undefined : { kind, key: identityKey(kind, value), value };
}

/** Trimmed and NFC. An e-mail address in ASCII lower case with its domain as IDNA, other kinds as they are. */
export function identityKey(kind: string, text: string): string {
  const value = text.trim().normalize("NFC");
  if (kind !== "email") return value;
  const lower = asciiLower(value);
  if (ASCII.test(lower)) return lower;
  const at = lower.lastIndexOf("@");
  return lower.slice(0, at + 1) + asciiDomain(lower.slice(at + 1));
}

function asciiDomain(domain: string): string {
  if (ASCII.test(domain) || !INTERNATIONAL_DOMAIN.test(domain)) return domain;
  return domainToASCII(domain) || domain;
}

function asciiLower(text: string): string {
  return text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}
