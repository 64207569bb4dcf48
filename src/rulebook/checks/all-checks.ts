// Every semantic check, one a file, named after the code it reports.

import { actionKind } from "./action-kind.ts";
import { badId } from "./bad-id.ts";
import { badNumber } from "./bad-number.ts";
import { badPattern } from "./bad-pattern.ts";
import { badPlaceholder } from "./bad-placeholder.ts";
import { byWithoutTable } from "./by-without-table.ts";
import type { Check } from "./check.ts";
import { combinedGroupFed } from "./combined-group-fed.ts";
import { combinedOfCombined } from "./combined-of-combined.ts";
import { computedMembership } from "./computed-membership.ts";
import { emptySection } from "./empty-section.ts";
import { emptyTest } from "./empty-test.ts";
import { badFieldName } from "./field-name.ts";
import { groupNeeded } from "./group-needed.ts";
import { impossibleRange } from "./impossible-range.ts";
import { looksLikeTrait } from "./looks-like-trait.ts";
import { minAboveMax } from "./min-above-max.ts";
import { noStages } from "./no-stages.ts";
import { notVisibleHere } from "./not-visible-here.ts";
import { ofNeeded } from "./of-needed.ts";
import { ofNotUsed } from "./of-not-used.ts";
import { oneMeasure } from "./one-measure.ts";
import { otherwiseNotLast } from "./otherwise-not-last.ts";
import { rearmWithoutEachTime } from "./rearm-without-each-time.ts";
import { rowWithoutTest } from "./row-without-test.ts";
import { ruleWithoutCause } from "./rule-without-cause.ts";
import { sinceAfterUntil } from "./since-after-until.ts";
import { sinceNotADate } from "./since-not-a-date.ts";
import { startOutOfRange } from "./start-out-of-range.ts";
import { tableWithoutBy } from "./table-without-by.ts";
import { testDoesNotFit } from "./test-does-not-fit.ts";
import { unknownBand } from "./unknown-band.ts";
import { unknownClass } from "./unknown-class.ts";
import { unknownClassValue } from "./unknown-class-value.ts";
import { unknownGroup } from "./unknown-group.ts";
import { unknownLabel } from "./unknown-label.ts";
import { unknownName } from "./unknown-name.ts";
import { unknownSegment } from "./unknown-segment.ts";
import { unknownStage } from "./unknown-stage.ts";
import { unknownTimezone } from "./unknown-timezone.ts";
import { unreachableBand } from "./unreachable-band.ts";
import { unreachableCase } from "./unreachable-case.ts";
import { unreachableStage } from "./unreachable-stage.ts";
import { withinNeeded } from "./within-needed.ts";

export const CHECKS: readonly Check[] = [
  actionKind,
  badId,
  badNumber,
  badPattern,
  badPlaceholder,
  byWithoutTable,
  combinedGroupFed,
  combinedOfCombined,
  computedMembership,
  emptySection,
  emptyTest,
  badFieldName,
  groupNeeded,
  impossibleRange,
  looksLikeTrait,
  minAboveMax,
  noStages,
  notVisibleHere,
  ofNeeded,
  ofNotUsed,
  oneMeasure,
  otherwiseNotLast,
  rearmWithoutEachTime,
  rowWithoutTest,
  ruleWithoutCause,
  sinceAfterUntil,
  sinceNotADate,
  startOutOfRange,
  tableWithoutBy,
  testDoesNotFit,
  unknownBand,
  unknownClassValue,
  unknownClass,
  unknownGroup,
  unknownLabel,
  unknownName,
  unknownSegment,
  unknownStage,
  unknownTimezone,
  unreachableBand,
  unreachableCase,
  unreachableStage,
  withinNeeded,
];
