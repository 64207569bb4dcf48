// The actions of a run against those expected: each expected one came, and no other did.

import type { FiredAction } from "../evaluate/history.ts";
import { parseDecimal } from "../values/decimal.ts";
import type { Difference } from "./difference.ts";
import type { ExpectedAction } from "./model.ts";
import type { RunContact } from "./world.ts";

export interface CameAction extends FiredAction {
  readonly contact: string;
  /** The contact's key as written. */
  readonly written: string;
  readonly trigger: string;
  readonly number: number;
}

export interface DifferingActions {
  readonly missing: readonly ExpectedAction[];
  readonly unexpected: readonly CameAction[];
}

/**
 * An expected action that names its kind, target or parameters is one action. One that names only the trigger stands
 * for all that is left of what the trigger did for the contact.
 */
export function compareActions(
  expected: readonly ExpectedAction[],
  contacts: ReadonlyMap<string, RunContact>,
): DifferingActions {
  const came = actionsOf(contacts);
  const left = new Set(came);
  const missing = expected
    .toSorted((a, b) => detailOf(b) - detailOf(a))
    .filter((each) => !take(each, left, came));
  return { missing: expected.filter((each) => missing.includes(each)), unexpected: [...left] };
}

/** Worded; `undefined` where nothing differs. */
export function findingOf(
  { missing, unexpected }: DifferingActions,
  contacts: ReadonlyMap<string, RunContact>,
): Difference["finding"] | undefined {
  if (missing.length + unexpected.length === 0) return undefined;
  return {
    kind: "list",
    missing: missing.map((each) => describeExpected(each, contacts)),
    unexpected: unexpected.map(describeCame),
  };
}

function actionsOf(contacts: ReadonlyMap<string, RunContact>): readonly CameAction[] {
  return [...contacts].flatMap(([contact, { written, evaluation }]) =>
    evaluation.kind === "excluded"
      ? []
      : evaluation.firings.flatMap(({ trigger, number, actions }) =>
          actions.map((action) => ({ ...action, contact, written, trigger, number })),
        ),
  );
}

/** The more an expected action says, the sooner it has its pick. */
function detailOf({ kind, target, with: parameters, number }: ExpectedAction): number {
  const named = [kind, target].filter((each) => each !== undefined).length + Object.keys(parameters).length;
  return named === 0 ? 0 : 10 * named + (number === undefined ? 0 : 1);
}

/** False when there is none. */
function take(expected: ExpectedAction, left: Set<CameAction>, came: readonly CameAction[]): boolean {
  if (detailOf(expected) > 0) {
    const found = [...left].find((action) => fits(expected, action));
    return found !== undefined && left.delete(found);
  }
  const found = came.filter((action) => fits(expected, action));
  for (const action of found) left.delete(action);
  return found.length > 0;
}

function fits(expected: ExpectedAction, action: CameAction): boolean {
  const { contact, trigger, kind, target, number, with: parameters } = expected;
  return (
    contact === action.contact &&
    trigger === action.trigger &&
    (kind === undefined || kind === action.kind) &&
    (target === undefined || target === action.target) &&
    (number === undefined || number === action.number) &&
    Object.entries(parameters).every(([name, text]) => isSame(text, action.with[name]))
  );
}

/** Numbers are the same however they are written. */
function isSame(expected: string, got: string | number | boolean | undefined): boolean {
  if (got === undefined) return false;
  if (typeof got !== "number") return expected === String(got);
  return parseDecimal(expected) === parseDecimal(String(got)) && parseDecimal(expected) !== undefined;
}

function describeExpected(
  { contact, trigger, kind, target, with: parameters, number }: ExpectedAction,
  contacts: ReadonlyMap<string, RunContact>,
): string {
  return describe(contacts.get(contact)?.written ?? contact, trigger, kind, target, parameters, number);
}

function describeCame({ written, trigger, kind, target, with: parameters, number }: CameAction): string {
  return describe(written, trigger, kind, target, parameters, number);
}

/** As a test file would have it. */
function describe(
  contact: string,
  trigger: string,
  kind: string | undefined,
  target: string | undefined,
  parameters: Readonly<Record<string, string | number | boolean>>,
  number: number | undefined,
): string {
  const named = Object.entries(parameters).map(([name, value]) => `${name}: ${value}`);
  const parts = [
    `contact: ${contact}`,
    `trigger: ${trigger}`,
    kind && `kind: ${kind}`,
    target && `target: ${target}`,
    named.length > 0 && `with: {${named.join(", ")}}`,
    number !== undefined && `n: ${number}`,
  ];
  return `{${parts.filter((part) => part !== undefined && part !== false && part !== "").join(", ")}}`;
}
