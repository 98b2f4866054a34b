import { spawnSync } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { formatClock } from '../../src/model/time.js';
import type { Manifest } from '../../src/model/publication/manifest.js';

const ROOT = path.resolve(import.meta.dirname, '../..');
const WORDS_PER_MINUTE = 170;
const WORDS =
  'the keeper of the old lamp wrote down every ship that passed the point before the tide turned and went home to sleep'.split(
    ' ',
  );
const CONFIG = `title: Bench
description: One long article.
baseUrl: https://podcast.example.org/
author: Bench
owner: {email: bench@example.org}
image: cover.jpg
tts: {engine: embedded, voice: kal16}
`;

/** One sentence changed in one long article, from the command to the feed, as a user does it. */
export async function correctLong(minutes: number): Promise<void> {
  const project = await mkdtemp(path.join(os.tmpdir(), 'lector-bench-long-'));
  try {
    await copyFile(path.join(ROOT, 'artwork/cover.jpg'), path.join(project, 'cover.jpg'));
    await mkdir(path.join(project, 'articles'));
    await writeFile(path.join(project, 'lector.yaml'), CONFIG);
    const article = path.join(project, 'articles/long.md');
    const text = articleOf(minutes * WORDS_PER_MINUTE);
    await writeFile(article, text);
    const first = time(project);
    const { audio } =
      (JSON.parse(await readFile(path.join(project, 'output/manifest.json'), 'utf8')) as Manifest).episodes[0] ?? {};
    const again = time(project);
    await writeFile(article, text.replace(/Number 40 /u, 'Number 41 again '));
    const changed = time(project);
    const config = path.join(project, 'lector.yaml');
    await writeFile(config, CONFIG.replace('author: Bench', 'author: Another'));
    const tagged = time(project);
    console.log(`\narticle of ${formatClock(audio?.durationMs ?? 0)}, "lector build" from start to end`);
    console.log(`  from nothing              ${first.toFixed(2)} s`);
    console.log(`  nothing changed           ${again.toFixed(2)} s`);
    console.log(`  one sentence changed      ${changed.toFixed(2)} s (goal ≤ 3 s)`);
    console.log(`  another author in tags    ${tagged.toFixed(2)} s`);
  } finally {
    await rm(project, { recursive: true, force: true });
  }
}

/** Sentences that are all different, four to a paragraph. */
function articleOf(wordCount: number): string {
  const sentences: string[] = [];
  for (let count = 0, at = 0; count < wordCount; at += 1) {
    const length = 9 + (at % 7);
    const words = Array.from({ length }, (_, index) => WORDS[(at * 5 + index * (1 + (at % 3))) % WORDS.length]);
    sentences.push(`Number ${at} says that ${words.join(' ')}.`);
    count += length + 4;
  }
  const paragraphs = Array.from({ length: Math.ceil(sentences.length / 4) }, (_, index) =>
    sentences.slice(index * 4, index * 4 + 4).join(' '),
  );
  return `---\ntitle: A long article\ndate: 2026-01-01T00:00:00Z\n---\n\n${paragraphs.join('\n\n')}\n`;
}

function time(project: string): number {
  const startedMs = performance.now();
  const { status, stderr } = spawnSync(process.execPath, [path.join(ROOT, 'bin/lector.mjs'), 'build', '--quiet'], {
    cwd: project,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(stderr);
  return (performance.now() - startedMs) / 1000;
}
