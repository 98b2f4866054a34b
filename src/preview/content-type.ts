import path from 'node:path';

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.jpeg': 'image/jpeg',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.m4a': 'audio/x-m4a',
  '.mp3': 'audio/mpeg',
  '.opus': 'audio/ogg',
  '.png': 'image/png',
  '.srt': 'application/x-subrip; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.vtt': 'text/vtt; charset=utf-8',
  '.wav': 'audio/wav',
  '.xml': 'application/xml; charset=utf-8',
};

/** Content types as podcast apps want them; they decide by them what a file is. */
export function contentTypeOf(name: string): string {
  const base = path.posix.basename(name);
  if (base === 'feed.xml') return 'application/rss+xml; charset=utf-8';
  if (base === 'chapters.json') return 'application/json+chapters; charset=utf-8';
  return TYPES[path.posix.extname(base).toLowerCase()] ?? 'application/octet-stream';
}
