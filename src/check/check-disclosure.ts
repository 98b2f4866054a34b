import { parseFile } from 'music-metadata';
import { z } from 'zod';
import type { Episode } from '../model/episode.js';
import {
  digitalSourceTypeOf,
  DISCLOSURE_FRAMES,
  DISCLOSURE_LATEST_MS,
  isAiContent,
  SYNTHESES,
} from '../model/publication/disclosure.js';
import { dataBesideAudio } from '../model/publication/paths/episode-paths.js';
import { PUBLISHED } from '../model/publication/paths/show-paths.js';
import { quoteValue } from '../model/text.js';
import { disclosureSentence } from '../templates/views/disclosure-sentence.js';
import type { CheckedPlace } from './checked-place.js';
import type { PublishedItem } from './published-item.js';
import type { Page } from './pages/read-page.js';

/** What of an episode's data tells who is heard. */
const EPISODE = z.object({
  kind: z.enum(['article', 'briefing', 'programme']),
  isAiNarrated: z.boolean(),
  spokenBy: z.array(z.object({ voice: z.string(), synthesis: z.enum(SYNTHESES), durationMs: z.number() })).optional(),
  transcript: z.object({ cues: z.array(z.object({ endMs: z.number(), blockKind: z.string().optional() })) }).optional(),
});

type Heard = Pick<Episode, 'kind' | 'isAiNarrated' | 'spokenBy'> & Pick<z.infer<typeof EPISODE>, 'transcript'>;

type Told = {
  readonly item: PublishedItem;
  readonly page: Page | undefined;
  /** The audio on this machine; absent when it is not there, which is reported with the feed. */
  readonly audio: string | undefined;
  /** BCP 47, of the show. */
  readonly language: string;
  readonly place: CheckedPlace;
};

/** What every place has to agree with. */
type Expected = {
  readonly sentence: string | undefined;
  readonly aiContent: string | undefined;
  readonly sourceType: string | undefined;
};

/**
 * Whether all places say of an item what its data say: whose voice is heard. A place that keeps silent is a warning, for
 * templates are the publisher's; one that says otherwise is an error. Items without data, of other programs, are not
 * looked at.
 */
export async function checkDisclosure(told: Told): Promise<void> {
  const episode = await readHeard(told);
  if (episode === undefined) return;
  const isAi = isAiContent(episode);
  const expected: Expected = {
    sentence: disclosureSentence(episode, told.language),
    aiContent: isAi === undefined ? undefined : String(isAi),
    sourceType: digitalSourceTypeOf(episode.spokenBy ?? []),
  };
  checkSound(episode, told);
  checkTexts(expected, told);
  compare({ what: 'the feed', found: told.item.aiContent, wanted: expected.aiContent, file: PUBLISHED.feed }, told);
  await checkTags(expected, told);
}

async function readHeard({ item, place }: Told): Promise<Heard | undefined> {
  const text = item.audioPath === undefined ? undefined : await place.readText(dataBesideAudio(item.audioPath));
  try {
    return text === undefined ? undefined : (EPISODE.safeParse(JSON.parse(text)).data as Heard | undefined);
  } catch {
    // Data that are no JSON are told where their duration is read.
    return undefined;
  }
}

/** The notice is the first thing a listener hears, and is in the transcript with the time it was measured at. */
function checkSound({ kind, isAiNarrated, transcript }: Heard, { item, place }: Told): void {
  if (kind === 'programme' || !isAiNarrated) return;
  const isHeard = transcript?.cues.some((cue) => cue.blockKind === 'disclosure' && cue.endMs <= DISCLOSURE_LATEST_MS);
  if (isHeard === true) return;
  const seconds = DISCLOSURE_LATEST_MS / 1000;
  place.warning(
    'W_DISCLOSURE_SILENT',
    `${quoteValue(item.label)}: its first ${seconds} seconds do not say that a machine reads.`,
    { file: item.audioPath ?? '', hint: 'set disclosure: start and build again.' },
  );
}

function checkTexts({ sentence, sourceType }: Expected, told: Told): void {
  const { item, page, place } = told;
  if (sentence !== undefined) {
    const silent = [
      ...(item.notes.every((text) => text.includes(sentence)) ? [] : [['its notes do', PUBLISHED.feed]]),
      ...(page === undefined || page.text.includes(sentence) ? [] : [['its page does', page.file]]),
    ];
    for (const [what = '', file = ''] of silent) {
      place.warning('W_DISCLOSURE_SILENT', `${quoteValue(item.label)}: ${what} not say ${quoteValue(sentence)}`, {
        file,
        hint: 'print {{episode.disclosure}} in its template.',
      });
    }
  }
  if (page === undefined) return;
  for (const found of page.sourceTypes) compare({ what: 'its page', found, wanted: sourceType, file: page.file }, told);
  if (page.sourceTypes.length === 0)
    compare({ what: 'its page', found: undefined, wanted: sourceType, file: page.file }, told);
}

async function checkTags({ aiContent, sourceType }: Expected, told: Told): Promise<void> {
  const { audio, item } = told;
  if (audio === undefined || !/\.mp3$/iu.test(audio)) return;
  const metadata = await parseFile(audio, { duration: false, skipCovers: true }).catch(() => undefined);
  if (!metadata) return;
  const frames = Object.values(metadata.native).flat();
  const valueOf = (name: string): string | undefined => {
    // The reader takes the strokes of an address for borders of values.
    const values = frames.filter(({ id }) => id === `TXXX:${name}`).map(({ value }) => String(value));
    return values.length === 0 ? undefined : values.join('/');
  };
  const file = item.audioPath ?? '';
  const found = valueOf(DISCLOSURE_FRAMES.digitalSourceType);
  compare({ what: 'the tag of its audio', found, wanted: sourceType, file }, told);
  // Only who is heard for sure stands in a tag.
  if (sourceType === undefined) return;
  compare({ what: 'the tag of its audio', found: valueOf(DISCLOSURE_FRAMES.aiContent), wanted: aiContent, file }, told);
}

type Comparison = {
  readonly what: string;
  readonly found: string | undefined;
  readonly wanted: string | undefined;
  readonly file: string;
};

function compare({ what, found, wanted, file }: Comparison, { item, place }: Told): void {
  if (found === wanted) return;
  const label = quoteValue(item.label);
  if (found !== undefined) {
    const data = wanted === undefined ? 'its data say nothing of it' : `its data say ${quoteValue(wanted)}`;
    place.error('E_DISCLOSURE', `${label}: ${what} says ${quoteValue(found)}, and ${data}.`, { file });
    return;
  }
  place.warning('W_DISCLOSURE_SILENT', `${label}: ${what} does not say ${quoteValue(wanted ?? '')}.`, {
    file,
    hint: 'build again; a template of your own that lacks it may print {{jsonScript jsonLd}}.',
  });
}
