import type { EpisodeRow } from '../../context.js';
import { formatClock } from '../../model/time.js';
import { cutToWidth, textWidth } from './text-width.js';

const BYTES_PER_MB = 1_000_000;
const MAX_TITLE_COLUMNS = 44;

/** The table a build ends with. */
export function formatSummary(rows: readonly EpisodeRow[]): string {
  const header = ['Episode', 'Duration', 'Chapters', 'Size', 'Loudness', 'Outcome', 'Seconds'];
  const body = rows.map((row) => [
    shortenTitle(row.title),
    row.durationMs === undefined ? '–' : formatClock(row.durationMs),
    row.chapterCount === undefined ? '–' : String(row.chapterCount),
    row.sizeBytes === undefined ? '–' : `${(row.sizeBytes / BYTES_PER_MB).toFixed(1)} MB`,
    row.loudnessLufs === undefined ? '–' : `${row.loudnessLufs.toFixed(1)} LUFS`,
    row.outcome,
    (row.elapsedMs / 1000).toFixed(1),
  ]);
  return formatTable([header, ...body], new Set([1, 2, 3, 4, 6]));
}

/** Columns padded to their widest cell; the named ones are aligned to the right. */
export function formatTable(table: readonly (readonly string[])[], rightAligned: ReadonlySet<number>): string {
  const widths = (table[0] ?? []).map((_, column) => Math.max(...table.map((row) => textWidth(row[column] ?? ''))));
  const lines = table.map((row) =>
    row
      .map((cell, column) =>
        rightAligned.has(column) ? padding(cell, widths[column]) + cell : cell + padding(cell, widths[column]),
      )
      .join('  ')
      .trimEnd(),
  );
  return lines.join('\n');
}

/** A title as tables show it. */
export function shortenTitle(title: string): string {
  return cutToWidth(title, MAX_TITLE_COLUMNS);
}

function padding(cell: string, columns = 0): string {
  return ' '.repeat(Math.max(0, columns - textWidth(cell)));
}
