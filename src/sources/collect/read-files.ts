import path from 'node:path';
import { toLectorError, warning } from '../../errors.js';
import type { Finding, Warn } from '../../model/finding.js';
import { present } from '../../model/present.js';
import type { TextStore } from '../../model/text/article-text.js';
import type { FetchOptions } from '../fetch/fetch-page.js';
import { readWhole, withPlace } from './find-files.js';
import { findArticles, findProgrammes, warnOfLonelyRecordings, type FoundDocument } from './find-documents.js';
import { limitsOf, readContextOf } from './read-context.js';
import { readDocument, settingsHash, type DocumentContext } from './read-document.js';
import type { SourceDocument } from '../source.js';
import type { SourcesContext } from './sources-context.js';
import { maxBytesOf, openTexts } from './texts.js';
import { knownCandidates, toCandidates, type Candidate } from './candidate.js';
import { toKnown, type DocumentMemo } from './document-memo.js';

/** Where candidates are read from, and where what cannot be read is reported. */
export type ReadRun = {
  readonly context: SourcesContext;
  readonly refuse: Warn;
  readonly fetch?: FetchOptions;
};

/** Every article and programme in the folders of the project. */
export async function readFiles(run: ReadRun): Promise<readonly Candidate[]> {
  const { context, refuse } = run;
  const warn = (finding: Finding): void => context.warn(finding);
  const find = { root: context.root, warn, refuse };
  const articles = await findArticles(path.resolve(context.root, context.articlesDir), find);
  const programmes = await findProgrammes(path.resolve(context.root, context.programmesDir), find);
  const candidates: Candidate[] = [];
  const reader = readerOf(run);
  for (const file of [...articles, ...programmes.documents]) candidates.push(...(await readFile(file, reader)));
  const named = new Set([
    ...candidates.flatMap(({ reading }) =>
      reading.kind === 'programme' && reading.audio !== undefined ? [reading.audio] : [],
    ),
    ...programmes.documents.flatMap(({ recording }) => (recording?.audio === undefined ? [] : [recording.audio])),
  ]);
  warnOfLonelyRecordings(programmes.recordings, named, warn);
  return candidates;
}

/** How files are read in one run. */
type Reader = ReadRun & {
  readonly reading: DocumentContext;
  /** Of {@link settingsHash}. */
  readonly settings: string;
  readonly memo: DocumentMemo | undefined;
  readonly texts: TextStore;
};

function readerOf(run: ReadRun): Reader {
  const { context } = run;
  const reading = {
    ...readContextOf(context, run.fetch ? { fetch: run.fetch } : {}),
    readAsset: async (asset: string) => {
      const whole = { location: asset, path: path.resolve(context.root, asset) };
      return (await readWhole(whole, limitsOf(context).maxJsonBytes)).bytes;
    },
  };
  // A caller's own source is asked first, and of what it reads nothing is known.
  const memo = (context.sources ?? []).length === 0 ? context.memo : undefined;
  return { ...run, reading, settings: settingsHash(reading), memo, texts: openTexts(reading, limitsOf(context)) };
}

async function readFile(file: FoundDocument, reader: Reader): Promise<readonly Candidate[]> {
  const { context, refuse, settings, reading, texts } = reader;
  const { location, name, origin, recording } = file;
  const memo = origin === 'articles' ? reader.memo : undefined;
  const seenMs = Date.now();
  try {
    const known = memo?.recall(file, settings);
    if (known) {
      for (const finding of known.warnings) context.warn(finding);
      for (const finding of known.refused) refuse(finding);
      return knownCandidates(known, { path: file.path, store: texts });
    }
    const { bytes, sha256, fileTime } = await readWhole(file, maxBytesOf(limitsOf(context)));
    const document: SourceDocument = { origin, location, name, bytes, sha256, ...present({ recording }) };
    const found = await readDocument(document, reading);
    if (!found) {
      if (origin === 'programmes') return [];
      const message = `${location} is no article: no source reads such a file.`;
      context.warn(warning('W_IGNORED', message, { place: { file: location } }));
      return [];
    }
    for (const finding of found.warnings) context.warn(finding);
    for (const finding of found.refused) refuse(finding);
    const kept = memo && toKnown(found, { document, stamp: file.stamp, seenMs, settings, fileTime });
    if (kept) memo.keep(kept);
    return toCandidates(found, { document, fileTime });
  } catch (error) {
    const failure = toLectorError(error);
    if (failure.code === 'E_INTERRUPTED') throw failure;
    refuse(withPlace(failure, location));
    return [];
  }
}
