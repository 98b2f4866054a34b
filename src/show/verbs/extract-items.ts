import { createHash } from 'node:crypto';
import path from 'node:path';
import type { Config } from '../../config.js';
import type { ShowState } from '../../context.js';
import { isLectorError, LectorError } from '../../errors.js';
import { present } from '../../model/present.js';
import { fetchDocument } from '../../sources/fetch/fetch-document.js';
import { limitsOf, readContextOf } from '../../sources/collect/read-context.js';
import { readDocument } from '../../sources/collect/read-document.js';
import type { Reading, SourceDocument } from '../../sources/source.js';
import { sourcesContextOf } from '../items/collect-items.js';
import { readBytes } from '../../open-file.js';

/** How one file or address is asked for. */
export type ExtractOptions = {
  /** A path, or an http(s) address. */
  readonly target: string;
  /** Folder a path is relative to; the project folder unless given. */
  readonly cwd?: string;
  /** CSS selector of the article, whatever the page. */
  readonly selector?: string;
};

/**
 * What one file, page or feed holds, as a build would read it.
 *
 * @throws {@link LectorError} The code it is refused with.
 */
export async function extractItems(state: ShowState, options: ExtractOptions): Promise<readonly Reading[]> {
  const { selector } = options;
  const { now, warn } = state;
  const configured = sourcesContextOf(state, { isCached: false });
  const context = selector === undefined ? configured : { ...configured, sites: { '*': { include: [selector] } } };
  const fetch = { ...context.fetch, now, warn };
  const document = /^https?:\/\//iu.test(options.target)
    ? await fetchDocument({ url: options.target, maxBytes: limitsOf(context).maxFeedBytes }, { fetch }).then(
        (found) => found.document,
      )
    : await openFile(options, state.config);
  const found = await readDocument(document, readContextOf(context, { fetch }));
  for (const finding of found?.warnings ?? []) warn(finding);
  if (found && found.readings.length > 0) return found.readings;
  const [refusal, ...more] = found?.refused ?? [];
  if (refusal?.severity === 'error') {
    throw new LectorError(refusal.code, refusal.message, {
      more,
      ...present({ hint: refusal.hint, place: refusal.place }),
    });
  }
  throw new LectorError('E_INPUT', `${options.target} is no article.`, {
    hint: 'name a Markdown, HTML or text file, or the address of a page or feed.',
  });
}

async function openFile({ target, cwd }: ExtractOptions, config: Config): Promise<SourceDocument> {
  const file = path.resolve(cwd ?? config.root, target);
  const bytes = await readBytes(file).catch((cause: unknown) => {
    if (isLectorError(cause)) throw cause;
    throw new LectorError('E_INPUT', `${target} cannot be read.`, { hint: 'name a file that is there.', cause });
  });
  return {
    origin: 'articles',
    location: path.relative(config.root, file).replaceAll(path.sep, '/'),
    name: path.basename(file).toLowerCase(),
    bytes,
    sha256: createHash('sha256').update(bytes).digest('hex'),
  };
}
