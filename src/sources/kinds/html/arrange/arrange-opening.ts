import type { Piece } from '../../../../markup/piece.js';
import { isDateLine } from '../clutter/date-line.js';
import { openingReason } from '../clutter/text-reason.js';
import { closest, contains, elementsIn, type MarkupElement } from '../../../../markup/element.js';
import type { PageMetadata } from '../metadata/read-metadata.js';
import { fingerprint, similarity } from '../tokens.js';

/** What stands above an article's text. */
export type Opening = {
  readonly title: Piece | undefined;
  readonly standfirst: Piece | undefined;
  readonly dateline: Piece | undefined;
};

/** Finds title, standfirst and date line among the lines before the text, wherever on the page they stand. */
export function findOpening(
  drafts: readonly Piece[],
  headline: MarkupElement | undefined,
  metadata: PageMetadata,
): Opening {
  const firstProse = drafts.findIndex(isProse);
  const before = drafts.slice(0, firstProse < 0 ? drafts.length : firstProse);
  const title =
    headline === undefined ? undefined : longest(drafts.filter(({ element }) => contains(headline, element)));
  const start = title === undefined ? 0 : before.indexOf(title) + 1;
  const titles = [title?.text ?? '', metadata.title ?? ''];
  const isTitle = (text: string): boolean => titles.some((one) => similarity(text, one) >= SAME_SHARE);
  const afterTitle = before.slice(start, start + MAX_OPENING_LINES);
  return {
    title,
    standfirst: afterTitle.find((draft) => isStandfirst(draft, metadata) && !isTitle(draft.text)),
    dateline: afterTitle.find((draft) => isLineOfText(draft) && isDateLine(draft.text)),
  };
}

/** A table or a list of facts may hold a date and is no date line. */
function isLineOfText({ text, element }: Piece): boolean {
  const isListed = closest(element, ({ tag }) => FACT_TAGS.has(tag)) !== undefined;
  return text.length <= MAX_DATE_CHARACTERS && !isListed && !elementsIn(element).some(({ tag }) => FACT_TAGS.has(tag));
}

/** A headline may hold a link to itself besides its words. */
function longest(drafts: readonly Piece[]): Piece | undefined {
  return [...drafts].sort((one, other) => other.text.length - one.text.length)[0];
}

/** Drops every other line of the article that only says the title again. */
export function markRepeatedTitle(drafts: readonly Piece[], opening: Opening, title: string | undefined): void {
  const titles = new Set([opening.title?.text, title].filter((text) => text !== undefined).map(fingerprint));
  const firstProse = drafts.findIndex(isProse);
  for (const [index, draft] of drafts.entries()) {
    if (draft === opening.title || draft.reason !== undefined || draft.content === undefined) continue;
    const isSame = titles.has(fingerprint(draft.text));
    const isAlike =
      index < firstProse && draft.content.kind === 'heading' && similarity(draft.text, title ?? '') >= SAME_SHARE;
    if (isSame || isAlike) draft.reason = 'duplicate-headline';
  }
}

/** Lines beside the headline that were no part of the text say more than that: whose name, which date. */
export function nameOpeningLines(drafts: readonly Piece[], opening: Opening, metadata: PageMetadata): void {
  const start = opening.title === undefined ? -1 : drafts.indexOf(opening.title);
  if (start < 0) return;
  const taken = new Set<Piece | undefined>(Object.values(opening));
  const titles = new Set([opening.title?.text ?? '', metadata.title ?? ''].map(fingerprint));
  for (const draft of drafts.slice(start + 1, start + 1 + MAX_OPENING_LINES)) {
    if (draft.content !== undefined && draft.reason === undefined) break;
    if (taken.has(draft) || draft.reason !== 'outside-article') continue;
    const reason = titles.has(fingerprint(draft.text)) ? 'duplicate-headline' : openingReason(draft.text, metadata);
    if (reason !== undefined) draft.reason = reason;
  }
}

function isProse({ content, text, linkedLength, reason, element }: Piece): boolean {
  const isText = reason === undefined && content?.kind === 'paragraph' && text.length >= MIN_PROSE_CHARACTERS;
  return isText && linkedLength < text.length * 0.5 && !STANDFIRST_NAMES.test(element.names);
}

function isStandfirst({ text, element, reason, content }: Piece, metadata: PageMetadata): boolean {
  if (text.length < MIN_STANDFIRST_CHARACTERS || text.length > MAX_STANDFIRST_CHARACTERS) return false;
  if ((reason !== undefined && reason !== 'outside-article') || isDateLine(text, metadata)) return false;
  if (content?.kind === 'figure' || content?.kind === 'list' || CREDITED.test(text)) return false;
  const box = STANDFIRST_NAMES.test(element.names) ? element : element.parent;
  if (box !== undefined && STANDFIRST_NAMES.test(box.names)) return box === element || !holdsList(box);
  if (/^h[2-5]$/.test(element.tag)) return content === undefined || content.kind === 'heading';
  return reason !== undefined && isDeclared(fingerprint(text), fingerprint(metadata.standfirst ?? ''));
}

/** A box of key points has a list; a standfirst is one paragraph. */
function holdsList(box: MarkupElement): boolean {
  return elementsIn(box).some(({ tag }) => LIST_TAGS.has(tag));
}

/** Whether a line is the declared description, or one is the beginning of the other. */
function isDeclared(line: string, declared: string): boolean {
  if (line === declared) return true;
  const [shorter, longer] = line.length < declared.length ? [line, declared] : [declared, line];
  return shorter.length >= MIN_STANDFIRST_CHARACTERS && longer.startsWith(`${shorter} `);
}

const LIST_TAGS: ReadonlySet<string> = new Set(['ul', 'ol', 'dl', 'table']);
const FACT_TAGS: ReadonlySet<string> = new Set(['dl', 'th']);
/** A caption ends in who made the picture: `… last week. (Ann Orr/Harbour Press)`. */
const CREDITED =
  /\(\p{Lu}[^()]{0,60}\/\s?\p{Lu}[^()]{0,40}\)\s*$|(?:©|\bphoto(?:graph)?s?\s?:|\bfotos?\s?:)[^.]{0,60}$/iu;
const MAX_OPENING_LINES = 14;
const MIN_PROSE_CHARACTERS = 80;
const MAX_DATE_CHARACTERS = 60;
const SAME_SHARE = 0.7;
const MIN_STANDFIRST_CHARACTERS = 30;
const MAX_STANDFIRST_CHARACTERS = 500;
const STANDFIRST_NAMES =
  /(?:^|[\s_-])(?:standfirst|dek|deck|subtitle|sub-?title|sub-?head(?:line|ing)?|sub-?hed|lede|lead-?in|chapo|chapeau|kicker|tagline|strapline|excerpt|summary|synopsis|abstract|intro|vorspann|unterzeile|anrei(?:ß|ss)er|entradilla|bajada|copete|subtitulo|sottotitolo|sommario|catenaccio|anons)(?:$|[\s_-])|(?:^|\s)lead(?:\s|$)/;
