import type { ShowState } from '../../context.js';
import { LectorError } from '../../errors.js';
import type { Episode } from '../../model/episode.js';
import { present } from '../../model/present.js';
import type { EpisodeRecord } from '../../model/publication/manifest.js';
import { episodePaths } from '../../model/publication/paths/episode-paths.js';
import type { Show } from '../../model/publication/show.js';
import { suggestWord } from '../../model/text/suggest.js';
import { toNotesView, writeNotes } from '../../notes/write-notes.js';
import type { SpokenTemplateData } from '../../script/spoken-template.js';
import { writeScript } from '../../script/write-script.js';
import { toEpisodePage } from '../../site/episode-page.js';
import { toListPages } from '../../site/list-pages.js';
import { groupEpisodes } from '../../site/outputs/output-groups.js';
import { toOutputEpisode, toPathView } from '../../site/outputs/output-view.js';
import { toEpisodeOutput, toListOutput } from '../../site/outputs/render-output.js';
import { siteAssets } from '../../site/site-assets.js';
import { openTemplates } from '../../templates/render.js';
import { TRANSCRIPT_FORMATS } from '../../transcript/formats/index.js';
import { scriptContextOf } from '../episodes/open-episode-context.js';
import { readEpisode } from '../episodes/read-episode.js';
import { assignItems } from '../items/assign-items.js';
import { isOpen } from '../publication/hidden-files.js';
import { thumbnailOf } from '../publication/published-thumbnail.js';
import { TEMPLATE_CONTRACT, type EpisodeContexts, type ShowContexts } from './template-contexts.js';

/** The whole show, in the place of an episode. */
const SHOW = 'show';

/**
 * Exactly what templates are given: those about one published episode, by its slug or the beginning of one, or with `show`
 * those about the show. Writes nothing and narrates nothing.
 *
 * @throws {@link LectorError} `E_INPUT` when no such episode is published.
 */
export async function printContext(state: ShowState, wanted: string): Promise<EpisodeContexts | ShowContexts> {
  const records = (state.published.manifest?.episodes ?? []).toSorted((one, other) =>
    one.publishedAt === other.publishedAt
      ? one.guid < other.guid
        ? -1
        : 1
      : one.publishedAt < other.publishedAt
        ? 1
        : -1,
  );
  const show = await withThumbnail(state);
  if (wanted === SHOW) return showContexts(records, { state, show });
  const record = findRecord(records, wanted);
  const { target } = state;
  const templates = openTemplates(state.templates);
  const episode = await readEpisode(record, target);
  const notes = writeNotes({ episode, show }, { templates, warn: () => undefined });
  const assets = siteAssets(templates, show);
  const open = records.filter(isOpen);
  const at = open.indexOf(record);
  const beside = (index: number): Promise<Episode> | undefined => {
    const other = at < 0 ? undefined : open[index];
    return other && readEpisode(other, target);
  };
  const [newer, older] = await Promise.all([beside(at - 1), beside(at + 1)]);
  const path = episodePaths(record.slug).page;
  return {
    contract: TEMPLATE_CONTRACT,
    notes: toNotesView(episode, show),
    page: toEpisodePage({ show, episode, assets, transcripts: TRANSCRIPT_FORMATS, notes, newer, older }),
    output: at < 0 ? undefined : toEpisodeOutput({ path }, { show, assets }, { episode, notes }),
    path: at < 0 ? undefined : toPathView(show, { episode }),
    spoken: await spokenOf(record, state),
  };
}

async function showContexts(
  records: readonly EpisodeRecord[],
  { state, show }: { readonly state: ShowState; readonly show: Show },
): Promise<ShowContexts> {
  const templates = openTemplates(state.templates);
  const assets = siteAssets(templates, show);
  const episodes: Episode[] = [];
  for (const record of records.filter(isOpen)) episodes.push(await readEpisode(record, state.target));
  const [first] = toListPages({ show, episodes, assets });
  if (!first) throw new LectorError('E_BUG', 'A list of episodes has no page.');
  const context = { show, assets, episodes };
  const list = (listed: readonly Episode[]) =>
    listed.map((episode) => {
      const notes = writeNotes({ episode, show }, { templates, warn: () => undefined });
      return toOutputEpisode(episode, { show, notes });
    });
  const [group] = groupEpisodes(episodes, { kind: 'month', show });
  const { path } = first;
  return {
    contract: TEMPLATE_CONTRACT,
    index: first.view,
    output: toListOutput({ path }, context, list(episodes)),
    group: group && toListOutput({ path, group }, context, list(group.episodes)),
    path: group && toPathView(show, { group }),
  };
}

async function withThumbnail({ show, target }: ShowState): Promise<Show> {
  if (show.image === undefined) return show;
  const [thumbnail] = await target.stat([thumbnailOf(show.image)]);
  return { ...show, ...present({ thumbnail: thumbnail?.path }) };
}

function findRecord(records: readonly EpisodeRecord[], wanted: string): EpisodeRecord {
  const begun = records.filter(({ slug }) => wanted !== '' && slug.startsWith(wanted));
  const found = records.find(({ slug }) => slug === wanted) ?? (begun.length === 1 ? begun[0] : undefined);
  if (found) return found;
  const slugs = records.map(({ slug }) => slug);
  const near = suggestWord(wanted, slugs);
  throw new LectorError('E_INPUT', `no episode "${wanted}" is published.`, {
    hint: near === undefined ? `use show, or one of: ${slugs.slice(0, 20).join(', ')}.` : `did you mean ${near}?`,
  });
}

/** What its templates are given while its script is written. */
async function spokenOf({ slug }: EpisodeRecord, state: ShowState): Promise<EpisodeContexts['spoken']> {
  const quiet: ShowState = { ...state, warn: () => undefined };
  const { assignments, held } = await assignItems(quiet);
  const item = [...assignments, ...held].find((assignment) => assignment.slug === slug)?.item;
  if (!item || item.kind === 'programme') return [];
  const spoken: { readonly template: string; readonly data: SpokenTemplateData }[] = [];
  const context = await scriptContextOf(quiet);
  const templates = {
    render(template: string, data: object): string {
      spoken.push({ template, data: data as SpokenTemplateData });
      return context.templates.render(template, data);
    },
  };
  await writeScript(item, { ...context, templates });
  return spoken;
}
