import { chmod, mkdir, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { describePublishTarget } from '../../../src/contracts/index.js';
import { requireProgram } from '../../debian-program.js';
import { openRsyncTarget } from '../../../src/publish/targets/rsync.js';

requireProgram('rsync');

/** A stand-in for ssh that runs what it is told on this machine: rsync speaks its own protocol with itself all the same. */
const SSH =
  '#!/bin/sh\nwhile [ "${1#-}" != "$1" ]; do case "$1" in -l) shift ;; esac; shift; done\nshift\nexec sh -c "$*"\n';

describePublishTarget(
  'rsync',
  async (folder) => {
    const programs = path.join(folder, '..', 'bin');
    await mkdir(programs, { recursive: true });
    await writeFile(path.join(programs, 'ssh'), SSH);
    await chmod(path.join(programs, 'ssh'), 0o755);
    const environment = { PATH: `${programs}:${process.env['PATH'] ?? ''}` };
    const place = { to: `me@example.org:${folder}/pod casts`, cacheDir: path.join(folder, '..', 'cache') };
    const open = () => openRsyncTarget(place, { environment });
    return { target: open(), reopen: open };
  },
  { afterAll, describe, it },
);

describe('the rsync target', () => {
  const open = (to: string, environment: Readonly<Record<string, string>> = { PATH: process.env['PATH'] ?? '' }) =>
    openRsyncTarget({ to, cacheDir: path.join(os.tmpdir(), 'lector-rsync-cache') }, { environment });

  it.each([
    ['there is no rsync', () => open('/srv/x', { PATH: '/nonexistent' }), 'E_PROGRAM', 'install rsync'],
    [
      'nobody answers',
      () => open('me@127.0.0.1:/srv/x', { PATH: '/usr/bin:/bin', HOME: '/nonexistent' }),
      'E_PUBLISH',
      'again',
    ],
    ['it may not write', () => open('/proc/lector'), 'E_WRITE', 'right to write'],
  ])('says so before anything is put when %s', async (_why, make, code, hint) => {
    await expect(make().prepare()).rejects.toMatchObject({ code, hint: expect.stringContaining(hint) as unknown });
  });
});
