import type { Article, Briefing, DroppedBlock } from '../../model/article.js';
import type { Script } from '../../model/script.js';

/** A script with what of its source never came into it. */
export type SourceScript = Script & { readonly leftOut: readonly DroppedBlock[] };

/** What reading the source left out, each piece with its reason. */
export function leftOutOf(item: Article | Briefing): readonly DroppedBlock[] {
  return item.kind === 'article' ? item.dropped : item.articles.flatMap(({ dropped }) => dropped);
}
