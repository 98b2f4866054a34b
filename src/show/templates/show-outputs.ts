import { toLectorError } from '../../errors.js';
import type { Episode, RenderedNotes } from '../../model/episode.js';
import type { Finding } from '../../model/finding.js';
import type { OutputFile } from '../../model/publication/site.js';
import type { Show } from '../../model/publication/show.js';
import { planOutputs, type PlannedOutput } from '../../site/outputs/plan-outputs.js';
import { renderEpisodeOutput, renderListOutput, type ReadWhole } from '../../site/outputs/render-output.js';
import { siteAssets } from '../../site/site-assets.js';
import { openOutputs } from '../../templates/outputs/open-outputs.js';
import type { TemplateFolders } from '../../templates/read-template.js';
import type { Templates } from '../../templates/render.js';

/** The files a show makes of templates of its own. One that cannot be made is told of, and the others are. */
export type ShowOutputs = {
  /** Of each episode, by slug. */
  readonly pathsOf: (slug: string) => readonly string[];
  /** The slug of the episode each is about, if of one, by path. */
  readonly slugs: ReadonlyMap<string, string | undefined>;
  /** Those of one episode, which is whole. */
  ofEpisode(episode: Episode, notes: RenderedNotes): readonly OutputFile[];
  /** Those that list episodes. */
  readonly lists: readonly PlannedOutput[];
  render(list: PlannedOutput, read: ReadWhole): Promise<readonly OutputFile[]>;
  /** Paths of what could not be made: what lies there from before stays. */
  readonly failed: ReadonlySet<string>;
  /** Whether everything could be made so far. */
  isWhole(): boolean;
};

/**
 * @param told Every episode, newest first, without their texts.
 * @throws {@link LectorError} `E_TEMPLATE…` for a template that can never be filled in.
 */
export function openShowOutputs(
  told: readonly Episode[],
  {
    show,
    folders,
    templates,
    warn,
  }: {
    readonly show: Show;
    readonly folders: TemplateFolders;
    readonly templates: Templates;
    readonly warn: (finding: Finding) => void;
  },
): ShowOutputs {
  const own = openOutputs(folders, warn);
  const episodes = told.filter(({ isPrivate }) => isPrivate !== true);
  const { outputs, findings } = planOutputs(own, { show, episodes });
  findings.forEach(warn);
  const bySlug = new Map<string, PlannedOutput[]>();
  for (const output of outputs) {
    if (!output.episode) continue;
    const { slug } = output.episode;
    bySlug.set(slug, [...(bySlug.get(slug) ?? []), output]);
  }
  const context = { show, episodes, assets: siteAssets(templates, show) };
  const failed = new Set<string>();
  const fail = ({ path }: PlannedOutput, error: unknown): readonly [] => {
    failed.add(path);
    warn(toLectorError(error).toFinding());
    return [];
  };
  return {
    pathsOf: (slug) => (bySlug.get(slug) ?? []).map(({ path }) => path),
    slugs: new Map(outputs.map(({ path, episode }) => [path, episode?.slug])),
    ofEpisode: (episode, notes) =>
      (bySlug.get(episode.slug) ?? []).flatMap((planned) => {
        try {
          return [renderEpisodeOutput(planned, context, { episode, notes })];
        } catch (error) {
          return fail(planned, error);
        }
      }),
    lists: outputs.filter(({ episode }) => episode === undefined),
    async render(planned, read) {
      try {
        return [await renderListOutput(planned, context, read)];
      } catch (error) {
        return fail(planned, error);
      }
    },
    failed,
    isWhole: () => findings.length === 0 && failed.size === 0,
  };
}
