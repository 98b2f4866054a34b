import { createHash } from 'node:crypto';
import path from 'node:path';
import type { Project } from '../../context.js';
import type { FeedItem } from '../../feed/write-feeds.js';
import type { Episode } from '../../model/episode.js';
import type { AudioRecord, EpisodeRecord } from '../../model/publication/manifest.js';
import { present } from '../../model/present.js';
import { LECTOR_VERSION } from '../../model/version.js';
import { openLineStore } from '../../workspace.js';
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
  /** Its files with the versions they were left in, by path. */
  readonly files: Readonly<Record<string, string>>;
  readonly digests: NonNullable<AudioRecord['files']>;
};

/** What was just written of an episode. */
export type Made = { readonly rendering: Rendering; readonly item: FeedItem };

/** What stands as it was rendered last: it is neither read nor rendered nor put again. */
export type RenderCache = {
  /** An episode without its text, as it was when it was rendered; nothing when it is another by now. */
  told(record: EpisodeRecord): Episode | undefined;
  /** The key of an episode, with all that is said on its page of others. */
  keyOf(episode: Episode, around: unknown): string;
  /** Of these, by GUID, those whose every file lies as it was left. */
  standing(keys: ReadonlyMap<string, string>): Promise<ReadonlySet<string>>;
  /** What was written of one that stands. Read each time: of a long show it would be a lot to hold. */
  rendering(guid: string): Rendering | undefined;
  itemOf(guid: string): FeedItem | undefined;
  /** Keeps these, and those that stand, for the next run and forgets the rest. */
  save(made: AsyncIterable<Made>, standing: Iterable<string>): Promise<void>;
};

/** Raise it when the same episode would be rendered otherwise. */
const LAYOUT = 2;
/** Episodes whose files are looked at together. */
const AT_ONCE = 100;

/**
 * Opens what the last build kept. Formatters of a caller cannot be told apart by their bytes: with them nothing is kept.
 */
export async function openRenderCache({ config, show, target, templates }: Project): Promise<RenderCache> {
  const file = path.join(config.stateDir, 'cache', 'rendered.jsonl');
  const isKeeping = Object.keys(templates.formatters ?? {}).length === 0;
  const influences = hashOf([LECTOR_VERSION, LAYOUT, show, await Promise.all(templates.directories.map(hashFolder))]);
  const store = isKeeping ? await openLineStore(file, influences) : undefined;
  const rendering = (guid: string): Rendering | undefined => store?.get(guid) as Rendering | undefined;

  async function* whole(keys: ReadonlyMap<string, string>): AsyncGenerator<string> {
    const guids = [...keys.keys()];
    for (let start = 0; start < guids.length; start += AT_ONCE) {
      const same = guids.slice(start, start + AT_ONCE).flatMap((guid) => {
        const found = rendering(guid);
        return found && found.key === keys.get(guid) ? [found] : [];
      });
      const files = same.map((found) => Object.entries(found.files));
      const lying = await target.stat(files.flatMap((own) => own.map(([name]) => name)));
      let at = 0;
      for (const [index, { guid }] of same.entries()) {
        const own = files[index] ?? [];
        if (own.every(([, version], nth) => lying[at + nth]?.version === version)) yield guid;
        at += own.length;
      }
    }
  }

  return {
    told({ guid, fingerprint, audio }) {
      const found = rendering(guid);
      const isSame = found?.fingerprint === fingerprint && found.told.audio.sha256 === audio.sha256;
      return isSame && fingerprint !== '' ? found.told : undefined;
    },
    keyOf: ({ guid, fingerprint, image, audio }, around) => hashOf([guid, fingerprint, image, audio.sha256, around]),
    async standing(keys) {
      const guids = new Set<string>();
      for await (const guid of whole(keys)) guids.add(guid);
      return guids;
    },
    rendering,
    itemOf: (guid) => store?.get(itemKey(guid)) as FeedItem | undefined,
    async save(made, standing) {
      await store?.write(linesOf(made, standing));
    },
  };
}

async function* linesOf(
  made: AsyncIterable<Made>,
  standing: Iterable<string>,
): AsyncGenerator<readonly [string, unknown?]> {
  for (const guid of standing) {
    yield [guid];
    yield [itemKey(guid)];
  }
  for await (const { rendering, item } of made) {
    yield [rendering.guid, rendering];
    yield [itemKey(rendering.guid), item];
  }
}

/** Beside what is asked of every episode, that which the feed alone wants. */
function itemKey(guid: string): string {
  return `item ${guid}`;
}

/** An episode without what only its own page shows. */
export function withoutText(episode: Episode): Episode {
  return { ...present({ ...episode, transcript: undefined }), blocks: [], links: [] };
}

function hashOf(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex');
}
