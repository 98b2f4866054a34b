/** What a process is about to do to a file below the folder that is watched. */
export type DiskStep = {
  /** From 1; 0 where nothing new can be killed. */
  readonly number: number;
  /** Steps so far. */
  readonly stepCount: number;
  readonly name: string;
  /** Relative to the folder. */
  readonly names: readonly string[];
};

/**
 * Calls `before` ahead of every change of a file below `root` in this process. What it throws is what the change fails
 * with; with `short` one call writes half of what it was given and says so, and a copy is cut without a word.
 *
 * @returns Ends it.
 */
export function watchDisk(watcher: {
  readonly root: string;
  readonly before: (step: DiskStep) => 'short' | undefined;
}): Promise<() => void>;

/** Whether a step needs room on the disk. */
export function takesRoom(name: string): boolean;

/** What the system says of a full disk. */
export function fullDisk(name: string, file: string): Error;
