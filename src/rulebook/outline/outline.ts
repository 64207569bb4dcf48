// What the semantic checks look at: everything a rulebook defines, names and tests, gathered from the source tree.
// It is gathered as far as the shape allows, so that a mistake in one place hides none in another.

import type { Span } from "../../diagnostics/location.ts";
import type { SourceKind } from "../schema/sources.ts";
import type { Entry, MapNode, ScalarNode, SourceNode, TextNode } from "../source/source-tree.ts";

export type Section =
  | "traits"
  | "groups"
  | "rules"
  | "classes"
  | "stages"
  | "segments"
  | "labels"
  | "triggers";

/** From where something is looked at. */
export interface Scope {
  readonly section: "exclude" | Section;
  /** The position of the definition in its section. */
  readonly index: number;
}

/** A name that a condition, a `by`, an `of` or a placeholder looks at. */
export interface SubjectUse {
  readonly name: string;
  readonly span: Span;
  readonly scope: Scope;
  /** Who looks, such as `trigger "welcome"`. */
  readonly place: string;
  /** What is asked of it; absent where its value is taken as it is. */
  readonly test: SourceNode | undefined;
  /** The texts that it is compared with, those of a table of points included. */
  readonly texts: readonly TextNode[];
}

/** A type of event, or a pattern of types, that a selector names. */
export interface EventTypeUse {
  readonly name: string;
  readonly span: Span;
  /** Whose selector it is. */
  readonly place: string;
}

/** A name of an event's field. */
export interface EventFieldUse {
  readonly name: string;
  readonly span: Span;
  readonly place: string;
  /** The types of the events that are looked at, as the selector names them. */
  readonly types: readonly string[];
  /** The texts that it is compared with, those of a table of points included. */
  readonly texts: readonly TextNode[];
}

export interface TestUse {
  readonly node: SourceNode;
  /** What is tested, such as `"amount" of rule "bought"`. */
  readonly place: string;
}

/** What a selector says comes before or after, such as `not_followed_by`. */
export interface SequenceUse {
  readonly entry: Entry;
  /** Whose selector it is. */
  readonly place: string;
}

/** A map with `since` and `until`, or `from` and `until`. */
export interface DayRange {
  readonly node: MapNode;
  readonly first: "since" | "from";
  readonly place: string;
}

/** A text with placeholders. */
export interface TemplateUse {
  readonly text: string;
  readonly span: Span;
  readonly scope: Scope;
  readonly place: string;
}

/** A source with what its preset says. */
export interface SourceUse {
  readonly id: string;
  readonly keyNode: ScalarNode;
  /** `source "crm"`. */
  readonly place: string;
  /** As written, without the preset. */
  readonly written: MapNode;
  readonly whole: MapNode;
  /** Absent where it cannot be told, which is reported on its own. */
  readonly kind: SourceKind | undefined;
}

export interface Outline {
  readonly root: MapNode;
  readonly sources: readonly SourceUse[];
  /** The definitions of each section, also those with problems. */
  readonly sections: Readonly<Record<Section, readonly Entry[]>>;
  readonly subjects: readonly SubjectUse[];
  readonly eventTypes: readonly EventTypeUse[];
  readonly eventFields: readonly EventFieldUse[];
  readonly tests: readonly TestUse[];
  readonly sequences: readonly SequenceUse[];
  readonly dayRanges: readonly DayRange[];
  readonly templates: readonly TemplateUse[];
}

/** What the walkers fill. */
export interface Gathered {
  readonly subjects: SubjectUse[];
  readonly eventTypes: EventTypeUse[];
  readonly eventFields: EventFieldUse[];
  readonly tests: TestUse[];
  readonly sequences: SequenceUse[];
  readonly dayRanges: DayRange[];
  readonly templates: TemplateUse[];
}

/** Where a walker is. */
export interface Site {
  readonly scope: Scope;
  readonly place: string;
}
