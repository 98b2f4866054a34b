import type { Block, Span } from '../model/article.js';
import type { Episode } from '../model/episode.js';
import { present } from '../model/present.js';
import type { TextPlace, VoiceRole } from '../model/script.js';
import type { Cue, CueLink } from '../model/transcript.js';

/**
 * An episode whose cues say what their script knew. Until version 0.1.0 cues named their block and nothing more; what
 * they lack is read off that block, whose sentences they are, in their order.
 */
export function completeCues(episode: Episode): Episode {
  const { transcript, blocks } = episode;
  const lacks = ({ blockId, blockKind }: Cue): boolean => blockId !== undefined && blockKind === undefined;
  if (!transcript?.cues.some(lacks)) return episode;
  const texts = new Map(blocks.map((block) => [block.id, toBlockText(block)]));
  const cues = transcript.cues.map((cue) => (lacks(cue) ? complete(cue, texts.get(cue.blockId ?? '')) : cue));
  return { ...episode, transcript: { ...transcript, cues } };
}

/** The words of a block in one line, and how far its cues have been found in it. */
type BlockText = {
  readonly block: Block;
  readonly text: string;
  readonly links: readonly CueLink[];
  readonly items: readonly { readonly start: number; readonly depth: number }[];
  found: number;
};

/** Properties stand in the order in which cues are written, so that what is published reads the same from then on. */
function complete(cue: Cue, source: BlockText | undefined): Cue {
  const { startMs, endMs, text, speaker, utteranceId, blockId, words } = cue;
  const { role = 'narrator', ...place } = source ? placeIn(source, cue) : { blockKind: frameOf(blockId) };
  return {
    ...{ startMs, endMs, text, ...present({ speaker }), role, ...present({ utteranceId, blockId, ...place }) },
    words,
  };
}

type Known = Pick<Cue, 'role' | 'blockKind' | 'item' | 'isAttribution' | 'links'>;

function placeIn(source: BlockText, { text, speaker }: Cue): Known {
  const { block } = source;
  if (block.kind === 'quote' && block.speaker !== undefined && speaker === undefined) {
    return { blockKind: 'quote', isAttribution: true };
  }
  const known = { ...present({ role: ROLES[block.kind] }), blockKind: block.kind };
  const start = source.text.indexOf(text, source.found);
  if (start < 0) return known;
  source.found = start + text.length;
  const index = source.items.findLastIndex((item) => item.start <= start);
  const item = source.items[index];
  const links = linksWithin(source, { start, end: source.found });
  return { ...known, ...(item && { item: { index, depth: item.depth } }), ...(links.length > 0 && { links }) };
}

const ROLES: Readonly<Partial<Record<Block['kind'], VoiceRole>>> = {
  title: 'heading',
  heading: 'heading',
  quote: 'quote',
  aside: 'aside',
  figure: 'aside',
  table: 'aside',
  code: 'aside',
  math: 'aside',
  footnote: 'aside',
};

function frameOf(blockId: string | undefined): TextPlace['blockKind'] | undefined {
  return (['headline', 'intro', 'outro'] as const).find((frame) => frame === blockId);
}

function linksWithin({ text, links }: BlockText, { start, end }: { start: number; end: number }): readonly CueLink[] {
  return links
    .filter((link) => link.start < end && link.end > start)
    .map(({ href, ...link }) => {
      const words = text.slice(Math.max(link.start, start), Math.min(link.end, end));
      const first = Math.max(link.start, start) - start + words.length - words.trimStart().length;
      return { start: first, end: first + words.trim().length, href };
    })
    .filter((link) => link.end > link.start);
}

function toBlockText(block: Block): BlockText {
  let text = '';
  const links: CueLink[] = [];
  const items: { start: number; depth: number }[] = [];
  for (const { spans, depth } of linesOf(block)) {
    if (depth !== undefined) items.push({ start: text.length, depth });
    for (const { text: own, href } of spans.filter(isShown)) {
      const start = text.length;
      text = `${text}${own}`.replace(/\s+/gu, ' ');
      const last = links.at(-1);
      if (href === undefined) continue;
      if (last?.end === start && last.href === href) links.splice(-1, 1, { ...last, end: text.length });
      else links.push({ start, end: text.length, href });
    }
    text += ' ';
  }
  return { block, text, links, items, found: 0 };
}

function isShown({ audio, footnoteRef }: Span): boolean {
  return audio !== 'only' && footnoteRef === undefined;
}

function linesOf(block: Block): readonly { readonly spans: readonly Span[]; readonly depth?: number }[] {
  switch (block.kind) {
    case 'list':
      return block.items;
    case 'quote':
      return block.paragraphs.map((spans) => ({ spans }));
    case 'figure':
      return [{ spans: block.caption ?? [] }];
    case 'table':
    case 'code':
    case 'math':
    case 'embed':
      return [];
    default:
      return [{ spans: block.spans }];
  }
}
