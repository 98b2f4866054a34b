import type { SourceKind } from '../../model/article.js';
import type { Finding } from '../../model/finding.js';
import { digestText, type TextDigest } from '../../model/text/article-text.js';
import { openLineStore } from '../../workspace.js';
import type { ArticleOutline, SourceDocument } from '../source.js';
import type { FileStamp, FoundFile } from './find-files.js';
import { hideSecrets } from './hide-secrets.js';
import type { DocumentReadings } from './read-document.js';

/** What a file gave, without the texts of its articles. */
export type KnownDocument = {
  readonly location: string;
  readonly stamp: FileStamp;
  /** Milliseconds since 1970, by the clock of this machine: when it was looked at. */
  readonly seenMs: number;
  /** The settings it was read with. */
  readonly settings: string;
  readonly kind: SourceKind;
  readonly sha256: string;
  /** What it gave is kept whole under this key. */
  readonly key: string;
  readonly fileTime: string;
  readonly warnings: readonly Finding[];
  readonly refused: readonly Finding[];
  readonly articles: readonly KnownArticle[];
};

export type KnownArticle = {
  readonly outline: ArticleOutline;
  readonly digest: TextDigest;
  /** What its text holds that should not be published. */
  readonly secrets: readonly Finding[];
};

/** What the files of a show gave when they were read last, by their places: who is as he was is not read again. */
export type DocumentMemo = {
  /** What a file gave that nobody can have changed since, read with the same settings. */
  recall(file: FoundFile, settings: string): KnownDocument | undefined;
  keep(known: KnownDocument): void;
  /** Keeps what this run asked for and forgets the rest; writes nothing when nothing is new. */
  save(): Promise<void>;
};

/** Raise it when the same readings would be kept otherwise. */
const LAYOUT = 1;
/** Files change unseen within a tick of the clock their disk dates them by: 2 s on FAT, less on all others. */
const TICK_MS = 2000;

/** A damaged file, and one of another version, reads as empty. */
export async function openDocumentMemo(file: string): Promise<DocumentMemo> {
  const store = await openLineStore(file, String(LAYOUT));
  const used = new Map<string, KnownDocument | undefined>();
  let isNew = false;
  return {
    recall({ location, stamp }, settings) {
      const known = store.get(location) as KnownDocument | undefined;
      if (known?.settings !== settings || !isSame(known.stamp, stamp)) return undefined;
      const changedMs = Math.max(stamp.mtimeMs, stamp.ctimeMs);
      // Changed just before it was looked at, it may have been changed once more just after, and bear the same date.
      if (changedMs + TICK_MS >= known.seenMs) return undefined;
      used.set(location, undefined);
      return known;
    },
    keep(known) {
      isNew = true;
      used.set(known.location, known);
    },
    async save() {
      if (isNew || used.size !== store.size) await store.write(used);
    },
  };
}

/** What is kept of a document that gave articles and nothing else; nothing of others. */
export function toKnown(
  found: DocumentReadings,
  {
    document,
    ...rest
  }: Omit<KnownDocument, keyof DocumentReadings | 'articles' | 'location' | 'sha256' | 'kind'> & {
    readonly document: SourceDocument;
  },
): KnownDocument | undefined {
  const { location, sha256 } = document;
  const { warnings, refused, source, key } = found;
  if (key === undefined) return undefined;
  const articles: KnownArticle[] = [];
  for (const reading of found.readings) {
    const secrets: Finding[] = [];
    const warn = (finding: Finding): void => void secrets.push(finding);
    const clean = hideSecrets(reading, { location: reading.location ?? location, warn });
    if (clean.kind !== 'article') return undefined;
    const { blocks, dropped, ...outline } = clean;
    articles.push({ outline, digest: digestText({ blocks, dropped }), secrets });
  }
  return { location, ...rest, kind: source.kind, sha256, key, warnings, refused, articles };
}

function isSame(first: FileStamp, second: FileStamp): boolean {
  return STAMPED.every((name) => first[name] === second[name]);
}

const STAMPED = ['size', 'mtimeMs', 'ctimeMs', 'inode'] as const;
