import { byteLength, quoteValue } from '../../model/text.js';
import { MAX_DESCRIPTION_BYTES } from '../fit-description.js';
import type { XmlElement } from '../../markup/xml-tree.js';
import { APPLE_CATEGORIES } from '../../model/publication/apple-categories.js';
import { checkReferences } from './check-references.js';
import { checkUrl } from './check-url.js';
import { childNamed, childrenNamed, textOf, type FeedReport } from './feed-report.js';

/** What PSP-1 and Apple ask of a channel. */
export function checkChannel(channel: XmlElement, report: FeedReport): void {
  checkTexts(channel, report);
  checkReferences({ parent: channel, label: 'the channel', report });
  checkLanguage(channel, report);
  checkCategories(channel, report);
  checkImage(channel, report);
  checkSelfLink(channel, report);
  checkFlags(channel, report);
  checkOwnership(channel, report);
}

function checkTexts(channel: XmlElement, report: FeedReport): void {
  if (textOf(channel, 'title') === undefined) {
    report.error('E_FEED_TITLE', 'the channel has no title (PSP-1).', { at: channel, hint: 'add <title>.' });
  }
  const description = childNamed(channel, 'description');
  if (!description || description.text.trim() === '') {
    report.error('E_FEED_DESCRIPTION', 'the channel has no description (PSP-1).', {
      at: description ?? channel,
      hint: 'add <description>.',
    });
  } else if (byteLength(description.text) > MAX_DESCRIPTION_BYTES) {
    report.error(
      'E_FIELD_LONG',
      `channel description ${byteLength(description.text)} > ${MAX_DESCRIPTION_BYTES} bytes (PSP-1).`,
      { at: description, hint: 'shorten it.' },
    );
  }
  const link = childNamed(channel, 'link');
  if (!link || link.text.trim() === '') {
    report.error('E_FEED_LINK', 'the channel has no link (PSP-1).', { at: link ?? channel, hint: 'add <link>.' });
  } else {
    checkUrl({ url: link.text.trim(), field: 'link', at: link, report });
  }
  const copyright = childNamed(channel, 'copyright');
  if (copyright && /\bcopyright\b|©|\(c\)|\b(?:19|20)\d{2}\b/iu.test(copyright.text)) {
    report.warning(
      'W_FEED_COPYRIGHT',
      `copyright ${quoteValue(copyright.text)} holds the word, the sign or a year (PSP-1).`,
      {
        at: copyright,
        hint: 'name the holder alone.',
      },
    );
  }
}

function checkLanguage(channel: XmlElement, report: FeedReport): void {
  const language = childNamed(channel, 'language');
  const code = language?.text.trim() ?? '';
  if (!language || code === '') {
    report.error('E_FEED_LANGUAGE', 'the channel has no language (PSP-1).', {
      at: channel,
      hint: 'add <language>en-us</language>.',
    });
    return;
  }
  if (/^[a-z]{2,3}(?:-[a-z0-9]{2,8})*$/iu.test(code) && isKnownLanguage(code)) return;
  report.error('E_FEED_LANGUAGE', `language ${quoteValue(code)} is not a language code; Apple rejects the feed.`, {
    at: language,
    hint: 'use an ISO 639 code such as en or en-us.',
  });
}

function isKnownLanguage(code: string): boolean {
  try {
    const [language = ''] = code.split('-');
    return new Intl.DisplayNames('en', { type: 'language', fallback: 'none' }).of(language) !== undefined;
  } catch {
    return false;
  }
}

function checkCategories(channel: XmlElement, report: FeedReport): void {
  const categories = childrenNamed(channel, 'itunes:category');
  if (categories.length === 0) {
    report.error('E_FEED_CATEGORY', 'the channel has no itunes:category (PSP-1).', {
      at: channel,
      hint: 'add <itunes:category text="News"/>.',
    });
  }
  for (const category of categories) {
    const name = category.attributes['text'] ?? '';
    const subcategories = Object.hasOwn(APPLE_CATEGORIES, name) ? APPLE_CATEGORIES[name] : undefined;
    if (!subcategories) {
      report.error('E_FEED_CATEGORY', `itunes:category ${quoteValue(name)} is not on Apple's list.`, {
        at: category,
        hint: `use one of: ${Object.keys(APPLE_CATEGORIES).join(', ')}.`,
      });
      continue;
    }
    for (const child of childrenNamed(category, 'itunes:category')) {
      const sub = child.attributes['text'] ?? '';
      if (subcategories.includes(sub)) continue;
      report.error('E_FEED_CATEGORY', `itunes:category ${quoteValue(`${name} > ${sub}`)} is not on Apple's list.`, {
        at: child,
        hint: `below ${name}, use one of: ${subcategories.join(', ') || 'none'}.`,
      });
    }
  }
}

function checkImage(channel: XmlElement, report: FeedReport): void {
  const image = childNamed(channel, 'itunes:image');
  const href = image?.attributes['href']?.trim() ?? '';
  if (!image || href === '') {
    report.error('E_FEED_IMAGE', 'the channel has no itunes:image with an href (PSP-1).', {
      at: image ?? channel,
      hint: 'set the cover: a square JPEG or PNG of 1400 to 3000 pixels.',
    });
    return;
  }
  checkUrl({ url: href, field: 'itunes:image', at: image, report });
  checkImageType({ href, field: 'itunes:image', at: image, report });
}

/** PSP-1: artwork is JPEG or PNG, and apps go by its name. */
export function checkImageType(input: {
  readonly href: string;
  readonly field: string;
  readonly at: XmlElement;
  readonly report: FeedReport;
}): void {
  const { href, field, at, report } = input;
  if (/\.(?:jpe?g|png)(?:[?#]|$)/iu.test(href)) return;
  report.warning('W_FEED_IMAGE_TYPE', `${field} ${quoteValue(href)} does not end in .jpg or .png (PSP-1).`, {
    at,
    hint: 'name the file after its real type.',
  });
}

function checkSelfLink(channel: XmlElement, report: FeedReport): void {
  const selves = childrenNamed(channel, 'atom:link').filter(({ attributes }) => attributes['rel'] === 'self');
  const [self] = selves;
  if (!self) {
    report.error('E_FEED_SELF', 'the channel has no atom:link rel="self" (PSP-1).', {
      at: channel,
      hint: 'add <atom:link href="(address of this feed)" rel="self" type="application/rss+xml"/>.',
    });
    return;
  }
  if (selves.length > 1) {
    report.error('E_FEED_SELF', `${selves.length} atom:link rel="self"; there is one feed (WebSub).`, {
      at: self,
      hint: 'keep one.',
    });
  }
  checkUrl({ url: self.attributes['href'] ?? '', field: 'atom:link self', at: self, report });
  if (self.attributes['type'] === 'application/rss+xml') return;
  report.error('E_FEED_SELF', 'atom:link rel="self" lacks type="application/rss+xml" (PSP-1).', {
    at: self,
    hint: 'add the type.',
  });
}

function checkFlags(channel: XmlElement, report: FeedReport): void {
  const explicit = childNamed(channel, 'itunes:explicit');
  if (!/^(?:true|false)$/u.test(explicit?.text.trim() ?? '')) {
    report.error('E_FEED_EXPLICIT', `itunes:explicit is ${explicit ? quoteValue(explicit.text) : 'missing'} (PSP-1).`, {
      at: explicit ?? channel,
      hint: 'write true or false.',
    });
  }
  const type = childNamed(channel, 'itunes:type');
  if (type && !/^(?:episodic|serial)$/u.test(type.text.trim())) {
    report.error('E_FEED_TYPE', `itunes:type ${quoteValue(type.text)} is unknown.`, {
      at: type,
      hint: 'write episodic or serial.',
    });
  }
  for (const name of ['itunes:complete', 'itunes:block']) {
    const flag = childNamed(channel, name);
    if (!flag || /^yes$/iu.test(flag.text.trim())) continue;
    report.warning('W_FEED_FLAG', `${name} ${quoteValue(flag.text)} has no meaning; only "yes" has (PSP-1).`, {
      at: flag,
      hint: 'write yes, or leave the tag out.',
    });
  }
}

function checkOwnership(channel: XmlElement, report: FeedReport): void {
  if (textOf(channel, 'itunes:author') === undefined) {
    report.warning('W_FEED_AUTHOR', 'the channel has no itunes:author (PSP-1, recommended).', {
      at: channel,
      hint: 'name the author of the show.',
    });
  }
  const owner = childNamed(channel, 'itunes:owner');
  if (owner && !/^[^\s@]+@[^\s@]+$/u.test(textOf(owner, 'itunes:email') ?? '')) {
    report.warning('W_FEED_OWNER', 'itunes:owner has no e-mail address.', {
      at: owner,
      hint: 'add itunes:email, or leave itunes:owner out.',
    });
  }
  const moved = childNamed(channel, 'itunes:new-feed-url');
  if (!moved) return;
  const self = childrenNamed(channel, 'atom:link').find(({ attributes }) => attributes['rel'] === 'self');
  const from = self?.attributes['href'] ?? 'this feed';
  report.warning(
    'W_FEED_MOVED',
    `the feed tells apps to move from ${quoteValue(from)} to ${quoteValue(moved.text.trim())}.`,
    {
      at: moved,
      hint: 'leave itunes:new-feed-url out unless the show really moves.',
    },
  );
}
