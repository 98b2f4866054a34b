import type { Block, SourceItem, Span } from '../model/article.js';
import { toOneLine } from '../model/text.js';
import { markdownToHtml } from '../templates/html/markdown-to-html.js';
import { htmlToText } from '../templates/html/html-to-text.js';

/** Long enough for two sentences, short enough for a list of episodes. */
const MAX_SUMMARY_CHARACTERS = 300;

/** One or two plain sentences about an item: its standfirst, else how it begins. */
export function writeSummary(item: SourceItem): string {
  const standfirst = toOneLine(item.standfirst ?? '');
  if (standfirst !== '') return standfirst;
  return firstSentences(opening(item), item.language) || item.title;
}

function opening(item: SourceItem): string {
  switch (item.kind) {
    case 'article':
      return firstParagraph(item.blocks);
    case 'briefing':
      return `${item.articles.map(({ title }) => toOneLine(title).replace(/[.;]$/u, '')).join('; ')}.`;
    case 'programme': {
      const [first = ''] = htmlToText(markdownToHtml(item.description)).trim().split('\n\n');
      return toOneLine(first);
    }
  }
}

function firstParagraph(blocks: readonly Block[]): string {
  for (const block of blocks) {
    if (block.kind !== 'standfirst' && block.kind !== 'paragraph') continue;
    const text = toOneLine(textOf(block.spans));
    if (text !== '') return text;
  }
  return '';
}

function textOf(spans: readonly Span[]): string {
  return spans
    .filter(({ audio, footnoteRef }) => audio !== 'only' && footnoteRef === undefined)
    .map(({ text }) => text)
    .join('');
}

function firstSentences(text: string, language: string): string {
  if (text.length <= MAX_SUMMARY_CHARACTERS) return text;
  let summary = '';
  for (const { segment } of new Intl.Segmenter(language, { granularity: 'sentence' }).segment(text.slice(0, 2000))) {
    if (summary !== '' && (summary + segment).trim().length > MAX_SUMMARY_CHARACTERS) break;
    summary += segment;
  }
  const trimmed = summary.trim();
  if (trimmed.length <= MAX_SUMMARY_CHARACTERS) return trimmed;
  const cut = trimmed.slice(0, MAX_SUMMARY_CHARACTERS);
  return `${cut.slice(0, cut.lastIndexOf(' ')).replace(/[\s,;:–—-]+$/u, '')}…`;
}
