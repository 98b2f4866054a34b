import { copyFile, mkdir, readdir, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Command } from 'commander';
import { LectorError, warning } from '../../../errors.js';
import type { Finding } from '../../../model/finding.js';
import { present } from '../../../model/present.js';
import { quoteValue } from '../../../model/text.js';
import { readText } from '../../../open-file.js';
import { STARTER } from '../../../show/starter.js';
import { askAll, canAsk } from '../../ask.js';
import { parseText, valueOption } from '../../options.js';
import { openSession, type GlobalFlags } from '../../session.js';
import {
  answersOf,
  askForAnswers,
  hasArticles,
  parseAddress,
  parseTitle,
  withAnswers,
  type InitFlags,
  type NewShow,
} from './init-answers.js';
import { installing, parseLanguage, withSpeech } from './init-speech.js';

type Flags = GlobalFlags & InitFlags & { readonly color?: string; readonly yes?: boolean };

const CONFIG = 'lector.yaml';
const COVER = 'cover.jpg';

/** `lector init`: a new show with everything it needs; never overwrites. */
export function registerInit(program: Command): void {
  program
    .command('init')
    .description('make a new show here: configuration, a first article, a cover')
    .argument('[folder]', 'where (default: here)')
    .addOption(valueOption('--title <title>', 'what the show is called; its cover is drawn from it', parseTitle))
    .addOption(valueOption('--color <#rrggbb>', 'what the cover stands on (default: one made of the title)', parseText))
    .addOption(
      valueOption('--language <tag>', 'what it is spoken in, such as de or pt-BR (default: en)', parseLanguage),
    )
    .addOption(valueOption('--voice <id>', 'a neural voice that "lector voices recommend" names', parseText))
    .addOption(valueOption('--articles <place>', 'a folder of the show, or the address of a feed', parseText))
    .addOption(valueOption('--url <address>', 'where it will be published', parseAddress))
    .option('--yes', 'ask nothing: take what comes with Lector')
    .addHelpText(
      'after',
      '\nExamples:\n  $ lector init --title "Harbour News"\n  $ lector init harbour-news\n  $ lector init --language de --yes',
    )
    .action(async (folder: string | undefined, _flags: unknown, command: Command) => {
      const flags = command.optsWithGlobals<Flags>();
      const { terminal, cwd, signal } = openSession(flags);
      const root = path.resolve(cwd, folder ?? '.');
      const standing = await readText(path.join(root, CONFIG)).catch(() => undefined);
      const isAsking = canAsk() && flags.yes !== true && !terminal.isJson && standing === undefined;
      const show = isAsking
        ? await askAll((ask) => askForAnswers(flags, { root, locale: localeOfMachine(), ask }), signal)
        : answersOf({ ...present({ title: await titleIn(standing) }), ...flags }, root);
      // First of all: what is wrong with title or colour leaves nothing behind.
      const { files, missing } = await filesOf(show, { root, ...present({ color: flags.color }) });
      const { made, kept } = await writeAll(files, { root, signal });
      if (missing && made.includes(COVER)) terminal.finding(missing);
      for (const name of made) terminal.print(`  ${name}`);
      for (const name of kept) terminal.say(`  ${name} was there already and stays`);
      for (const line of installing(show.speech)) terminal.print(line);
      terminal.print(`Next: ${nextOf(show, folder)}`);
      terminal.printJson({ type: 'report', root, made, kept });
    });
}

/** A file by what is in it, or as a copy of the starter's. */
type NewFile = { readonly content: string | Uint8Array } | { readonly copyFrom: string };

async function filesOf(
  show: NewShow,
  { root, color }: { readonly root: string; readonly color?: string },
): Promise<{ readonly files: ReadonlyMap<string, NewFile>; readonly missing?: Finding }> {
  const { COVER_SIZE, drawCover } = await import('../../../artwork/draw-cover.js');
  const { title, speech, articles } = show;
  const { jpeg, missing, isTitled } = await drawCover({ title, ...present({ color }), ...COVER_SIZE });
  const plain = await readText(path.join(STARTER, CONFIG));
  const colored =
    color === undefined
      ? plain
      : plain.replace(/^(artwork: \{.*)\}$/mu, `$1, color: ${JSON.stringify(`#${color.replace(/^#/u, '')}`)}}`);
  const config = withSpeech(withAnswers(colored, show), speech);
  const own: Readonly<Record<string, string | Uint8Array>> = { [COVER]: jpeg, [CONFIG]: config };
  const isFilled = await hasArticles(root, articles);
  const files = (await listFiles(STARTER)).flatMap((file): (readonly [string, NewFile])[] => {
    const copyFrom = path.join(STARTER, file);
    if (file.startsWith('articles')) {
      return isFilled ? [] : [[path.join(articles, path.basename(file)), { copyFrom }]];
    }
    const content = own[file];
    // npm leaves a file named .gitignore out of a package, so it travels under another name.
    return [[file === 'gitignore' ? '.gitignore' : file, content === undefined ? { copyFrom } : { content }]];
  });
  if (missing === '') return { files: new Map(files) };
  const bears = isTitled ? 'leaves them out' : 'bears no title';
  const message = `there are no letters here to draw ${quoteValue(missing)}; the cover ${bears}.`;
  const hint = `put a square JPEG or PNG of 1400 to 3000 pixels of your own in the place of ${COVER}.`;
  return { files: new Map(files), missing: warning('W_COVER_LETTERS', message, { hint, place: { file: COVER } }) };
}

/** Writes what is not there; who stops it is left with nothing of it. */
async function writeAll(
  files: ReadonlyMap<string, NewFile>,
  { root, signal }: { readonly root: string; readonly signal: AbortSignal },
): Promise<{ readonly made: readonly string[]; readonly kept: readonly string[] }> {
  const made: string[] = [];
  const kept: string[] = [];
  for (const [name, file] of files) {
    const target = path.join(root, name);
    if (await stat(target).catch(() => undefined)) {
      kept.push(name);
      continue;
    }
    await mkdir(path.dirname(target), { recursive: true });
    made.push(name);
    await ('content' in file ? writeFile(target, file.content) : copyFile(file.copyFrom, target));
    if (!signal.aborted) continue;
    for (const one of made) await rm(path.join(root, one), { force: true });
    throw new LectorError('E_INTERRUPTED', 'stopped: nothing was made.', { hint: 'run the same command again.' });
  }
  return { made, kept };
}

function nextOf({ articles, url }: NewShow, folder: string | undefined): string {
  const enter = folder === undefined ? '' : `cd ${folder} && `;
  const put = /^https?:/iu.test(articles) ? '' : `put your articles into ${articles}/, `;
  const later = url === undefined ? 'set baseUrl in lector.yaml to the address it will have, ' : '';
  return `${put}${later}then: ${enter}lector build`;
}

/** Of a show that is there and lacks a file. */
async function titleIn(config: string | undefined): Promise<string | undefined> {
  if (config === undefined) return undefined;
  const { readConfigFile } = await import('../../../config/read-config-file.js');
  try {
    return readConfigFile(config, CONFIG).values.title;
  } catch {
    return undefined;
  }
}

function localeOfMachine(): string {
  const { locale } = new Intl.DateTimeFormat().resolvedOptions();
  return locale.startsWith('en') ? 'en' : locale;
}

async function listFiles(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
    .sort();
}
