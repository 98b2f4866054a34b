import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { LECTOR, makeLargeShow, writeArticle } from './large-show.js';

const [mode, ...figures] = process.argv.slice(2);
if (mode === 'queue') {
  await (await import('./queue.js')).benchQueue(Number(figures[0] ?? 300));
  process.exit();
}
if (mode === 'kills') {
  const [workers, redis] = [Number(figures[0] ?? 50), Number(figures[1] ?? 20)];
  await (await import('./kills.js')).benchKills({ workers, redis });
  process.exit();
}

/** `npm run bench:scale [-- COUNT]`: what a show of many episodes costs, beside looking at its files and nothing else. */
const count = Number(process.argv[2] ?? 10_000);
if (!Number.isSafeInteger(count) || count < 1) {
  console.error(`${process.argv[2] ?? ''} is no number of episodes.`);
  process.exit(2);
}

type Cost = { readonly cpuS: number; readonly wallS: number; readonly peakMb: number };

/** Prints what a process used, before it ends. */
const REPORT = `process.on('exit', () => {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  process.stderr.write('\\n' + JSON.stringify([userCPUTime + systemCPUTime, maxRSS]) + '\\n');
});`;

const root = await mkdtemp(path.join(os.tmpdir(), 'lector-scale-'));
const single = await mkdtemp(path.join(os.tmpdir(), 'lector-scale-one-'));
try {
  console.log(`making a show of ${count} episodes`);
  await makeLargeShow(root, count);
  await makeLargeShow(single, 1);
  // What was written just before it is read is read again by the run after it.
  for (const project of [root, single]) for (let nth = 0; nth < 3; nth += 1) lector(project, 'build');
  const walked = await measureWalk();
  print('every file looked at', walked);
  print('every file read and hashed', await measureHashes());
  print('build, nothing changed', lector(root, 'build'), walked);
  await writeArticle(single, 2);
  const alone = lector(single, 'build');
  await writeArticle(root, count + 1);
  const one = lector(root, 'build');
  print('one new article', one, walked);
  print('  in a show of one', alone);
  print('  beyond that', { ...one, cpuS: one.cpuS - alone.cpuS, wallS: one.wallS - alone.wallS }, walked);
  await mkdir(path.join(root, 'templates/notes'), { recursive: true });
  await writeFile(path.join(root, 'templates/notes/description.hbs'), '<p>{{episode.summary}}</p>\n');
  print('a template changed: notes', lector(root, 'notes'), walked);
} finally {
  for (const project of [root, single]) await rm(project, { recursive: true, force: true });
}

/** Of the process itself: encoders that it starts are its narration. */
function lector(cwd: string, verb: string): Cost {
  const report = `data:text/javascript,${encodeURIComponent(REPORT)}`;
  const startedMs = performance.now();
  const run = spawnSync(process.execPath, ['--import', report, LECTOR, verb, '--quiet'], {
    cwd,
    encoding: 'utf8',
    maxBuffer: 100_000_000,
  });
  const wallS = (performance.now() - startedMs) / 1000;
  if (run.status !== 0) throw new Error(`lector ${verb} failed: ${run.stderr}`);
  const [cpuMicros = 0, maxRssKb = 0] = JSON.parse(run.stderr.trimEnd().split('\n').at(-1) ?? '') as number[];
  return { cpuS: cpuMicros / 1e6, wallS, peakMb: maxRssKb / 1024 };
}

async function measureWalk(): Promise<Cost> {
  return measure(async (file) => void (await stat(file)));
}

async function measureHashes(): Promise<Cost> {
  return measure(
    async (file) =>
      void createHash('sha256')
        .update(await readFile(file))
        .digest(),
  );
}

/** What somebody does to every source and every published file who keeps no list. */
async function measure(look: (file: string) => Promise<void>): Promise<Cost> {
  const before = process.cpuUsage();
  const startedMs = performance.now();
  for (const folder of ['articles', 'output']) {
    const entries = await readdir(path.join(root, folder), { recursive: true, withFileTypes: true });
    for (const entry of entries) if (entry.isFile()) await look(path.join(entry.parentPath, entry.name));
  }
  const { user, system } = process.cpuUsage(before);
  return {
    cpuS: (user + system) / 1e6,
    wallS: (performance.now() - startedMs) / 1000,
    peakMb: process.memoryUsage.rss() / 2 ** 20,
  };
}

function print(what: string, { cpuS, wallS, peakMb }: Cost, peer?: Cost): void {
  const ratio = peer ? `   ${(cpuS / peer.cpuS).toFixed(2)} × looking at every file` : '';
  const figures = `CPU ${cpuS.toFixed(2).padStart(6)} s   wall ${wallS.toFixed(2).padStart(6)} s`;
  console.log(`  ${what.padEnd(30)} ${figures}   ${peakMb.toFixed(0).padStart(5)} MB${ratio}`);
}
