import { escapeXml } from '../../model/text.js';
import { markSafe } from '../html/safe-html.js';
import { toSafeUrl } from '../html/safe-url.js';
import { textFormatter } from './formatter.js';

const WEB_ADDRESS = /https?:\/\/[^\s<>"']+[^\s<>"'.,;:!?)\]]/gu;

/** HTML templates only: everything but the links it makes is escaped. */
export const urlize = textFormatter('{{urlize text}} turns web addresses into links', (value) => {
  let html = '';
  let end = 0;
  for (const match of value.matchAll(WEB_ADDRESS)) {
    const url = escapeXml(toSafeUrl(match[0]));
    html += `${escapeXml(value.slice(end, match.index))}<a href="${url}">${url}</a>`;
    end = match.index + match[0].length;
  }
  return markSafe(html + escapeXml(value.slice(end)));
});
