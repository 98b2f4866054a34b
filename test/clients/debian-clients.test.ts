import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { present } from '../../src/model/present.js';
import { startPreview } from '../../src/preview.js';
import { runProgram } from '../../src/run-tool.js';
import { hashFile } from '../../src/workspace.js';
import { requireDebianProgram } from '../debian-program.js';
import { article, makeShow } from '../show/test-show.js';

const gpo = requireDebianProgram({ places: ['/usr/bin/gpo'], debianPackage: 'gpodder' });
const newsboat = requireDebianProgram({ places: ['/usr/bin/newsboat'], debianPackage: 'newsboat' });
const podget = requireDebianProgram({ places: ['/usr/bin/podget'], debianPackage: 'podget' });

const show = await makeShow({ 'articles/one.md': article('One'), 'articles/two.md': article('Two & more') });
await (await show.open()).build();
const outDir = path.join(show.root, 'output');
const preview = await startPreview({ outDir, baseUrl: 'https://pod.example.org/show/', port: 0 });
const feedUrl = `${preview.url}feed.xml`;
const home = await mkdtemp(path.join(os.tmpdir(), 'lector-clients-'));
/** SHA-256 of each episode's audio. */
const published = (await show.manifest()).episodes.map(({ audio }) => audio.sha256).sort();
afterAll(async () => {
  await preview.close();
  await show.remove();
  await rm(home, { recursive: true, force: true });
});

/** Runs a client in a home of its own and gives what it printed. */
async function run(
  program: string,
  args: readonly string[],
  { env = {}, signal }: { readonly env?: Readonly<Record<string, string>>; readonly signal?: AbortSignal } = {},
): Promise<string> {
  const { stdout } = await runProgram({
    program,
    args,
    timeoutMs: 60_000,
    cwd: home,
    env: { PATH: process.env['PATH'] ?? '', HOME: home, LANG: 'C.UTF-8', TERM: 'xterm', ...env },
    ...present({ signal }),
  });
  return stdout.toString('utf8');
}

/** Aborts as soon as something is so. */
function runUntil(isSo: () => Promise<boolean>): AbortSignal {
  const controller = new AbortController();
  const timer = setInterval(() => {
    void isSo().then((isDone) => {
      if (!isDone) return;
      clearInterval(timer);
      controller.abort();
    });
  }, 100);
  timer.unref();
  return controller.signal;
}

/** SHA-256 of all audio below a folder, however the client names and sorts it. */
async function audioBelow(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  const files = entries.filter((entry) => entry.isFile() && entry.name.endsWith('.mp3'));
  return (await Promise.all(files.map(({ parentPath, name }) => hashFile(path.join(parentPath, name))))).sort();
}

/** What its own configuration file says, but for the folders; without one it asks the feeds of others. */
const PODGET = {
  ...{ CONFIG_SERVERLIST: 'serverlist', LOG_FAIL: 'errors', LOG_COMPLETE: 'done', WGET_BASEOPTS: '"-c -nH"' },
  ...{ MOST_RECENT: 0, FORCE: 0, CLEANUP: 0, CLEANUP_DAYS: 7, MIN_SPACE: 10_000, NO_PLAYLIST: 1, ASX_PLAYLIST: 0 },
  ...{ PLAYLIST_NAMEBASE: 'New-', DATE_FORMAT: '+%F', FILENAME_BADCHARS: '"&"', FILENAME_REPLACECHAR: '_' },
  ...Object.fromEntries(['', 2, 3, 4, 5, 6, 7, 8, 9, 10].map((number) => [`FILENAME_FORMATFIX${number}`, 0])),
};

describe('clients of Debian', () => {
  it('gPodder subscribes, lists both episodes by their titles, and fetches the very bytes', async () => {
    const own = { GPODDER_HOME: path.join(home, 'gpodder') };
    await run(gpo, ['subscribe', feedUrl], { env: own });
    const listed = await run(gpo, ['episodes', feedUrl], { env: own });
    expect(['One', 'Two & more'].filter((title) => !listed.includes(title))).toEqual([]);
    await run(gpo, ['download', feedUrl], { env: own });
    expect(await audioBelow(own.GPODDER_HOME)).toEqual(published);
  });

  it('newsboat reads the feed, and podboat fetches what is queued, byte by byte', async () => {
    const folder = path.join(home, 'newsboat');
    await mkdir(folder);
    const at = (name: string): string => path.join(folder, name);
    await writeFile(at('urls'), `${feedUrl}\n`);
    await writeFile(at('config'), `download-path "${folder}/"\nmax-downloads 2\n`);
    const own = ['-u', at('urls'), '-c', at('cache.db'), '-C', at('config')];
    await run(newsboat, [...own, '-x', 'reload']);
    expect(await run(newsboat, [...own, '-x', 'print-unread'])).toContain('2 unread articles');
    const feed = await readFile(path.join(outDir, 'feed.xml'), 'utf8');
    const urls = [...feed.matchAll(/<enclosure url="https:\/\/pod\.example\.org\/show\/([^"]+)"/gu)].map(
      ([, name]) => name,
    );
    await writeFile(
      at('queue'),
      urls.map((name) => `${preview.url}${name} "${at(path.basename(name ?? ''))}"\n`).join(''),
    );
    // It wants a terminal, and somebody who quits it.
    const command = `podboat -q ${at('queue')} -C ${at('config')} -a`;
    const ending = runUntil(async () => (await audioBelow(folder)).join() === published.join());
    await expect(run('script', ['-qec', command, '/dev/null'], { signal: ending })).rejects.toMatchObject({
      code: 'E_INTERRUPTED',
    });
    expect(await audioBelow(folder)).toEqual(published);
  });

  it('podget fetches both by their addresses, byte by byte, and nothing the second time', async () => {
    const folder = path.join(home, 'podget');
    await mkdir(folder);
    const at = (name: string): string => path.join(folder, name);
    await writeFile(at('serverlist'), `${feedUrl} News Show\n`);
    const settings = { DIR_LIBRARY: at('library'), DIR_SESSION: folder, ...PODGET };
    const lines = Object.entries(settings).map(([name, value]) => `${name}=${value}\n`);
    await writeFile(at('podgetrc'), `# Podget configuration file created by version 0.9.0\n${lines.join('')}`);
    await run(podget, ['-d', folder]);
    expect(await audioBelow(at('library'))).toEqual(published);
    await rm(at('library/News'), { recursive: true });
    await run(podget, ['-d', folder]);
    expect(await audioBelow(at('library')).catch(() => [])).toEqual([]);
  });
});
