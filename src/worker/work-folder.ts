import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

/** For what a worker needs while it works; of workers of this machine that were killed it is removed. */
export async function openWorkFolder(parent: string): Promise<string> {
  const host = os.hostname().replaceAll(/[^\w.-]/gu, '');
  for (const name of await readdir(parent).catch(() => [])) {
    const [, owner, pid] = /^(.*)~(\d+)~/u.exec(name) ?? [];
    if (owner === host && !isAlive(Number(pid))) await rm(path.join(parent, name), { recursive: true, force: true });
  }
  const folder = path.join(parent, `${host}~${process.pid}~${randomUUID().slice(0, 8)}`);
  await mkdir(folder, { recursive: true });
  return folder;
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // One of somebody else may not be asked, and is there.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
