import { LectorError } from '../../errors.js';
import type { Episode } from '../../model/episode.js';
import type { Finding } from '../../model/finding.js';
import { toLectorError } from '../../errors.js';
import { jsonFeedPath } from '../../model/publication/paths/show-paths.js';
import type { Show } from '../../model/publication/show.js';
import { quoteValue } from '../../model/text.js';
import type { OutputTemplate } from '../../templates/outputs/open-outputs.js';
import { groupEpisodes, type OutputGroup } from './output-groups.js';
import { checkOutputPath, foldPath } from './output-path.js';
import { toPathView } from './output-view.js';

/** A file to be made: of one episode, of a group, or of the show. */
export type PlannedOutput = {
  readonly template: OutputTemplate;
  readonly path: string;
  /** Of an output of each episode. */
  readonly episode?: Episode;
  readonly group?: OutputGroup;
  /** What it lists, newest first; of an output of one episode that alone. */
  readonly episodes: readonly Episode[];
};

export type OutputPlan = {
  readonly outputs: readonly PlannedOutput[];
  /** Of files that have no place; they are not made. */
  readonly findings: readonly Finding[];
};

/**
 * Where every output lies. One that leads out of the published folder, to a file of Lector's own or to that of another
 * output is told of and not made; all others are.
 *
 * @param episodes Newest first, those for everybody alone.
 */
export function planOutputs(
  templates: readonly OutputTemplate[],
  { show, episodes }: { readonly show: Show; readonly episodes: readonly Episode[] },
): OutputPlan {
  const outputs: PlannedOutput[] = [];
  const findings: Finding[] = [];
  const places = openPlaces(show);
  for (const template of templates) {
    let faults = 0;
    for (const subject of subjectsOf(template, { show, episodes })) {
      try {
        const path = checkOutputPath(template.pathOf(toPathView(show, subject)), template);
        places.take(path, { template, ...subject });
        outputs.push({ template, path, ...subject });
      } catch (error) {
        // Of a thousand episodes with the same fault one is told.
        if (faults === 0) findings.push(toLectorError(error).toFinding());
        faults += 1;
      }
    }
  }
  return { outputs, findings };
}

type Subject = Pick<PlannedOutput, 'episode' | 'group' | 'episodes'>;

function* subjectsOf(
  { head: { each, latest } }: OutputTemplate,
  { show, episodes }: { readonly show: Show; readonly episodes: readonly Episode[] },
): Generator<Subject> {
  if (each === 'show') yield { episodes: episodes.slice(0, latest) };
  else if (each === 'episode') for (const episode of episodes.slice(0, latest)) yield { episode, episodes: [episode] };
  else
    for (const group of groupEpisodes(episodes, { kind: each, show }))
      yield { group, episodes: group.episodes.slice(0, latest) };
}

/** Keeps two outputs from one place, also on systems that take `A.txt` and `a.txt` for the same. */
function openPlaces(show: Show) {
  const taken = new Map<string, string>();
  const folders = new Set<string>();
  for (const { path } of show.feeds ?? [])
    for (const feed of [path, jsonFeedPath(path)]) taken.set(foldPath(feed), 'a feed of the show');
  return {
    take(path: string, { template, episode, group }: { template: OutputTemplate } & Partial<Subject>): void {
      const key = foldPath(path);
      const parents = key
        .split('/')
        .slice(0, -1)
        .map((_, index, parts) => parts.slice(0, index + 1).join('/'));
      const other = taken.get(key) ?? parents.map((parent) => taken.get(parent)).find((name) => name !== undefined);
      if (other !== undefined || folders.has(key)) {
        const { file, head } = template;
        const hint =
          episode || group
            ? `make it another for each: {{${episode ? 'episode' : 'group'}.slug}}, or {{#if …}} … {{/if}}.`
            : 'give one of them another path.';
        throw new LectorError(
          'E_TEMPLATE_OUTPUT',
          `the path ${quoteValue(path)} is taken by ${other ?? 'a folder of other outputs'}.`,
          { hint, place: { file, line: head.pathLine } },
        );
      }
      const name = episode?.title ?? group?.name;
      taken.set(key, name === undefined ? template.file : `${template.file} for ${quoteValue(name)}`);
      parents.forEach((parent) => folders.add(parent));
    },
  };
}
