import type { ChildProcess } from 'node:child_process';

/** Whether a child can lead a process group of its own, so that its children end with it. */
export const HAS_PROCESS_GROUPS = process.platform !== 'win32';

const living = new Set<ChildProcess>();

/** Lets a child end with this process, also when that does not wait for it. */
export function endWithUs(child: ChildProcess): void {
  if (living.size === 0) process.once('exit', killLiving);
  living.add(child);
  child.once('close', () => {
    living.delete(child);
    if (living.size === 0) process.off('exit', killLiving);
  });
}

function killLiving(): void {
  living.forEach(killGroup);
}

/** Ends a child and everything it started; nothing when it has ended already. */
export function killGroup(child: ChildProcess): void {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  if (!HAS_PROCESS_GROUPS) {
    child.kill('SIGKILL');
    return;
  }
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    // The group is gone between the look and the call.
    child.kill('SIGKILL');
  }
}
