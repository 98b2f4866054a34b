import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { Article, SourceItem } from '../../src/model/article.js';
import type { Finding } from '../../src/model/finding.js';
import { collectSources, type SourcesContext } from '../../src/sources/collect/collect-sources.js';

/** A project folder in a fresh place with the given files; gone when all tests are done. */
export async function makeProject(files: Readonly<Record<string, string | Uint8Array>>): Promise<string> {
  const root = await mkdtemp(path.join(os.tmpdir(), 'lector-sources-'));
  for (const [name, content] of Object.entries(files)) {
    await mkdir(path.dirname(path.join(root, name)), { recursive: true });
    await writeFile(path.join(root, name), content);
  }
  return root;
}

export type Collected = {
  readonly items: readonly SourceItem[];
  readonly refused: readonly Finding[];
  readonly warnings: readonly Finding[];
};

/** Collects the sources of a project as a build would. */
export async function collect(root: string, options: Partial<SourcesContext> = {}): Promise<Collected> {
  const warnings: Finding[] = [];
  const { items, refused } = await collectSources({
    root,
    articlesDir: 'articles',
    programmesDir: 'audio/programmes',
    language: 'en',
    briefings: [],
    now: () => new Date('2026-01-01T00:00:00Z'),
    warn: (finding) => void warnings.push(finding),
    ...options,
  });
  return { items, refused, warnings };
}

/** Collects one file of the articles folder. */
export async function collectOne(
  name: string,
  content: string | Uint8Array,
  options: Partial<SourcesContext> = {},
): Promise<Collected> {
  return collect(await makeProject({ [`articles/${name}`]: content }), options);
}

/** The only article of a collection. */
export function onlyArticle({ items, refused }: Collected): Article {
  const [item, ...others] = items;
  if (item?.kind !== 'article' || others.length > 0) {
    throw new TypeError(`Expected one article: ${JSON.stringify({ items: items.length, refused })}`);
  }
  return item;
}

/** Its blocks without ids and lines, for comparison at a glance. */
export function bare(article: Article): readonly unknown[] {
  return article.blocks.map((block) => {
    const copy: Record<string, unknown> = { ...block };
    delete copy['id'];
    delete copy['line'];
    return copy;
  });
}
