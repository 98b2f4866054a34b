import type { ChildProcess } from 'node:child_process';

/** Whether a child can lead a process group of its own, so that its children end with it. */
export const HAS_PROCESS_GROUPS = process.platform !== 'win32';

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
