import { readBeginning } from '../../open-file.js';
import { BEGINNING_BYTES, cacheControlOf, contentTypeOf, mayBeFeed } from '../../model/publication/paths/addresses.js';
import { PUBLISHED } from '../../model/publication/paths/show-paths.js';
import type { PublishTarget, TargetFile } from '../target.js';

/** A text to put, with what a host sends with it. */
export function textFile(path: string, text: string): TargetFile {
  const beginning = text.slice(0, BEGINNING_BYTES);
  return {
    path,
    content: Buffer.from(text),
    contentType: contentTypeOf(path, beginning),
    cacheControl: cacheControlOf(path, beginning),
  };
}

/** A file of this machine to put, with what a host sends with it. */
export async function copiedFile(path: string, file: string): Promise<TargetFile> {
  const beginning = mayBeFeed(path) ? await readBeginning(file, BEGINNING_BYTES) : undefined;
  return {
    path,
    content: { file },
    contentType: contentTypeOf(path, beginning),
    cacheControl: cacheControlOf(path, beginning),
  };
}

export async function putText(to: PublishTarget, path: string, text: string): Promise<void> {
  await to.put(textFile(path, text));
}

/** The list of Lector's files: a name is on it before anything lies under it; the record of a show is never on it. */
export function fileListOf(names: readonly string[]): TargetFile {
  const sorted = [...new Set(names)].filter((name) => name !== PUBLISHED.manifest).sort();
  return textFile(PUBLISHED.fileList, `${JSON.stringify(sorted, undefined, 1)}\n`);
}
