import { labelsOf, phrasesOf } from '../../languages/language-of.js';
import type { Episode } from '../../model/episode.js';
import { announced, type Correction, type TextChange } from '../../model/publication/correction.js';

/** One correction as templates see it. */
export type CorrectionView = {
  /** ISO 8601. */
  readonly at: string;
  /** What an editor says of it. */
  readonly reason: string | undefined;
  /** That, or else the first of the changes, in a line. */
  readonly text: string;
  readonly changes: readonly TextChangeView[];
};

export type TextChangeView = {
  readonly part: TextChange['part'];
  /** As it stood. */
  readonly before: string | undefined;
  /** As it stands since. */
  readonly after: string | undefined;
  /** Words of it were taken back and are not repeated. */
  readonly isWithheld: boolean;
  /** When what stands since is heard, while it stands. */
  readonly startMs: number | undefined;
  /** The episode's page at that second, absolute. */
  readonly url: string | undefined;
};

/** Notes tell of so many changes of a correction without a reason; the page shows all. */
const MOST_TOLD = 3;

/** The corrections of an episode, the latest first. */
export function toCorrectionViews(
  { corrections, transcript }: Pick<Episode, 'corrections' | 'transcript'>,
  { language, momentUrl }: { readonly language: string; readonly momentUrl: (seconds: number) => string },
): readonly CorrectionView[] {
  const starts = new Map(transcript?.cues.map(({ text, startMs }) => [text, startMs]));
  return [...announced(corrections)].reverse().map((correction) => ({
    at: correction.at,
    reason: correction.reason,
    text: correctionText(correction, language),
    changes: correction.changes.map(({ part, before, after, isWithheld = false }) => {
      const startMs = after === undefined ? undefined : starts.get(after);
      const url = startMs === undefined ? undefined : momentUrl(Math.floor(startMs / 1000));
      return { part, before, after, isWithheld, startMs, url };
    }),
  }));
}

/** A correction in a line: what an editor says of it, else the first sentences before and after. */
export function correctionText({ reason, changes }: Correction, language: string): string {
  if (reason !== undefined) return reason;
  const told = changes.slice(0, MOST_TOLD).map((change) => changeText(change, language));
  return [...told, ...(changes.length > MOST_TOLD ? ['…'] : [])].join(' ');
}

function changeText({ before, after, isWithheld }: TextChange, language: string): string {
  const { added, itSaid, itSaysNow, takenOut, withheld } = labelsOf(language);
  const [open, close] = phrasesOf(language)?.quotes ?? ['“', '”'];
  const say = (label: string, text: string): string => `${label}: ${open}${text}${close}`;
  const isChanged = before !== undefined || isWithheld === true;
  return [
    ...(before === undefined ? [] : [say(after === undefined ? takenOut : itSaid, before)]),
    ...(isWithheld === true ? [withheld] : []),
    ...(after === undefined ? [] : [say(isChanged ? itSaysNow : added, after)]),
  ].join(' ');
}
