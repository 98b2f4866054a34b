import { readPlayerData, type PlayerData } from '../player-data.js';
import { openSearchIndex, type FoundPassage, type SearchIndex } from './search-index.js';
import { findPassages, type Passage, type Sentence } from './search-passages.js';
import type { Catalogue } from './search-shard.js';
import { soughtTermsOf } from './search-terms.js';

export type FoundEpisode = {
  readonly data: PlayerData;
  readonly language: string;
  /** As its page writes it. */
  readonly date: string;
  /** The best first; there is one at least. */
  readonly passages: readonly Passage[];
};

/** Below this lies the site: this module lies three folders down. */
const ROOT = new URL('../../../', import.meta.url).href;
const EPISODES_AT_ONCE = 5;
/** A passage is certainly the one where the next has less than this share of its score: it is shown before others are asked for. */
const CERTAIN_SHARE = 0.9;
const PASSAGES_OF_AN_EPISODE = 3;
/** What has less than this share of the best passage is left out. */
const LEAST_SHARE = 0.5;

let index: Promise<SearchIndex> | undefined;

/**
 * Episodes in which something was said, some at a time, the best of them first. The index leads to them; what is shown
 * stands on their pages as they are now: what was taken back or corrected since is not found.
 *
 * @throws When the index cannot be had.
 */
export async function* findEpisodes(query: string): AsyncGenerator<readonly FoundEpisode[]> {
  const { slugs, isCertain } = await askIndex(query);
  let best = 0;
  let found: FoundEpisode[] = [];
  for (let count = isCertain ? 1 : EPISODES_AT_ONCE, isEnd = false; !isEnd; count = EPISODES_AT_ONCE) {
    const some: Promise<FoundEpisode | undefined>[] = [];
    while (some.length < count && !isEnd) {
      const { value, done } = await slugs.next();
      if (done === true) isEnd = true;
      else some.push(readEpisode(value, query));
    }
    found.push(...(await Promise.all(some)).filter((episode) => episode !== undefined));
    best = Math.max(best, ...found.map(scoreOf));
    found = found
      .filter((episode) => scoreOf(episode) >= best * LEAST_SHARE)
      .sort((one, other) => scoreOf(other) - scoreOf(one));
    if (found.length === 0) continue;
    if (isEnd) return yield* last(found);
    yield found;
    found = [];
  }
}

async function* last(found: readonly FoundEpisode[]): AsyncGenerator<readonly FoundEpisode[]> {
  yield found;
}

function scoreOf({ passages }: FoundEpisode): number {
  return passages[0]?.score ?? 0;
}

/** A show that was published since has other files: then everything is asked for again, once. */
async function askIndex(query: string): Promise<Asked> {
  const ask = async (cache: RequestCache): Promise<Asked> => {
    if (soughtTermsOf(query).length === 0) return { slugs: slugsOf([]), isCertain: false };
    index ??= open(cache);
    const opened = await index;
    const found = await opened.find(query);
    const [first, second] = await Promise.all(found.slice(0, 2).map((passage) => opened.slugOf(passage)));
    const isCertain = first === second || (found[1]?.score ?? 0) < (found[0]?.score ?? 0) * CERTAIN_SHARE;
    return { slugs: slugsOf(found, opened), isCertain };
  };
  try {
    return await ask('default');
  } catch {
    index = undefined;
    return ask('reload').catch((error: unknown) => {
      index = undefined;
      throw error;
    });
  }
}

type Asked = { readonly slugs: AsyncGenerator<string, void>; readonly isCertain: boolean };

/** Each once. Which episode a passage is of is asked when it is to be shown. */
async function* slugsOf(found: readonly FoundPassage[], opened?: SearchIndex): AsyncGenerator<string, void> {
  const known = new Set<string>();
  for (const passage of found) {
    const slug = await opened?.slugOf(passage);
    if (slug === undefined || known.has(slug)) continue;
    known.add(slug);
    yield slug;
  }
}

async function open(cache: RequestCache): Promise<SearchIndex> {
  const bytes = await read('catalogue', cache);
  const catalogue = JSON.parse(new TextDecoder().decode(bytes)) as Catalogue;
  return openSearchIndex(catalogue, (name) => read(name, 'default'));
}

/** Files are compressed once for all hosts; one that unpacks them itself is no hindrance. */
async function read(name: string, cache: RequestCache): Promise<Uint8Array> {
  const answer = await fetch(`${ROOT}search/${name}.bin`, { cache });
  if (!answer.ok) throw new Error(`${name}: ${answer.status}`);
  const bytes = await answer.arrayBuffer();
  const [first, second] = new Uint8Array(bytes);
  if (first !== 0x1f || second !== 0x8b) return new Uint8Array(bytes);
  const unpacked = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
  return new Uint8Array(await new Response(unpacked).arrayBuffer());
}

async function readEpisode(slug: string, query: string): Promise<FoundEpisode | undefined> {
  const href = `${ROOT}episodes/${slug}/`;
  const answer = await fetch(href).catch(() => undefined);
  if (!answer?.ok) return undefined;
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
  const data = readPlayerData(page, href);
  if (!data) return undefined;
  const sentences = [...page.querySelectorAll<HTMLElement>('[data-start]')].map(
    ({ dataset, textContent }): Sentence => ({ startMs: Number(dataset['start']), text: textContent }),
  );
  const passages = findPassages(query, sentences).slice(0, PASSAGES_OF_AN_EPISODE);
  const others = findPassages(query, titlesOf(page, data));
  const [best] = [...passages, ...others].sort((one, other) => other.score - one.score);
  if (!best) return undefined;
  const chosen = passages.filter(({ score }) => score >= best.score * LEAST_SHARE);
  return {
    data,
    language: page.querySelector('article[lang]')?.getAttribute('lang') ?? '',
    date: page.querySelector('article time')?.textContent ?? '',
    passages: chosen.length > 0 ? chosen : [best],
  };
}

/** What leads to an episode besides its sentences, as far as its page tells it. */
function titlesOf(page: Document, { title, chapters }: PlayerData): readonly Sentence[] {
  const description = page.querySelector<HTMLMetaElement>('meta[name=description]')?.content ?? '';
  const about = ['.eyebrow', '.byline'].map((selector) => page.querySelector(selector)?.textContent ?? '');
  const texts = [title, description, ...about].filter((text) => text !== '');
  return [
    ...texts.map((text) => ({ startMs: 0, text: text.replace(/\s+/g, ' ').trim() })),
    ...chapters.map(({ startMs, title: text }) => ({ startMs, text })),
  ];
}
