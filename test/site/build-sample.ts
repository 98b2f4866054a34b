import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { Episode } from '../../src/model/episode.js';
import type { Show } from '../../src/model/publication/show.js';
import type { OutputFile } from '../../src/model/publication/site.js';
import { writeNotes } from '../../src/notes/write-notes.js';
import { writeSite } from '../../src/site/write-site.js';
import { BUILT_IN_TEMPLATES } from '../../src/templates/built-in.js';
import { openTemplates } from '../../src/templates/render.js';
import { ARTICLE, PROGRAMME, SHOW } from './sample-show.js';
import { TRANSCRIPT_FORMATS } from '../../src/transcript/formats/index.js';

/** The files of a site, text by path; of those that are copied there is nothing but the path. */
export function sampleFiles(
  episodes: readonly Episode[] = [ARTICLE, PROGRAMME],
  show: Show = SHOW,
): ReadonlyMap<string, string> {
  return new Map(
    sampleOutput(episodes, show).map((file) => [file.path, 'content' in file ? String(file.content) : '']),
  );
}

export function sampleOutput(episodes: readonly Episode[], show: Show): readonly OutputFile[] {
  const templates = openTemplates({ directories: [BUILT_IN_TEMPLATES] });
  const notes = new Map(
    episodes.map((episode) => [episode.slug, writeNotes({ episode, show }, { templates, warn: () => undefined })]),
  );
  return [...writeSite({ show, episodes, notes, transcripts: TRANSCRIPT_FORMATS }, { templates })];
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
