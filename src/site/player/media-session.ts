import { deck } from './deck.js';

const BACK_SECONDS = 15;
const FORWARD_SECONDS = 30;

/** Title and buttons on the lock screen and on headphones, of whatever is played. */
export function enableMediaSession(): void {
  if (!('mediaSession' in navigator)) return;
  const { mediaSession } = navigator;
  const handlers: readonly [MediaSessionAction, MediaSessionActionHandler][] = [
    ['play', deck.play],
    ['pause', () => deck.audio.pause()],
    ['seekbackward', ({ seekOffset }) => deck.seek(deck.seconds - (seekOffset ?? BACK_SECONDS))],
    ['seekforward', ({ seekOffset }) => deck.seek(deck.seconds + (seekOffset ?? FORWARD_SECONDS))],
    ['seekto', ({ seekTime }) => deck.seek(seekTime ?? 0)],
    ['previoustrack', () => deck.step?.(-1) || deck.seek(0)],
    ['nexttrack', () => deck.step?.(1) || deck.playNext()],
  ];
  for (const [action, handler] of handlers) {
    try {
      mediaSession.setActionHandler(action, handler);
    } catch {
      // This browser does not know the action.
    }
  }
  deck.audio.addEventListener('trackchange', () => {
    const { track } = deck;
    const artwork = track?.artwork === undefined ? [] : [{ src: track.artwork }];
    mediaSession.metadata = track
      ? new MediaMetadata({ title: track.title, artist: track.show, album: track.show, artwork })
      : null;
  });
}
