import { rename, rm } from 'node:fs/promises';
import path from 'node:path';
import type { ShowState } from '../../context.js';
import { LectorError, warning } from '../../errors.js';
import { sniffAudio, type AudioContainer } from '../../run-tool.js';
import { fetchPage } from '../../sources/fetch/fetch-page.js';
import { placeDurably } from '../../workspace.js';
import { fetchOptionsOf } from './read-podcast.js';
import { nameItem, type ForeignEpisode, type ImportedFiles } from './side-car-of.js';

/** As recordings are limited. */
const MAX_AUDIO_BYTES = 500 * 1024 * 1024;
const MEDIA_TIMEOUTS = { wholeMs: 3_600_000, idleMs: 60_000 };
/** What podcast apps play as it is. */
const FINISHED: ReadonlySet<AudioContainer['name']> = new Set(['mp3', 'm4a']);

/**
 * Fetches the audio of an episode into a folder, byte for byte, under the extension of what it really holds: what feeds
 * and addresses call it is often wrong.
 *
 * @throws {@link LectorError} `E_IMPORT` when it is empty or no audio, and what fetching throws.
 */
export async function fetchAudio(
  { audio, item }: ForeignEpisode,
  { folder, stem, state }: { readonly folder: string; readonly stem: string; readonly state: ShowState },
): Promise<NonNullable<ImportedFiles['audio']>> {
  const fetched = path.join(folder, `${stem}.fetched`);
  const request = { url: audio.url, maxBytes: MAX_AUDIO_BYTES, expects: 'audio' } as const;
  await placeDurably({
    path: fetched,
    write: async (into) =>
      void (await fetchPage({ ...request, into }, { ...fetchOptionsOf(state), timeouts: MEDIA_TIMEOUTS })),
  });
  const container = await sniffAudio(fetched).catch(async (cause: unknown) => {
    await rm(fetched, { force: true });
    throw new LectorError('E_IMPORT', `${nameItem(item)} has no audio behind its address, or none that is read.`, {
      hint: 'look at it at its old place.',
      cause,
    });
  });
  const name = `${stem}.${container.name}`;
  await rename(fetched, path.join(folder, name));
  const isAsIs = FINISHED.has(container.name);
  if (!isAsIs) {
    const message = `${nameItem(item)} is ${container.name}, which many apps do not play; it is published as MP3.`;
    state.warn(warning('W_IMPORT', message));
  }
  return { name, isAsIs };
}
