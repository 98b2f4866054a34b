import { clocksIn, clutterReason, isRelatedHeading } from './clutter-lines.js';
import { parseDate } from '../../fields/parse-date.js';

/** Signs of a page copied whole from a browser weigh this much before a text counts as one. */
const ENOUGH = 3;
const WEIGHTS: Readonly<Record<string, number>> = {
  'icon-names': 3,
  'reader-notice': 2,
  'share-bar': 2,
  'comment-notice': 1,
  newsletter: 2,
  'cookie-notice': 2,
  advertisement: 1,
  'player-controls': 1,
  'reading-time': 1,
  navigation: 1,
  'legal-notice': 1,
  'related-stories': 1,
};

/** Whether a plain text is a page with everything around the article. */
export function looksLikeDump(text: string): boolean {
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const seen = new Set<string>();
  let score = 0;
  let clocks = 0;
  const reasons = new Set<string>();
  for (const [index, line] of lines.slice(0, 5_000).entries()) {
    clocks += clocksIn(line)?.length ?? 0;
    const reason = clutterReason(line);
    if (reason !== undefined && !reasons.has(reason)) score += WEIGHTS[reason] ?? 0;
    if (reason !== undefined) reasons.add(reason);
    if (isRelatedHeading(line)) reasons.add('related-heading');
    const isHead = index < 15;
    if (isHead && seen.has(line) && line.split(/\s+/u).length >= 3) reasons.add('repeated-headline');
    if (isHead && parseDate(line)) reasons.add('date-line');
    seen.add(line);
  }
  for (const reason of ['related-heading', 'repeated-headline', 'date-line']) if (reasons.has(reason)) score += 1;
  return score + (clocks >= 2 ? 2 : 0) >= ENOUGH;
}
