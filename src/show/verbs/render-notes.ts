import type { Config } from '../../config.js';
import { LectorError } from '../../errors.js';
import type { Finding } from '../../model/finding.js';
import type { Receipt } from '../../model/publication/site.js';
import { warnOfUnusedTemplates } from '../check-show-templates.js';
import { standingRecord } from '../episodes/read-episode.js';
import { publishShow } from '../publication/publish-show.js';
import { openRenderCache } from '../publication/render-cache.js';
import { withProject, type ProjectOptions, type ShowPorts } from '../read-show.js';

/** What rendering again did. */
export type RenderedAgain = Receipt & {
  readonly episodeCount: number;
  /** Everything that was reported while it ran. */
  readonly findings: readonly Finding[];
};

/**
 * Renders notes, pages and feed of everything published, from its data alone; no audio, GUID or date changes.
 *
 * @throws {@link LectorError} `E_INPUT` when nothing is published yet, or a published file is not whole.
 */
export function renderNotes(
  config: Config,
  ports: ShowPorts,
  options: Pick<ProjectOptions, 'isAdopting'> = {},
): Promise<RenderedAgain> {
  const findings: Finding[] = [];
  const warn = (finding: Finding): void => {
    findings.push(finding);
    ports.warn(finding);
  };
  return withProject(config, { ...ports, ...options, warn }, async (project) => {
    const records = project.published.manifest?.episodes ?? [];
    if (records.length === 0)
      throw new LectorError('E_INPUT', 'nothing is published yet.', { hint: 'run "lector build" first.' });
    warnOfUnusedTemplates(project);
    const entries = await Promise.all(
      records.map(async (record) => ({ record: (await standingRecord(record, project)) ?? record })),
    );
    const { receipt } = await publishShow(entries, project, new Map(), await openRenderCache(project));
    return { ...receipt, episodeCount: entries.length, findings };
  });
}
