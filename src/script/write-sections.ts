import type { Article, Briefing } from '../model/article.js';
import { present } from '../model/present.js';
import type { ScriptSection } from '../model/script.js';
import type { WrittenHeading } from './write-article.js';

/** A section by the position of the draft it starts with. */
export type SectionMark = Omit<ScriptSection, 'utteranceId'> & { readonly position: number };

/**
 * The sections of an article: its opening, under its title, then its headings down to `depth` levels counted from the
 * highest it uses. Depth 0 gives the opening alone.
 */
export function articleMarks(
  item: Article | Briefing,
  headings: readonly WrittenHeading[],
  depth: number,
): readonly SectionMark[] {
  const top = Math.min(...headings.map(({ level }) => level));
  const opening: SectionMark = {
    position: 0,
    title: item.title,
    level: 1,
    ...present({ href: item.canonicalUrl }),
    ...(item.image !== undefined && /^https?:\/\//u.test(item.image) && { imageUrl: item.image }),
  };
  const marks = headings
    .filter(({ level, title }) => level - top < depth && title !== '')
    .map(({ position, title, level, anchor }): SectionMark => {
      const href = hrefOf(item.canonicalUrl, anchor);
      return { position, title, level: level - top + 1, ...present({ href }) };
    });
  // Where two start with the same utterance, the later and closer one names it.
  return [opening, ...marks].filter((mark, index, all) => all[index + 1]?.position !== mark.position);
}

function hrefOf(canonicalUrl: string | undefined, anchor: string | undefined): string | undefined {
  if (canonicalUrl === undefined || anchor === undefined || anchor === '') return canonicalUrl;
  return `${canonicalUrl.split('#')[0] ?? ''}#${encodeURI(anchor)}`;
}
