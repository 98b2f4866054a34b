import { chmod, mkdir, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { describePublishTarget } from '../../../src/contracts/index.js';
import { openSftpTarget } from '../../../src/publish/targets/sftp.js';
import { requireProgram } from '../../debian-program.js';

requireProgram('sftp');
const SERVER = requireProgram('sftpServer');
const environment = { PATH: process.env['PATH'] ?? '' };

describePublishTarget(
  'sftp',
  async (folder) => {
    // The server itself, without a connection in between.
    const sshProgram = path.join(folder, '..', 'ssh');
    await mkdir(path.dirname(sshProgram), { recursive: true });
    await writeFile(sshProgram, `#!/bin/sh\nexec ${SERVER}\n`);
    await chmod(sshProgram, 0o755);
    const place = { host: 'me@example.org', path: `${folder}/pod casts`, cacheDir: path.join(folder, '..', 'cache') };
    const open = () => openSftpTarget(place, { environment, sshProgram });
    return { target: open(), reopen: open };
  },
  { afterAll, describe, it },
);

describe('the sftp target', () => {
  const open = (variables: Readonly<Record<string, string>>) =>
    openSftpTarget(
      { host: 'me@127.0.0.1', port: 1, path: '/srv/x', cacheDir: path.join(os.tmpdir(), 'lector-sftp-cache') },
      { environment: variables },
    );

  it.each([
    ['there is no sftp', { PATH: '/nonexistent' }, 'E_PROGRAM', 'OpenSSH'],
    ['nobody answers', environment, 'E_PUBLISH', 'again'],
  ])('says so before anything is put when %s', async (_why, variables, code, hint) => {
    await expect(open(variables).prepare()).rejects.toMatchObject({
      code,
      hint: expect.stringContaining(hint) as unknown,
    });
  });
});
