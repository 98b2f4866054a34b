import { warning } from '../../../../errors.js';
import type { Finding } from '../../../../model/finding.js';
import { quoteValue } from '../../../../model/text.js';
import { resolveLink } from '../../../../markup/resolve-link.js';
import type { PageTags } from './collect-tags.js';
import { isPrivateUrl } from './is-private-url.js';

/** Warns of what a page says about itself that cannot be used. */
export function checkMetadata(page: PageTags, baseUrl: string | undefined): readonly Finding[] {
  const findings: Finding[] = [];
  const urls = { canonical: page.canonical, 'og:image': page.property('og:image') };
  for (const [name, value] of Object.entries(urls)) {
    if (value === undefined) continue;
    const url = resolveLink(value, baseUrl).href;
    if (url === undefined && HAS_SCHEME.test(value)) {
      findings.push(
        warning('W_LINK_SCHEME', `The page's ${name} address ${quoteValue(value)} is not http(s); it was left out.`, {
          hint: 'correct it in the page, or set it in the front matter.',
        }),
      );
    } else if (url !== undefined && name === 'og:image' && isPrivateUrl(url)) {
      findings.push(
        warning('W_URL_PRIVATE', `The page's ${name} ${quoteValue(value)} is on a private machine; it was left out.`, {
          hint: 'give the picture a public address.',
        }),
      );
    }
  }
  const { title = '' } = page;
  if (CONTROLS.test(title)) {
    findings.push(
      warning('W_CONTROL_CHARS', `The title ${quoteValue(title)} held control characters; they were removed.`),
    );
  }
  return findings;
}

const HAS_SCHEME = /^[\s\p{Cc}]*[a-z][a-z0-9+.-]*:/iu;
/** C0, C1 and what turns the direction of text. */
const CONTROLS = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069]/u;
