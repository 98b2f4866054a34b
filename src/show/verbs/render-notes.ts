import { LectorError } from '../../errors.js';
import type { Receipt } from '../../model/site.js';
import { openProject, type OpenProjectOptions } from '../open-project.js';
import { publishShow } from '../publication/publish-show.js';
import { warnOfUnusedTemplates } from '../refuse-template-faults.js';

/**
 * Renders notes, pages and feed of everything published, from its data alone; no audio, GUID or date changes.
 *
 * @throws {@link LectorError} `E_INPUT` when nothing is published yet, or a published file is not whole.
 */
export async function renderNotes(options: OpenProjectOptions): Promise<Receipt & { readonly episodeCount: number }> {
  const project = await openProject(options);
  try {
    const records = project.manifest?.episodes ?? [];
    if (records.length === 0)
      throw new LectorError('E_INPUT', 'nothing is published yet.', { hint: 'run "lector build" first.' });
    warnOfUnusedTemplates(options.config, options.warn);
    const entries = records.map((record) => ({ record }));
    return { ...(await publishShow(entries, project)), episodeCount: entries.length };
  } finally {
    await project.workspace.close();
  }
}
