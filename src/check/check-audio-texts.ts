import { createHash } from 'node:crypto';
import { chaptersBeside } from '../model/publication/paths/episode-paths.js';
import { quoteValue } from '../model/text.js';
import type { AudioOnRecord, readRecords } from './check-manifest.js';
import type { CheckedPlace } from './checked-place.js';
import type { PublishedItem } from './published-item.js';

type Context = {
  readonly episodes: Awaited<ReturnType<typeof readRecords>>;
  readonly place: CheckedPlace;
};

/**
 * Every published audio file, also one that was replaced and is kept, has chapters and transcripts of its own: those that
 * were published with it, to the byte; and the feed names those of the audio it names. What older versions published is
 * not on record and is not looked at.
 */
export async function checkAudioTexts(
  items: readonly PublishedItem[],
  { episodes = [], place }: Context,
): Promise<void> {
  for (const { title, audio, retiredAudio } of episodes) {
    const named = items.find(({ audioPath, audioUrl }) =>
      audio.url === undefined ? audioPath === audio.path : audioUrl === audio.url,
    );
    if (named) checkNamed(named, audio, place);
    for (const one of [audio, ...retiredAudio]) await checkFiles(title, one, place);
  }
}

/** The feed names what belongs to the audio it names. */
function checkNamed(item: PublishedItem, { path, files }: AudioOnRecord, place: CheckedPlace): void {
  if (!files) return;
  const named = [item.chaptersPath, ...item.transcripts.map((transcript) => transcript.path)];
  for (const file of named) {
    if (file === undefined || Object.hasOwn(files, file)) continue;
    place.error(
      'E_AUDIO_TEXTS',
      `${quoteValue(item.label)}: the feed names this for ${path}, and it is not on record.`,
      {
        file,
      },
    );
  }
  if (item.chaptersPath === undefined && Object.hasOwn(files, chaptersBeside(path)))
    place.error('E_AUDIO_TEXTS', `${quoteValue(item.label)}: the feed does not name its chapters.`, {
      file: chaptersBeside(path),
    });
}

async function checkFiles(title: string, { path, files = {} }: AudioOnRecord, place: CheckedPlace): Promise<void> {
  const audioName = path.slice(path.lastIndexOf('/') + 1);
  // What is wrong inside a file was told where it was read.
  const faulty = new Set(place.findings.map((finding) => finding.place?.file));
  for (const [file, sha256] of Object.entries(files)) {
    if (faulty.has(file)) continue;
    const bytes = place.files.has(file) ? await place.target.read(file).catch(() => undefined) : undefined;
    if (bytes && createHash('sha256').update(bytes).digest('hex') === sha256) continue;
    const what = bytes ? 'is not the one that was published with' : 'is missing, and belongs to';
    place.error('E_AUDIO_TEXTS', `${quoteValue(title)}: this file ${what} ${audioName}.`, { file });
  }
}
