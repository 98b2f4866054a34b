import type { Element, Nodes } from 'hast';
import rehypeParse from 'rehype-parse';
import { unified } from 'unified';
import type { RenderedNotes } from '../model/episode.js';
import type { NotesApp } from '../model/publication/notes-apps.js';
import { byteLength, toOneLine } from '../model/text.js';

/** Something of an episode's notes that an app does not show as it is written. */
export type DroppedPart = {
  /** The place of the feed it stands in. */
  readonly where: 'description' | 'content';
  /** Line of those notes, from 1. */
  readonly line: number;
  /** `<h2>`, `<img>`, `4,312 bytes`. */
  readonly what: string;
  /** What becomes of it. */
  readonly effect: string;
  /** How it begins. */
  readonly text: string;
};

/** Both apps: paragraphs, lists and links are drawn, every other element is its bare text (Apple, guide to RSS; Transistor, PodNews). */
const DRAWN: ReadonlySet<string> = new Set(['p', 'ul', 'ol', 'li', 'a', 'br']);
const EFFECTS: Readonly<Record<string, string>> = {
  b: 'not bold',
  strong: 'not bold',
  i: 'not italic',
  em: 'not italic',
  img: 'not shown at all',
  table: 'its cells run together',
};
const HEADING = /^h[1-6]$/u;
/** Of a table and its like the whole is told and not each part. */
const PARTS: ReadonlySet<string> = new Set(['thead', 'tbody', 'tr', 'td', 'th', 'dt', 'dd']);
/** PSP-1 and Apple: bytes of a description; apps cut what is longer. */
const MAX_BYTES = 4000;
/** Spotify: a chapter whose title is this long or longer is none. */
const SPOTIFY_TITLE_CHARACTERS = 40;
const TIMESTAMP = /^\(?(?:\d{1,2}:)?\d{1,2}:\d{2}\)?[\s\-–:.]*(\S.*)$/u;
const SHOWN_CHARACTERS = 60;

const PARSER = unified().use(rehypeParse, { fragment: true }).freeze();

/** What an app drops of the notes of an episode, in the order it stands. */
export function findDropped({ descriptionHtml, contentHtml }: RenderedNotes, app: NotesApp): readonly DroppedPart[] {
  return [...partsOf(descriptionHtml, 'description', app), ...partsOf(contentHtml, 'content', app)];
}

function partsOf(html: string, where: DroppedPart['where'], app: NotesApp): readonly DroppedPart[] {
  const parts: DroppedPart[] = [];
  const add = (node: Element, what: string, effect: string): void => {
    const text = toOneLine(textOf(node)).slice(0, SHOWN_CHARACTERS);
    parts.push({ where, line: node.position?.start.line ?? 1, what, effect, text });
  };
  const walk = (node: Nodes): void => {
    if (node.type === 'element') {
      const { tagName } = node;
      if (!DRAWN.has(tagName) && !PARTS.has(tagName))
        add(
          node,
          `<${tagName}>`,
          EFFECTS[tagName] ?? (HEADING.test(tagName) ? 'plain text, no heading' : 'plain text'),
        );
      const title = app === 'spotify' && tagName === 'p' ? TIMESTAMP.exec(toOneLine(textOf(node)))?.[1] : undefined;
      if (title !== undefined && Array.from(title).length >= SPOTIFY_TITLE_CHARACTERS)
        add(node, `a chapter of ${Array.from(title).length} characters`, 'no chapter: its title has 40 or more');
    }
    if ('children' in node) node.children.forEach(walk);
  };
  walk(PARSER.parse(html));
  const bytes = byteLength(html);
  if (bytes > MAX_BYTES) {
    const kept = Buffer.from(html).subarray(0, MAX_BYTES).toString('utf8');
    const text = html.slice(kept.length, kept.length + SHOWN_CHARACTERS);
    const line = kept.split('\n').length;
    parts.push({ where, line, what: `${bytes} bytes`, effect: `may be cut after ${MAX_BYTES}`, text: toOneLine(text) });
  }
  return parts;
}

function textOf(node: Nodes): string {
  if (node.type === 'text') return node.value;
  if (node.type === 'element' && node.tagName === 'img')
    return String(node.properties['alt'] ?? node.properties['src'] ?? '');
  return 'children' in node ? node.children.map(textOf).join('') : '';
}
