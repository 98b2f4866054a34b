import { LectorError } from '../../errors.js';
import type { Script } from '../../model/script.js';

/** A lexicon may make a text this many times as long; more is a slip that would be paid for by the character. */
const MAX_GROWTH = 4;
const FREE_CHARACTERS = 1000;

/** @throws LectorError `E_LEXICON_GROWTH` naming the term that adds most. */
export function checkGrowth({ title, utterances }: Pick<Script, 'title' | 'utterances'>): void {
  const shownLength = utterances.reduce((sum, { display, spoken }) => sum + (display.length || spoken.length), 0);
  const addedByRule = new Map<string, number>();
  let length = 0;
  for (const { rule, to } of utterances.flatMap(({ changes }) => changes)) {
    if (!rule.startsWith('lexicon:')) continue;
    length += to.length;
    addedByRule.set(rule, (addedByRule.get(rule) ?? 0) + to.length);
  }
  if (length <= shownLength * MAX_GROWTH + FREE_CHARACTERS) return;
  const [worst] = [...addedByRule].sort(([, one], [, other]) => other - one);
  const term = worst?.[0].slice('lexicon:'.length) ?? '';
  throw new LectorError(
    'E_LEXICON_GROWTH',
    `the lexicon makes "${title}" ${Math.ceil(length / shownLength)} times as long; "${term}" adds most.`,
    { hint: 'shorten what the term is said as.' },
  );
}
