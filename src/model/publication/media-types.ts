import { AUDIO_FORMAT_NAMES, AUDIO_FORMATS } from '../audio-file.js';

/** By extension, as podcast apps want them: they decide by the type what a file is. */
const MEDIA_TYPES: ReadonlyMap<string, string> = new Map([
  ['css', 'text/css'],
  ['html', 'text/html'],
  ['ico', 'image/x-icon'],
  ['jpeg', 'image/jpeg'],
  ['jpg', 'image/jpeg'],
  ['js', 'text/javascript'],
  ['json', 'application/json'],
  ['opml', 'text/x-opml'],
  ['png', 'image/png'],
  ['srt', 'application/x-subrip'],
  ['svg', 'image/svg+xml'],
  ['ttml', 'application/ttml+xml'],
  ['txt', 'text/plain'],
  ['vtt', 'text/vtt'],
  ['wav', 'audio/wav'],
  ['webp', 'image/webp'],
  ['woff2', 'font/woff2'],
  ['xml', 'application/xml'],
  ...AUDIO_FORMAT_NAMES.map((name) => [name, AUDIO_FORMATS[name].mimeType] as const),
]);

/** What the extension of a file name says it is; `application/octet-stream` for anything unknown. */
export function typeOfExtension(name: string): string {
  const extension = name.slice(name.lastIndexOf('.') + 1).toLowerCase();
  return MEDIA_TYPES.get(extension) ?? 'application/octet-stream';
}
