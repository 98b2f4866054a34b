import { byteLength, quoteValue } from '../../model/text.js';
import { DESCRIPTION_TAGS, MAX_DESCRIPTION_BYTES } from '../fit-description.js';
import type { XmlElement } from '../../markup/xml-tree.js';
import { checkEnclosure } from './enclosure-rules.js';
import { checkImageType } from './channel-rules.js';
import { checkUrl } from './check-url.js';
import { checkReferences } from './check-references.js';
import { childNamed, textOf, type FeedReport } from './feed-report.js';

type CheckItemInput = {
  readonly item: XmlElement;
  /** `item 3`, counted from 1 in the order of the file. */
  readonly label: string;
  readonly isSerial: boolean;
  /** Dates after it lie in the future; without it none do. */
  readonly now?: Date;
  readonly report: FeedReport;
};

/** What PSP-1 and Apple ask of an item. */
export function checkItem(input: CheckItemInput): void {
  checkTitle(input);
  checkReferences({ parent: input.item, label: input.label, report: input.report });
  checkIdentity(input);
  checkEnclosure(input);
  checkDate(input);
  checkDescription(input);
  checkDuration(input);
  checkNumbers(input);
  checkExplicit(input);
  checkImage(input);
}

function checkTitle({ item, label, report }: CheckItemInput): void {
  const title = textOf(item, 'title');
  if (title === undefined) {
    report.error('E_ITEM_TITLE', `${label} has no title (PSP-1).`, { at: item, hint: 'add <title>.' });
  } else if (/^\W*(?:s(?:eason)?\s*\d+[\s,.:-]*e(?:p(?:isode)?)?\s*\d+|ep(?:isode)?\.?\s*#?\d+|#\d+)\b/iu.test(title)) {
    report.warning(
      'W_ITEM_TITLE_NUMBER',
      `${label} title ${quoteValue(title)} holds a season or episode number (PSP-1).`,
      {
        at: childNamed(item, 'title') ?? item,
        hint: 'give numbers in itunes:season and itunes:episode.',
      },
    );
  }
}

function checkImage({ item, label, report }: CheckItemInput): void {
  const image = childNamed(item, 'itunes:image');
  const href = image?.attributes['href']?.trim() ?? '';
  if (!image || href === '') return;
  const field = `${label} itunes:image`;
  checkUrl({ url: href, field, at: image, report });
  checkImageType({ href, field, at: image, report });
}

function checkIdentity({ item, label, report }: CheckItemInput): void {
  const guid = childNamed(item, 'guid');
  const link = childNamed(item, 'link');
  const value = guid?.text.trim() ?? '';
  if (value === '') {
    report.error('E_ITEM_NO_ID', `${label} has no guid (PSP-1).`, {
      at: guid ?? item,
      hint: 'add a <guid isPermaLink="false"> that never changes.',
    });
  } else if (guid && guid.attributes['isPermaLink'] !== 'false' && !/^https?:\/\//iu.test(value)) {
    report.warning('W_GUID_PERMALINK', `${label} guid ${quoteValue(value)} counts as an address and is none.`, {
      at: guid,
      hint: 'add isPermaLink="false".',
    });
  }
  if (!link || link.text.trim() === '') {
    report.warning('W_ITEM_LINK', `${label} has no link (PSP-1, recommended).`, {
      at: item,
      hint: 'link the page of the episode.',
    });
  } else {
    checkUrl({ url: link.text.trim(), field: `${label} link`, at: link, report });
  }
}

/** RFC 2822 §3.3 with the obsolete forms of RFC 822, two-digit years and zone names. */
const RFC_2822 =
  /^(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),\s+)?\d{1,2}\s+(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\s+(?:\d{4}|\d{2})\s+[0-2]\d:[0-5]\d(?::[0-6]\d)?\s+(?:[+-]\d{4}|UT|GMT|Z|[ECMP][SD]T)$/u;

function checkDate({ item, label, now, report }: CheckItemInput): void {
  const pubDate = childNamed(item, 'pubDate');
  const text = pubDate?.text.trim() ?? '';
  if (!pubDate || !RFC_2822.test(text) || Number.isNaN(Date.parse(text))) {
    report.warning(
      'W_DATE',
      `${label} pubDate ${pubDate ? `${quoteValue(text)} is not an RFC 2822 date` : 'is missing'} (PSP-1).`,
      {
        at: pubDate ?? item,
        hint: 'write it as: Tue, 31 Dec 2024 09:00:00 GMT.',
      },
    );
  } else if (now && Date.parse(text) > now.getTime()) {
    report.warning(
      'W_DATE_FUTURE',
      `${label} pubDate ${quoteValue(text)} lies in the future; apps hide it until then.`,
      {
        at: pubDate,
        hint: 'publish it when it is due.',
      },
    );
  }
}

function checkDescription({ item, label, report }: CheckItemInput): void {
  const description = childNamed(item, 'description');
  if (!description || description.text.trim() === '') {
    report.warning('W_ITEM_DESCRIPTION', `${label} has no description (PSP-1, recommended).`, {
      at: description ?? item,
      hint: 'add show notes.',
    });
    return;
  }
  const size = byteLength(description.text);
  if (size > MAX_DESCRIPTION_BYTES) {
    report.error('E_FIELD_LONG', `${label} description ${size} > ${MAX_DESCRIPTION_BYTES} bytes (PSP-1).`, {
      at: description,
      hint: 'shorten it.',
    });
  }
  const tags = [...description.text.matchAll(/<\/?([a-z][a-z0-9-]*)(?=[\s/>])[^>]*>/giu)].map(([, name]) =>
    String(name).toLowerCase(),
  );
  const foreign = [...new Set(tags.filter((name) => !DESCRIPTION_TAGS.has(name)))];
  if (foreign.length === 0) return;
  report.warning(
    'W_ITEM_DESCRIPTION_TAGS',
    `${label} description holds ${foreign.map((name) => `<${name}>`).join(', ')} (PSP-1).`,
    {
      at: description,
      hint: `use only ${[...DESCRIPTION_TAGS].join(', ')}.`,
    },
  );
}

function checkDuration({ item, label, report }: CheckItemInput): void {
  const duration = childNamed(item, 'itunes:duration');
  const text = duration?.text.trim() ?? '';
  if (/^[1-9]\d*$/u.test(text)) return;
  report.warning(
    'W_ITEM_DURATION',
    `${label} itunes:duration ${duration ? `${quoteValue(text)} is not a number of seconds` : 'is missing'} (PSP-1).`,
    {
      at: duration ?? item,
      hint: 'write whole seconds.',
    },
  );
}

function checkNumbers({ item, label, isSerial, report }: CheckItemInput): void {
  for (const name of ['itunes:season', 'itunes:episode']) {
    const number = childNamed(item, name);
    if (!number || /^[1-9]\d*$/u.test(number.text.trim())) continue;
    report.error(
      'E_ITEM_NUMBER',
      `${label} ${name} ${quoteValue(number.text)} is not a whole number above 0 (PSP-1).`,
      {
        at: number,
        hint: 'count from 1.',
      },
    );
  }
  const type = childNamed(item, 'itunes:episodeType');
  if (type && !/^(?:full|trailer|bonus)$/u.test(type.text.trim())) {
    report.error('E_ITEM_TYPE', `${label} itunes:episodeType ${quoteValue(type.text)} is unknown.`, {
      at: type,
      hint: 'write full, trailer or bonus.',
    });
  }
  const isFull = (type?.text.trim() ?? 'full') === 'full';
  if (isSerial && isFull && !childNamed(item, 'itunes:episode')) {
    report.error('E_ITEM_NUMBER', `${label} has no itunes:episode, and the show is serial (PSP-1).`, {
      at: item,
      hint: 'number the episode.',
    });
  }
}

function checkExplicit({ item, label, report }: CheckItemInput): void {
  const explicit = childNamed(item, 'itunes:explicit');
  if (!explicit) {
    report.warning('W_ITEM_EXPLICIT', `${label} has no itunes:explicit (PSP-1, recommended).`, {
      at: item,
      hint: 'write true or false.',
    });
  } else if (!/^(?:true|false)$/u.test(explicit.text.trim())) {
    report.error(
      'E_ITEM_EXPLICIT',
      `${label} itunes:explicit ${quoteValue(explicit.text)} is neither true nor false.`,
      { at: explicit, hint: 'write true or false.' },
    );
  }
  const image = childNamed(item, 'itunes:image');
  if (image) checkUrl({ url: image.attributes['href'] ?? '', field: `${label} itunes:image`, at: image, report });
}
