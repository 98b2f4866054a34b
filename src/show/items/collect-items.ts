import path from 'node:path';
import type { Config } from '../../config.js';
import type { ShowState } from '../../context.js';
import { LectorError } from '../../errors.js';
import type { Finding } from '../../model/finding.js';
import { present } from '../../model/present.js';
import { openDocumentMemo } from '../../sources/collect/document-memo.js';
import { collectSources, type Collection } from '../../sources/collect/collect-sources.js';
import type { SiteSelectors } from '../../sources/source.js';
import type { SourceAddress, SourcesContext } from '../../sources/collect/sources-context.js';
import { openJsonCache } from '../../workspace.js';

/**
 * Every article, programme and briefing of the project; parsed ones come from the cache while their bytes stay.
 * What cannot be used is refused, and so is a project without anything.
 *
 * @param options.isLying Whether texts of files nobody touched stay where they lie until they are asked for.
 */
export async function collectItems(
  state: ShowState,
  { isLying = false }: { readonly isLying?: boolean } = {},
): Promise<Collection> {
  const { config } = state;
  const memo = isLying ? await openDocumentMemo(path.join(config.stateDir, 'cache', 'sources.jsonl')) : undefined;
  const collected = await collectSources({ ...sourcesContextOf(state), ...present({ memo }) });
  await memo?.save();
  const { items, held, refused } = collected;
  if (items.length > 0 || held.length > 0 || refused.length > 0) return collected;
  const folder = path.relative(config.root, config.articlesDir) || config.articlesDir;
  const nothing = new LectorError('E_INPUT', `there is no .md, .html or .txt in ${folder}/.`, {
    hint: 'put an article there, or name another folder: lector build FOLDER.',
  });
  return { items: [], held: [], refused: [nothing.toFinding()] };
}

/** What reading sources needs, from the configuration. */
export function sourcesContextOf(
  { config, environment, sources, warn, now, signal, known, polling }: ShowState,
  { isCached }: { readonly isCached: boolean } = { isCached: true },
): SourcesContext {
  const { allowPrivateAddresses, allowedPorts } = config.http;
  return {
    root: config.root,
    articlesDir: config.articlesDir,
    programmesDir: config.programmesDir,
    addresses: config.sources.map((source) => addressOf(source, { config, environment, ...present({ polling }) })),
    language: config.language,
    briefings: config.briefings.map(({ title, articles, publishedAt, description }) => ({
      title,
      articles,
      ...present({ publishedAt, description }),
    })),
    timeZone: config.timeZone,
    hasSubscribers: config.feeds.some(({ access }) => access === 'private'),
    sites: sitesOf(config),
    limits: { maxArticleWords: config.limits.articleWords, maxBodyBytes: config.limits.documentBytes },
    ...(isCached && { cache: openJsonCache(path.join(config.stateDir, 'cache', 'sources')) }),
    known,
    sources,
    fetch: { allowPrivateAddresses, signal, ...present({ allowedPorts }) },
    warn,
    now,
  };
}

function addressOf(
  source: Config['sources'][number],
  { config, environment, polling }: Pick<ShowState, 'config' | 'environment' | 'polling'>,
): SourceAddress {
  const { url, headers, fullText, maxNewItems } = source;
  const fill = (value: string, what: string): string =>
    value.replace(/\$\{([A-Z][A-Z0-9_]*)\}/gu, (_, variable: string) => {
      const secret = environment[variable];
      if (secret !== undefined && secret !== '') return secret;
      throw new LectorError('E_CONFIG', `the environment has no ${variable}, which ${what} needs.`, {
        hint: `set ${variable}.`,
        place: { file: path.basename(config.file) },
      });
    });
  const filled = Object.entries(headers ?? {}).map(([name, value]) => [name, fill(value, `a header of ${url}`)]);
  return {
    url: fill(url, `the source ${url}`),
    ...(filled.length > 0 && { headers: Object.fromEntries(filled) as Record<string, string> }),
    ...present({ fullText, maxNewItems }),
    ...(polling && { isResting: polling.isResting(url), failed: (failure: Finding) => polling.failed(url, failure) }),
  };
}

/** The selectors without keys that are not set. */
function sitesOf(config: Config): SiteSelectors {
  return Object.fromEntries(
    Object.entries(config.sites).map(([host, { include, exclude }]) => [host, { ...present({ include, exclude }) }]),
  );
}
