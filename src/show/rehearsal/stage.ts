import { toLectorError } from '../../errors.js';
import { publishedUrl } from '../../model/publication/paths/addresses.js';
import { dataBesideAudio, EPISODE_FILES } from '../../model/publication/paths/episode-paths.js';
import { PUBLISHED } from '../../model/publication/paths/show-paths.js';
import type { SubscribedItem } from '../../feed/forecast/subscribed-item.js';
import type { FetchOptions } from '../../sources/fetch/fetch-page.js';
import { lookAt, type Look, type Seen } from '../../sources/fetch/look-at.js';
import { canParseUrl } from '../../model/text/can-parse-url.js';

/** Where a rehearsal is played: a server of this machine that stands for the real one. Addresses are those of the show. */
export type Stage = {
  readonly baseUrl: string;
  readonly feedUrl: string;
  /** Absolute path of a folder for what apps fetch. */
  readonly folder: string;
  readonly fetch: FetchOptions;
  /** The address on this machine. */
  toServed(url: string): string;
  isServed(url: string): boolean;
  /** What a page links, as an address of the show; nothing for what lies elsewhere. */
  linked(address: string, page: string): string | undefined;
  pagesOf(item: SubscribedItem): readonly string[];
  /** As messages call it. */
  nameOf(url: string): string;
  visit(): Visit;
};

/** One app at work. */
type Visit = {
  /** Status 0 where nothing came. */
  ask(
    url: string,
    look?: Partial<Pick<Look, 'method' | 'headers' | 'maxBytes'>>,
  ): Promise<Pick<Seen, 'status' | 'headers' | 'body'>>;
  blame(error: string): void;
  told(): { readonly requestCount: number; readonly errors: readonly string[] };
};

/** @param options.servedUrl Of the server on this machine, with a slash at its end, as `baseUrl` has. */
export function openStage(options: {
  readonly baseUrl: string;
  readonly servedUrl: string;
  readonly folder: string;
  readonly fetch: FetchOptions;
  /** Addresses that look like the show's own and are another host's: nothing of them lies here. */
  readonly left: ReadonlySet<string>;
}): Stage {
  const { baseUrl, servedUrl, fetch, left } = options;
  const isServed = (url: string): boolean => url.startsWith(baseUrl) && !left.has(url);
  const toServed = (url: string): string => (isServed(url) ? servedUrl + url.slice(baseUrl.length) : url);
  return {
    ...options,
    feedUrl: publishedUrl({ baseUrl }, PUBLISHED.feed),
    isServed,
    toServed,
    nameOf: (url) => url.slice(baseUrl.length) || 'the index',
    linked(address, page) {
      if (!canParseUrl(address, toServed(page))) return undefined;
      const url = new URL(address, toServed(page));
      url.hash = '';
      return url.href.startsWith(servedUrl) ? baseUrl + url.href.slice(servedUrl.length) : undefined;
    },
    pagesOf({ audio }) {
      if (!audio || !isServed(audio.url)) return [];
      return [dataBesideAudio(audio.url).slice(0, -EPISODE_FILES.data.length)];
    },
    visit() {
      const errors: string[] = [];
      let requestCount = 0;
      return {
        async ask(url, look = {}) {
          requestCount += 1;
          try {
            return await lookAt({ url: toServed(url), method: 'GET', maxBytes: 100, ...look }, fetch);
          } catch (error) {
            const { code } = toLectorError(error);
            if (code === 'E_INTERRUPTED') throw error;
            return { status: 0, headers: {}, body: new Uint8Array() };
          }
        },
        blame: (error) => void errors.push(error),
        told: () => ({ requestCount, errors }),
      };
    },
  };
}
