import { isLectorError } from '../errors.js';
import type { XmlElement } from '../markup/xml-tree.js';
import type { Finding } from '../model/finding.js';
import { present } from '../model/present.js';
import { PUBLISHED } from '../model/publication/paths/show-paths.js';
import { quoteValue } from '../model/text.js';
import { checkPublishedEnclosures } from './check-published-enclosures.js';
import { checkDocument } from './standards/check-document.js';
import { childNamed, childrenNamed, openReport, type FeedReport } from './standards/feed-report.js';
import { PROFILE_NAMES, type CheckProfile } from '../model/codes/check-profiles.js';
import { REASONS } from './standards/reasons.js';
import { readFeedDocument, type FeedDocument } from './standards/read-feed-document.js';

type CheckFeedOptions = {
  /** Named as the place of each finding; by default the name a feed is published under. */
  readonly fileName?: string;
  /** Whose rules are asked; by default the standards alone, and for a podcast those of its directories. */
  readonly profiles?: readonly CheckProfile[];
  /** The address the feed was read from: its self link is then compared with it. */
  readonly url?: string;
  /** The size in bytes of a file that is published with the feed, by its path: enclosures are then compared with it. */
  readonly sizeOf?: (path: string) => number | undefined;
  /** Media types of transcripts besides those the standard names. */
  readonly transcriptTypes?: readonly string[];
  /** With it, items dated later are reported. */
  readonly now?: Date;
};

const CONTROL = /[\u007F-\u0084\u0086-\u009F]/u;
/** What two and three bytes of UTF-8 look like in Windows-1252, and the mark for letters that were lost. */
const GARBLED = /Ã[\u00A0-\u00BF]|Â[\u00A0-\u00BF]|â€[\u0153\u009D\u02DC\u2122\u201C\u201D\u00A6\u00A2]|\uFFFD/u;

/** Asked of a podcast where nobody says whose rules count. */
const OF_A_PODCAST: readonly CheckProfile[] = ['rss', 'psp1', 'apple'];

/**
 * Checks any feed: RSS 0.91 to 2.0, RSS 1.0 and Atom with their modules, by the standards, and a podcast by PSP-1, Apple's
 * rules and those of other profiles.
 *
 * Errors break a standard or keep an app or directory from taking the feed or an item; warnings cost something; notes are
 * advice. Each finding has its place, its rule and what to do. A file that cannot be read as XML gives that one finding.
 *
 * @param source Text, or bytes, whose encoding is then compared with the one they declare.
 */
export function checkFeed(source: string | Uint8Array, options: CheckFeedOptions = {}): readonly Finding[] {
  const file = options.fileName ?? PUBLISHED.feed;
  try {
    return checkDocumentOf(readFeedDocument(source, file), file, options);
  } catch (error) {
    if (isLectorError(error)) return [withRuling(error.toFinding())];
    throw error;
  }
}

function checkDocumentOf(document: FeedDocument, file: string, options: CheckFeedOptions): readonly Finding[] {
  const { root } = document;
  const profiles = withStandards(options.profiles ?? (isPodcast(root) ? OF_A_PODCAST : ['rss']));
  const { report, findings } = openReport({ file, root, profiles });
  checkEncoding(document, report);
  checkDocument(
    root,
    {
      transcriptTypes: options.transcriptTypes ?? [],
      isPodcast: PROFILE_NAMES.some((name) => name !== 'rss' && profiles.has(name)) || isPodcast(root),
      ...present({ now: options.now, url: options.url }),
    },
    report,
  );
  const channel = childNamed(root, 'channel');
  if (options.sizeOf && channel) checkPublishedEnclosures({ channel, sizeOf: options.sizeOf, report });
  return findings.toSorted((first, second) => (first.place?.line ?? 0) - (second.place?.line ?? 0));
}

/** Where XML says what else than its form is broken. */
const XML_CLAUSES: Readonly<Record<string, string>> = { E_ENCODING: 'XML 1.0, 4.3.3', E_XML_DOCTYPE: 'XML 1.0, 2.8' };

/** What cannot be read at all breaks the document all others stand on. */
function withRuling(finding: Finding): Finding {
  const why = REASONS[finding.code] ?? '';
  const clause = XML_CLAUSES[finding.code] ?? 'XML 1.0, 2.1';
  return { ...finding, ruling: { profile: 'rss', clause, why, path: '' } };
}

/** Every directory takes feeds that keep the standards; whether a machine speaks is a question of its own. */
function withStandards(profiles: readonly CheckProfile[]): ReadonlySet<CheckProfile> {
  return new Set(profiles.some((name) => name !== 'disclosure') ? ['rss', ...profiles] : profiles);
}

/** Whether a feed carries episodes: files that are no pictures, or the category of a directory. */
function isPodcast(root: XmlElement): boolean {
  const channel = childNamed(root, 'channel');
  if (!channel) return false;
  if (childNamed(channel, 'itunes:category') ?? childNamed(channel, 'podcast:guid')) return true;
  return childrenNamed(channel, 'item').some((item) =>
    childrenNamed(item, 'enclosure').some(({ attributes }) => !/^image\//iu.test(attributes['type'] ?? '')),
  );
}

/** PSP-1 asks for UTF-8; letters left of another encoding are wrong in every one. */
function checkEncoding({ root, text, encoding = 'utf-8', hasWindowsLetters }: FeedDocument, report: FeedReport): void {
  if (!/^(?:utf-?8|us-ascii|ascii)$/u.test(encoding)) {
    const says = `declares the encoding ${quoteValue(encoding)}`;
    report.add({
      code: 'E_ENCODING',
      says,
      fix: 'write it in UTF-8.',
      at: root,
      profiles: ['psp1', 'apple'],
      clause: 'encoding',
    });
  }
  if (hasWindowsLetters) {
    const says = `declares ${quoteValue(encoding)} and holds letters of Windows-1252`;
    report.add({ code: 'W_ENCODING', says, fix: 'write it in UTF-8.', at: root, clause: 'XML 1.0, 4.3.3' });
  }
  const garbled = findElement(root, GARBLED);
  if (garbled) {
    const says = 'holds letters of UTF-8 that were read as another encoding';
    report.add({
      code: 'W_ENCODING',
      says,
      fix: 'write the text in UTF-8 once.',
      at: garbled,
      clause: 'XML 1.0, 4.3.3',
    });
  }
  const [control] = /[\u007F-\u0084\u0086-\u009F]|&#(?:12[789]|1[345]\d);|&#x0*[89][\da-f];/iu.exec(text) ?? [];
  const at = control === undefined ? undefined : findElement(root, CONTROL);
  if (!at || hasWindowsLetters) return;
  const says = 'holds a control character that XML discourages';
  report.add({ code: 'W_CONTROL_CHARS', says, fix: 'write the letter that is meant.', at, clause: 'XML 1.0, 2.2' });
}

function findElement(element: XmlElement, pattern: RegExp): XmlElement | undefined {
  if (pattern.test(element.text)) return element;
  for (const child of element.children) {
    const found = findElement(child, pattern);
    if (found) return found;
  }
  return undefined;
}
