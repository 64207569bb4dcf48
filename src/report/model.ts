// What the report of a run says: plain data, gathered from the run's tables, and all that the page is made of.

/** Where a figure comes from: a line of the rulebook, or a file taken in (by its name, without its folders). */
export interface Origin {
  readonly file: string;
  /** From 1; absent where the whole file is meant. */
  readonly line?: number;
}

export interface Report {
  readonly rulebook: { readonly id: string; readonly description: string | undefined; readonly file: string };
  readonly run: ReportedRun;
  /**
   * The run that everything is compared with; `undefined` where no change is known: for the first run, and for one whose
   * folder was never written and that others have followed, as what moved in it is told by the run behind it.
   */
  readonly compared: ReportedRun | undefined;
  /**
   * Runs whose lists tell what moved and what is to be done: this one alone, or all behind the compared one; 0 where its
   * folder was never written and others have followed.
   */
  readonly told: number;
  readonly totals: ReportTotals;
  /** Movements since the compared run, by contacts; `undefined` where there is none. */
  readonly changes: Changes | undefined;
  /** In rulebook order. */
  readonly groups: readonly GroupReport[];
  /** `undefined` where the run has kept none, as it is older than this version. */
  readonly funnel: Funnel | undefined;
  /** Segments, then labels, in rulebook order. */
  readonly collections: readonly CollectionReport[];
  /** An entry for each rule and group it feeds, in rulebook order. */
  readonly rules: readonly RuleReport[];
  readonly triggers: readonly TriggerReport[];
  /** What the run asks to be done, by kind and target; the most first. */
  readonly actions: readonly ActionReport[];
  readonly quality: Quality;
}

export interface ReportedRun {
  readonly run: number;
  /** A day, or an instant, as people read it in the rulebook's time zone. */
  readonly asOf: string;
  readonly timezone: string;
}

export interface ReportTotals {
  /** Contacts that the lists have. */
  readonly scored: number;
  /** Of the compared run. */
  readonly scoredBefore: number | undefined;
  readonly events: number;
  readonly eventsBefore: number | undefined;
  readonly excluded: number;
  readonly retired: number;
  readonly anonymous: number;
}

/** Contacts, each counted once in a figure, however many groups or segments it moved in. */
export interface Changes {
  /** Contacts that entered a segment or label, and that left one. */
  readonly entered: number;
  readonly left: number;
  /** Contacts that moved to a band of higher scores in some group, and to one of lower scores. */
  readonly movedUp: number;
  readonly movedDown: number;
  /** Firings of triggers. */
  readonly fired: number;
  /** What moved most, for the top of the page: bands, stages, segments and labels by how many came and went. */
  readonly places: readonly PlaceChange[];
}

export interface PlaceChange {
  readonly kind: "band" | "class" | "stage" | "segment" | "label";
  /** Of the group, class, segment or label; of a stage "stage". */
  readonly name: string;
  /** The band, class value or stage; for segments and labels `undefined`. */
  readonly value: string | undefined;
  /** Of the band, stage, segment or label; of a class value the class. */
  readonly origin: Origin;
  readonly entered: number;
  readonly left: number;
}

export interface GroupReport {
  readonly group: string;
  readonly title: string | undefined;
  readonly origin: Origin;
  readonly contacts: number;
  /** `undefined` where the run has kept none, as it is older than this version, or has no contacts. */
  readonly distribution: Distribution | undefined;
  /** From the lowest scores to the highest. */
  readonly bands: readonly BandReport[];
  readonly withoutBand: { readonly contacts: number; readonly before: number | undefined };
  /** Contacts that moved between `bands`; empty without a compared run. By where from, then where to, from low to high. */
  readonly movements: readonly BandMovement[];
  /** The highest scores; `undefined` for a run that others have followed, as its scores are not kept. */
  readonly hottest: readonly HotContact[] | undefined;
}

/** How many contacts have which scores, in bins of one width, without gaps, from low to high. */
export interface Distribution {
  readonly width: number;
  readonly bins: readonly {
    /** Scores from here up to, and without, `from + width`. */
    readonly from: number;
    readonly contacts: number;
    /** In the compared run; `undefined` where that is not known. */
    readonly before: number | undefined;
  }[];
  /** Contacts of the run beyond the bins: a few far-off scores would leave the others hardly a bin of their own. */
  readonly lower: number;
  readonly higher: number;
  /** Rounded down to three significant digits, as scores are counted, and never finer than 0.01. */
  readonly lowest: number;
  readonly median: number;
  readonly highest: number;
}

export interface BandReport {
  readonly band: string;
  readonly origin: Origin;
  readonly contacts: number;
  readonly before: number | undefined;
  /**
   * The scores that get it where these are one stretch, `from` included, `until` not; an end without a bound is absent.
   * `undefined` where it takes several stretches or none.
   */
  readonly scores: { readonly from: number | undefined; readonly until: number | undefined } | undefined;
}

/** From one band to another, or to none; `undefined` is none. */
export interface BandMovement {
  readonly before: string | undefined;
  readonly after: string | undefined;
  /** One at least. */
  readonly contacts: number;
}

export interface HotContact {
  /** `undefined` where its key is an e-mail address that the page must not show. */
  readonly contact: string | undefined;
  /** Given only with `--include-contacts`. */
  readonly name: string | undefined;
  readonly email: string | undefined;
  /** A decimal. */
  readonly points: string;
  readonly band: string | undefined;
  /** The rules that gave most of it, the most first, three at most. */
  readonly rules: readonly { readonly rule: string; readonly points: string }[];
}

export interface Funnel {
  /** In order, the first being where every contact begins; empty where the rulebook has none. */
  readonly stages: readonly StageReport[];
}

export interface StageReport {
  readonly stage: string;
  readonly title: string | undefined;
  readonly origin: Origin;
  /** Contacts there now, and in the compared run. */
  readonly contacts: number;
  readonly before: number | undefined;
  /** Contacts there or further along. */
  readonly reached: number;
  /** Of those who reached the stage before it, the share that reached this one, 0 to 1; `undefined` for the first. */
  readonly conversion: number | undefined;
  /** Days from entering the stage before it to entering this one, of the contacts whose both moves runs have seen. */
  readonly days: { readonly median: number; readonly contacts: number } | undefined;
}

export interface CollectionReport {
  readonly kind: "segment" | "label";
  readonly id: string;
  readonly title: string | undefined;
  readonly origin: Origin;
  readonly contacts: number;
  readonly before: number | undefined;
  /** Since the compared run. */
  readonly entered: number | undefined;
  readonly left: number | undefined;
  /** Sizes over the newest runs up to this one, the oldest first; runs whose rulebook did not know it are left out. */
  readonly sizes: readonly { readonly run: number; readonly asOf: string; readonly contacts: number }[];
}

export interface RuleReport {
  readonly rule: string;
  readonly group: string;
  readonly note: string | undefined;
  readonly origin: Origin;
  readonly contacts: number;
  readonly times: number;
  /** A decimal. */
  readonly points: string;
  /** In the compared run; `undefined` where that had no such rule. */
  readonly pointsBefore: string | undefined;
}

export interface TriggerReport {
  readonly trigger: string;
  readonly origin: Origin;
  /** In the reported run, or since the compared one. */
  readonly firings: number;
  /** Firings of the newest runs up to this one, the oldest first. */
  readonly past: readonly { readonly run: number; readonly asOf: string; readonly firings: number }[];
}

export interface ActionReport {
  readonly kind: string;
  readonly target: string;
  readonly trigger: string;
  readonly origin: Origin;
  readonly count: number;
}

export interface Quality {
  /** Files that the run was given, in their order. */
  readonly inputs: readonly InputReport[];
  /** Rows refused in this run, by source and reason, the most first. */
  readonly rejects: readonly RejectReport[];
  /** Newest data of every source that has ever brought any. */
  readonly sources: readonly SourceReport[];
  /** Identities that are linked to several contacts. */
  readonly conflicts: number;
  /** Events of contacts that no contacts file has named yet. */
  readonly eventsWithoutContact: number;
  /** Complete sources for which nobody was retired, as their files had no rows, or rejected ones. */
  readonly incompleteSources: readonly string[];
}

export interface InputReport {
  readonly file: string;
  readonly kind: string;
  readonly source: string;
  readonly rows: number;
  readonly accepted: number;
  readonly duplicates: number;
  readonly rejected: number;
  /** Its content was known, and it was not read again. */
  readonly skipped: boolean;
}

export interface RejectReport {
  readonly source: string;
  readonly code: string;
  /** What such rows are refused for, with the column of the first, and without its values: these could name somebody. */
  readonly reason: string;
  readonly rows: number;
  /** The first of them. */
  readonly example: Origin;
}

export interface SourceReport {
  readonly source: string;
  readonly kind: string;
  /** The file that was taken in last. */
  readonly file: string;
  /** The last run that took in a row of it. */
  readonly lastRun: number;
  readonly lastAsOf: string;
  /** Of sources of events: when the newest event happened, and how many whole days before the as-of, 0 if later. */
  readonly newestEvent: { readonly at: string; readonly days: number } | undefined;
}
