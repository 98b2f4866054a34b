import { readdir } from 'node:fs/promises';
import path from 'node:path';
import type { Config } from '../../config.js';
import { EXIT, LectorError, toLectorError } from '../../errors.js';
import { toPlainValue } from '../../fields/field-value.js';
import { readJson } from '../../fields/read-json.js';
import { writeDurably } from '../../workspace.js';
import { readIfThere } from '../../open-file.js';

/**
 * Which take of each utterance is used: slug → utterance id → take. Take 0 is the first and is not listed. The file is
 * the editor's, beside the audio: losing `.lector` loses no decision.
 */
export type Takes = Readonly<Record<string, Readonly<Record<string, number>>>>;

/** A take for every sentence of a thousand episodes. */
const MAX_BYTES = 20_000_000;

/** What replaces or repeats the voice in one episode. */
export type EpisodeTakes = {
  readonly takes: ReadonlyMap<string, number>;
  /** Utterance id to the absolute path of a WAV file. */
  readonly recordings: ReadonlyMap<string, string>;
};

/**
 * Reads `audio/takes.json`.
 *
 * @throws {@link LectorError} `E_JSON`, `E_JSON_DUPLICATE` or `E_UNKNOWN_KEY` when it is not what `lector redo` writes.
 */
export async function readTakes(config: Config): Promise<Takes> {
  const file = takesPath(config);
  const place = { file: path.relative(config.root, file) };
  const bytes = await readIfThere(file).catch((cause: unknown) => {
    throw new LectorError('E_JSON', `the list of takes cannot be read: ${toLectorError(cause).message}`, {
      hint: 'put the file back, or take away what is in its place to use every first take again.',
      place,
      exitCode: EXIT.config,
      cause,
    });
  });
  if (bytes === undefined) return {};
  const text = bytes.toString('utf8');
  const expected = 'takes by episode and sentence';
  const input = { text, ...place, maxBytes: MAX_BYTES, maxDepth: 2, expected, exitCode: EXIT.config };
  const value = toPlainValue(readJson(input));
  if (isTakes(value)) return value;
  throw new LectorError('E_JSON', 'the list of takes is damaged.', {
    hint: 'restore it, or delete it to use every first take again.',
    place,
    exitCode: EXIT.config,
  });
}

/** Sets the take of one utterance; 0 goes back to the first. */
export async function writeTake(
  config: Config,
  change: { slug: string; utteranceId: string; take: number },
): Promise<void> {
  const takes = await readTakes(config);
  const others = Object.entries(takes[change.slug] ?? {}).filter(([id]) => id !== change.utteranceId);
  const episode = Object.fromEntries(
    change.take > 0 ? [...others, [change.utteranceId, change.take] as const] : others,
  );
  const sorted = Object.fromEntries(
    Object.entries({ ...takes, [change.slug]: episode })
      .filter(([, entries]) => Object.keys(entries).length > 0)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
  await writeDurably(takesPath(config), `${JSON.stringify(sorted, undefined, 2)}\n`);
}

/**
 * Takes and recordings of one episode; recordings lie in `audio/recordings/<slug>/<utterance id>.wav`.
 *
 * @param recorded What {@link listRecorded} gave: who asks for many episodes looks once where hardly any has recordings.
 */
export async function episodeTakes(
  config: Config,
  options: { takes: Takes; slug: string; recorded?: ReadonlySet<string> },
): Promise<EpisodeTakes> {
  const { slug, recorded } = options;
  if (recorded?.has(slug.toLowerCase()) === false && options.takes[slug] === undefined) return NO_TAKES;
  const takes = new Map(Object.entries(options.takes[slug] ?? {}));
  const folder = path.join(recordingsFolder(config), slug);
  const names = (await readdir(folder).catch(() => []))
    .filter((name) => /^u-[0-9a-f]{10}(?:-\d+)?\.wav$/u.test(name))
    .sort();
  const recordings = new Map(names.map((name) => [name.slice(0, -4), path.join(folder, name)]));
  return { takes, recordings };
}

const NO_TAKES: EpisodeTakes = { takes: new Map(), recordings: new Map() };

/** Slugs of the episodes that have a folder of recordings, in lower case: disks differ in what letters mean. */
export async function listRecorded(config: Config): Promise<ReadonlySet<string>> {
  const names = await readdir(recordingsFolder(config)).catch(() => []);
  return new Set(names.map((name) => name.toLowerCase()));
}

function recordingsFolder(config: Config): string {
  return path.join(config.root, 'audio', 'recordings');
}

function takesPath(config: Config): string {
  return path.join(config.root, 'audio', 'takes.json');
}

function isTakes(value: unknown): value is Takes {
  const isRecord = (entry: unknown): entry is Record<string, unknown> =>
    typeof entry === 'object' && entry !== null && !Array.isArray(entry);
  return (
    isRecord(value) &&
    Object.values(value).every(
      (episode) =>
        isRecord(episode) && Object.values(episode).every((take) => Number.isInteger(take) && Number(take) > 0),
    )
  );
}
