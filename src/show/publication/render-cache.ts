import { createHash } from 'node:crypto';
import path from 'node:path';
import type { Project } from '../../context.js';
import type { FeedItem } from '../../feed/write-feeds.js';
import type { Episode } from '../../model/episode.js';
import type { AudioRecord, EpisodeRecord } from '../../model/publication/manifest.js';
import { present } from '../../model/present.js';
import { LECTOR_VERSION } from '../../model/version.js';
import { readIfThere } from '../../open-file.js';
import { writeDurably } from '../../workspace.js';
import { hashFolder } from './publication-stamp.js';

/** What was written of an episode, and from what. */
export type Rendering = {
  readonly guid: string;
  /** Of everything its page, its notes and its item in feeds say. */
  readonly key: string;
  /** {@link EpisodeRecord.fingerprint} of what is below. */
  readonly fingerprint: string;
  /** What lists, feeds and neighbours tell of it: without its text. */
  readonly told: Episode;
  readonly item: FeedItem;
  /** Its files with the versions they were left in, by path. */
  readonly files: Readonly<Record<string, string>>;
  readonly digests: NonNullable<AudioRecord['files']>;
};

/** What stands as it was rendered last: it is neither read nor rendered nor put again. */
export type RenderCache = {
  /** An episode without its text, as it was when it was rendered; nothing when it is another by now. */
  told(record: EpisodeRecord): Episode | undefined;
  /** The key of an episode, with all that is said on its page of others. */
  keyOf(episode: Episode, around: unknown): string;
  /** Of these those whose every file lies as it was left. */
  standing(keys: ReadonlyMap<string, string>): Promise<ReadonlyMap<string, Rendering>>;
  /** Keeps these for the next run and forgets the rest. */
  save(renderings: readonly Rendering[]): Promise<void>;
};

/** Raise it when the same episode would be rendered otherwise. */
const LAYOUT = 1;

/**
 * Opens what the last build kept. Formatters of a caller cannot be told apart by their bytes: with them nothing is kept.
 */
export async function openRenderCache({ config, show, target, templates }: Project): Promise<RenderCache> {
  const file = path.join(config.stateDir, 'cache', 'rendered.jsonl');
  const isKeeping = Object.keys(templates.formatters ?? {}).length === 0;
  const influences = hashOf([LECTOR_VERSION, LAYOUT, show, await Promise.all(templates.directories.map(hashFolder))]);
  const known = isKeeping ? await read(file, influences) : new Map<string, Rendering>();
  return {
    told({ guid, fingerprint, audio }) {
      const found = known.get(guid);
      const isSame = found?.fingerprint === fingerprint && found.told.audio.sha256 === audio.sha256;
      return isSame && fingerprint !== '' ? found.told : undefined;
    },
    keyOf: ({ guid, fingerprint, image, audio }, around) => hashOf([guid, fingerprint, image, audio.sha256, around]),
    async standing(keys) {
      const same = [...keys].flatMap(([guid, key]) => {
        const found = known.get(guid);
        return found?.key === key ? [found] : [];
      });
      const names = same.flatMap(({ files }) => Object.keys(files));
      const lying = await target.stat(names);
      const versions = new Map(names.map((name, index) => [name, lying[index]?.version]));
      const whole = same.filter(({ files }) =>
        Object.entries(files).every(([name, version]) => versions.get(name) === version),
      );
      return new Map(whole.map((rendering) => [rendering.guid, rendering]));
    },
    async save(renderings) {
      if (!isKeeping) return;
      const lines = [influences, ...renderings.map((rendering) => JSON.stringify(rendering))];
      // What cannot be kept is rendered again.
      await writeDurably(file, `${lines.join('\n')}\n`).catch(() => undefined);
    },
  };
}

/** An episode without what only its own page shows. */
export function withoutText(episode: Episode): Episode {
  return { ...present({ ...episode, transcript: undefined }), blocks: [], links: [] };
}

/** A damaged file, and one that other templates or another show made, read as empty. */
async function read(file: string, influences: string): Promise<ReadonlyMap<string, Rendering>> {
  try {
    const [head, ...lines] = ((await readIfThere(file))?.toString('utf8') ?? '').trimEnd().split('\n');
    if (head !== influences) return new Map();
    const renderings = lines.map((line) => JSON.parse(line) as Rendering);
    return new Map(renderings.map((rendering) => [rendering.guid, rendering]));
  } catch {
    return new Map();
  }
}

function hashOf(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex');
}
