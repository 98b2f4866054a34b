import { isPublicationField } from './read-publication.js';

/** Beside what says whether and when: what headers of other programs begin with. */
const HEADER_NAMES: ReadonlySet<string> = new Set([
  'title', 'author', 'authors', 'subtitle', 'slug', 'tags', 'category', 'categories', 'summary', 'description', 'layout',
  'modified', 'updated', 'lang', 'language', 'keywords', 'id', 'url', 'type', 'link', 'headline',
]); // prettier-ignore

/** The name of the dialect, where a text opens with fields in a way that is not read; nothing for words. */
export function nameForeignFrontMatter(text: string): string | undefined {
  const head = text.slice(0, 20_000);
  if (/^#\+[a-z_]+:/iu.test(head)) return 'fields of Org mode (#+TITLE: …)';
  if (/^%[ \t]+\S[^\n]*\n%(?:[ \t]|\n)/u.test(head)) return 'a title block of Pandoc (% Title)';
  if (/^(?:<!--\s*)?\.\.[ \t]+[a-z_]+:(?:[ \t]|\n)/iu.test(head)) return 'fields of Nikola (.. title: …)';
  const comment = /^<!--([\s\S]*?)-->/u.exec(head)?.[1];
  if (comment !== undefined && /\n/u.test(comment.trim()) && isAllFields(comment))
    return 'fields in a comment (<!-- … -->)';
  const docinfo = /^:([\w-]+):(?:[ \t]|\n)/u.exec(head)?.[1];
  if (docinfo !== undefined && isHeaderName(docinfo)) return 'fields of reStructuredText (:title: …)';
  const fence = /^(([-;+*=~%#:$!@_])\2{2,})[ \t]*(?:json|yaml|toml)?[ \t]*\n([\s\S]*?)\n\1[ \t]*(?:\n|$)/iu.exec(head);
  const mark = fence?.[1] ?? '';
  if (mark !== '---' && mark !== '+++' && fence && isAllFields(fence[3] ?? '')) return `fields between ${mark}`;
  return isMailHeader(head) ? 'a header of lines such as Title: …' : undefined;
}

/** Whether what follows front matter is one more block of fields, fenced or not. */
export function opensSecondBlock(body: string): boolean {
  const fenced = /^\s*(?:---|\+\+\+)[ \t]*\n([\s\S]*?)\n(?:---|\+\+\+|\.\.\.)[ \t]*(?:\n|$)/u.exec(body)?.[1];
  if (fenced !== undefined) return isAllFields(fenced);
  const rest = /^((?:[^\n]*\S[^\n]*\n)+?)---[ \t]*(?:\n|$)/u.exec(body)?.[1];
  return rest !== undefined && isAllFields(rest);
}

/** Lines at the beginning among which fields would be looked for. */
const OPENING_LINES = 12;

/** Where a fenced block of fields stands that something else stands before. */
export function findMisplacedFields(text: string): number | undefined {
  const opening = text.split('\n', OPENING_LINES).join('\n');
  for (const { 0: fence, 1: mark = '', index } of opening.matchAll(/^(---|\+\+\+)[ \t]*$/gmu)) {
    const inner = text.slice(index + fence.length + 1);
    const end = mark === '---' ? /^(?:---|\.\.\.)[ \t]*$/mu.exec(inner) : /^\+\+\+[ \t]*$/mu.exec(inner);
    if (index > 0 && end && isAllFields(inner.slice(0, end.index))) return index;
  }
  return undefined;
}

/** MultiMarkdown and Pelican: a first paragraph of nothing but `Name: value`. */
function isMailHeader(text: string): boolean {
  const paragraph = /^[^\n]+(?:\n[^\n]*\S[^\n]*)*/u.exec(text)?.[0] ?? '';
  const lines = paragraph.split('\n');
  const names = lines.map((line) => /^([a-z][\w -]{0,40}?)[ \t]*:(?:[ \t]|$)/iu.exec(line)?.[1]);
  if (names[0] === undefined || lines.some((line, index) => names[index] === undefined && !/^[ \t]/u.test(line)))
    return false;
  const known = names.flatMap((name) => (name !== undefined && isHeaderName(name) ? [name.toLowerCase()] : []));
  return (
    known.includes('title') ||
    (known.length > 1 && known.some((name) => /^(?:status|draft|published|visibility)$/u.test(name)))
  );
}

/** Whether lines hold fields and nothing else, and one that says something of a text. */
function isAllFields(block: string): boolean {
  const lines = block.split('\n').filter((line) => line.trim() !== '');
  const names = lines.map((line) => /^\s*[{,]?\s*["']?([\w-]+)["']?\s*[:=](?:\s|$|["'[{\d])/u.exec(line)?.[1]);
  const isPart = (line: string): boolean => /^(?:\s|#|- |[[{\]}])/u.test(line);
  return (
    names.some((name) => name !== undefined && isHeaderName(name)) &&
    lines.every((line, index) => names[index] !== undefined || isPart(line))
  );
}

function isHeaderName(name: string): boolean {
  return HEADER_NAMES.has(name.toLowerCase()) || isPublicationField(name);
}
