import type { Config } from '../../config.js';
import { LectorError } from '../../errors.js';
import type { Receipt } from '../../model/publication/site.js';
import { warnOfUnusedTemplates } from '../check-show-templates.js';
import { standingRecord } from '../episodes/read-episode.js';
import { publishShow } from '../publication/publish-show.js';
import { withProject, type ProjectOptions, type ShowPorts } from '../read-show.js';

/**
 * Renders notes, pages and feed of everything published, from its data alone; no audio, GUID or date changes.
 *
 * @throws {@link LectorError} `E_INPUT` when nothing is published yet, or a published file is not whole.
 */
export function renderNotes(
  config: Config,
  ports: ShowPorts,
  options: Pick<ProjectOptions, 'isAdopting'> = {},
): Promise<Receipt & { readonly episodeCount: number }> {
  return withProject(config, { ...ports, ...options }, async (project) => {
    const records = project.published.manifest?.episodes ?? [];
    if (records.length === 0)
      throw new LectorError('E_INPUT', 'nothing is published yet.', { hint: 'run "lector build" first.' });
    warnOfUnusedTemplates(project);
    const entries = await Promise.all(
      records.map(async (record) => ({ record: (await standingRecord(record, project)) ?? record })),
    );
    const { receipt } = await publishShow(entries, project, new Map());
    return { ...receipt, episodeCount: entries.length };
  });
}
