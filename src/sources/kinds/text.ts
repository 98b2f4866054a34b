import { present } from '../../model/present.js';
import { numberBlocks, type BlockDraft } from '../../model/text/block-text.js';
import { checkArticle, refuseEmpty } from '../text/check-article.js';
import { decodeText } from '../text/decode-text.js';
import { linkText } from '../text/link-text.js';
import { readFrontMatter, splitFrontMatter } from '../fields/front-matter.js';
import { provenanceOf } from '../fields/read-item-fields.js';
import { parseDate } from '../fields/parse-date.js';
import { cleanAndReport } from '../text/report-cleaning.js';
import type { ArticleReading, ReadContext, Source, SourceDocument } from '../source.js';
import { splitPassages, type Passage } from '../text/split-passages.js';
import { titleFromName } from '../fields/title-from-name.js';

/** Plain text: paragraphs parted by blank lines, the first short line its title; front matter before it is stronger. */
export const text: Source = {
  kind: 'text',
  version: 2,
  isPure: true,
  recognises: ({ origin, name, mediaType }) =>
    origin !== 'programmes' && (/\.(?:txt|text)$/u.test(name) || mediaType === 'text/plain'),
  read: async (document, context) => [readText(document, context)],
};

function readText(document: SourceDocument, context: ReadContext): ArticleReading {
  const { location } = document;
  const decoded = decodeText(document, context);
  refuseEmpty(decoded, location);
  const cleaned = cleanAndReport({
    text: decoded.replace(SOFT_HYPHENED, ''),
    subject: 'the text',
    place: { file: location },
    warn: context.warn,
  });
  const { frontMatter, body, bodyLine } = splitFrontMatter(cleaned, location);
  const fields = readFrontMatter(frontMatter, { location, context });
  const passages = splitPassages(body).map((passage) => ({ ...passage, line: passage.line + bodyLine - 1 }));
  const [first, ...others] = passages;
  const isTitled =
    first !== undefined &&
    others.length > 0 &&
    (fields.title === undefined ? isTitle(first) : first.text === fields.title);
  const title = fields.title ?? (isTitled ? first.text : titleFromName(location));
  const drafts: BlockDraft[] = [
    { kind: 'title', spans: [{ text: title }], ...(isTitled && { line: first.line }) },
    ...toDrafts(isTitled ? others : passages),
  ];
  const dateline = drafts.find(({ kind }, index) => kind === 'dateline' && index < 4);
  const date = dateline?.kind === 'dateline' ? toDate(dateline.spans[0]?.text ?? '', context) : undefined;
  const blocks = numberBlocks(drafts);
  checkArticle(blocks, { location, limits: context.limits });
  return {
    kind: 'article',
    title,
    ...present({ publishedAt: date }),
    ...fields,
    authors: fields.authors ?? [],
    tags: fields.tags ?? [],
    provenance: {
      title: isTitled ? 'page' : 'file',
      ...(date !== undefined && { publishedAt: 'page' as const }),
      ...provenanceOf(fields, 'front-matter'),
    },
    blocks,
    dropped: [],
  };
}

function toDate(line: string, { timeZone }: ReadContext): string | undefined {
  return parseDate(line, { timeZone })?.iso;
}

/** One short line that is no sentence. */
function isTitle({ text: line, lineCount }: Passage): boolean {
  return lineCount === 1 && line.length <= 150 && !/[.!?…:;,]["”’)]*$/u.test(line) && /\p{L}/u.test(line);
}

/** A word a program parted at the end of a line; the soft hyphen alone would be taken out. */
const SOFT_HYPHENED = /\u00AD\r?\n[ \t]*/gu;
const BULLET = /^(?:[-*•–▪◦‣]|(\d{1,3})[.)])\s+/u;

function toDrafts(passages: readonly Passage[]): BlockDraft[] {
  return passages.flatMap((passage, index): BlockDraft[] => {
    const { text: line, line: number, lines } = passage;
    if (lines.every((item) => BULLET.test(item)) && lines.length > 1) {
      const start = BULLET.exec(lines[0] ?? '')?.[1];
      const items = lines.map((item) => ({ spans: linkText(item.replace(BULLET, '')), depth: 0 }));
      return [{ kind: 'list', isOrdered: start !== undefined, start: Number(start ?? 1), items, line: number }];
    }
    if (parseDate(line)) return [{ kind: 'dateline', spans: [{ text: line }], line: number }];
    const next = passages[index + 1];
    const isHeading = line.length <= 80 && isTitle(passage) && /^[\p{Lu}\p{N}]/u.test(line) && next && !isTitle(next);
    if (isHeading) return [{ kind: 'heading', level: 2, spans: [{ text: line }], line: number }];
    return [{ kind: 'paragraph', spans: linkText(line), line: number }];
  });
}
