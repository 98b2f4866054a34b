import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { Episode } from '../../src/model/episode.js';
import type { Show } from '../../src/model/publication/show.js';
import { writeNotes } from '../../src/notes/write-notes.js';
import { writeSite } from '../../src/site/write-site.js';
import { BUILT_IN_TEMPLATES } from '../../src/templates/built-in.js';
import { openTemplates } from '../../src/templates/render.js';
import { ARTICLE, PROGRAMME, SHOW } from './sample-show.js';
import { TRANSCRIPT_FORMATS } from '../../src/transcript/formats/index.js';

/** The files of a site, text by path. */
export function sampleFiles(
  episodes: readonly Episode[] = [ARTICLE, PROGRAMME],
  show: Show = SHOW,
): ReadonlyMap<string, string> {
  const templates = openTemplates({ directories: [BUILT_IN_TEMPLATES] });
  const notes = new Map(
    episodes.map((episode) => [episode.slug, writeNotes({ episode, show }, { templates, warn: () => undefined })]),
  );
  const files = new Map<string, string>();
  for (const file of writeSite({ show, episodes, notes, transcripts: TRANSCRIPT_FORMATS }, { templates })) {
    if (!('content' in file) || typeof file.content !== 'string') throw new Error(`${file.path} is not text`);
    files.set(file.path, file.content);
  }
  return files;
}

/** Writes files below a fresh folder. */
export async function writeFiles(files: ReadonlyMap<string, string | Uint8Array>): Promise<string> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'lector-site-'));
  for (const [name, content] of files) {
    await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
    await writeFile(path.join(folder, name), content);
  }
  return folder;
}
