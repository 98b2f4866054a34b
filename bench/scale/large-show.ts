import { spawnSync } from 'node:child_process';
import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { loadConfig } from '../../src/config.js';
import type { Episode } from '../../src/model/episode.js';
import { composeEpisode } from '../../src/notes/compose-episode.js';
import { decideWork } from '../../src/show/episodes/decide-work.js';
import { recordOf, type PublishedRecord } from '../../src/show/episodes/published-episode.js';
import { sortItems } from '../../src/show/items/assign-items.js';
import { openRenderCache } from '../../src/show/publication/render-cache.js';
import { publishShow } from '../../src/show/publication/publish-show.js';
import { withProject } from '../../src/show/read-show.js';

const ROOT = path.resolve(import.meta.dirname, '../..');
export const LECTOR = path.join(ROOT, 'bin/lector.mjs');
const MINUTE_MS = 60_000;
const CONFIG = `title: A show of many
description: Made to be measured.
baseUrl: https://pod.example.org/show/
author: The Tester
image: cover.jpg
tts: {engine: silence}
audio: {sampleRateHz: 22050, bitrateKbps: 32}
`;

/** One of the tiny articles of a large show. */
export async function writeArticle(root: string, nth: number): Promise<void> {
  const date = new Date(Date.UTC(2001, 0, 1) + nth * 720 * MINUTE_MS).toISOString();
  const text = `The council spoke of matter ${nth} until ten, and nobody left the old hall before the end.`;
  const file = path.join(root, 'articles', `article-${String(nth).padStart(5, '0')}.md`);
  await writeFile(
    file,
    `---\ntitle: Matter ${nth}\ndate: ${date}\n---\n\n${text} It will be spoken of again in *spring*.\n`,
  );
}

/**
 * Builds a show of one article by the program, and the others from that one's sound: every article is read, judged, and
 * published as a build does it, and only its narration and its encoding are those of the first.
 */
export async function makeLargeShow(root: string, count: number): Promise<void> {
  await mkdir(path.join(root, 'articles'), { recursive: true });
  await copyFile(path.join(ROOT, 'test/fixtures/published-by-0.1.0/cover.jpg'), path.join(root, 'cover.jpg'));
  await writeFile(path.join(root, 'lector.yaml'), CONFIG);
  await writeArticle(root, 1);
  requireSuccess(root, 'build');
  for (let nth = 2; nth <= count; nth += 1) await writeArticle(root, nth);
  const { config } = await loadConfig({ cwd: root });
  const ports = {
    environment: process.env,
    engines: {},
    recognisers: {},
    sources: [],
    formatters: {},
    templates: [],
    now: () => new Date(),
    signal: new AbortController().signal,
    warn: () => undefined,
    report: () => undefined,
  };
  await withProject(config, ports, async (project) => {
    const { due } = await sortItems(project, {});
    const decided = await decideWork(project, due);
    const [first] = project.published.manifest?.episodes ?? [];
    const data = await readFile(path.join(config.outDir, `episodes/${first?.slug ?? ''}/episode.json`), 'utf8');
    const sample = JSON.parse(data) as Episode;
    const file = path.join(config.outDir, sample.audio.path);
    const entries = decided.jobs.flatMap((job): PublishedRecord[] => {
      const { assignment, work } = job;
      if (work === 'nothing') return [{ record: job.record }];
      if (work === 'refuse') throw job.failure;
      const { item, guid, slug, publishedAt } = assignment;
      const audio = { ...sample.audio, name: sample.audio.name.replace(sample.slug, slug) };
      const { engine = '', voices, spokenBy = [], chapters, transcript, isExplicit } = sample;
      const made = composeEpisode({
        item,
        record: { guid, slug, publishedAt },
        isExplicit,
        narration: { engine, voices, spokenBy },
        chapters,
        ...(transcript && { transcript }),
        audio,
      });
      const episode = { ...made, fingerprint: job.fingerprint.whole };
      const clipKeys = first?.clipKeys ?? [];
      const record = recordOf({
        assignment,
        fingerprint: job.fingerprint,
        built: { episode, clipKeys },
        now: project.now(),
        ...(first?.disclosure && { disclosure: first.disclosure }),
      });
      const audioFile = { ...audio, path: file, sampleRateHz: 22_050, channelCount: 1 };
      return [{ record, built: { episode, audioFile } }];
    });
    await decided.save();
    await publishShow(entries, project, new Map(), await openRenderCache(project));
  });
}

function requireSuccess(root: string, ...args: readonly string[]): void {
  const { status, stderr } = spawnSync(process.execPath, [LECTOR, ...args, '--quiet'], { cwd: root, encoding: 'utf8' });
  if (status !== 0) throw new Error(`lector ${args.join(' ')} failed: ${stderr}`);
}
