import type { Span } from '../../src/model/article.js';
import type { BlockDraft } from '../../src/model/text/block-text.js';

export type GoldenCase = {
  readonly name: string;
  readonly head: string;
  readonly header: string;
  readonly body: string;
  readonly blocks: readonly string[];
  readonly dropped: readonly string[];
};

/**
 * `=== name`, then `--- head`, `--- header`, `--- body`, `--- blocks` with one block a line, and `--- dropped`
 * with what was left out of the case, one piece a line after its reason.
 */
export function readCases(text: string, title: string): readonly GoldenCase[] {
  return text
    .split(/^=== /mu)
    .slice(1)
    .map((source) => {
      const [name = '', ...parts] = source.split(/^--- (?=(?:head|header|body|blocks|dropped)$)/mu);
      const part = (label: string): string =>
        parts
          .find((one) => one.startsWith(`${label}\n`))
          ?.slice(label.length + 1)
          .trim() ?? '';
      const header = part('header') === '' ? `<h1>${title}</h1>` : part('header');
      const lines = (label: string): readonly string[] =>
        part(label)
          .split('\n')
          .filter((line) => line !== '');
      return {
        name: name.trim(),
        head: part('head'),
        header,
        body: part('body'),
        blocks: lines('blocks'),
        dropped: lines('dropped'),
      };
    });
}

/** A block as one line: what it says, with its properties in brackets. */
export function showBlock(block: BlockDraft): string {
  const marks = [
    ...(block.lang === undefined ? [] : [`lang=${block.lang}`]),
    ...(block.anchor === undefined ? [] : [`#${block.anchor}`]),
    ...(block.audio === undefined ? [] : [`audio=${block.audio}`]),
  ];
  return `${block.kind}${marks.length === 0 ? '' : ` (${marks.join(' ')})`}: ${showContent(block)}`;
}

function showContent(block: BlockDraft): string {
  switch (block.kind) {
    case 'heading':
      return `h${block.level} ${showSpans(block.spans)}`;
    case 'list':
      return `${block.isOrdered ? `ordered from ${block.start}` : 'bullets'} ${block.items.map(({ depth, spans }) => `${'>'.repeat(depth + 1)} ${showSpans(spans)}`).join(' ')}`;
    case 'quote':
      return `${block.paragraphs.map(showSpans).join(' // ')}${block.speaker === undefined ? '' : ` — said by ${block.speaker}`}`;
    case 'figure':
      return `src=${block.src ?? 'none'} alt=${JSON.stringify(block.alt ?? null)} caption=${block.caption === undefined ? 'none' : showSpans(block.caption)}`;
    case 'table':
      return `${block.caption ?? 'no caption'} [${block.header.join(' | ')}] ${block.rows.map((row) => `[${row.join(' | ')}]`).join(' ')}${block.reading === undefined ? '' : ` read=${block.reading}`}`;
    case 'code':
      return `${block.language ?? 'plain'} ${JSON.stringify(block.code)}`;
    case 'math':
      return block.tex;
    case 'footnote':
      return `[${block.label}] ${showSpans(block.spans)}`;
    case 'embed':
      return `${block.url ?? 'no address'} ${block.title ?? ''}`.trim();
    default:
      return showSpans(block.spans);
  }
}

function showSpans(spans: readonly Span[]): string {
  return spans
    .map((span) => {
      if (span.pauseMs !== undefined) return `[pause ${span.pauseMs} ms]`;
      // A line break and a no-break space, which look like others.
      let text = span.text.replaceAll('\n', '⏎').replaceAll('\u00A0', '⍽');
      if (span.isCode === true) text = `\`${text}\``;
      if (span.emphasis !== undefined) text = span.emphasis === 'em' ? `*${text}*` : `**${text}**`;
      if (span.footnoteRef !== undefined) text = `[^${span.footnoteRef}]`;
      if (span.href !== undefined) text = `[${text}](${span.href})`;
      if (span.lang !== undefined) text = `{${span.lang}:${text}}`;
      return span.audio === undefined ? text : `<${span.audio}>${text}</${span.audio}>`;
    })
    .join('');
}
