import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { LectorError } from '../../../errors.js';
import { present } from '../../../model/present.js';
import { canParseUrl } from '../../../model/text/can-parse-url.js';
import { quoteValue } from '../../../model/text.js';
import type { Ask } from '../../ask.js';
import { parseText } from '../../options.js';
import { chooseSpeech, speechOf, type Speech } from './init-speech.js';

/** What somebody said of a new show, on the command line or when asked. */
export type InitFlags = {
  readonly title?: string;
  readonly language?: string;
  readonly voice?: string;
  readonly articles?: string;
  readonly url?: string;
};

/** All that a new show is made of. */
export type NewShow = {
  readonly title: string;
  readonly speech: Speech;
  /** A folder below that of the show, or the address of a feed or page. */
  readonly articles: string;
  /** Absolute, with a slash at the end; absent where nobody knows yet. */
  readonly url?: string;
};

/** As the configuration takes it. */
const MAX_TITLE_CHARACTERS = 255;
const ARTICLES = 'articles';
const LATER = 'later';

/** What is taken where nobody is asked: the name of the folder is the title, and it is spoken in English. */
export function answersOf(flags: InitFlags, root: string): NewShow {
  const { title = titleOf(root), language, voice, articles = ARTICLES, url } = flags;
  return { title, speech: speechOf(present({ language, voice })), articles, ...present({ url }) };
}

/** Asks for what no flag says. */
export async function askForAnswers(
  flags: InitFlags,
  { root, locale, ask }: { readonly root: string; readonly locale: string; readonly ask: Ask },
): Promise<NewShow> {
  const title =
    flags.title ?? (await ask('What is the show called?', titleOf(root), (text) => parseTitle(text, 'the title')));
  const speech = await chooseSpeech({ ...flags, standard: locale }, ask);
  const articles =
    flags.articles ??
    (await ask('Where are the articles? A folder, or the address of a feed.', ARTICLES, (text) =>
      parseArticles(text, root),
    ));
  const url =
    flags.url ??
    (await ask('At which address will it be published?', LATER, (text) =>
      text === LATER ? undefined : parseAddress(text, 'the address'),
    ));
  return { title, speech, articles, ...present({ url }) };
}

/** The name of a folder as a title: `harbour-news` is `Harbour news`. */
function titleOf(root: string): string {
  const words = path
    .basename(root)
    .replaceAll(/[-_.\s]+/gu, ' ')
    .trim();
  const [first = '', ...rest] = words;
  return first === '' ? 'A new show' : first.toUpperCase() + rest.join('');
}

/** @throws {@link LectorError} `E_FLAG`. */
export function parseTitle(text: string, flag: string): string {
  const title = parseText(text, flag).trim();
  if (title.length <= MAX_TITLE_CHARACTERS) return title;
  throw new LectorError('E_FLAG', `${flag} has ${title.length} characters; apps take ${MAX_TITLE_CHARACTERS}.`, {
    hint: 'shorten it.',
  });
}

/** @throws {@link LectorError} `E_FLAG` for what is neither a folder of the show nor an address. */
export async function parseArticles(text: string, root: string): Promise<string> {
  if (/^https?:\/\//iu.test(text)) return parseAddress(text, 'the address of the articles', { isFolder: false });
  const folder = path.relative(root, path.resolve(root, text)).replaceAll('\\', '/');
  const outside = folder === '' || folder.startsWith('..') || path.isAbsolute(folder);
  if (outside)
    throw new LectorError('E_FLAG', `the folder ${quoteValue(text)} does not lie in that of the show.`, {
      hint: 'name one in it, and bring the articles there, or give the address of a feed.',
    });
  const found = await stat(path.join(root, folder)).catch(() => undefined);
  if (!found || found.isDirectory()) return folder;
  throw new LectorError('E_FLAG', `${quoteValue(text)} is a file.`, { hint: 'name the folder it lies in.' });
}

/**
 * An address as people say it, made whole: `news.example.org/podcast` is `https://news.example.org/podcast/`.
 *
 * @throws {@link LectorError} `E_FLAG`.
 */
export function parseAddress(text: string, flag: string, { isFolder = true } = {}): string {
  const whole = /^[a-z][a-z0-9+.-]*:\/\//iu.test(text) ? text : `https://${text}`;
  const url = canParseUrl(whole) ? new URL(whole) : undefined;
  const isMeant =
    url && /^https?:$/u.test(url.protocol) && /\.|^localhost$|^\[/u.test(url.hostname) && url.username === '';
  if (!isMeant)
    throw new LectorError('E_FLAG', `${flag} ${quoteValue(text)} is no address of a web page.`, {
      hint: 'write one such as https://news.example.org/podcast/.',
    });
  if (isFolder) url.pathname = url.pathname.replace(/\/*$/u, '/');
  return url.href;
}

/** Whether something lies there already that would be read. */
export async function hasArticles(root: string, articles: string): Promise<boolean> {
  if (/^https?:/iu.test(articles)) return true;
  const names = await readdir(path.join(root, articles)).catch(() => []);
  return names.some((name) => !name.startsWith('.'));
}

/** The configuration of the starter with these answers. */
export function withAnswers(config: string, { title, articles, url }: NewShow): string {
  const set = (text: string, key: string, value: string): string =>
    // JSON is YAML, whatever the value holds.
    text.replace(new RegExp(`^${key}: .*$`, 'mu'), () => `${key}: ${JSON.stringify(value)}`);
  let text = set(set(config, 'title', title), 'author', title);
  if (url !== undefined) text = set(text, 'baseUrl', url);
  if (/^https?:/iu.test(articles))
    return `${text.trimEnd()}\n\n# Where the articles are.\nsources:\n  - url: ${JSON.stringify(articles)}\n`;
  return articles === ARTICLES
    ? text
    : `${text.trimEnd()}\n\n# Where the articles are.\nsource: ${JSON.stringify(articles)}\n`;
}
