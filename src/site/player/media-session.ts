import type { PlayerData } from './player-data.js';

/** Title and buttons on the lock screen and on headphones. */
export function enableMediaSession(
  data: PlayerData,
  actions: {
    readonly toggle: () => void;
    readonly seekBy: (seconds: number) => void;
    readonly seekTo: (seconds: number) => void;
    readonly step: (by: 1 | -1) => void;
  },
): void {
  if (!('mediaSession' in navigator)) return;
  const { toggle, seekBy, seekTo, step } = actions;
  const artwork = data.artwork === undefined ? [] : [{ src: new URL(data.artwork, location.href).href }];
  navigator.mediaSession.metadata = new MediaMetadata({ title: data.title, artist: data.show, artwork });
  const handlers: readonly [MediaSessionAction, MediaSessionActionHandler][] = [
    ['play', toggle],
    ['pause', toggle],
    ['seekbackward', ({ seekOffset }) => seekBy(-(seekOffset ?? 15))],
    ['seekforward', ({ seekOffset }) => seekBy(seekOffset ?? 30)],
    ['seekto', ({ seekTime }) => seekTo(seekTime ?? 0)],
    ['previoustrack', () => step(-1)],
    ['nexttrack', () => step(1)],
  ];
  for (const [action, handler] of handlers) {
    try {
      navigator.mediaSession.setActionHandler(action, handler);
    } catch {
      // This browser does not know the action.
    }
  }
}
