import type { Article, Block, Briefing } from '../../src/model/article.js';
import { emptyLexicon } from '../../src/script/lexicon/lexicon.js';
import { DEFAULT_PAUSES } from '../../src/script/passage/pause-model.js';
import type { ScriptContext } from '../../src/script/write-script.js';
import { openTemplates } from '../../src/templates/render.js';
import { fileURLToPath } from 'node:url';
import type { Finding } from '../../src/model/finding.js';

const TEMPLATES = fileURLToPath(new URL('../../templates', import.meta.url));

/** An article of the given blocks, ids counted, with the metadata a news report has. */
export function articleOf(blocks: readonly BlockWithoutId[], changes: Partial<Article> = {}): Article {
  return {
    kind: 'article',
    identity: 'https://news.example/harbour',
    slug: 'harbour',
    source: { kind: 'markdown', location: 'articles/harbour.md', sha256: '0'.repeat(64) },
    title: 'Harbour reopens',
    authors: ['Ada Brandt'],
    publishedAt: '2025-07-15T07:28:00+03:00',
    language: 'en',
    tags: [],
    canonicalUrl: 'https://news.example/harbour',
    provenance: {},
    options: {},
    blocks: blocks.map((block, index) => ({ ...block, id: `b${index + 1}` }) as Block),
    dropped: [],
    ...changes,
  };
}

type WithoutId<Kind> = Kind extends Block ? Omit<Kind, 'id'> : never;
export type BlockWithoutId = WithoutId<Block>;

export function paragraph(text: string): BlockWithoutId {
  return { kind: 'paragraph', spans: [{ text }] };
}

export function heading(text: string, level = 2, anchor?: string): BlockWithoutId {
  return { kind: 'heading', level, spans: [{ text }], ...(anchor !== undefined && { anchor }) };
}

export function briefingOf(articles: readonly Article[]): Briefing {
  const { identity, source, authors, publishedAt, language, tags, provenance, options } = articleOf([]);
  const metadata = { identity, source, authors, language, tags, provenance, options };
  return {
    ...metadata,
    ...(publishedAt !== undefined && { publishedAt }),
    kind: 'briefing',
    slug: 'morning',
    title: 'Morning edition',
    articles,
  };
}

/** Context with the built-in templates; findings are collected in `findings`. */
export function scriptContext(changes: Partial<ScriptContext> = {}): ScriptContext & { readonly findings: Finding[] } {
  const findings: Finding[] = [];
  return {
    templates: openTemplates({ directories: [TEMPLATES] }),
    lexicon: emptyLexicon,
    pauses: DEFAULT_PAUSES,
    voices: {},
    show: { title: 'The Lantern' },
    reading: { tables: 'summary', footnotes: 'skip', code: 'announce', figures: 'caption' },
    style: 'newsreader',
    warn: (finding) => void findings.push(finding),
    findings,
    ...changes,
  };
}

/** Templates that add nothing, for tests of the body alone. */
export const SILENT_TEMPLATES = { render: (): string => '' };
