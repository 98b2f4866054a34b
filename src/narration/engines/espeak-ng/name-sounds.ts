import type { NameSound } from '../../../languages/names-of.js';

/** For private use (Unicode §23.5); nothing but phones stands between them. */
const PHONES_START = '\uE000';
const PHONES_END = '\uE001';
const MARKED_PHONES = /\uE000([A-Za-z:'@3]+)\uE001/gu;

/** CMU phones as eSpeak NG writes those of its English voices. */
const PHONES: Readonly<Record<string, string>> = {
  ...{ aa: 'A:', ae: 'a', ah: 'V', ao: 'O:', aw: 'aU', ax: '@', ay: 'aI', b: 'b', ch: 'tS', d: 'd', dh: 'D', eh: 'E' },
  ...{ er: '3:', ey: 'eI', f: 'f', g: 'g', hh: 'h', ih: 'I', iy: 'i:', jh: 'dZ', k: 'k', l: 'l', m: 'm', n: 'n' },
  ...{ ng: 'N', ow: 'oU', oy: 'OI', p: 'p', r: 'r', s: 's', sh: 'S', t: 't', th: 'T', uh: 'U', uw: 'u:', v: 'v' },
  ...{ w: 'w', y: 'j', z: 'z', zh: 'Z' },
};

/** The sounds of a name between two characters for private use, with `'` before the vowel that is stressed. */
export function markSounds({ phones }: NameSound): string {
  const written = phones.map((phone) => (phone.endsWith('1') ? "'" : '') + (PHONES[phone.replace('1', '')] ?? ''));
  return `${PHONES_START}${written.join('')}${PHONES_END}`;
}

/**
 * `[[…]]` are phonemes to eSpeak NG, and control characters are commands: no text gives it any, but for the sounds of
 * names that {@link markSounds} has marked.
 */
export function writeSounds(text: string): string {
  return text
    .replaceAll('[[', '[ [')
    .replace(/\p{Cc}+/gu, ' ')
    .replace(MARKED_PHONES, '[[$1]]');
}
