import type { Episode } from '../../model/episode.js';
import { creditsOf, type Show } from '../../model/publication/show.js';
import { toSlug, toUniqueSlug } from '../../model/text/slug.js';
import { toOneLine } from '../../model/text.js';
import type { OutputSubject } from '../../templates/outputs/output-head.js';

export type GroupKind = Exclude<OutputSubject, 'show' | 'episode'>;

/** Episodes that have something in common, newest first. */
export type OutputGroup = {
  readonly kind: GroupKind;
  /** As the newest of them writes it; of a month in the language of the show: `March 2026`. */
  readonly name: string;
  /** Of its own among groups of its kind; it stays when others are added: `2026-03`. */
  readonly slug: string;
  readonly episodes: readonly Episode[];
};

const MONTH_LENGTH = 'YYYY-MM'.length;

/**
 * The groups of one kind, by name, months newest first. Names that differ in case or spaces alone are one. Of two whose
 * slugs would be the same (C++ and C#) the one that was there first has the plain one.
 *
 * @param episodes Newest first.
 */
export function groupEpisodes(
  episodes: readonly Episode[],
  { kind, show }: { readonly kind: GroupKind; readonly show: Show },
): readonly OutputGroup[] {
  const found = new Map<string, { name: string; readonly episodes: Episode[] }>();
  for (const episode of episodes.toReversed()) {
    const names = new Map(namesOf(episode, kind, show).map((name) => [keyOf(name), toOneLine(name)]));
    names.delete('');
    for (const [key, name] of names) {
      const group = found.get(key) ?? { name, episodes: [] };
      group.name = name;
      group.episodes.unshift(episode);
      found.set(key, group);
    }
  }
  const taken = new Set<string>();
  const groups = [...found.values()].map((group): OutputGroup => {
    const slug = toUniqueSlug(kind === 'month' ? group.name : toSlug(group.name, kind), taken);
    taken.add(slug);
    return { ...group, kind, slug, name: kind === 'month' ? monthName(group.name, show.language) : group.name };
  });
  const { compare } = new Intl.Collator(show.language, { numeric: true });
  return groups.toSorted((one, other) =>
    kind === 'month' ? compare(other.slug, one.slug) : compare(one.name, other.name) || compare(one.slug, other.slug),
  );
}

function namesOf(episode: Episode, kind: GroupKind, show: Show): readonly string[] {
  switch (kind) {
    case 'section':
      return episode.section === undefined ? [] : [episode.section];
    case 'tag':
      return episode.tags;
    case 'author':
      return creditsOf(episode.authors, show);
    case 'month':
      return [new Date(episode.publishedAt).toISOString().slice(0, MONTH_LENGTH)];
  }
}

function keyOf(name: string): string {
  return toOneLine(name).normalize('NFC').toLowerCase();
}

function monthName(month: string, language: string): string {
  return new Intl.DateTimeFormat(language, { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(
    new Date(`${month}-01T00:00:00Z`),
  );
}
