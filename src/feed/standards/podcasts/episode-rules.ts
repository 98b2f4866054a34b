import { quoteValue } from '../../../model/text.js';
import { DESCRIPTION_TAGS } from '../../fit-description.js';
import type { XmlElement } from '../../../markup/xml-tree.js';
import { childNamed, textOf, type FeedReport } from '../feed-report.js';
import type { CheckProfile } from '../../../model/codes/check-profiles.js';
import type { FeedInput } from '../cross/feed-input.js';
import { checkRequirements } from './requirements.js';
import { checkDescriptionSize } from './show-rules.js';
import { checkRules } from './short-rules.js';
import { readTimestampList } from '../text/read-timestamp-list.js';
import { canParseUrl } from '../../../model/text/can-parse-url.js';

const DIRECTORIES: readonly CheckProfile[] = ['psp1', 'apple'];
/** Apple and Spotify make chapters of a list of at least three. */
const MIN_LIST_LENGTH = 3;
const APPS: readonly CheckProfile[] = ['apple', 'psp1', 'spotify', 'youtube'];
/** Apple and PSP-1: the extension decides whether an item is listed, and the type must belong to it. */
const TYPES: Readonly<Record<string, readonly string[]>> = {
  mp3: ['audio/mpeg'],
  m4a: ['audio/x-m4a', 'audio/m4a'],
  mp4: ['video/mp4'],
  m4v: ['video/x-m4v', 'video/m4v'],
  mov: ['video/quicktime'],
  pdf: ['application/pdf'],
};

/** What directories ask of episodes. */
export function checkEpisodes({ channel, items, report }: FeedInput): void {
  const isSerial = textOf(channel, 'itunes:type') === 'serial';
  for (const item of items) {
    checkRequirements(item, 'item', report);
    checkRules(item, 'item', report);
    checkNumber(item, isSerial, report);
    checkDescription(item, report);
    checkTimes(item, report);
    const enclosure = childNamed(item, 'enclosure');
    if (enclosure) checkEnclosure(enclosure, report);
  }
  checkEnclosuresUnique(items, report);
}

function checkNumber(item: XmlElement, isSerial: boolean, report: FeedReport): void {
  const isFull = (textOf(item, 'itunes:episodeType') ?? 'full') === 'full';
  if (!isSerial || !isFull || childNamed(item, 'itunes:episode')) return;
  report.add({
    code: 'E_ITEM_NUMBER',
    says: 'has no itunes:episode, and the show is serial',
    fix: 'number the episode.',
    at: item,
    profiles: DIRECTORIES,
    clause: 'item itunes:episode',
  });
}

function checkDescription(item: XmlElement, report: FeedReport): void {
  const description = childNamed(item, 'description');
  if (!description) return;
  checkDescriptionSize(description, report);
  const tags = [...description.text.matchAll(/<\/?([a-z][a-z0-9-]*)(?=[\s/>])[^>]*>/giu)].map(([, name]) =>
    String(name).toLowerCase(),
  );
  const foreign = [...new Set(tags.filter((name) => !DESCRIPTION_TAGS.has(name)))];
  if (foreign.length === 0) return;
  report.add({
    code: 'W_ITEM_DESCRIPTION_TAGS',
    says: `holds ${foreign.map((name) => `<${name}>`).join(', ')}`,
    fix: `use only ${[...DESCRIPTION_TAGS].join(', ')}.`,
    at: description,
    profiles: ['psp1'],
    clause: 'item description',
  });
}

/** Spotify makes chapters of a list of times, when all of it is as it asks. */
function checkTimes(item: XmlElement, report: FeedReport): void {
  if (!report.profiles.has('spotify')) return;
  const at = childNamed(item, 'description');
  const { chapters, refused } = readTimestampList(at?.text ?? '');
  const [first, second] = chapters;
  if (!at || !first || !second) return;
  const isAscending = chapters.every(({ startMs }, index) => startMs > (chapters[index - 1]?.startMs ?? -1));
  const reasons = [
    ...(first.startMs === 0 ? [] : ['the first is not 0:00']),
    ...(chapters.length < MIN_LIST_LENGTH ? [`there are fewer than ${MIN_LIST_LENGTH}`] : []),
    ...(isAscending ? [] : ['they do not ascend']),
    ...refused.slice(0, 1).map((line) => `${quoteValue(line)} is too long`),
  ];
  if (reasons.length === 0) return;
  report.add({
    code: 'W_CHAPTERS_LIST',
    says: `lists times of which no chapters are made: ${reasons.join(', ')}`,
    fix: 'list three chapters or more, from 0:00, each on a line of its own with a title of fewer than 40 characters.',
    at,
    profiles: ['spotify'],
    clause: 'chapters in descriptions',
  });
}

function checkEnclosure(enclosure: XmlElement, report: FeedReport): void {
  const { url = '', type = '', length } = enclosure.attributes;
  const clause = 'item enclosure';
  if (length !== undefined && /^0+$/u.test(length)) {
    report.add({
      code: 'W_ENCLOSURE',
      says: 'is not the size of a file',
      value: length,
      fix: 'write the size of the file in bytes.',
      at: enclosure,
      attribute: 'length',
      profiles: DIRECTORIES,
      clause,
    });
  }
  const extension = (canParseUrl(url) ? new URL(url).pathname : url).split('.').at(-1)?.toLowerCase() ?? '';
  const types = Object.hasOwn(TYPES, extension) ? TYPES[extension] : undefined;
  if (types?.includes(type) === true) return;
  report.add({
    code: 'E_ENCLOSURE_TYPE',
    says: types
      ? `is of type ${quoteValue(type)}, which does not belong to .${extension}`
      : `is ${quoteValue(url.split('/').at(-1) ?? '')}: directories list only .m4a .mp3 .mov .mp4 .m4v .pdf`,
    fix: types ? `write type="${types[0] ?? ''}".` : 'publish an MP3 file.',
    at: enclosure,
    profiles: APPS,
    clause,
  });
}

/** What concerns all enclosures together: Apple ignores the second of two equal addresses. */
function checkEnclosuresUnique(items: readonly XmlElement[], report: FeedReport): void {
  const urls = new Set<string>();
  const names = new Set<string>();
  for (const item of items) {
    const enclosure = childNamed(item, 'enclosure');
    const url = enclosure?.attributes['url'];
    if (!enclosure || url === undefined) continue;
    const name = url.split(/[?#]/u)[0]?.split('/').at(-1) ?? '';
    if (urls.has(url)) {
      report.add({
        code: 'E_ENCLOSURE_DUPLICATE',
        says: 'has the address of an item above it; Apple ignores it',
        fix: 'give each item a file of its own.',
        at: enclosure,
        profiles: DIRECTORIES,
        clause: 'enclosure',
      });
    } else if (names.has(name)) {
      report.add({
        code: 'W_ENCLOSURE_NAME',
        says: `is named ${quoteValue(name)}, as another is; downloaders overwrite one with the other`,
        fix: 'make the last part of each address unique in the show.',
        at: enclosure,
        profiles: DIRECTORIES,
        clause: 'enclosure',
      });
    }
    urls.add(url);
    names.add(name);
  }
}
