import path from 'node:path';
import { APP_FAMILIES, type AppFamily, type Effect } from '../../feed/forecast/apps.js';
import { compareFeeds, type ItemChange } from '../../feed/forecast/compare-feeds.js';
import { readSubscribed, type SubscribedItem } from '../../feed/forecast/subscribed-item.js';
import { toLectorError } from '../../errors.js';
import { quoteValue } from '../../model/text.js';
import { readPage } from '../../check/pages/read-page.js';
import { fetchPage } from '../../sources/fetch/fetch-page.js';
import type { Stage } from './stage.js';

/** What one app did when it came again after the publish. */
export type AppStory = {
  readonly name: string;
  /** By what it knows an episode; a browser knows none. */
  readonly rule?: string;
  /** What becomes of each episode in it, those it does not notice aside. */
  readonly episodes: readonly { readonly title: string; readonly effect: Exclude<Effect, 'nothing'> }[];
  /** Audio it fetches: what is new to it and what it takes once more. */
  readonly fetchedCount: number;
  readonly fetchedBytes: number;
  readonly requestCount: number;
  /** What it was told wrongly or not at all. */
  readonly errors: readonly string[];
};

/** The feed before and after, as apps hold it. */
export type States = {
  readonly before: string | undefined;
  readonly after: string;
  /** Of the feed before, where it was served. */
  readonly etag: string | undefined;
};

/** Episodes whose audio is really fetched, the newest; of older ones the headers tell the size. */
const MAX_FETCHES = 10;
const FETCHING: readonly Effect[] = ['new', 'downloaded again'];

/** Every family of apps whose rules are known comes again, and then a browser. */
export async function letAppsCome(states: States, stage: Stage): Promise<readonly AppStory[]> {
  const before = states.before === undefined ? [] : readSubscribed(states.before, 'the feed that is out there');
  const { items } = compareFeeds(before, readSubscribed(states.after, 'the feed that is to be'));
  const stories: AppStory[] = [];
  for (const family of APP_FAMILIES) stories.push(await comeAgain(family, { items, states, stage }));
  return [...stories, await browse(items, stage)];
}

async function comeAgain(
  { name, rule, effectOf }: AppFamily,
  { items, states, stage }: { readonly items: readonly ItemChange[]; readonly states: States; readonly stage: Stage },
): Promise<AppStory> {
  const visit = stage.visit();
  const feed = await visit.ask(stage.feedUrl, {
    headers: states.etag === undefined ? {} : { 'if-none-match': states.etag },
  });
  const wanted = states.before === states.after ? 304 : 200;
  if (feed.status !== wanted) visit.blame(`the feed is answered with ${feed.status} in place of ${wanted}`);
  const effects = items.map((change) => ({ item: itemOf(change), effect: effectOf(change), change }));
  let fetchedCount = 0;
  let fetchedBytes = 0;
  for (const { item, effect } of effects) {
    if (effect === 'gone' || !item.audio || !stage.isServed(item.audio.url)) continue;
    const sizeBytes = await lookAtAudio(item, visit);
    if (!FETCHING.includes(effect)) continue;
    fetchedCount += 1;
    fetchedBytes += fetchedCount > MAX_FETCHES ? sizeBytes : await fetchAudio(item, { stage, visit });
  }
  const episodes = effects.flatMap(({ item, effect }) => (effect === 'nothing' ? [] : [{ title: item.title, effect }]));
  return { name, rule, episodes, fetchedCount, fetchedBytes, ...visit.told() };
}

/** As directories and players look at a file before they take it: HEAD, and the first two bytes. */
async function lookAtAudio(item: SubscribedItem, visit: ReturnType<Stage['visit']>): Promise<number> {
  const { url = '', length } = item.audio ?? {};
  const head = await visit.ask(url, { method: 'HEAD' });
  const range = await visit.ask(url, { headers: { range: 'bytes=0-1' } });
  const about = `the audio of ${quoteValue(item.title)}`;
  const served = head.headers['content-length'];
  if (head.status !== 200) visit.blame(`${about} is answered with ${head.status}`);
  else if (served !== length)
    visit.blame(`${about} has ${served ?? 'no'} bytes, and the feed says ${length ?? 'none'}`);
  if (head.status === 200 && range.status !== 206) visit.blame(`${about} has no ranges (${range.status})`);
  return Number(served ?? 0);
}

async function fetchAudio(
  item: SubscribedItem,
  { stage, visit }: { readonly stage: Stage; readonly visit: ReturnType<Stage['visit']> },
): Promise<number> {
  const { url = '', length } = item.audio ?? {};
  const into = path.join(stage.folder, 'fetched');
  try {
    const request = { url: stage.toServed(url), maxBytes: Number(length) + 1, expects: 'audio', into } as const;
    await fetchPage(request, stage.fetch);
    return Number(length);
  } catch (error) {
    visit.blame(`the audio of ${quoteValue(item.title)} does not come: ${toLectorError(error).message}`);
    return 0;
  }
}

/** A reader: the index, the newest episode, a moment of it, and all that its pages load. */
async function browse(items: readonly ItemChange[], stage: Stage): Promise<AppStory> {
  const visit = stage.visit();
  const newest = items.find(({ kind }) => kind !== 'gone');
  const pages = [stage.baseUrl, ...(newest === undefined ? [] : stage.pagesOf(itemOf(newest)))];
  const asked = new Set<string>();
  for (const page of pages) {
    const { status, body } = await visit.ask(page, { maxBytes: 5_000_000 });
    if (status !== 200) {
      visit.blame(`the page ${stage.nameOf(page)} is answered with ${status}`);
      continue;
    }
    for (const address of readPage(Buffer.from(body).toString('utf8'), page).addresses) {
      const url = stage.linked(address, page);
      if (url === undefined || asked.has(url)) continue;
      asked.add(url);
      const found = await visit.ask(url, { method: 'HEAD' });
      if (found.status !== 200)
        visit.blame(`${stage.nameOf(page)} names ${stage.nameOf(url)}, which is answered with ${found.status}`);
    }
  }
  const audio = newest && itemOf(newest).audio?.url;
  if (audio !== undefined && stage.isServed(audio)) {
    const { status } = await visit.ask(audio, { headers: { range: 'bytes=100-' } });
    if (status !== 206) visit.blame(`a moment of the newest episode is answered with ${status} in place of 206`);
  }
  return { name: 'a browser', episodes: [], fetchedCount: 0, fetchedBytes: 0, ...visit.told() };
}

function itemOf(change: ItemChange): SubscribedItem {
  return 'after' in change ? change.after : change.before;
}
