import { readdirSync, realpathSync, type Dirent } from 'node:fs';
import { join, sep } from 'node:path';
import { readIfThereSync } from '../open-file.js';
import { LectorError, toLectorError } from '../errors.js';
import type { TemplateFile } from './engine.js';
import type { Formatter } from './formatters/formatter.js';

/** Where templates lie and what they may call. */
export type TemplateFolders = {
  readonly directories: readonly string[];
  /** The project: links of templates lead nowhere else. */
  readonly root?: string;
  /** Formatters besides those of the package, by the name templates call them. */
  readonly formatters?: Readonly<Record<string, Formatter>>;
};

/** The folder of templates that make files of a project's own. */
const OUTPUTS = 'outputs/';

/**
 * Names below a folder of templates, with forward slashes, those of outputs aside. What nobody may look into hides
 * nothing else.
 */
export function listTemplates(directory: string, below = ''): readonly string[] {
  return entriesOf(join(directory, below)).flatMap((entry) => {
    const name = `${below}${entry.name}`;
    if (entry.isDirectory()) return `${name}/` === OUTPUTS ? [] : listTemplates(directory, `${name}/`);
    return /\.(?:hbs|json)$/u.test(name) ? [name] : [];
  });
}

/** Names of the files below `outputs/` of a folder of templates, whatever their ending; hidden ones are nobody's. */
export function listOutputs(directory: string, below = OUTPUTS): readonly string[] {
  return entriesOf(join(directory, below)).flatMap((entry) => {
    const name = `${below}${entry.name}`;
    if (entry.name.startsWith('.') || entry.name.endsWith('~')) return [];
    return entry.isDirectory() ? listOutputs(directory, `${name}/`) : [name];
  });
}

/** A project without templates of its own has no such folder. */
function entriesOf(folder: string): readonly Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}

/**
 * The text of a template, from the first folder that has it.
 *
 * @throws {@link LectorError} `E_TEMPLATE`, `E_ENCODING`, `E_ASSET_OUTSIDE`.
 */
export function readTemplate(name: string, { directories, root }: TemplateFolders): TemplateFile {
  const file = `templates/${name}`;
  if (!name.endsWith('.hbs') && !name.startsWith(OUTPUTS)) {
    throw new LectorError('E_TEMPLATE', `"${name}" is not a template: templates are text files named *.hbs.`, {
      hint: 'name it *.hbs.',
      place: { file },
    });
  }
  if (name.split('/').includes('..')) {
    throw new LectorError('E_TEMPLATE', `"${name}" leaves the templates folder.`, { hint: 'use a name below it.' });
  }
  for (const directory of directories) {
    const bytes = readFrom(directory, name, root);
    if (bytes) return { source: decode(bytes, file), file };
  }
  throw new LectorError('E_TEMPLATE', `there is no template "${name}".`, {
    hint: `looked in ${directories.join(', ')}.`,
    place: { file },
  });
}

/**
 * A file of one folder of templates. A link may lead to whatever lies in that folder or in the project, as links of
 * articles may: a template shows what it holds.
 */
function readFrom(directory: string, name: string, root: string | undefined): Buffer | undefined {
  const path = join(directory, name);
  const file = `templates/${name}`;
  try {
    const bytes = readIfThereSync(path);
    if (bytes && !isWithin(realpathSync(path), [directory, ...(root === undefined ? [] : [root])])) {
      throw new LectorError('E_ASSET_OUTSIDE', `${file} is a link to a place outside the project.`, {
        hint: 'copy the file into the folder of templates.',
        place: { file },
        exitCode: 3,
      });
    }
    return bytes;
  } catch (error) {
    const { code, message } = toLectorError(error);
    if (code === 'E_ASSET_OUTSIDE') throw error;
    throw new LectorError('E_TEMPLATE', `the template cannot be read: ${message}`, {
      hint: 'put a text file in its place.',
      place: { file },
      cause: error,
    });
  }
}

function isWithin(real: string, folders: readonly string[]): boolean {
  return folders.some((folder) => real.startsWith(realpathSync(folder) + sep));
}

function decode(bytes: Buffer, file: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes).replaceAll('\r\n', '\n');
  } catch (cause) {
    const offset = firstInvalidByte(bytes);
    throw new LectorError('E_ENCODING', `the template is not UTF-8 at byte offset ${offset}.`, {
      hint: 'save it as UTF-8.',
      place: { file, line: bytes.subarray(0, offset).toString('latin1').split('\n').length },
      cause,
      exitCode: 3,
    });
  }
}

/** Where decoding first differs: invalid bytes become U+FFFD, whose UTF-8 form is compared with the original. */
function firstInvalidByte(bytes: Buffer): number {
  const decoded = Buffer.from(bytes.toString('utf8'), 'utf8');
  let index = 0;
  while (index < bytes.length && bytes[index] === decoded[index]) index += 1;
  return index;
}
