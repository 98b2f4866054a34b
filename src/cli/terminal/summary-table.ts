import type { EpisodeRow } from '../../context.js';
import { formatClock } from '../../model/time.js';
import { cutToWidth, textWidth } from './text-width.js';

const BYTES_PER_MB = 1_000_000;
/** What a terminal that nobody widened shows on one line. */
const MAX_COLUMNS = 80;
/** A title that is cut shorter tells nothing: the line is rather too long. */
const LEAST_COLUMNS = 24;
const GAP = '  ';

/** The table a build ends with: lengths in hours, minutes and seconds, sizes in MB, loudness in LUFS, times taken in seconds. */
export function formatSummary(rows: readonly EpisodeRow[]): string {
  const header = ['Episode', 'Length', 'Ch.', 'MB', 'LUFS', 'Outcome', 'Took'];
  const body = rows.map((row) => [
    row.title,
    row.durationMs === undefined ? '–' : formatClock(row.durationMs),
    row.chapterCount === undefined ? '–' : String(row.chapterCount),
    row.sizeBytes === undefined ? '–' : (row.sizeBytes / BYTES_PER_MB).toFixed(1),
    row.loudnessLufs === undefined ? '–' : row.loudnessLufs.toFixed(1),
    row.outcome,
    `${(row.elapsedMs / 1000).toFixed(1)} s`,
  ]);
  return formatTable([header, ...body], { rightAligned: [1, 2, 3, 4, 6], cut: 0 });
}

/**
 * Columns padded to their widest cell. Those named in `rightAligned` are aligned to the right, and the cells of `cut` are
 * shortened, to 24 columns at least, so that a line has 80 at most.
 */
export function formatTable(
  table: readonly (readonly string[])[],
  { rightAligned, cut }: { readonly rightAligned: readonly number[]; readonly cut: number },
): string {
  const widths = widthsOf(table);
  const others = widths.reduce((sum, width, column) => sum + (column === cut ? 0 : width + GAP.length), 0);
  const room = Math.max(LEAST_COLUMNS, MAX_COLUMNS - others);
  const cells = table.map((row) => row.map((cell, column) => (column === cut ? cutToWidth(cell, room) : cell)));
  const fitted = widthsOf(cells);
  return cells
    .map((row) =>
      row
        .map((cell, column) => {
          const padding = ' '.repeat(Math.max(0, (fitted[column] ?? 0) - textWidth(cell)));
          return rightAligned.includes(column) ? padding + cell : cell + padding;
        })
        .join(GAP)
        .trimEnd(),
    )
    .join('\n');
}

function widthsOf(table: readonly (readonly string[])[]): readonly number[] {
  return (table[0] ?? []).map((_, column) => Math.max(...table.map((row) => textWidth(row[column] ?? ''))));
}
