// What the parts of a test file are resolved with, and what they are resolved to on the way.

import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { identityKey } from "../intake/identity/identity-key.ts";
import type { Identity, InputKind } from "../intake/sink.ts";
import type { Rulebook } from "../rulebook/model.ts";
import type { ScalarNode, SourceNode } from "../rulebook/source/source-tree.ts";
import type { Calendar } from "../values/calendar.ts";
import type { DataFile } from "./data-files.ts";
import type { NamePlace } from "./place.ts";

export interface Resolution {
  /** Absent when it has errors: then names in it cannot be checked. */
  readonly rulebook: Rulebook | undefined;
  readonly calendar: Calendar;
  readonly placeName: NamePlace;
  readonly report: (problem: Diagnostic) => void;
  /** The file that a key such as `contacts_file` names; `undefined` when it was not read. */
  readonly dataFile: (kind: InputKind, written: string) => DataFile | undefined;
}

/** The contacts that a test has so far. */
export interface Directory {
  readonly identities: Map<string, Identity>;
  /** A file of contacts could not be read: who is missing cannot be told. */
  isIncomplete: boolean;
}

/** By the contact's key; an e-mail in any case where that is the key. */
export function findContact({ identities }: Directory, text: string): Identity | undefined {
  const exact = identities.get(identityKey("contact_id", text));
  if (exact !== undefined) return exact;
  const byEmail = identities.get(identityKey("email", text));
  return byEmail?.kind === "email" ? byEmail : undefined;
}

/** The text of a value as an export would have it: numbers and booleans as they are written. */
export function textOf({ value, source }: ScalarNode): string {
  return typeof value === "string" ? value : source;
}

export function isFilled(node: SourceNode | undefined): node is ScalarNode {
  return node?.kind === "scalar" && node.value !== null;
}
