import { mapTime, type Spans } from './time-map.js';

/** What the page tells the player, in the script element `player-data`. */
export type PlayerData = {
  readonly guid: string;
  readonly title: string;
  readonly show: string;
  readonly durationMs: number;
  /** Tells this sound from that of earlier and later editions. */
  readonly edition: string;
  /** By edition. */
  readonly earlier?: Readonly<Record<string, Spans>>;
  readonly artwork?: string;
  readonly chapters: readonly { readonly startMs: number; readonly title: string }[];
  readonly labels: Readonly<Record<string, string>>;
};

export function readPlayerData(): PlayerData | undefined {
  const text = document.getElementById('player-data')?.textContent;
  if (!text) return undefined;
  try {
    return JSON.parse(text) as PlayerData;
  } catch {
    return undefined;
  }
}

/** A second of some edition in this one; the same where nothing is known of that edition. */
export function inThisEdition({ earlier }: PlayerData, seconds: number, edition: string | null | undefined): number {
  const spans = edition ? earlier?.[edition] : undefined;
  return spans ? mapTime(spans, seconds) : seconds;
}
