import { isLectorError, LectorError, warning, type ErrorCode } from '../../../errors.js';
import { present } from '../../../model/present.js';
import { quoteValue } from '../../../model/text.js';
import { checkFetchUrl } from '../../fetch/check-fetch-url.js';
import type { ReadContext, SourceDocument } from '../../source.js';
import type { FeedItem, ParsedFeed } from './feed-item.js';
import { canParseUrl } from '../../../model/text/can-parse-url.js';

/**
 * The addresses of an item, resolved and checked; nothing is asked for here.
 *
 * @throws LectorError `E_URL_SCHEME`, `E_URL_CREDENTIALS`, `E_URL_PRIVATE`, `E_URL_PORT`, `E_URL_LONG` naming the element.
 */
export function checkItemUrls(
  item: FeedItem,
  from: { readonly feed: ParsedFeed; readonly document: SourceDocument; readonly context: ReadContext },
): { readonly link?: string; readonly image?: string } {
  const { context, document } = from;
  const baseUrl = document.url ?? from.feed.link;
  if (item.isPermalink === true && item.id !== undefined && !/^https?:\/\//iu.test(item.id)) {
    const message = `item ${item.number} says its guid ${quoteValue(item.id)} is an address, and it is none.`;
    context.warn(warning('W_GUID_PERMALINK', message));
  }
  for (const { url, length } of item.enclosures) {
    check(url, { element: 'enclosure url', baseUrl, context });
    if (length === undefined || !/^[1-9]\d*$/u.test(length.trim())) {
      context.warn(
        warning('W_ENCLOSURE', `item ${item.number} has an enclosure of length ${quoteValue(length ?? '')}.`),
      );
    }
  }
  const isAddress = item.id !== undefined && /^https?:\/\//iu.test(item.id);
  const link = item.link ?? (isAddress ? item.id : undefined);
  return present({
    link: link === undefined ? undefined : check(link, { element: 'link', baseUrl, context }),
    image: item.image === undefined ? undefined : webAddress(item.image, baseUrl),
  });
}

function check(
  text: string,
  {
    element,
    baseUrl,
    context,
  }: { readonly element: string; readonly baseUrl: string | undefined; readonly context: ReadContext },
): string {
  const absolute = canParseUrl(text, baseUrl) ? new URL(text, baseUrl).href : text;
  try {
    return checkFetchUrl(absolute, context.urlRules).href;
  } catch (error) {
    if (!isLectorError(error)) throw error;
    throw new LectorError(error.code as ErrorCode, `${element}: ${error.message}`, {
      ...present({ hint: error.hint }),
      cause: error,
    });
  }
}

/** A picture whose address is of no use is no reason to refuse an article. */
function webAddress(text: string, baseUrl: string | undefined): string | undefined {
  const url = canParseUrl(text, baseUrl) ? new URL(text, baseUrl) : undefined;
  const isWeb = url?.protocol === 'https:' || url?.protocol === 'http:';
  return isWeb && url.username === '' && url.password === '' ? url.href : undefined;
}
