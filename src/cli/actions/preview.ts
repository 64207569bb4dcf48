import type { FilePreview } from "../../intake/preview/preview.ts";
import { previewFiles } from "../../intake/preview/preview-files.ts";
import type { InputKind } from "../../intake/sink.ts";
import { PRESETS } from "../../rulebook/presets/all-presets.ts";
import { findPresetSource, type PresetSource } from "../../rulebook/presets/preset-source.ts";
import type { Source } from "../../rulebook/source-model.ts";
import { createCalendar } from "../../values/calendar.ts";
import { EXIT, type ExitCode, UsageError } from "../exit-codes.ts";
import { formatPreviewJson } from "../formats/preview-json.ts";
import { readCount } from "../options/count-option.ts";
import { requireKnown } from "../options/known-names.ts";
import { formatPreviews } from "../print/preview.ts";
import { readStdin } from "../read-stdin.ts";
import { loadSoundRulebook } from "../rulebook/load-rulebook.ts";
import { createTerminal, showText, type Terminal } from "../terminal.ts";
import { describeRefusal } from "../wording/preview-refusal.ts";

export interface PreviewOptions {
  /** The file to show. */
  readonly preview: string;
  readonly kind?: InputKind;
  readonly source?: string;
  readonly rows: string;
  readonly json?: boolean;
  readonly color: boolean;
}

export async function previewAction(
  rulebookPath: string | undefined,
  options: PreviewOptions,
): Promise<ExitCode> {
  const { preview: file, kind } = options;
  const rows = readCount("--rows", options.rows, MOST_ROWS);
  const terminal = createTerminal(options);
  const rulebook =
    rulebookPath === undefined ? undefined : (await loadSoundRulebook(rulebookPath, terminal)).rulebook;
  const sources = rulebook?.sources ?? [];
  const asked = options.source === undefined ? undefined : findAsked(options.source, sources);
  refuseOtherKind(asked?.source, kind);
  const calendar = createCalendar(rulebook?.timezone ?? "UTC");
  const previews = await previewFiles({
    ...{ file, kind, asked: asked?.source, sources, calendar, rows },
    stdin: readStdin(),
  });
  const shown = { calendar, needs: asked?.needs ?? [], hasSources: sources.length > 0 };
  terminal.out(
    options.json === true ? formatPreviewJson(previews, shown) : formatPreviews(previews, shown, terminal),
  );
  return conclude(previews, terminal);
}

const MOST_ROWS = 1000;

/** A source of the rulebook, or a preset by its name. */
function findAsked(name: string, sources: readonly Source[]): PresetSource {
  const own = sources.find(({ id }) => id === name);
  if (own !== undefined) return { source: own, needs: [] };
  const presets = [...PRESETS.keys()].map((id) => ({ id }));
  return findPresetSource(name) ?? { source: requireKnown("source", name, sources, presets), needs: [] };
}

function refuseOtherKind(source: Source | undefined, kind: InputKind | undefined): void {
  if (source === undefined || kind === undefined || source.kind === kind) return;
  throw new UsageError(`source "${source.id}" reads ${source.kind}, not ${kind}; leave --kind away`);
}

/** Throws what keeps a file from being read; of several files the last such problem, the others are printed. */
function conclude(previews: readonly FilePreview[], terminal: Terminal): ExitCode {
  const problems = previews.flatMap((preview) =>
    preview.kind === "refused" ? [describeRefusal(preview)] : [],
  );
  const last = problems.pop();
  if (last === undefined) return EXIT.done;
  for (const { message } of problems) terminal.err(`tallybook: ${showText(message)}\n`);
  throw last;
}
