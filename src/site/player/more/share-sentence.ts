import { element } from '../controls.js';
import type { Track } from '../player-data.js';
import type { Sentence } from '../read-along.js';
import { addressAt, copyText } from '../share.js';
import { textButton } from './dialog.js';
import type { Words } from './words-of.js';

const CLIP_SECONDS = 15;

/** The sentence that is heard: to be copied with its second, as a picture, and as fifteen seconds of sound. */
export function shareSentence(options: {
  readonly track: Track;
  readonly sentence: Sentence;
  readonly words: Words;
  readonly say: (text: string) => void;
}): HTMLElement {
  const { track, sentence, words, say } = options;
  const text = (sentence.element.textContent ?? '').replace(/\s+/g, ' ').trim();
  const from = sentence.startMs / 1000;
  const page = track.href;
  const { edition } = track;
  const root = element('div', 'quote');
  const copy = (address: string): void => {
    const copied = `“${text}”\n${track.title} · ${track.show}\n${address}`;
    void copyText(copied).then((isCopied) => say(isCopied ? words('copied') : address));
  };
  const busy = async (does: () => Promise<void>): Promise<void> => {
    say('');
    await does().catch(() => say(words('cannotBeMade')));
  };
  const drawCard = async (): Promise<void> => {
    const { drawCard: draw, saveCard } = await import('./card.js');
    const canvas = await draw({ track, text, seconds: from });
    canvas.setAttribute('role', 'img');
    canvas.setAttribute('aria-label', text);
    root.querySelector('.quote-card')?.remove();
    const card = element('div', 'quote-card');
    card.append(
      canvas,
      textButton(words('savePicture'), () => void busy(() => saveCard(canvas, track))),
    );
    root.append(card);
    say(words('card'));
  };
  const saveClip = async (): Promise<void> => {
    const { cutClip } = await import('./clip.js');
    const clip = await cutClip(mp3Of(track) ?? '', from, CLIP_SECONDS);
    save(clip, `${nameOf(track)}-${Math.floor(from)}.mp3`);
    say(words('saved'));
  };
  const to = Math.round((from + CLIP_SECONDS) * 1000) / 1000;
  const buttons = element('div', 'sheet-row');
  buttons.append(
    textButton(words('copySentence'), () => copy(addressAt(page, { from, edition }))),
    textButton(words('card'), () => void busy(drawCard)),
    textButton(words('copyClip'), () => copy(addressAt(page, { from, to, edition }))),
    ...(mp3Of(track) === undefined ? [] : [textButton(words('saveClip'), () => void busy(saveClip))]),
  );
  root.append(element('blockquote', 'quote-text', text), buttons);
  return root;
}

/** The MP3 on this host: what lies elsewhere may not be fetched, and other formats are not cut so. */
function mp3Of({ sources }: Track): string | undefined {
  return sources.find(({ href, mimeType }) => mimeType === 'audio/mpeg' && new URL(href).origin === location.origin)
    ?.href;
}

/** The last folder of the address of its page. */
export function nameOf({ href }: Track): string {
  return new URL(href).pathname.split('/').filter(Boolean).at(-1) ?? 'episode';
}

export function save(file: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
