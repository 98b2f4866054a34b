import path from 'node:path';
import { LectorError } from '../../errors.js';
import type { ArticleText, TextPlace, TextStore } from '../../model/text/article-text.js';
import type { SourceLimits } from '../limits.js';
import type { Reading } from '../source.js';
import { readWhole } from './find-files.js';
import { hideSecrets } from './hide-secrets.js';
import { readDocument, toReadings, type DocumentContext } from './read-document.js';

/** Texts of articles of files that are known: as they are kept, and where that is lost, as their files have them. */
export function openTexts(context: DocumentContext, limits: SourceLimits): TextStore {
  const { cache } = context;
  return {
    read: (at) => pick(toReadings(cache?.peek?.(at.key)), at),
    async load(at) {
      const kept = toReadings(await cache?.get(at.key));
      if (kept) return pick(kept, at);
      const { location } = at;
      const { bytes, sha256 } = await readWhole(at, maxBytesOf(limits));
      const name = path.basename(at.path).toLowerCase();
      const found = await readDocument({ origin: 'articles', location, name, bytes, sha256 }, context);
      return pick(sha256 === at.sha256 ? found?.readings : undefined, at);
    },
  };
}

/** No file that is larger is looked into. */
export function maxBytesOf({ maxBodyBytes, maxFeedBytes }: SourceLimits): number {
  return Math.max(maxBodyBytes, maxFeedBytes);
}

function pick(readings: readonly Reading[] | undefined, { index, location }: TextPlace): ArticleText {
  const reading = readings?.[index];
  const clean = reading && hideSecrets(reading, { location, warn: () => undefined });
  if (clean?.kind === 'article') return { blocks: clean.blocks, dropped: clean.dropped };
  throw new LectorError('E_INPUT', `what was read of ${location} is lost.`, {
    hint: 'run the same command again; if that does not help, delete .lector/cache.',
    place: { file: location },
  });
}
