import path from 'node:path';
import { LectorError, warning } from '../../errors.js';
import type { Finding, Warn } from '../../model/finding.js';
import { present } from '../../model/present.js';
import { findFiles, type FoundFile } from './find-files.js';
import type { RecordingFiles } from '../source.js';

/** A file that may be a document, before it is read. */
export type FoundDocument = FoundFile & {
  readonly origin: 'articles' | 'programmes';
  readonly recording?: RecordingFiles;
};

type FindContext = {
  readonly root: string;
  readonly warn: Warn;
  readonly refuse: (finding: Finding) => void;
};

/** Files that pages need and nobody reads out. */
const ASSET =
  /\.(?:jpe?g|png|gif|webp|avif|svg|ico|css|m?js|map|woff2?|ttf|otf|mp3|m4a|wav|ogg|opus|flac|mp4|webm|mov|vtt|srt|ya?ml|csv|lock|gitkeep)$/u;

/** Every file of the articles folder that some source may read. */
export async function findArticles(folder: string, context: FindContext): Promise<readonly FoundDocument[]> {
  const files = await findFiles({ ...context, folder, isWanted: (name) => /\.[a-z]/u.test(name) && !ASSET.test(name) });
  return files.map((file) => ({ ...file, origin: 'articles' }));
}

const SIDECAR = /\.(?:ya?ml|json)$/u;
const CHAPTERS = /\.chapters\.(?:json|txt)$/u;
export const RECORDING = /\.(?:mp3|m4a|m4b|mp4|aac|wav|aiff?|flac|ogg|oga|opus)$/u;
const TRANSCRIPT = /\.(?:vtt|srt)$/u;

/** Every sidecar of the programmes folder with what lies beside it. */
export async function findProgrammes(
  folder: string,
  context: FindContext,
): Promise<{ readonly documents: readonly FoundDocument[]; readonly recordings: readonly FoundFile[] }> {
  const isWanted = (name: string): boolean =>
    SIDECAR.test(name) || CHAPTERS.test(name) || RECORDING.test(name) || TRANSCRIPT.test(name);
  const files = await findFiles({ ...context, folder, isWanted });
  const documents: FoundDocument[] = [];
  const stems = new Set<string>();
  for (const file of files) {
    if (CHAPTERS.test(file.name) || !SIDECAR.test(file.name)) continue;
    const stem = file.location.replace(/\.[^./]+$/u, '');
    if (stems.has(stem)) {
      const message = `${file.location} is a second sidecar of the same name.`;
      context.refuse(
        new LectorError('E_INPUT', message, { place: { file: file.location }, hint: 'keep one of them.' }).toFinding(),
      );
      continue;
    }
    stems.add(stem);
    documents.push({ ...file, origin: 'programmes', recording: besides(stem, files) });
  }
  return { documents, recordings: files.filter(({ name }) => RECORDING.test(name)) };
}

/** Files whose name is the sidecar's but for what follows the stem; `talk.mp3.yaml` belongs to `talk.mp3`. */
function besides(stem: string, files: readonly FoundFile[]): RecordingFiles {
  const find = (pattern: RegExp): string | undefined =>
    files.find(
      ({ name, location }) => pattern.test(name) && (location === stem || location.replace(pattern, '') === stem),
    )?.location;
  const plainStem = stem.replace(RECORDING, '');
  const audio = find(RECORDING);
  const transcript = files.find(
    ({ name, location }) => TRANSCRIPT.test(name) && location.replace(TRANSCRIPT, '') === plainStem,
  );
  const chapters = files.find(
    ({ name, location }) => CHAPTERS.test(name) && location.replace(CHAPTERS, '') === plainStem,
  );
  return {
    ...present({ audio }),
    ...(transcript && { transcript: transcript.location }),
    ...(chapters && { chapters: chapters.location }),
  };
}

/** Says which recordings no sidecar names. */
export function warnOfLonelyRecordings(recordings: readonly FoundFile[], named: ReadonlySet<string>, warn: Warn): void {
  for (const { location } of recordings) {
    if (named.has(location)) continue;
    warn(
      warning('W_SIDECAR', `${location} has no sidecar and is left out.`, {
        hint: `write ${path.posix.basename(location).replace(RECORDING, '')}.yaml beside it with title: "…".`,
        place: { file: location },
      }),
    );
  }
}
