import type { Episode } from '../../model/episode.js';
import type { FeedRule } from '../../model/publication/show.js';
import { primaryLanguage } from '../../model/text/primary-language.js';

/** Every property a rule may ask for, with what an episode says of it. */
const ASKED: Readonly<Record<keyof NonNullable<FeedRule['where']>, (episode: Episode) => readonly string[]>> = {
  section: ({ section }) => (section === undefined ? [] : [section]),
  author: ({ authors }) => authors,
  tag: ({ tags }) => tags,
  language: ({ language }) => [language, primaryLanguage(language)],
  kind: ({ kind }) => [kind],
  type: ({ episodeType }) => [episodeType],
};

/**
 * The episodes of a feed: those that have one of the values asked for in every property asked for; letter case does not
 * count. A publisher's feed has none.
 */
export function selectEpisodes(episodes: readonly Episode[], rule: FeedRule | undefined): readonly Episode[] {
  if (rule?.medium === 'publisher') return [];
  const asked = Object.entries(rule?.where ?? {}).map(([name, values]) => ({
    valuesOf: ASKED[name as keyof typeof ASKED],
    wanted: new Set((values ?? []).map(fold)),
  }));
  return episodes.filter((episode) =>
    asked.every(({ valuesOf, wanted }) => valuesOf(episode).some((value) => wanted.has(fold(value)))),
  );
}

function fold(text: string): string {
  return text.normalize('NFC').trim().toLowerCase();
}
