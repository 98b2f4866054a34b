import { readBytes, readText } from '../open-file.js';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ConfigFile } from '../config/schema.js';
import type { ShowState } from '../context.js';
import { warning } from '../errors.js';
import { present } from '../model/present.js';
import { quoteValue } from '../model/text.js';

/** What a new show starts with; the same from `src` and from `dist`. */
export const STARTER = fileURLToPath(new URL('../../starter/', import.meta.url));

/** What the starter says only so that something stands there, and listeners would read. */
const PLACEHOLDERS: readonly (readonly [string, (config: Partial<ConfigFile>) => string | undefined])[] = [
  ['title', ({ title }) => title],
  ['description', ({ description }) => description],
  ['author', ({ author }) => author],
];

/** Names everything of a show that still is as `lector init` made it, its cover among it. */
export async function warnOfPlaceholders({ config, warn }: Pick<ShowState, 'config' | 'warn'>): Promise<void> {
  // Help and init need the folder alone.
  const { readConfigFile } = await import('../config/read-config-file.js');
  const file = path.join(STARTER, 'lector.yaml');
  const { values } = readConfigFile(await readText(file), file);
  const own = await readText(config.file).catch(() => '');
  const place = { file: path.relative(config.root, config.file) };
  const left = PLACEHOLDERS.flatMap(([key, read]) => {
    const value = read(values);
    return value !== undefined && value === read(config) ? [{ key, value }] : [];
  });
  const [first] = left;
  if (first) {
    const line = own.split('\n').findIndex((text) => text.includes(first.value)) + 1;
    const said = left.map(({ key, value }) => `${key} is still ${quoteValue(value)}`).join(', ');
    warn(
      warning('W_PLACEHOLDER', `${said}: every podcast app shows it.`, {
        hint: 'write what is yours.',
        place: { ...place, ...present({ line: line > 0 ? line : undefined }) },
      }),
    );
  }
  if (config.imagePath === undefined) return;
  const [cover, starter] = await Promise.all([
    readBytes(config.imagePath).catch(() => undefined),
    readBytes(path.join(STARTER, 'cover.jpg')),
  ]);
  if (cover?.equals(starter) !== true) return;
  warn(
    warning('W_PLACEHOLDER', 'the cover is still the one of the starter, which says "My Show".', {
      hint: 'put a square JPEG or PNG of 1400 to 3000 pixels in its place, or delete it and have one drawn: lector init --title "…".',
      place: { file: path.relative(config.root, config.imagePath) },
    }),
  );
}
