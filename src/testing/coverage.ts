// Which rules, bands and triggers of a rulebook its tests have reached.

import type { SourceLocation } from "../diagnostics/location.ts";
import type { Rulebook } from "../rulebook/model.ts";
import type { RunContact } from "./world.ts";

export interface Coverage {
  /** The main file's name. */
  readonly rulebook: string;
  readonly rules: Reached;
  readonly bands: Reached;
  readonly triggers: Reached;
}

export interface Reached {
  readonly all: number;
  readonly reached: number;
  /** In rulebook order. */
  readonly missed: readonly Missed[];
}

export interface Missed {
  readonly id: string;
  /** Of a band. */
  readonly group: string | undefined;
  /** Of a band that of its group. */
  readonly location: SourceLocation;
}

export interface CoverageTally {
  /** A rule is reached when it awards, a band when a contact lies in it, a trigger when it fires. */
  readonly note: (contacts: readonly RunContact[]) => void;
  readonly coverage: () => Coverage;
}

export function createCoverageTally(rulebook: Rulebook): CoverageTally {
  const rules = new Set<string>();
  const bands = new Set<string>();
  const triggers = new Set<string>();
  return {
    note: (contacts) => {
      for (const { evaluation } of contacts) {
        if (evaluation.kind === "excluded") continue;
        for (const { rule } of evaluation.awards) rules.add(rule);
        for (const { trigger } of evaluation.firings) triggers.add(trigger);
        for (const { group, band } of evaluation.scores)
          if (band !== undefined) bands.add(`${group} ${band}`);
      }
    },
    coverage: () => ({
      rulebook: rulebook.files[0]?.name ?? rulebook.id,
      rules: count(rulebook.rules.map(ofDefinition), ({ id }) => rules.has(id)),
      bands: count(bandsOf(rulebook), ({ group, id }) => bands.has(`${group} ${id}`)),
      triggers: count(rulebook.triggers.map(ofDefinition), ({ id }) => triggers.has(id)),
    }),
  };
}

function ofDefinition({ id, location }: { readonly id: string; readonly location: SourceLocation }): Missed {
  return { id, group: undefined, location };
}

function bandsOf({ groups }: Rulebook): readonly Missed[] {
  return groups.flatMap(({ id: group, bands, location }) => bands.map(({ id }) => ({ id, group, location })));
}

function count(all: readonly Missed[], isReached: (each: Missed) => boolean): Reached {
  const missed = all.filter((each) => !isReached(each));
  return { all: all.length, reached: all.length - missed.length, missed };
}
