import { decodeText, decodeLoosely } from '../text/decode-text.js';
import { arrangeDump } from './page-dump/arrange-dump.js';
import { looksLikeDump } from './page-dump/looks-like-dump.js';
import { readLines } from './page-dump/read-lines.js';
import { numberBlocks } from '../../model/text/block-text.js';
import { checkArticle, refuseEmpty } from '../text/check-article.js';
import { present } from '../../model/present.js';
import { cleanAndReport } from '../text/report-cleaning.js';
import type { ArticleReading, ReadContext, Source, SourceDocument } from '../source.js';
import { readFrontMatter, splitFrontMatter } from '../fields/front-matter.js';
import { provenanceOf } from '../fields/read-item-fields.js';
import { titleFromName } from '../fields/title-from-name.js';

/** A whole web page copied as plain text from a browser, with everything that stood around the article. */
export const pageDump: Source = {
  kind: 'page-dump',
  version: 2,
  isPure: true,
  recognises: ({ origin, name, mediaType, bytes }) =>
    origin !== 'programmes' &&
    (/\.(?:txt|text)$/u.test(name) || mediaType === 'text/plain') &&
    looksLikeDump(decodeLoosely(bytes)),
  read: async (document, context) => [readDump(document, context)],
};

function readDump(document: SourceDocument, context: ReadContext): ArticleReading {
  const { location } = document;
  const decoded = decodeText(document, context);
  refuseEmpty(decoded, location);
  const text = cleanAndReport({
    text: decoded,
    subject: 'the text',
    place: { file: location },
    warn: context.warn,
  });
  const split = splitFrontMatter(text, location);
  const fields = readFrontMatter(split.frontMatter, { location, context });
  const dump = arrangeDump(readLines(split.body), { timeZone: context.timeZone });
  const title = fields.title ?? dump.title ?? titleFromName(location);
  const spans = [{ text: title }];
  const titleBlock = dump.title === undefined ? [{ kind: 'title' as const, spans }] : [];
  const body = dump.blocks.map((block) => (block.kind === 'title' ? { ...block, spans } : block));
  const blocks = numberBlocks([...titleBlock, ...body]);
  checkArticle(blocks, { location, limits: context.limits, minWords: context.limits.minArticleWords });
  const { standfirst, publishedAt, modifiedAt, authors, dropped } = dump;
  const found = { standfirst, publishedAt, modifiedAt, authors: authors.length > 0 ? authors : undefined };
  return {
    kind: 'article',
    ...present({ standfirst, publishedAt, modifiedAt }),
    ...fields,
    title,
    authors: fields.authors ?? authors,
    tags: fields.tags ?? [],
    provenance: {
      title: dump.title === undefined ? 'file' : 'page',
      ...Object.fromEntries(Object.keys(present(found)).map((name) => [name, 'page' as const])),
      ...provenanceOf(fields, 'front-matter'),
    },
    blocks,
    dropped,
  };
}
