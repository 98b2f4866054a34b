import { Podcast } from 'podcast';
import { writeFeed } from '../src/feed/write-feed.js';
import { writeFeeds } from '../src/feed/write-feeds.js';
import type { Episode, RenderedNotes } from '../src/model/episode.js';
import { writeNotes } from '../src/notes/write-notes.js';
import { writeSite } from '../src/site/write-site.js';
import { BUILT_IN_TEMPLATES } from '../src/templates/built-in.js';
import { openTemplates } from '../src/templates/render.js';
import { ARTICLE, SHOW } from '../test/site/sample-show.js';
import { TRANSCRIPT_FORMATS } from '../src/transcript/formats/index.js';

const FEED_ITEMS = 10_000;
const RENDERED_EPISODES = 1000;
const DAY_MS = 24 * 60 * 60 * 1000;
const BYTES_PER_MB = 1_000_000;

/** What a large library costs: its feeds against the bare `podcast` package, and its notes and pages again. */
export function benchLibrary(): Promise<void> {
  const templates = openTemplates({ directories: [BUILT_IN_TEMPLATES] });
  const context = { templates, warn: () => undefined };
  const render = (episode: Episode): RenderedNotes => writeNotes({ episode, show: SHOW }, context);
  const oneNote = render(ARTICLE);
  const episodes = Array.from({ length: FEED_ITEMS }, (_, index) => episodeOf(index));
  const notes = new Map(episodes.map(({ slug }) => [slug, oneNote]));

  const bare = measure(() => writeBare(episodes, oneNote));
  const feed = measure(() => writeFeed({ show: SHOW, episodes, notes, transcripts: TRANSCRIPT_FORMATS }));
  console.log(`feed of ${FEED_ITEMS} items, ${(feed.result.length / BYTES_PER_MB).toFixed(1)} MB`);
  console.log(`  podcast, bare             ${bare.seconds.toFixed(2)} s`);
  console.log(
    `  built and parsed back     ${feed.seconds.toFixed(2)} s   ${(feed.seconds / bare.seconds).toFixed(1)} × podcast (${(bare.result.length / BYTES_PER_MB).toFixed(1)} MB)`,
  );

  const all = { show: SHOW, episodes, notes, transcripts: TRANSCRIPT_FORMATS };
  const every = measure(() => writeFeeds(all));
  const ready = new Map(every.result.items);
  ready.delete(episodes.at(-1)?.slug ?? '');
  const one = measure(() => writeFeeds({ ...all, ready }));
  console.log(
    `  the same and as JSON      ${every.seconds.toFixed(2)} s   ${(every.seconds / bare.seconds).toFixed(1)} × podcast`,
  );
  console.log(
    `  one item new              ${one.seconds.toFixed(2)} s   ${(one.seconds / bare.seconds).toFixed(1)} × podcast`,
  );

  const shown = episodes.slice(0, RENDERED_EPISODES);
  const noted = measure(() => new Map(shown.map((episode) => [episode.slug, render(episode)])));
  const pages = measure(
    () =>
      [
        ...writeSite(
          { show: SHOW, episodes: shown, notes: noted.result, transcripts: TRANSCRIPT_FORMATS },
          { templates },
        ),
      ].length,
  );
  console.log(`${RENDERED_EPISODES} episodes rendered again`);
  console.log(`  notes                     ${noted.seconds.toFixed(2)} s`);
  console.log(`  ${pages.result} files of pages        ${pages.seconds.toFixed(2)} s`);
  return Promise.resolve();
}

function episodeOf(index: number): Episode {
  const slug = `episode-${index + 1}`;
  const publishedAt = new Date(Date.UTC(2000, 0, 1) + index * DAY_MS).toISOString();
  const audio = { ...ARTICLE.audio, path: `episodes/${slug}/${slug}-0a1b2c3d.mp3`, name: `${slug}-0a1b2c3d.mp3` };
  return { ...ARTICLE, slug, guid: `${ARTICLE.guid}-${index}`, title: `${ARTICLE.title} ${index}`, publishedAt, audio };
}

/** The same show with the package alone, as its README shows it. */
function writeBare(episodes: readonly Episode[], notes: RenderedNotes): string {
  const feed = new Podcast({ title: SHOW.title, description: SHOW.description, siteUrl: SHOW.link });
  for (const { title, slug, guid, publishedAt, audio } of episodes) {
    feed.addItem({
      title,
      guid,
      url: `${SHOW.baseUrl}episodes/${slug}/`,
      date: new Date(publishedAt),
      description: notes.descriptionHtml,
      enclosure: { url: SHOW.baseUrl + audio.path, size: audio.sizeBytes, type: audio.mimeType },
    });
  }
  return feed.buildXml();
}

function measure<Result>(work: () => Result): { readonly result: Result; readonly seconds: number } {
  const startedMs = performance.now();
  const result = work();
  return { result, seconds: (performance.now() - startedMs) / 1000 };
}
