import { hash } from 'node:crypto';
import path from 'node:path';
import type { Project } from '../../context.js';
import { LectorError } from '../../errors.js';
import type { FeedItem } from '../../feed/write-feeds.js';
import type { Episode } from '../../model/episode.js';
import type { EpisodeRecord } from '../../model/publication/manifest.js';
import { present } from '../../model/present.js';
import { LECTOR_VERSION } from '../../model/version.js';
import { digestOfValue, openLineStore } from '../../workspace.js';
import { hashFolder } from './publication-stamp.js';

/** A file as it was left: its path, its version, and the hex SHA-256 that is on record where it belongs to audio. */
export type LeftFile = readonly [path: string, version: string, sha256?: string];

/** What was written of an episode, and from what. */
type Rendering = {
  /** Of everything its page, its notes and its item in feeds say. */
  readonly key: string;
  /** Of what its chapters and transcripts say, which is made without templates. */
  readonly soundKey: string;
  readonly files: readonly LeftFile[];
  /** As the store tells them: of its item in each form. */
  readonly items: readonly string[];
};

/** What a file that lists episodes was made of, and how it was left. */
type ListRendering = { readonly key: string; readonly version: string };

/** What was just written of an episode. */
export type Made = {
  readonly key: string;
  readonly files: readonly LeftFile[];
  /** What lists, feeds and neighbours tell of it: without its text. */
  readonly told: Episode;
  readonly item: FeedItem;
};

/** Episodes that stand, by GUID, and the versions of their files, by path. */
export type Standing = {
  readonly guids: ReadonlySet<string>;
  readonly files: ReadonlyMap<string, string>;
  /** Of others, by GUID, the files that belong to their audio, where all of those stand. */
  readonly ofAudio: ReadonlyMap<string, readonly LeftFile[]>;
};

/** Of a show that keeps nothing. */
export const NOTHING_STANDS: Standing = { guids: new Set(), files: new Map(), ofAudio: new Map() };

/** What stands as it was rendered last: it is neither read nor rendered nor put again. */
export type RenderCache = {
  /** An episode without its text, as it was when it was rendered; nothing when it is another by now. */
  told(record: EpisodeRecord): Episode | undefined;
  /** The key of an episode, with all that is said on its page of others. */
  keyOf(episode: Episode, around: unknown): string;
  /** Of these those whose every file lies as it was left, and is on record as it was. */
  standing(records: readonly EpisodeRecord[], keys: ReadonlyMap<string, string>): Promise<Standing>;
  /** Of these files, which list episodes, those that lie as they were left, made of the same: their versions, by path. */
  standingLists(keys: ReadonlyMap<string, string>): Promise<ReadonlyMap<string, string>>;
  /** The key of something that is made of several episodes, by their keys and all else. */
  keyOfList(parts: readonly unknown[]): string;
  /** Of one that stands. Read when a form of it is asked for: of a long show it would be a lot to hold. */
  itemOf(guid: string): FeedItem;
  /** Keeps these, and those that stand, for the next run and forgets the rest. */
  save(
    made: AsyncIterable<Made>,
    kept: {
      /** GUIDs of those that stand. */
      readonly standing: Iterable<string>;
      /** Keys of the files that list episodes, by path. */
      readonly lists: ReadonlyMap<string, string>;
    },
  ): Promise<void>;
};

/** Raise it when the same episode would be rendered otherwise. */
const LAYOUT = 5;
/** Episodes whose files are looked at together. */
const AT_ONCE = 100;

/**
 * Opens what the last build kept. Formatters of a caller cannot be told apart by their bytes: with them nothing is kept.
 */
export async function openRenderCache({ config, show, target, templates }: Project): Promise<RenderCache> {
  const file = path.join(config.stateDir, 'cache', 'rendered.jsonl');
  const isKeeping = Object.keys(templates.formatters ?? {}).length === 0;
  const influences = hashOf([LECTOR_VERSION, LAYOUT, show]);
  const written = hashOf(await Promise.all(templates.directories.map(hashFolder)));
  const store = isKeeping ? await openLineStore(file, influences) : undefined;

  async function* lying(records: readonly EpisodeRecord[]): AsyncGenerator<Lying> {
    for (let start = 0; start < records.length; start += AT_ONCE) {
      const found = records.slice(start, start + AT_ONCE).flatMap((record) => {
        const rendering = store?.get(record.guid) as Rendering | undefined;
        const { files = {} } = record.audio;
        const isOnRecord = rendering?.files.every(([name, , sha256]) => sha256 === undefined || files[name] === sha256);
        return rendering && isOnRecord === true ? [{ record, rendering }] : [];
      });
      const left = await target.stat(found.flatMap(({ rendering }) => rendering.files.map(([name]) => name)));
      let at = 0;
      for (const { record, rendering } of found) {
        const standing = rendering.files.filter(([, version], nth) => left[at + nth]?.version === version);
        at += rendering.files.length;
        yield { record, rendering, standing };
      }
    }
  }

  /** It was there when its episode was found standing: a feed without it would be broken. */
  function keptItem(form: (typeof ITEM_FORMS)[number], guid: string): string {
    const item = store?.get(itemKey(form, guid));
    if (typeof item === 'string') return item;
    throw new LectorError('E_WRITE', `${file} was changed while the show was published.`, {
      hint: 'run the same command again, and nothing else in the state folder meanwhile.',
      place: { file },
    });
  }

  return {
    told({ guid, fingerprint, audio }) {
      const found = store?.get(toldKey(guid)) as Episode | undefined;
      const isSame = found?.fingerprint === fingerprint && found.audio.sha256 === audio.sha256;
      return isSame && fingerprint !== '' ? found : undefined;
    },
    keyOf({ guid, fingerprint, image, thumbnail, audio, alternates = [] }, around) {
      const others = alternates.map(({ sha256 }) => sha256);
      return hashOf([written, guid, fingerprint, image, thumbnail, audio.sha256, around, ...others]);
    },
    async standing(records, keys) {
      const guids = new Set<string>();
      const files = new Map<string, string>();
      const ofAudio = new Map<string, readonly LeftFile[]>();
      for await (const { record, rendering, standing } of lying(records)) {
        const { guid } = record;
        const isSame = rendering.key === keys.get(guid) && standing.length === rendering.files.length;
        const isWhole =
          isSame && ITEM_FORMS.every((form, nth) => store?.digestOf(itemKey(form, guid)) === rendering.items[nth]);
        const own = isWhole ? standing : standing.filter(isOfAudio);
        if (isWhole) guids.add(guid);
        else if (own.length < rendering.files.filter(isOfAudio).length || rendering.soundKey !== soundKeyOf(record))
          continue;
        else ofAudio.set(guid, own);
        for (const [name, version] of own) files.set(name, version);
      }
      return { guids, files, ofAudio };
    },
    itemOf: (guid) => ({
      get xml() {
        return keptItem('xml', guid);
      },
      get json() {
        return keptItem('json', guid);
      },
      isParsed: true,
    }),
    keyOfList: (parts) => hashOf([written, parts]),
    async standingLists(keys) {
      const known = [...keys].flatMap(([name, key]) => {
        const found = store?.get(listKey(name)) as ListRendering | undefined;
        return found?.key === key ? [{ name, version: found.version }] : [];
      });
      const lying = await target.stat(known.map(({ name }) => name));
      const same = known.filter(({ version }, nth) => lying[nth]?.version === version);
      return new Map(same.map(({ name, version }) => [name, version]));
    },
    async save(made, { standing, lists }) {
      const names = [...lists.keys()];
      const lying = await target.stat(names);
      const left = names.flatMap((name, nth): (readonly [string, ListRendering])[] => {
        const { version } = lying[nth] ?? {};
        return version === undefined ? [] : [[listKey(name), { key: lists.get(name) ?? '', version }]];
      });
      await store?.write(linesOf(made, { standing, left }));
    },
  };
}

async function* linesOf(
  made: AsyncIterable<Made>,
  { standing, left }: { readonly standing: Iterable<string>; readonly left: readonly (readonly [string, unknown])[] },
): AsyncGenerator<readonly [string, unknown?]> {
  for (const guid of standing) {
    yield [guid];
    yield [toldKey(guid)];
    for (const form of ITEM_FORMS) yield [itemKey(form, guid)];
  }
  yield* left;
  for await (const { key, files, told, item } of made) {
    const { guid } = told;
    yield [
      guid,
      {
        key,
        soundKey: soundKeyOf(told),
        files,
        items: ITEM_FORMS.map((form) => digestOfValue(item[form])),
      } satisfies Rendering,
    ];
    yield [toldKey(guid), told];
    for (const form of ITEM_FORMS) yield [itemKey(form, guid), item[form]];
  }
}

const ITEM_FORMS = ['xml', 'json'] as const;

/** Apart from what is asked of every episode first: what the feed alone wants. */
function itemKey(form: (typeof ITEM_FORMS)[number], guid: string): string {
  return `${form} ${guid}`;
}

function listKey(path: string): string {
  return `list ${path}`;
}

function toldKey(guid: string): string {
  return `told ${guid}`;
}

type Lying = {
  readonly record: EpisodeRecord;
  readonly rendering: Rendering;
  /** Those of its files that lie as they were left. */
  readonly standing: readonly LeftFile[];
};

function isOfAudio([, , sha256]: LeftFile): boolean {
  return sha256 !== undefined;
}

/** What is on record of files that stand, by path. */
export function digestsOfLeft(files: readonly LeftFile[]): Readonly<Record<string, string>> {
  return Object.fromEntries(files.map(([name, , sha256 = '']) => [name, sha256]));
}

type Sounding = {
  readonly guid: string;
  readonly slug: string;
  readonly fingerprint?: string;
  readonly audio: { readonly sha256: string };
};

function soundKeyOf({ guid, slug, fingerprint, audio }: Sounding): string {
  return hashOf([guid, slug, fingerprint, audio.sha256]);
}

/** An episode without what only its own page shows. */
export function withoutText(episode: Episode): Episode {
  return { ...present({ ...episode, transcript: undefined }), blocks: [], links: [] };
}

function hashOf(value: unknown): string {
  return hash('sha256', JSON.stringify(value));
}
