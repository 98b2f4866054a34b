import { copyFile, mkdir, readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Command } from 'commander';
import { STARTER } from '../../show/starter.js';
import { openSession, type GlobalFlags } from '../session.js';

/** `lector init`: a new show with everything it needs; never overwrites. */
export function registerInit(program: Command): void {
  program
    .command('init')
    .description('make a new show here: configuration, a first article, a cover')
    .argument('[folder]', 'where (default: here)')
    .addHelpText('after', '\nExamples:\n  $ lector init\n  $ lector init my-show')
    .action(async (folder: string | undefined, _flags: unknown, command: Command) => {
      const { terminal, cwd } = openSession(command.optsWithGlobals<GlobalFlags>());
      const root = path.resolve(cwd, folder ?? '.');
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
        await copyFile(path.join(STARTER, file), target);
        made.push(name);
      }
      for (const name of made) terminal.print(`  ${name}`);
      for (const name of kept) terminal.say(`  ${name} was there already and stays`);
      const enter = folder === undefined ? '' : `cd ${folder} && `;
      terminal.print(
        `Next: put your articles into articles/, set title and baseUrl in lector.yaml, then: ${enter}lector build`,
      );
      terminal.printJson({ type: 'report', root, made, kept });
    });
}

async function listFiles(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
    .sort();
}
