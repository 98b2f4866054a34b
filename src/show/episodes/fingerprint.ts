import { createHash } from 'node:crypto';
import path from 'node:path';
import type { Config } from '../../config.js';
import { CACHED_STAGES_VERSION } from '../../model/version.js';
import { hashFile } from '../../workspace.js';
import type { Assignment } from '../items/assign-records.js';
import type { EpisodeTakes } from './takes.js';

/**
 * Hash of everything all episodes are made from besides their own source: settings that can be heard or that stand in
 * the file's tags, spoken templates, lexicon, stings, cover.
 */
export async function fingerprintSettings(input: {
  config: Config;
  templateFolders: readonly string[];
}): Promise<string> {
  const { config, templateFolders } = input;
  const { tts, audio, pauses, reading, title, author, language, copyright, baseUrl, explicit } = config;
  const spoken = ['intro', 'outro', 'briefing-intro'].flatMap((name) =>
    templateFolders.map((folder) => path.join(folder, 'spoken', `${name}.hbs`)),
  );
  const stings = [audio.intro, audio.outro].flatMap((sting) =>
    sting === undefined ? [] : [path.resolve(config.root, sting)],
  );
  const cover = config.imagePath === undefined ? [] : [config.imagePath];
  const files = [config.lexiconPath, ...cover, ...stings, ...spoken];
  const hashes = await Promise.all(files.map((file) => hashFile(file).catch(() => 'missing')));
  const settings = { tts, audio, pauses, reading, title, author, language, copyright, baseUrl, explicit };
  return hashOf({ version: CACHED_STAGES_VERSION, settings, hashes });
}

/** Hash of everything one episode is made from; the same means its audio and timings stand. */
export function fingerprintItem(assignment: Assignment, options: { settings: string; takes: EpisodeTakes }): string {
  const { item, guid, slug, publishedAt } = assignment;
  return hashOf({ settings: options.settings, item, guid, slug, publishedAt, takes: options.takes.fingerprint });
}

function hashOf(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex');
}
