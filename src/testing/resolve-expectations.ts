// What a run is expected to give, as checks. Names are looked up in the rulebook and among the test's contacts.

import { type Diagnostic, diagnose } from "../diagnostics/diagnostic.ts";
import { closestName } from "../diagnostics/suggest.ts";
import { checkNumber } from "../rulebook/checks/bad-number.ts";
import { shown } from "../rulebook/describe.ts";
import type { ActionKind, Rulebook } from "../rulebook/model.ts";
import {
  childOf,
  type Entry,
  entriesOf,
  isNumber,
  isText,
  itemsOf,
  type Path,
  type SourceNode,
} from "../rulebook/source/source-tree.ts";
import { type Micro, parseDecimal } from "../values/decimal.ts";
import type { Check, ExpectedAction } from "./model.ts";
import { type Directory, isFilled, type Resolution, textOf } from "./resolution.ts";
import { resolveContactName } from "./resolve-identities.ts";

/** Stands for no band, class or stage where none of them is called so. */
const NONE = "none";

interface Setting extends Resolution {
  readonly rulebook: Rulebook;
  readonly directory: Directory;
  readonly path: Path;
}

/** Without the rulebook only contacts are looked up. */
export function resolveExpectations(
  node: SourceNode | undefined,
  path: Path,
  directory: Directory,
  resolution: Resolution,
): readonly Check[] {
  const { rulebook } = resolution;
  if (node === undefined || rulebook === undefined) return [];
  const setting = { ...resolution, rulebook, directory, path };
  const section = (name: string) => childOf(node, name);
  return [
    ...byContact(section("scores"), setting, resolveScore),
    ...byContact(section("awards"), setting, resolveAward),
    ...byContact(section("bands"), setting, resolveBand),
    ...byContact(section("classes"), setting, resolveClass),
    ...resolveStages(section("stages"), setting),
    ...resolveMembers("segment", section("segments"), setting),
    ...resolveMembers("label", section("labels"), setting),
    ...resolveActions(section("actions"), setting),
    ...resolveExcluded(section("excluded"), setting),
  ];
}

type ResolveEntry = (entry: Entry, contact: string, setting: Setting) => Check | undefined;

/** A map of contacts, each with a map of names. */
function byContact(node: SourceNode | undefined, setting: Setting, resolve: ResolveEntry): readonly Check[] {
  return entriesOf(node).flatMap(({ keyNode, value }) => {
    const contact = contactOf(keyNode, setting);
    const checks = entriesOf(value).flatMap((entry) => resolve(entry, contact ?? "", setting) ?? []);
    return contact === undefined ? [] : checks;
  });
}

function resolveScore({ key, keyNode, value }: Entry, contact: string, setting: Setting): Check | undefined {
  if (findGroup(key, keyNode, setting) === undefined) return undefined;
  const expected = decimalOf(value, setting);
  return expected && { kind: "score", contact, group: key, expected: expected.value, span: keyNode.span };
}

function resolveAward({ key, keyNode, value }: Entry, contact: string, setting: Setting): Check | undefined {
  const { rulebook, report } = setting;
  const rule = rulebook.rules.find(({ id }) => id === key);
  if (rule === undefined) {
    report(unknown("unknown-rule", keyNode, idsOf(rulebook.rules), setting));
    return undefined;
  }
  const group = childOf(value, "group");
  if (isText(group) && !rule.groups.includes(group.value)) {
    report(diagnose("not-fed-by-rule", group.span, key, group.value, rule.groups));
  }
  const times = childOf(value, "times");
  return {
    kind: "award",
    contact,
    rule: key,
    groups: isText(group) ? [group.value] : rule.groups,
    times: isNumber(times) ? times.value : undefined,
    points: decimalOf(childOf(value, "points"), setting)?.value,
    span: keyNode.span,
  };
}

function resolveBand({ key, keyNode, value }: Entry, contact: string, setting: Setting): Check | undefined {
  const group = findGroup(key, keyNode, setting);
  if (group === undefined || !isText(value)) return undefined;
  const bands = idsOf(group.bands);
  const expected = oneOfOrNone(value.value, bands);
  if (expected.isKnown)
    return { kind: "band", contact, group: key, expected: expected.id, span: keyNode.span };
  const close = closestName(value.value, bands);
  setting.report(diagnose("unknown-band", value.span, shown(value), key, bands, close));
  return undefined;
}

function resolveClass({ key, keyNode, value }: Entry, contact: string, setting: Setting): Check | undefined {
  const { classes } = setting.rulebook;
  const found = classes.find(({ id }) => id === key);
  if (found === undefined) {
    setting.report(unknown("unknown-class", keyNode, idsOf(classes), setting));
    return undefined;
  }
  if (!isText(value)) return undefined;
  const values = found.kind === "cases" ? idsOf(found.cases) : found.groups;
  const expected = oneOfOrNone(value.value, values);
  if (expected.isKnown)
    return { kind: "class", contact, class: key, expected: expected.id, span: keyNode.span };
  const close = closestName(value.value, values);
  setting.report(diagnose("unknown-class-value", value.span, shown(value), key, values, close));
  return undefined;
}

function resolveStages(node: SourceNode | undefined, setting: Setting): readonly Check[] {
  const stages = idsOf(setting.rulebook.stages);
  return entriesOf(node).flatMap(({ keyNode, value }) => {
    const contact = contactOf(keyNode, setting);
    if (!isText(value)) return [];
    const expected = oneOfOrNone(value.value, stages);
    if (!expected.isKnown) {
      setting.report(unknownStage(value, stages, setting));
      return [];
    }
    return contact === undefined
      ? []
      : [{ kind: "stage" as const, contact, expected: expected.id, span: keyNode.span }];
  });
}

function unknownStage(node: SourceNode, stages: readonly string[], setting: Setting): Diagnostic {
  const place = placeOf(setting);
  if (stages.length === 0) return diagnose("no-stages", node.span, place, "leave it out");
  const close = isText(node) ? closestName(node.value, stages) : undefined;
  return diagnose("unknown-stage", node.span, shown(node), place, stages, close);
}

function resolveMembers(
  kind: "segment" | "label",
  node: SourceNode | undefined,
  setting: Setting,
): readonly Check[] {
  const { segments, labels } = setting.rulebook;
  const known = idsOf(kind === "segment" ? segments : labels);
  return entriesOf(node).map(({ key, keyNode, value }) => {
    if (!known.includes(key)) setting.report(unknown(`unknown-${kind}`, keyNode, known, setting));
    return { kind, id: key, expected: contactsOf(value, setting), span: keyNode.span };
  });
}

function resolveExcluded(node: SourceNode | undefined, setting: Setting): readonly Check[] {
  return node?.kind === "list"
    ? [{ kind: "excluded", expected: contactsOf(node, setting), span: node.span }]
    : [];
}

function resolveActions(node: SourceNode | undefined, setting: Setting): readonly Check[] {
  if (node?.kind !== "list") return [];
  const expected = node.items.flatMap((item) => resolveAction(item, setting) ?? []);
  return [{ kind: "actions", expected, span: node.span }];
}

function resolveAction(node: SourceNode, setting: Setting): ExpectedAction | undefined {
  const contact = contactOf(childOf(node, "contact"), setting);
  const trigger = childOf(node, "trigger");
  const [target, kind, number] = [childOf(node, "target"), childOf(node, "kind"), childOf(node, "n")];
  const triggers = idsOf(setting.rulebook.triggers);
  if (!isText(trigger)) return undefined;
  if (!triggers.includes(trigger.value)) {
    setting.report(unknown("unknown-trigger", trigger, triggers, setting));
  }
  const parameters = entriesOf(childOf(node, "with")).flatMap(({ key, value }) =>
    isFilled(value) ? [[key, textOf(value)] as const] : [],
  );
  return contact === undefined
    ? undefined
    : {
        contact,
        trigger: trigger.value,
        kind: isText(kind) ? (kind.value as ActionKind) : undefined,
        target: isText(target) ? target.value : undefined,
        with: Object.fromEntries(parameters),
        number: isNumber(number) ? number.value : undefined,
      };
}

function contactOf(node: SourceNode | undefined, setting: Setting): string | undefined {
  return resolveContactName(node, setting.path, setting.directory, setting)?.key;
}

function contactsOf(node: SourceNode, setting: Setting): readonly string[] {
  return itemsOf(node).flatMap((item) => contactOf(item, setting) ?? []);
}

function findGroup(id: string, node: Entry["keyNode"], setting: Setting) {
  const { groups } = setting.rulebook;
  const group = groups.find((each) => each.id === id);
  if (group === undefined) setting.report(unknown("unknown-group", node, idsOf(groups), setting));
  return group;
}

type UnknownName =
  | "unknown-rule"
  | "unknown-group"
  | "unknown-class"
  | "unknown-segment"
  | "unknown-label"
  | "unknown-trigger";

function unknown(
  code: UnknownName,
  node: Entry["keyNode"],
  names: readonly string[],
  setting: Setting,
): Diagnostic {
  const id = textOf(node);
  return diagnose(code, node.span, id, placeOf(setting), names, closestName(id, names));
}

const placeOf = ({ placeName, path }: Setting) => placeName([...path, "expect"]);

const idsOf = (things: readonly { readonly id: string }[]) => things.map(({ id }) => id);

function oneOfOrNone(
  id: string,
  known: readonly string[],
): { readonly isKnown: boolean; readonly id: string | undefined } {
  if (known.includes(id)) return { isKnown: true, id };
  return { isKnown: id === NONE, id: undefined };
}

/** Exactly as written. */
function decimalOf(node: SourceNode | undefined, { report }: Setting): { readonly value: Micro } | undefined {
  if (!isNumber(node)) return undefined;
  const problems = checkNumber(node);
  for (const problem of problems) report(problem);
  const value = parseDecimal(node.source);
  return problems.length > 0 || value === undefined ? undefined : { value };
}
