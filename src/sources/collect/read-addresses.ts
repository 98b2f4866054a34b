import { createHash } from 'node:crypto';
import PQueue from 'p-queue';
import { LectorError, toLectorError, warning } from '../../errors.js';
import { present } from '../../model/present.js';
import { toCandidates, type Candidate } from './candidate.js';
import { sourceAddress } from '../../model/text/secrets.js';
import { textOfBlock } from '../../model/text/block-text.js';
import { countWords } from '../text/count-words.js';
import type { FetchOptions } from '../fetch/fetch-page.js';
import { withPlace } from './find-files.js';
import { SOURCES } from '../index.js';
import { limitsOf, readContextOf } from './read-context.js';
import { readDocument, type DocumentReadings } from './read-document.js';
import type { ReadRun } from './read-files.js';
import type { Reading, SourceDocument } from '../source.js';
import type { SourceAddress } from './sources-context.js';

/** Addresses fetched at once; one host gets two of them at most. */
const CONCURRENCY = 8;

/** Every page and feed of the configuration, in its order. */
export async function readAddresses(run: ReadRun & { readonly fetch: FetchOptions }): Promise<readonly Candidate[]> {
  const queue = new PQueue({ concurrency: CONCURRENCY });
  const addresses = run.context.addresses ?? [];
  const found = await queue.addAll(addresses.map((address) => () => readAddress(address, run)));
  return found.flat();
}

async function readAddress(
  address: SourceAddress,
  run: ReadRun & { readonly fetch: FetchOptions },
): Promise<readonly Candidate[]> {
  const { context, refuse, fetch } = run;
  const limits = limitsOf(context);
  const location = sourceAddress(address.url);
  const tell = (failure: LectorError): void => {
    const finding = withPlace(failure, location);
    address.failed?.(finding);
    refuse(finding);
  };
  try {
    const request = { ...address, maxBytes: Math.max(limits.maxBodyBytes, limits.maxFeedBytes) };
    const { fetchDocument } = await import('../fetch/fetch-document.js');
    const { document, failure } = await fetchDocument(request, {
      fetch,
      ...present({ cache: context.cache }),
    });
    if (failure) tell(failure);
    const found = await readDocument(document, readContextOf(context, { address, fetch }));
    if (!found) {
      throw new LectorError('E_CONTENT_TYPE', `${location} is no page and no feed.`, {
        place: { file: location },
        hint: 'use the address of a page, or of an RSS, Atom or JSON feed.',
      });
    }
    for (const finding of found.warnings) context.warn(finding);
    return await keepFromShrinking(found, { address, document, run, isStale: failure !== undefined });
  } catch (error) {
    const failure = toLectorError(error);
    if (failure.code === 'E_INTERRUPTED') throw failure;
    tell(failure);
    return [];
  }
}

type Last = {
  readonly kind: string;
  readonly words: number;
  readonly readings: readonly Reading[];
  readonly sha256: string;
};

/**
 * A page that lost more than half of its words, or all of them, has most likely become an error page, a consent page or
 * a teaser, and a feed without items is one in trouble: what was read last stays.
 */
async function keepFromShrinking(
  found: DocumentReadings,
  {
    address,
    document,
    run,
    isStale,
  }: {
    readonly address: SourceAddress;
    readonly document: SourceDocument;
    readonly run: ReadRun;
    readonly isStale: boolean;
  },
): Promise<readonly Candidate[]> {
  const { cache } = run.context;
  const key = createHash('sha256').update(`last:${address.url}`).digest('hex');
  const last = toLast(await cache?.get(key));
  const words = found.readings.reduce((sum, reading) => sum + wordsOf(reading), 0);
  const trouble = last && troubleOf(found, { words, last });
  if (last && trouble !== undefined) {
    // The failure to fetch is told already; the answer before it was as bad, and was told then.
    if (!isStale) tellOfTrouble(trouble, { last, found, document, run });
    const source = SOURCES.find(({ kind }) => kind === last.kind) ?? found.source;
    return toCandidates({ source, readings: last.readings }, { document: { ...document, sha256: last.sha256 } });
  }
  for (const finding of found.refused) run.refuse(finding);
  const kept: Last = { kind: found.source.kind, words, readings: found.readings, sha256: document.sha256 };
  if (found.readings.length > 0) await cache?.put(key, kept);
  return toCandidates(found, { document });
}

type Trouble = {
  readonly last: Last;
  readonly found: DocumentReadings;
  readonly document: SourceDocument;
  readonly run: ReadRun;
};

/** A feed in trouble is for its publisher to know; an article that became a teaser is no failure of the run. */
function tellOfTrouble(trouble: string, { last, found, document, run }: Trouble): void {
  if (last.kind === 'feed' && found.source.kind === 'feed' && found.refused.length > 0) {
    for (const finding of found.refused) run.refuse(finding);
    return;
  }
  const { location } = document;
  const message = `${location} is not what it was (${trouble}); what was read last stays.`;
  if (last.kind === 'feed') {
    const hint = 'open the address in a browser: it should give the feed; then run again.';
    run.refuse(new LectorError('E_FEED_CHANGED', message, { hint, place: { file: location } }).toFinding());
    return;
  }
  const hint = 'if it really was shortened, delete .lector/cache/sources and build again.';
  run.context.warn(warning('W_SHRUNK', message, { hint, place: { file: location } }));
}

function troubleOf(
  found: DocumentReadings,
  { words, last }: { readonly words: number; readonly last: Last },
): string | undefined {
  if (last.kind === 'feed' && found.source.kind !== 'feed') return 'it was a feed and answers with a page now';
  if (found.readings.length === 0) return found.refused[0]?.message.replace(/\.$/u, '') ?? 'it has no item now';
  if (last.kind !== found.source.kind) return 'it was a page';
  return last.kind === 'url' && words * 2 < last.words ? `${words} words instead of ${last.words}` : undefined;
}

function wordsOf(reading: Reading): number {
  if (reading.kind !== 'article') return 0;
  return reading.blocks.reduce((sum, block) => sum + countWords(textOfBlock(block)), 0);
}

function toLast(value: unknown): Last | undefined {
  const last = value as Partial<Last> | undefined;
  return typeof last?.words === 'number' && typeof last.kind === 'string' && Array.isArray(last.readings)
    ? (last as Last)
    : undefined;
}
