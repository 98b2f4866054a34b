import { chapterFrom } from './chapters.js';
import { deck } from './deck.js';
import { pictureAt } from './player-data.js';

const BACK_SECONDS = 15;
const FORWARD_SECONDS = 30;

/** Title, picture, position and buttons on the lock screen and on headphones, of whatever is played. */
export function enableMediaSession(): void {
  if (!('mediaSession' in navigator)) return;
  const { mediaSession } = navigator;
  const step = (by: 1 | -1): void => {
    const chapters = deck.track?.chapters ?? [];
    const target = chapters.length > 1 || by < 0 ? chapterFrom(chapters, deck.seconds, by) : undefined;
    if (target === undefined) deck.playNext();
    else deck.seek(target);
  };
  const handlers: readonly [MediaSessionAction, MediaSessionActionHandler][] = [
    ['play', deck.play],
    ['pause', () => deck.audio.pause()],
    ['seekbackward', ({ seekOffset }) => deck.seek(deck.seconds - (seekOffset ?? BACK_SECONDS))],
    ['seekforward', ({ seekOffset }) => deck.seek(deck.seconds + (seekOffset ?? FORWARD_SECONDS))],
    ['seekto', ({ seekTime }) => deck.seek(seekTime ?? 0)],
    ['previoustrack', () => step(-1)],
    ['nexttrack', () => step(1)],
  ];
  for (const [action, handler] of handlers) {
    try {
      mediaSession.setActionHandler(action, handler);
    } catch {
      // This browser does not know the action.
    }
  }
  let shown: string | undefined;
  const show = (): void => {
    const { track } = deck;
    const picture = track && (pictureAt(track, deck.seconds * 1000)?.href ?? track.artwork);
    const key = track && `${track.guid} ${picture}`;
    if (key === shown) return;
    shown = key;
    const describe = (sizes: string): void => {
      const artwork = picture === undefined ? [] : [{ src: picture, sizes }];
      mediaSession.metadata = track
        ? new MediaMetadata({ title: track.title, artist: track.show, album: track.show, artwork })
        : null;
    };
    describe('');
    if (picture === undefined) return;
    const image = new Image();
    image.onload = () => {
      if (key === shown) describe(`${image.naturalWidth}x${image.naturalHeight}`);
    };
    image.src = picture;
  };
  const place = (): void => {
    const { duration, playbackRate } = deck.audio;
    if (!(duration > 0 && duration < Infinity)) return;
    mediaSession.setPositionState?.({ duration, playbackRate, position: Math.min(deck.seconds, duration) });
  };
  for (const event of ['trackchange', 'timeupdate']) deck.audio.addEventListener(event, show);
  for (const event of ['loadedmetadata', 'seeked', 'ratechange', 'play']) deck.audio.addEventListener(event, place);
}
