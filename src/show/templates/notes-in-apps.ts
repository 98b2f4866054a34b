import type { ShowState } from '../../context.js';
import { LectorError } from '../../errors.js';
import type { NotesApp } from '../../model/publication/notes-apps.js';
import { findDropped, type DroppedPart } from '../../notes/find-dropped.js';
import { writeNotes } from '../../notes/write-notes.js';
import { openTemplates } from '../../templates/render.js';
import { readEpisode } from '../episodes/read-episode.js';

/** What an app drops of the notes of one episode. */
export type DroppedNotes = { readonly slug: string; readonly title: string; readonly parts: readonly DroppedPart[] };

/**
 * What an app would drop of the notes of each published episode as the templates are now, those without a fault aside.
 * Writes nothing.
 *
 * @throws {@link LectorError} `E_INPUT` when nothing is published yet; `E_TEMPLATE…`.
 */
export async function notesInApp(state: ShowState, app: NotesApp): Promise<readonly DroppedNotes[]> {
  const { show, target } = state;
  const records = state.published.manifest?.episodes ?? [];
  if (records.length === 0)
    throw new LectorError('E_INPUT', 'nothing is published yet.', { hint: 'run "lector build" first.' });
  const templates = openTemplates(state.templates);
  const dropped: DroppedNotes[] = [];
  for (const record of records) {
    const episode = await readEpisode(record, target);
    const parts = findDropped(writeNotes({ episode, show }, { templates, warn: () => undefined }), app);
    if (parts.length > 0) dropped.push({ slug: record.slug, title: record.title, parts });
  }
  return dropped;
}
