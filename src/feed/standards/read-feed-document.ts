import { LectorError } from '../../errors.js';
import { readXml, type XmlElement } from '../../markup/xml-tree.js';
import { quoteValue } from '../../model/text.js';
import { decodeLegacy } from '../../model/text/decode-bytes.js';
import { keyOf, namespaceNamed, prefixOf } from './namespaces.js';

/** A document read, and what its bytes say of its encoding. */
export type FeedDocument = {
  readonly root: XmlElement;
  readonly text: string;
  /** As the declaration names it, in small letters. */
  readonly encoding?: string;
  /** Bytes that stand for letters in Windows-1252 alone, in a text that says it is ISO 8859-1. */
  readonly hasWindowsLetters: boolean;
};

const WINDOWS_1252 = /^(?:windows-|x-cp|cp)1252$/u;
const DECLARATION = /^\uFEFF?<\?xml[^>]*?\sencoding\s*=\s*["']([^"']*)["']/u;

/**
 * Reads a feed strictly, whatever encoding it declares.
 *
 * @throws {@link LectorError} `E_FEED_NOT_XML`, `E_ENCODING`, and all of `readXml`.
 */
export function readFeedDocument(source: string | Uint8Array, file: string): FeedDocument {
  const { text, ...encoded } = typeof source === 'string' ? fromText(source) : decode(source, file);
  const bare = text.replace(/^\uFEFF/u, '');
  requireXml(bare, file);
  const root = readXml(bare, { file, allowsDoctype: true });
  return { root: withOurNames(root), text: bare, ...encoded };
}

type Decoded = Omit<FeedDocument, 'root'>;

function fromText(text: string): Decoded {
  return { text, hasWindowsLetters: false, ...declaredIn(text) };
}

function declaredIn(text: string): { readonly encoding?: string } {
  const encoding = DECLARATION.exec(text.slice(0, 400))?.[1]?.toLowerCase();
  return encoding === undefined ? {} : { encoding };
}

function decode(bytes: Uint8Array, file: string): Decoded {
  const mark = markOf(bytes);
  const head = new TextDecoder(mark ?? 'latin1').decode(bytes.subarray(0, 800));
  const { encoding } = declaredIn(head);
  const refuse = (says: string): never => {
    throw new LectorError('E_ENCODING', `The feed ${says} (XML 1.0, 4.3.3).`, {
      hint: 'save it in UTF-8, and declare that or nothing.',
      place: { file, line: 1, column: 1 },
    });
  };
  const label = mark ?? encoding ?? 'utf-8';
  const decoder =
    decoderFor(label) ?? refuse(`declares the encoding ${quoteValue(encoding ?? '')}, which nobody knows`);
  if (encoding !== undefined && mark !== undefined && !agrees(encoding, mark))
    refuse(`begins as ${mark} and declares ${quoteValue(encoding)}`);
  if (mark === undefined && /^(?:utf-16|ucs-2|utf-32|iso-10646-ucs)/u.test(label))
    refuse(`declares ${quoteValue(label)} and is none`);
  if (/^(?:us-)?ascii$/u.test(label) && bytes.some((byte) => byte > 127))
    refuse('declares ASCII and holds other letters');
  try {
    // Node reads windows-1252 as ISO 8859-1, which decodeLegacy does not.
    const text = WINDOWS_1252.test(label) ? decodeLegacy(bytes, label).text : decoder.decode(bytes);
    const hasWindowsLetters = /^iso-8859-1$|^latin-?1$/u.test(label) && bytes.some((byte) => byte > 127 && byte < 160);
    return { text, hasWindowsLetters, ...(encoding !== undefined && { encoding }) };
  } catch {
    return refuse(
      `is not written in ${label}${encoding === undefined ? ', which is what counts where none is declared' : ', which it declares'}`,
    );
  }
}

/** The encoding a byte order mark, or the first bytes of `<?`, are written in (XML 1.0, appendix F). */
function markOf(bytes: Uint8Array): string | undefined {
  const [first = 0, second = 0, third = 0] = bytes;
  if (first === 0xef && second === 0xbb && third === 0xbf) return 'utf-8';
  if ((first === 0xff && second === 0xfe) || (first === 0x3c && second === 0)) return 'utf-16le';
  if ((first === 0xfe && second === 0xff) || (first === 0 && second === 0x3c)) return 'utf-16be';
  return undefined;
}

function decoderFor(label: string): InstanceType<typeof TextDecoder> | undefined {
  try {
    return new TextDecoder(label, { fatal: true });
  } catch {
    return undefined;
  }
}

function agrees(encoding: string, mark: string): boolean {
  if (mark === 'utf-8') return /^utf-?8$/u.test(encoding);
  return encoding === mark || encoding === 'utf-16' || encoding === 'ucs-2' || encoding === 'iso-10646-ucs-2';
}

function requireXml(text: string, file: string): void {
  const start = text.trimStart().slice(0, 200).toLowerCase();
  if (/^<!doctype html|^<html/u.test(start)) {
    const title = /<title[^>]*>([^<]*)/iu.exec(text)?.[1]?.trim() ?? '';
    throw new LectorError('E_FEED_NOT_XML', `this is text/html, titled ${quoteValue(title)}, and no feed.`, {
      hint: 'give the address or file of the feed itself.',
      place: { file, line: 1 },
    });
  }
  if (start !== '' && !start.startsWith('<')) {
    throw new LectorError('E_FEED_NOT_XML', 'this is no XML.', {
      hint: 'give an RSS 2.0 feed; podcast apps read no other format.',
      place: { file, line: 1 },
    });
  }
}

/** The tree with names that are allowed beside others turned into those; the same tree where there are none. */
function withOurNames(element: XmlElement): XmlElement {
  const children = element.children.map(withOurNames);
  const named = namespaceNamed(element.uri);
  if (named === element.uri && children.every((child, index) => child === element.children[index])) return element;
  const key = named === element.uri ? element.key : keyOf(`${prefixOf(named) ?? ''}:${element.local}`);
  return { ...element, key, uri: named, children };
}
