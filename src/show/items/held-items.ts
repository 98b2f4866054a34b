import type { ShowState } from '../../context.js';
import { LectorError, warning } from '../../errors.js';
import type { SourceItem } from '../../model/article.js';
import type { Finding } from '../../model/finding.js';
import { quoteValue } from '../../model/text.js';
import { isTelling } from '../../sources/fields/title-from-name.js';
import type { Assignment } from './assign-records.js';

/** An item that is no part of the show, under the name it would have. */
export type HeldItem = { readonly item: SourceItem; readonly slug: string; readonly reason: Finding };

/** What a source keeps out of the show, and by which words. */
export function toDraft(item: SourceItem): HeldItem {
  const { title, source, options, slug } = item;
  const { heldBack, expiresAt } = options;
  const why = heldBack ?? (expiresAt === undefined ? 'draft' : `it expired on ${expiresAt}`);
  const place = { file: source.location };
  return { item, slug, reason: warning('W_HELD_BACK', `held back: ${quoteValue(title)} (${why}).`, { place }) };
}

/** Parts items whose date or name would be a guess from the others: both are for good once they are published. */
export function sortDoubtful(assignments: readonly Assignment[]): {
  readonly certain: readonly Assignment[];
  readonly doubtful: readonly HeldItem[];
} {
  const doubts = new Map(assignments.map((assignment) => [assignment, doubtOf(assignment)]));
  return {
    certain: assignments.filter((assignment) => doubts.get(assignment) === undefined),
    doubtful: [...doubts].flatMap(([{ item, slug }, reason]) => (reason ? [{ item, slug, reason }] : [])),
  };
}

function doubtOf({ item, record }: Assignment): Finding | undefined {
  const { publishedAt, arrival, provenance, title, source, kind } = item;
  if (record) return undefined;
  const place = { file: source.location };
  if (provenance['title'] === 'file' && !isTelling(title)) {
    const message = `held back: ${source.location} has no title, no heading, and a file name that says nothing.`;
    return new LectorError('E_TITLE_MISSING', message, { place, hint: 'write title: "…" above it.' }).toFinding();
  }
  if (publishedAt !== undefined || arrival?.isDated === true) return undefined;
  const hint =
    kind === 'briefing'
      ? 'write publishedAt into the briefing, or dates into its articles.'
      : 'write date: 2024-05-31 into its front matter, or date: now for the moment of this build.';
  const message = `held back: ${quoteValue(title)} has no date.`;
  return warning('W_DATE_MISSING', message, { place, hint });
}

/** Tells of a new episode that is dated by its file or by this build, because its source gives no date. */
export function warnOfFileDate({ item, record, publishedAt }: Assignment, { warn }: Pick<ShowState, 'warn'>): void {
  const { publishedAt: stated, arrival, options, source, title } = item;
  if (record || stated !== undefined || arrival?.isDated !== true || options.isDatedNow === true) return;
  const message = `${quoteValue(title)} gives no date; it is published as of ${publishedAt}.`;
  warn(warning('W_DATE_FILE', message, { place: { file: source.location } }));
}
