import { spawnSync } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { Manifest } from '../src/model/publication/manifest.js';

const ROOT = path.resolve(import.meta.dirname, '..');
const SOURCES = ['lector.yaml', 'lexicon.yaml', 'articles', 'artwork', 'audio', 'templates'];

/** Builds the sample show as a user does: from nothing, again with nothing changed, and notes alone. */
export async function benchShow(): Promise<void> {
  const project = await mkdtemp(path.join(os.tmpdir(), 'lector-bench-'));
  try {
    for (const name of SOURCES) await cp(path.join(ROOT, name), path.join(project, name), { recursive: true });
    const node = median([1, 2, 3].map(() => time(['-e', '0'], project)));
    const full = time([lector, 'build', '--quiet'], project);
    const again = median([1, 2, 3].map(() => time([lector, 'build', '--quiet'], project)));
    const article = path.join(project, 'articles/the-lamp-that-counts.md');
    const text = await readFile(article, 'utf8');
    await writeFile(article, text.replace('Gone. Looked again. Still gone.', 'Gone. Looked twice. Still gone.'));
    const edited = time([lector, 'build', '--quiet'], project);
    const notes = median([1, 2, 3].map(() => time([lector, 'notes', '--quiet'], project)));
    const manifest = JSON.parse(await readFile(path.join(project, 'output/manifest.json'), 'utf8')) as Manifest;
    const audioS = manifest.episodes.reduce((sum, { audio }) => sum + audio.durationMs, 0) / 1000;
    console.log(`sample show, ${audioS.toFixed(0)} s of audio`);
    console.log(`  build from nothing        ${full.toFixed(2)} s   ${(audioS / full).toFixed(0)} × real time`);
    console.log(
      `  build, nothing changed    ${again.toFixed(2)} s   ${(again / full).toFixed(3)} of the first build, ${(again / node).toFixed(0)} × starting node (${node.toFixed(3)} s)`,
    );
    console.log(
      `  one sentence changed      ${edited.toFixed(2)} s   ${(edited / full).toFixed(3)} of the first build`,
    );
    console.log(`  notes                     ${notes.toFixed(2)} s   ${(notes / full).toFixed(3)} of the first build`);
  } finally {
    await rm(project, { recursive: true, force: true });
  }
}

const lector = path.join(ROOT, 'bin/lector.mjs');

function time(argv: readonly string[], cwd: string): number {
  const startedMs = performance.now();
  const { status, stderr } = spawnSync(process.execPath, argv, { cwd, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${argv.join(' ')} failed: ${stderr}`);
  return (performance.now() - startedMs) / 1000;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
