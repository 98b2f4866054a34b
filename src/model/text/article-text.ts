import { createHash } from 'node:crypto';
import type { Article, Block, FigureBlock, ItemMetadata, SourceItem } from '../article.js';
import { present } from '../present.js';
import { textOfBlock } from './block-text.js';
import { sketchOf } from './likeness.js';

/** What an article says, and what of its source it does not. */
export type ArticleText = Pick<Article, 'blocks' | 'dropped'>;

/** What is known of an article's text without reading it. */
export type TextDigest = {
  /** As `sketchOf` makes them. */
  readonly words: string;
  /** Of all it says but its title: the same for the same words, however they are marked up. */
  readonly wording: string;
  /** Of the text whole, as it flows. */
  readonly whole: string;
  /** The `src` of the first figure before which hardly anything stands. */
  readonly leadPicture?: string;
  /** The `src` of every figure that is no decoration, in reading order. */
  readonly pictures?: readonly string[];
};

/** A text that lies on a disk until somebody reads it. */
export type LyingText = {
  readonly digest: TextDigest;
  readonly at: TextPlace;
  readonly store: TextStore;
};

/** Which of the texts of a document it is. */
export type TextPlace = {
  /** Of the document: relative to the project folder, and absolute. */
  readonly location: string;
  readonly path: string;
  /** Hex SHA-256 of the document. */
  readonly sha256: string;
  /** What the document gave is kept under this key. */
  readonly key: string;
  readonly index: number;
};

/** Reads texts: one for all, so that ten thousand that nobody reads take little room. */
export type TextStore = {
  /** Makes a text again where it is lost. */
  load(at: TextPlace): Promise<ArticleText>;
  /** The same without waiting; throws where it is lost. */
  read(at: TextPlace): ArticleText;
};

type Outline = Omit<Article, 'blocks' | 'dropped'>;

const LYING = new WeakMap<SourceItem, LyingText>();

/**
 * An article whose text is read when it is asked for: most articles of a long show are published as they are, and all
 * that is to be known of their texts is what was found out before. It is an article like any other to whoever does not
 * know; who does asks for its digest or for {@link wholeItem}, and changes fields by {@link withFields}.
 */
export function lyingArticle(outline: Outline, text: LyingText): Article {
  const article: Article = {
    ...outline,
    get blocks() {
      return text.store.read(text.at).blocks;
    },
    get dropped() {
      return text.store.read(text.at).dropped;
    },
  };
  LYING.set(article, text);
  return article;
}

/** The same item with other fields, its text left where it lies. */
export function withFields(item: SourceItem, fields: Partial<ItemMetadata>): SourceItem {
  const lying = LYING.get(item);
  return lying ? lyingArticle({ ...withoutText(item as Article), ...fields }, lying) : { ...item, ...fields };
}

/** The item with its text in memory. */
export async function wholeItem<Item extends SourceItem>(item: Item): Promise<Item> {
  const lying = LYING.get(item);
  return lying ? ({ ...withoutText(item as Article), ...(await lying.store.load(lying.at)) } as Item) : item;
}

/** An item in little: the digest of a text that lies stands for the text. What has the same outline is the same item. */
export function outlineOf(item: SourceItem): unknown {
  if (item.kind !== 'article') return item;
  const lying = LYING.get(item);
  return { ...withoutText(item), whole: lying ? lying.digest.whole : hashOf(item) };
}

/** Asks nobody for the text. */
function withoutText(article: Article): Outline {
  const outline: Record<string, unknown> = {};
  for (const name of Object.keys(article) as (keyof Article)[])
    if (name !== 'blocks' && name !== 'dropped') outline[name] = article[name];
  return outline as Outline;
}

/** Everything that is known of a text that has been read. */
export function digestText(text: ArticleText): TextDigest {
  return {
    words: sketchOf({ kind: 'article', ...text }),
    wording: wordingIn(text),
    whole: hashOf(text),
    ...present({ leadPicture: leadPictureIn(text), pictures: picturesIn(text) }),
  };
}

/** The words of an item, as `sketchOf` gives them. */
export function wordsOf(item: SourceItem): string {
  return LYING.get(item)?.digest.words ?? sketchOf(item);
}

/** The {@link TextDigest.wording} of an article. */
export function wordingOf(article: Article): string {
  return LYING.get(article)?.digest.wording ?? wordingIn(article);
}

/** The {@link TextDigest.leadPicture} of an article. */
export function leadPictureOf(article: Article): string | undefined {
  const lying = LYING.get(article);
  return lying ? lying.digest.leadPicture : leadPictureIn(article);
}

/** The {@link TextDigest.pictures} of an article. */
export function picturesOf(article: Article): readonly string[] {
  const lying = LYING.get(article);
  return (lying ? lying.digest.pictures : picturesIn(article)) ?? [];
}

function picturesIn({ blocks }: ArticleText): readonly string[] | undefined {
  const sources = blocks.flatMap((block) => (isPicture(block) ? [block.src] : []));
  return sources.length === 0 ? undefined : sources;
}

/** Whether a block is a figure with a picture that says something; an empty description means that it does not. */
export function isPicture(block: Block): block is FigureBlock & { readonly src: string } {
  return block.kind === 'figure' && block.src !== undefined && (block.alt !== '' || block.caption !== undefined);
}

function wordingIn({ blocks }: ArticleText): string {
  const hash = createHash('sha256');
  for (const block of blocks) if (block.kind !== 'title') hash.update(`${textOfBlock(block)}\n`);
  return hash.digest('hex');
}

function leadPictureIn({ blocks }: ArticleText): string | undefined {
  const body = blocks.filter(({ kind }) => !/^(?:title|standfirst|dateline)$/u.test(kind));
  return body.slice(0, MAX_BLOCKS_BEFORE).flatMap((block) => (block.kind === 'figure' ? (block.src ?? []) : []))[0];
}

const MAX_BLOCKS_BEFORE = 2;

function hashOf(text: ArticleText): string {
  return createHash('sha256')
    .update(JSON.stringify([text.blocks, text.dropped]))
    .digest('hex');
}
