import type { JsonCache } from '../../workspace.js';

/** What brings a voice to a pace. */
export type Speed = {
  /** What the engine is asked for; 1 is the voice's own pace. */
  readonly rate: number;
  /** How much faster the sound is played afterwards, its pitch kept; 1 for engines that do as they are asked. */
  readonly tempo: number;
};

/** Where measured speeds are kept. */
export type SpeedStore = Pick<JsonCache, 'get' | 'put'>;

export const OWN_SPEED: Speed = { rate: 1, tempo: 1 };

/** Nobody hears less. */
const TOLERANCE = 0.03;
/** An engine that changes so little when it is asked for more does not take a rate. */
const IGNORED = 0.02;
/** Beyond it a voice is no longer itself. */
const SLOWEST = 0.6;
const FASTEST = 1.6;

/**
 * Finds what brings a voice to a pace, by ear: at its own pace, at the rate that should do, and once more where the
 * engine kept that rate by half. What is still missing, or all of it where it takes no rate, is left to the sound.
 *
 * @param targetPace Words a minute while speaking.
 * @param paceAt Words a minute the voice speaks at a rate.
 */
export async function fitSpeed(targetPace: number, paceAt: (rate: number) => Promise<number>): Promise<Speed> {
  const own = await paceAt(1);
  const wanted = within(targetPace / own);
  if (isNear(wanted, 1)) return OWN_SPEED;
  const reached = await paceAt(wanted);
  const missing = within(targetPace / reached);
  if (isNear(missing, 1)) return { rate: wanted, tempo: 1 };
  if (Math.abs(reached / own - 1) < IGNORED) return { rate: 1, tempo: wanted };
  const corrected = within(wanted * missing);
  const left = within(targetPace / (await paceAt(corrected)));
  return { rate: corrected, tempo: isNear(left, 1) ? 1 : left };
}

function isNear(ratio: number, other: number): boolean {
  return Math.abs(ratio / other - 1) <= TOLERANCE;
}

/** In hundredths, so that a hair's breadth makes no other clip. */
function within(ratio: number): number {
  return Math.round(Math.min(FASTEST, Math.max(SLOWEST, ratio)) * 100) / 100;
}

/** What was measured before; kept for good, for another measurement would be other clips. */
export async function knownSpeed(store: SpeedStore, key: string): Promise<Speed | undefined> {
  const found = await store.get(key);
  if (typeof found !== 'object' || found === null || !('rate' in found) || !('tempo' in found)) return undefined;
  const { rate, tempo } = found;
  return typeof rate === 'number' && typeof tempo === 'number' ? { rate, tempo } : undefined;
}
