import { chmod, readdir, readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { article, makeProject, TEST_CONFIG, type TestProject } from './project.js';

/** What a user may wait for after Ctrl-C, and what the machine may need on top of it. */
const MAX_STOP_MS = 5000;

/** A program that neither ends nor heeds a request to. */
const STUCK = "#!/bin/sh\ntrap '' TERM INT\necho started >&2\nwhile :; do sleep 1; done\n";

describe('a run that is told to stop while something hangs', { timeout: 60_000 }, () => {
  let server: Server;
  let asked: () => void;
  let project: TestProject;

  beforeAll(async () => {
    server = createServer(() => asked());
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
  beforeEach(async () => {
    project = await makeProject({ 'articles/harbour.md': article('The harbour') });
    for (const name of ['ffmpeg', 'espeak-ng']) {
      await project.write(`bin/${name}`, STUCK);
      await chmod(path.join(project.root, 'bin', name), 0o755);
    }
  });

  const address = (): string => {
    const found = server.address();
    return `http://127.0.0.1:${typeof found === 'object' && found ? found.port : 0}/feed.xml`;
  };
  const HANGING: Readonly<Record<string, () => string>> = {
    'a host that never answers': () =>
      `${TEST_CONFIG}sources: [{url: "${address()}"}]\nhttp: {allowPrivateAddresses: true, allowedPorts: [${new URL(address()).port}]}\n`,
    'a program that never ends': () => `${TEST_CONFIG}ffmpeg: {path: bin/ffmpeg}\n`,
    'an engine that never answers': () => TEST_CONFIG.replace('engine: silence', 'engine: espeak-ng'),
  };
  const SIGNALS = [
    ['SIGTERM', 143],
    ['SIGINT', 130],
  ] as const;

  it.each(Object.keys(HANGING).flatMap((what) => SIGNALS.map(([signal, code]) => [what, signal, code] as const)))(
    'ends all the same: %s, %s',
    async (what, signal, code) => {
      await project.write('lector.yaml', HANGING[what]?.() ?? '');
      const isAsked = new Promise<void>((resolve) => (asked = resolve));
      const env: Record<string, string> = what.startsWith('a host')
        ? {}
        : { PATH: `${path.join(project.root, 'bin')}:${process.env['PATH'] ?? ''}` };
      const running = project.start(['build'], env);
      await (what.startsWith('a host') ? isAsked : new Promise((resolve) => setTimeout(resolve, 3000)));
      const startedMs = performance.now();
      running.kill(signal);
      const { exitCode, stderr } = await running.ended;
      expect([exitCode, stderr.match(/^error \w+/gmu)]).toEqual([code, ['error E_INTERRUPTED']]);
      expect(performance.now() - startedMs).toBeLessThan(MAX_STOP_MS);
      expect(await programsOf(project)).toEqual([]);
    },
  );
});

/** Programs of the project that still run; Linux says so in /proc. */
async function programsOf({ root }: TestProject): Promise<readonly string[]> {
  const pids = (await readdir('/proc').catch(() => [])).filter((name) => /^\d+$/u.test(name));
  const lines = await Promise.all(pids.map((pid) => readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')));
  return lines.filter((line) => line.includes(`${root}/bin/`));
}
