import { LectorError } from '../errors.js';
import type { Manifest } from '../model/publication/manifest.js';
import { isNamedByContent } from '../model/publication/paths/addresses.js';
import { PUBLISHED } from '../model/publication/paths/show-paths.js';
import type { OutputFile } from '../model/publication/site.js';
import { parseManifest, readKeptManifests } from '../workspace.js';
import type { PublishTarget } from './target.js';

/**
 * What lies where a show will be published before there is one, and says nothing of a site: what a system, a repository
 * or a host keeps there. Lector writes none of these names.
 */
const HARMLESS =
  /^(?:\.|(?:CNAME|robots\.txt|_headers|_redirects|favicon\.ico|Thumbs\.db|desktop\.ini|(?:LICENSE|README)(?:\.\w+)?)$|lost\+found\/)/iu;
/** How many of the files of others a message names. */
const NAMED_COUNT = 3;

type Owner = {
  readonly stateDir: string;
  /** Address of the feed, as the configuration has it. */
  readonly feedUrl: string;
};

/**
 * Proves, before anything is written there, that a place is empty or this show's: its manifest, the list of its files, or
 * what the state folder remembers of it says so. A place that lost its manifest is still this show's.
 *
 * @throws {@link LectorError} `E_OUT_FOREIGN` for a site or a show of somebody else.
 */
export async function requireOwnPlace(target: PublishTarget, { stateDir, feedUrl }: Owner): Promise<void> {
  const bytes = await target.read(PUBLISHED.manifest);
  if (bytes && beginsFor(bytes, feedUrl)) return;
  const { manifests: kept } = await readKeptManifests(stateDir);
  const { manifest } = bytes ? parseManifest(bytes.toString('utf8'), target.locate(PUBLISHED.manifest)) : {};
  if (manifest) {
    if (manifest.feedUrl === feedUrl || kept.some(({ showGuid }) => showGuid === manifest.showGuid)) return;
    throw foreign(target, `holds another show, that of ${manifest.feedUrl}`);
  }
  if ((await readFileList(target)) || bytes?.includes('"showGuid"') || (await holdsAudioOf(kept, target))) return;
  const others = (await target.list()).map(({ path }) => path).filter((path) => !HARMLESS.test(path));
  if (others.length === 0) return;
  const named = others.sort(byDepth).slice(0, NAMED_COUNT).join(', ');
  const more = others.length > NAMED_COUNT ? ` and ${others.length - NAMED_COUNT} more` : '';
  throw foreign(target, `holds files that are not Lector's: ${named}${more}`);
}

/** Whether a manifest begins as ours do and names this feed: to know that much nothing of a long one has to be read. */
function beginsFor(bytes: Buffer, feedUrl: string): boolean {
  const [, named = '""'] = HEAD.exec(bytes.toString('utf8', 0, HEAD_BYTES)) ?? [];
  return JSON.parse(named) === feedUrl;
}

const HEAD_BYTES = 8192;
const HEAD = /^\{\s*"version":\s*1,\s*"showGuid":\s*"[^"\\]*",\s*"feedUrl":\s*("[^"\\]*")/u;

/** Audio is named by its bytes: where a file of that name and size lies, this show was published. */
async function holdsAudioOf(kept: readonly Manifest[], target: PublishTarget): Promise<boolean> {
  const audio = kept.flatMap(({ episodes }) => episodes.map((record) => record.audio));
  const found = await target.stat(audio.map(({ path }) => path));
  return audio.some(({ sizeBytes }, index) => found[index]?.sizeBytes === sizeBytes);
}

/**
 * Proves that what is put under names nobody has put anything under takes nobody's file away.
 *
 * @throws {@link LectorError} `E_OUT_FOREIGN` naming the file.
 */
export async function requireFreeNames(target: PublishTarget, files: readonly OutputFile[]): Promise<void> {
  const replacing = files.filter(({ path }) => !isNamedByContent(path));
  const found = await target.stat(replacing.map(({ path }) => path));
  for (const [index, file] of replacing.entries()) {
    if (!found[index]) continue;
    const lying = await target.read(file.path);
    if ('content' in file && lying?.equals(Buffer.from(file.content))) continue;
    throw new LectorError('E_OUT_FOREIGN', `${target.locate(file.path)} is not Lector's, and would be replaced.`, {
      hint: 'move it away, or add --adopt to replace it.',
    });
  }
}

/** What earlier runs published; nothing when the list is lost or damaged. */
export async function readFileList(target: PublishTarget): Promise<ReadonlySet<string> | undefined> {
  return parseFileList(await target.read(PUBLISHED.fileList).catch(() => undefined));
}

/** The same of the bytes of a list. */
export function parseFileList(bytes: Buffer | undefined): ReadonlySet<string> | undefined {
  try {
    const list: unknown = JSON.parse(bytes?.toString('utf8') ?? '');
    return Array.isArray(list) ? new Set(list.filter((name) => typeof name === 'string')) : undefined;
  } catch {
    return undefined;
  }
}

function foreign(target: PublishTarget, what: string): LectorError {
  return new LectorError('E_OUT_FOREIGN', `${target.locate('')} ${what}.`, {
    hint: 'publish into a folder of its own, such as outDir: output, or add --adopt to take this one and replace what is in the way.',
  });
}

/** What lies on top tells most of what a place is. */
function byDepth(a: string, b: string): number {
  return a.split('/').length - b.split('/').length || (a < b ? -1 : 1);
}
