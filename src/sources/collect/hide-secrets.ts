import { warning } from '../../errors.js';
import type { Block, ListItem, Span } from '../../model/article.js';
import type { Warn } from '../../model/finding.js';
import { present } from '../../model/present.js';
import { partsOfBlock, textOfSpans } from '../../model/text/block-text.js';
import { findSecrets, publicAddress } from '../../model/text/secrets.js';
import type { Reading } from '../source.js';

/**
 * A reading whose addresses may be published: the keys in its own address and in its links are taken out. Text that looks
 * like a key stays, since only its author knows what it is, and is warned about.
 */
export function hideSecrets(reading: Reading, context: { readonly location: string; readonly warn: Warn }): Reading {
  const own = { ...reading, ...present({ canonicalUrl: reading.canonicalUrl && publicAddress(reading.canonicalUrl) }) };
  if (own.kind === 'programme') {
    warnOf(findSecrets(own.description), { ...context });
    return own;
  }
  for (const block of own.blocks) {
    const text = partsOfBlock(block).map(textOfSpans).join('\n');
    warnOf(findSecrets(text), { ...context, ...present({ line: block.line }) });
  }
  return { ...own, blocks: own.blocks.map((block) => cleanLinks(block, context)) };
}

type At = { readonly location: string; readonly line?: number; readonly warn: Warn };

function warnOf(found: readonly string[], { location, line, warn }: At): void {
  for (const secret of found) {
    warn(
      warning(
        'W_SECRET',
        `The text holds what looks like a key or a password: "${secret}". It is published as it is.`,
        {
          hint: 'if it is one, take it out and make it invalid.',
          place: { file: location, ...present({ line }) },
        },
      ),
    );
  }
}

function cleanLinks(block: Block, context: Omit<At, 'line'>): Block {
  const at: At = { ...context, ...present({ line: block.line }) };
  const clean = (spans: readonly Span[]): readonly Span[] => spans.map((span) => cleanLink(span, at));
  switch (block.kind) {
    case 'list':
      return { ...block, items: block.items.map((item): ListItem => ({ ...item, spans: clean(item.spans) })) };
    case 'quote':
      return { ...block, paragraphs: block.paragraphs.map(clean) };
    case 'figure':
      return { ...block, ...present({ caption: block.caption && clean(block.caption) }) };
    case 'embed':
      return { ...block, ...present({ url: block.url && publicAddress(block.url) }) };
    case 'table':
    case 'code':
    case 'math':
      return block;
    default:
      return { ...block, spans: clean(block.spans) };
  }
}

function cleanLink(span: Span, { location, line, warn }: At): Span {
  if (span.href === undefined) return span;
  const href = publicAddress(span.href);
  if (href === span.href) return span;
  warn(
    warning('W_SECRET', `The link of "${span.text}" holds a key; it leads to ${href} without it.`, {
      hint: 'link to an address that is for everybody.',
      place: { file: location, ...present({ line }) },
    }),
  );
  return { ...span, href };
}
