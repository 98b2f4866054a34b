import { createHash } from 'node:crypto';
import { mkdir, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Project } from '../../../context.js';
import { isLectorError, LectorError } from '../../../errors.js';
import type { SourceItem } from '../../../model/article.js';
import { present } from '../../../model/present.js';
import { readText } from '../../../open-file.js';
import { placeDurably } from '../../../workspace.js';

export const WEB = /^https?:/iu;
const MAX_BYTES = 20_000_000;
/** No picture of more pixels is opened: a small file may claim any size. */
export const MAX_PIXELS = 100_000_000;
const RETRY_AFTER_MS = 3_600_000;

/**
 * A picture of the project as it lies there, one of the web as it was fetched.
 *
 * @throws {@link LectorError} `E_IMAGE` when it is no file or too large, `E_FETCH…` when it is not to be had.
 */
export async function pictureFile(picture: string, project: Project): Promise<string> {
  if (!WEB.test(picture)) {
    const file = path.resolve(project.config.root, picture);
    const found = await stat(file);
    if (!found.isFile()) throw new LectorError('E_IMAGE', 'it is no file.');
    const { size } = found;
    if (size > MAX_BYTES) throw new LectorError('E_IMAGE', `it has ${size} bytes; the limit is ${MAX_BYTES}.`);
    return file;
  }
  const folder = await artFolder(project);
  const fetched = path.join(folder, `web-${shortHash(picture)}`);
  const age = await ageOf(fetched, project);
  if (age !== undefined) return fetched;
  const failed = `${fetched}.failed`;
  const failedAge = await ageOf(failed, project);
  if (failedAge !== undefined && failedAge < RETRY_AFTER_MS) throw new LectorError('E_FETCH', await readText(failed));
  const { fetchPage } = await import('../../../sources/fetch/fetch-page.js');
  const { http } = project.config;
  try {
    const answer = await fetchPage(
      { url: picture, maxBytes: MAX_BYTES, expects: 'picture' },
      {
        allowPrivateAddresses: http.allowPrivateAddresses,
        ...present({ allowedPorts: http.allowedPorts, signal: project.signal }),
        timeouts: { connectMs: 5_000, headersMs: 10_000, idleMs: 10_000, wholeMs: 30_000 },
        // A picture is not worth waiting for: the next build asks again.
        sleep: () => Promise.resolve(),
        now: project.now,
        warn: project.warn,
      },
    );
    if (answer.kind !== 'page') throw new LectorError('E_FETCH', 'the server sent nothing.');
    await placeDurably({ path: fetched, write: (file) => writeFile(file, answer.bytes) });
    return fetched;
  } catch (error) {
    if (isLectorError(error) && error.code !== 'E_INTERRUPTED') await writeFile(failed, error.message);
    throw error;
  }
}

/** Whether an item came from the web: then its pictures may be asked for there. */
export function isOfTheWeb({ source }: SourceItem): boolean {
  return source.kind === 'feed' || WEB.test(source.location);
}

export async function artFolder({ config }: Project): Promise<string> {
  const folder = path.join(config.stateDir, 'cache', 'art');
  await mkdir(folder, { recursive: true });
  return folder;
}

export async function ageOf(file: string, { now }: Project): Promise<number | undefined> {
  const found = await stat(file).catch(() => undefined);
  return found && Math.max(0, now().getTime() - found.mtimeMs);
}

function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}
