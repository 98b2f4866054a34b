import path from 'node:path';
import { toLectorError, warning } from '../../errors.js';
import type { Finding, Warn } from '../../model/finding.js';
import { present } from '../../model/present.js';
import type { FetchOptions } from '../fetch/fetch-page.js';
import { readWhole, withPlace } from './find-files.js';
import { findArticles, findProgrammes, warnOfLonelyRecordings, type FoundDocument } from './find-documents.js';
import { limitsOf, readContextOf } from './read-context.js';
import { readDocument } from './read-document.js';
import type { SourceDocument } from '../source.js';
import type { SourcesContext } from './sources-context.js';
import { toCandidates, type Candidate } from './candidate.js';

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
  for (const file of [...articles, ...programmes.documents]) candidates.push(...(await readFile(file, run)));
  const named = new Set([
    ...candidates.flatMap(({ reading }) =>
      reading.kind === 'programme' && reading.audio !== undefined ? [reading.audio] : [],
    ),
    ...programmes.documents.flatMap(({ recording }) => (recording?.audio === undefined ? [] : [recording.audio])),
  ]);
  warnOfLonelyRecordings(programmes.recordings, named, warn);
  return candidates;
}

async function readFile(file: FoundDocument, run: ReadRun): Promise<readonly Candidate[]> {
  const { context, refuse } = run;
  const { location, name, origin, recording } = file;
  const limits = limitsOf(context);
  try {
    const { bytes, sha256, fileTime } = await readWhole(file, Math.max(limits.maxBodyBytes, limits.maxFeedBytes));
    const document: SourceDocument = { origin, location, name, bytes, sha256, ...present({ recording }) };
    const found = await readDocument(document, {
      ...readContextOf(context, run.fetch ? { fetch: run.fetch } : {}),
      readAsset: async (asset) => {
        const whole = { location: asset, path: path.resolve(context.root, asset) };
        return (await readWhole(whole, limits.maxJsonBytes)).bytes;
      },
    });
    if (!found) {
      if (origin === 'programmes') return [];
      const message = `${location} is no article: no source reads such a file.`;
      context.warn(warning('W_IGNORED', message, { place: { file: location } }));
      return [];
    }
    for (const finding of found.warnings) context.warn(finding);
    for (const finding of found.refused) refuse(finding);
    return toCandidates(found, { document, fileTime });
  } catch (error) {
    const failure = toLectorError(error);
    if (failure.code === 'E_INTERRUPTED') throw failure;
    refuse(withPlace(failure, location));
    return [];
  }
}
