import type { Episode, RenderedNotes } from '../../model/episode.js';
import type { OutputFile } from '../../model/publication/site.js';
import type { Show } from '../../model/publication/show.js';
import type { SiteAssets } from '../site-assets.js';
import { finishOutput } from './finish-output.js';
import { groupEpisodes, type GroupKind, type OutputGroup } from './output-groups.js';
import {
  toGroupView,
  toOutputEpisode,
  toOutputFrame,
  toUnreadEpisode,
  type EpisodeOutputView,
  type GroupOutputView,
  type GroupView,
  type OutputEpisode,
  type ShowOutputView,
  type TextField,
} from './output-view.js';
import type { PlannedOutput } from './plan-outputs.js';

export type OutputContext = {
  readonly show: Show;
  readonly assets: SiteAssets;
  /** All that are for everybody, newest first; what only an episode's own page shows they need not hold. */
  readonly episodes: readonly Episode[];
};

/**
 * What an output of one episode is given.
 *
 * @param episode With its text.
 */
export function toEpisodeOutput(
  { path }: Pick<PlannedOutput, 'path'>,
  context: Pick<OutputContext, 'show' | 'assets'>,
  { episode, notes }: { readonly episode: Episode; readonly notes: RenderedNotes },
): EpisodeOutputView {
  const { show } = context;
  return { ...toOutputFrame(context, { path, episode }), episode: toOutputEpisode(episode, { show, notes }) };
}

/**
 * An output of one episode, as it is published.
 *
 * @throws {@link LectorError} `E_TEMPLATE…`.
 */
export function renderEpisodeOutput(
  planned: PlannedOutput,
  context: Pick<OutputContext, 'show' | 'assets'>,
  whole: { readonly episode: Episode; readonly notes: RenderedNotes },
): OutputFile {
  const { template, path } = planned;
  return { path, content: finishOutput(template.render(toEpisodeOutput(planned, context, whole)), { path, template }) };
}

/** What reads of an episode what its list entry does not hold. */
export type ReadWhole = (told: Episode) => Promise<{ readonly episode: Episode; readonly notes: () => RenderedNotes }>;

/**
 * An output of many episodes, as it is published. Their texts are read only where the template asks for what stands in
 * them.
 *
 * @throws {@link LectorError} `E_TEMPLATE…`.
 */
export async function renderListOutput(
  planned: PlannedOutput,
  context: OutputContext,
  read: ReadWhole,
): Promise<OutputFile> {
  const { template, path, episodes } = planned;
  const { show } = context;
  const asked = new Set<TextField>();
  const unread = episodes.map((episode) => toUnreadEpisode(episode, show, (field) => asked.add(field)));
  const render = (listed: readonly OutputEpisode[]): string => template.render(toListOutput(planned, context, listed));
  let printed = '';
  try {
    printed = render(unread);
  } catch (error) {
    // What is empty for want of its text may be what it failed at.
    if (asked.size === 0) throw error;
  }
  if (asked.size > 0) {
    const whole: OutputEpisode[] = [];
    for (const told of episodes) {
      const { episode, notes } = await read(told);
      whole.push(toOutputEpisode(episode, { show, notes: asked.has('notes') ? notes() : undefined }));
    }
    printed = render(whole);
  }
  return { path, content: finishOutput(printed, { path, template }) };
}

/** What an output of many episodes is given. */
export function toListOutput(
  planned: Pick<PlannedOutput, 'path'> & { readonly group: OutputGroup },
  context: OutputContext,
  episodes: readonly OutputEpisode[],
): GroupOutputView;
export function toListOutput(
  planned: Pick<PlannedOutput, 'path'>,
  context: OutputContext,
  episodes: readonly OutputEpisode[],
): ShowOutputView;
export function toListOutput(
  { path, group }: Pick<PlannedOutput, 'path' | 'group'>,
  context: OutputContext,
  episodes: readonly OutputEpisode[],
): ShowOutputView | GroupOutputView {
  const { show } = context;
  const frame = toOutputFrame(context, { path, title: group?.name });
  const list = { ...frame, episodes, episodeCount: episodes.length };
  if (group) return { ...list, group: { ...toGroupView(group), kind: group.kind } };
  const groups = (kind: GroupKind): readonly GroupView[] =>
    groupEpisodes(context.episodes, { kind, show }).map(toGroupView);
  return {
    ...list,
    sections: groups('section'),
    tags: groups('tag'),
    authors: groups('author'),
    months: groups('month'),
  };
}
