import type { ErrorCode } from '../errors.js';
import { isFeedPath, jsonFeedPath, PUBLISHED } from '../model/publication/paths/show-paths.js';
import { canonicalLanguage } from '../model/text/primary-language.js';
import { quoteValue } from '../model/text.js';
import type { ConfigFile } from './schema.js';

type Fail = (code: ErrorCode, fieldPath: readonly string[], message: string, hint: string) => void;

/** Folders of the published place that hold something else. */
const TAKEN = /^(?:episodes|page|assets|private)\//u;

/** What the schema cannot say of feeds: that each has a place of its own. */
export function checkFeedRules({ feeds, feedSize, audio: { formats } }: ConfigFile, fail: Fail): void {
  const seen = new Set<string>([PUBLISHED.feed]);
  for (const [index, { path, language, format }] of feeds.entries()) {
    const at = ['feeds', String(index)];
    if (seen.has(path) || TAKEN.test(path) || !isFeedPath(path) || jsonFeedPath(path) === PUBLISHED.manifest) {
      fail('E_FIELD_TYPE', [...at, 'path'], `${quoteValue(path)} is taken.`, 'give the feed a name of its own.');
    }
    seen.add(path);
    if (format !== undefined && !formats.includes(format)) {
      const hint = `write audio: {formats: [${[...formats, format].join(', ')}]}, or leave "format" out.`;
      fail('E_CONFIG', [...at, 'format'], `${format} is none of audio.formats.`, hint);
    }
    if (language !== undefined && canonicalLanguage(language) === undefined) {
      fail(
        'E_FIELD_LANG',
        [...at, 'language'],
        `${quoteValue(language)} is not a language tag.`,
        'use one such as de.',
      );
    }
  }
  if (feeds.filter(({ medium }) => medium === 'publisher').length > 1) {
    fail('E_FIELD_TYPE', ['feeds'], 'has two feeds of a publisher.', 'keep one of them.');
  }
  if (feedSize && feedSize.pageItems !== undefined && feedSize.pageItems > feedSize.items) {
    const hint = `write pageItems: ${feedSize.items}, or less.`;
    fail('E_FIELD_RANGE', ['feedSize', 'pageItems'], `${feedSize.pageItems} is more than the feed holds.`, hint);
  }
}
