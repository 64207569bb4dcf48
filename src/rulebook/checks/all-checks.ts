// Every semantic check, one a file, named after the code it reports.

import { actionKind } from "./action-kind.ts";
import { badColumn } from "./bad-column.ts";
import { badDateFormat } from "./bad-date-format.ts";
import { badId } from "./bad-id.ts";
import { badName } from "./bad-name.ts";
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
import { fieldAndIdentity } from "./field-and-identity.ts";
import { badFieldName } from "./field-name.ts";
import { fileWithFolder } from "./file-with-folder.ts";
import { groupNeeded } from "./group-needed.ts";
import { impossibleRange } from "./impossible-range.ts";
import { looksLikeTrait } from "./looks-like-trait.ts";
import { minAboveMax } from "./min-above-max.ts";
import { missingKey } from "./missing-key.ts";
import { noStages } from "./no-stages.ts";
import { notVisibleHere } from "./not-visible-here.ts";
import { ofNeeded } from "./of-needed.ts";
import { ofNotUsed } from "./of-not-used.ts";
import { oneKey } from "./one-key.ts";
import { oneMeasure } from "./one-measure.ts";
import { onlyInKind } from "./only-in-kind.ts";
import { onlyInType } from "./only-in-type.ts";
import { otherwiseNotLast } from "./otherwise-not-last.ts";
import { presetKind } from "./preset-kind.ts";
import { presetNeeds } from "./preset-needs.ts";
import { rearmWithoutEachTime } from "./rearm-without-each-time.ts";
import { rowWithoutTest } from "./row-without-test.ts";
import { ruleWithoutCause } from "./rule-without-cause.ts";
import { sameSign } from "./same-sign.ts";
import { sinceAfterUntil } from "./since-after-until.ts";
import { sinceNotADate } from "./since-not-a-date.ts";
import { startOutOfRange } from "./start-out-of-range.ts";
import { tableWithoutBy } from "./table-without-by.ts";
import { testDoesNotFit } from "./test-does-not-fit.ts";
import { testNeedsClock } from "./test-needs-clock.ts";
import { tooFewIdentities } from "./too-few-identities.ts";
import { typeWithRows } from "./type-with-rows.ts";
import { unknownBand } from "./unknown-band.ts";
import { unknownClass } from "./unknown-class.ts";
import { unknownClassValue } from "./unknown-class-value.ts";
import { unknownEncoding } from "./unknown-encoding.ts";
import { unknownGroup } from "./unknown-group.ts";
import { unknownLabel } from "./unknown-label.ts";
import { unknownName } from "./unknown-name.ts";
import { unknownPreset } from "./unknown-preset.ts";
import { unknownSegment } from "./unknown-segment.ts";
import { unknownStage } from "./unknown-stage.ts";
import { unknownTimezone } from "./unknown-timezone.ts";
import { unreachableBand } from "./unreachable-band.ts";
import { unreachableCase } from "./unreachable-case.ts";
import { unreachableStage } from "./unreachable-stage.ts";
import { withinNeeded } from "./within-needed.ts";

export const CHECKS: readonly Check[] = [
  actionKind,
  badColumn,
  badDateFormat,
  badId,
  badName,
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
  fieldAndIdentity,
  fileWithFolder,
  groupNeeded,
  impossibleRange,
  looksLikeTrait,
  minAboveMax,
  missingKey,
  noStages,
  notVisibleHere,
  ofNeeded,
  ofNotUsed,
  oneKey,
  oneMeasure,
  onlyInKind,
  onlyInType,
  otherwiseNotLast,
  presetKind,
  presetNeeds,
  rearmWithoutEachTime,
  rowWithoutTest,
  ruleWithoutCause,
  sameSign,
  sinceAfterUntil,
  sinceNotADate,
  startOutOfRange,
  tableWithoutBy,
  testDoesNotFit,
  testNeedsClock,
  tooFewIdentities,
  typeWithRows,
  unknownBand,
  unknownClass,
  unknownClassValue,
  unknownEncoding,
  unknownGroup,
  unknownLabel,
  unknownName,
  unknownPreset,
  unknownSegment,
  unknownStage,
  unknownTimezone,
  unreachableBand,
  unreachableCase,
  unreachableStage,
  withinNeeded,
];
