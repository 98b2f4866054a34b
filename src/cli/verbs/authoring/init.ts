import { copyFile, mkdir, readdir, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Command } from 'commander';
import { LectorError, warning } from '../../../errors.js';
import type { Finding } from '../../../model/finding.js';
import { present } from '../../../model/present.js';
import { quoteValue } from '../../../model/text.js';
import { readText } from '../../../open-file.js';
import { STARTER } from '../../../show/starter.js';
import { parseText, valueOption } from '../../options.js';
import { openSession, type GlobalFlags } from '../../session.js';
import { canAsk } from '../../ask.js';
import { askForSpeech, installing, parseLanguage, speechOf, withSpeech } from './init-speech.js';

type InitFlags = GlobalFlags & {
  readonly title?: string;
  readonly color?: string;
  readonly language?: string;
  readonly voice?: string;
  readonly yes?: boolean;
};

const CONFIG = 'lector.yaml';
const COVER = 'cover.jpg';
/** As the configuration takes it. */
const MAX_TITLE_CHARACTERS = 255;

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
    .option('--yes', 'ask nothing: take what comes with Lector')
    .addHelpText(
      'after',
      '\nExamples:\n  $ lector init --title "Harbour News"\n  $ lector init my-show\n  $ lector init --language de --yes',
    )
    .action(async (folder: string | undefined, _flags: unknown, command: Command) => {
      const flags = command.optsWithGlobals<InitFlags>();
      const { terminal, cwd, signal } = openSession(flags);
      const root = path.resolve(cwd, folder ?? '.');
      // First of all: what is wrong with title or colour leaves nothing behind.
      const isAsking = canAsk() && flags.yes !== true && !terminal.isJson;
      const speech = isAsking ? await askForSpeech(flags, signal) : speechOf(flags);
      const own = flags.title === undefined ? undefined : await ownFiles(flags.title, flags);
      const files: Readonly<Record<string, string | Uint8Array>> = {
        ...own?.files,
        [CONFIG]: await withSpeech(own?.files[CONFIG], speech),
      };
      const made: string[] = [];
      const kept: string[] = [];
      for (const file of await listFiles(STARTER)) {
        // npm leaves a file named .gitignore out of a package, so it travels under another name.
        const name = file === 'gitignore' ? '.gitignore' : file;
        const target = path.join(root, name);
        if (await stat(target).catch(() => undefined)) {
          kept.push(name);
          continue;
        }
        await mkdir(path.dirname(target), { recursive: true });
        const content = files[name];
        await (content === undefined ? copyFile(path.join(STARTER, file), target) : writeFile(target, content));
        if (name === COVER && own?.missing) terminal.finding(own.missing);
        made.push(name);
      }
      for (const name of made) terminal.print(`  ${name}`);
      for (const name of kept) terminal.say(`  ${name} was there already and stays`);
      const enter = folder === undefined ? '' : `cd ${folder} && `;
      const set = flags.title === undefined ? 'set title and baseUrl' : 'set baseUrl';
      for (const line of installing(speech)) terminal.print(line);
      terminal.print(`Next: put your articles into articles/, ${set} in lector.yaml, then: ${enter}lector build`);
      terminal.printJson({ type: 'report', root, made, kept });
    });
}

type OwnFiles = {
  readonly files: { readonly [CONFIG]: string; readonly [name: string]: string | Uint8Array };
  readonly missing?: Finding;
};

/** The files of the starter that name the show, with the title in them. */
async function ownFiles(title: string, { color }: InitFlags): Promise<OwnFiles> {
  const { COVER_SIZE, drawCover } = await import('../../../artwork/draw-cover.js');
  const { jpeg, missing, isTitled } = await drawCover({ title, ...present({ color }), ...COVER_SIZE });
  const config = await readText(path.join(STARTER, CONFIG));
  // JSON is YAML, whatever the title holds.
  const titled = config.replace(/^title: .*$/mu, () => `title: ${JSON.stringify(title)}`);
  const files = { [COVER]: jpeg, [CONFIG]: titled };
  if (missing === '') return { files };
  const bears = isTitled ? 'leaves them out' : 'bears no title';
  const message = `there are no letters here to draw ${quoteValue(missing)}; the cover ${bears}.`;
  const hint = `put a square JPEG or PNG of 1400 to 3000 pixels of your own in the place of ${COVER}.`;
  return { files, missing: warning('W_COVER_LETTERS', message, { hint, place: { file: COVER } }) };
}

function parseTitle(text: string, flag: string): string {
  const title = parseText(text, flag).trim();
  if (title.length <= MAX_TITLE_CHARACTERS) return title;
  throw new LectorError('E_FLAG', `${flag} has ${title.length} characters; apps take ${MAX_TITLE_CHARACTERS}.`, {
    hint: 'shorten it.',
  });
}

async function listFiles(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
    .sort();
}
