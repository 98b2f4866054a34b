import { constants } from 'node:fs';
import { access, stat, statfs } from 'node:fs/promises';
import path from 'node:path';
import type { Config } from '../config.js';
import { PUBLISHED } from '../model/publication/paths/show-paths.js';
import { openSpendingLedger } from '../workspace.js';
import type { Readings } from './metrics.js';

/** Less than this, and the next long episode may not fit: its sound is written once unencoded. */
const MIN_FREE_BYTES = 500_000_000;

/** Disk, budget and feed of a show as they are now. */
export async function readShowState(
  { root, soundDir, outDir, budget }: Pick<Config, 'root' | 'soundDir' | 'outDir' | 'budget'>,
  now: () => Date,
): Promise<Readings> {
  const feed = await stat(path.join(outDir, PUBLISHED.feed)).catch(() => undefined);
  const free = await freeBytes(root);
  const ledger = openSpendingLedger({ file: path.join(soundDir, 'spending.json'), now, warn: () => undefined });
  const { monthUsd } = await ledger.spent();
  return {
    ...(free !== undefined && { diskFreeBytes: free }),
    budgetLeftUsd: Math.max(0, budget.maxUsdPerMonth - monthUsd),
    ...(feed && { feedAgeSeconds: Math.max(0, (now().getTime() - feed.mtimeMs) / 1000) }),
  };
}

/** Why nothing can be made in a folder now. */
export async function folderLacks(folder: string): Promise<readonly string[]> {
  const free = await freeBytes(folder);
  const reasons = free !== undefined && free < MIN_FREE_BYTES ? [`disk: ${Math.floor(free / 1e6)} MB free`] : [];
  const isWritable = await access(folder, constants.W_OK).then(
    () => true,
    () => false,
  );
  return isWritable ? reasons : [...reasons, 'folder: it cannot be written into'];
}

async function freeBytes(folder: string): Promise<number | undefined> {
  const found = await statfs(folder).catch(() => undefined);
  return found && found.bavail * found.bsize;
}
