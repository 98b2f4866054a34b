import { cacheControlOf, contentTypeOf } from '../../model/publication/paths/addresses.js';
import { PUBLISHED } from '../../model/publication/paths/show-paths.js';
import type { PublishTarget, TargetFile } from '../target.js';

/** A text to put, with what a host sends with it. */
export function textFile(path: string, text: string): TargetFile {
  return { path, content: Buffer.from(text), contentType: contentTypeOf(path), cacheControl: cacheControlOf(path) };
}

export async function putText(to: PublishTarget, path: string, text: string): Promise<void> {
  await to.put(textFile(path, text));
}

/** The list of Lector's files: a name is on it before anything lies under it; the record of a show is never on it. */
export function fileListOf(names: readonly string[]): TargetFile {
  const sorted = [...new Set(names)].filter((name) => name !== PUBLISHED.manifest).sort();
  return textFile(PUBLISHED.fileList, `${JSON.stringify(sorted, undefined, 1)}\n`);
}
