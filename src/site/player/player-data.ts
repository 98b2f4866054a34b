/** What the page tells the player, in the script element `player-data`. */
export type PlayerData = {
  readonly guid: string;
  readonly title: string;
  readonly show: string;
  readonly durationMs: number;
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
