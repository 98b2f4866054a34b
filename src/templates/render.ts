import { readdirSync, realpathSync, type Dirent } from 'node:fs';
import { join, sep } from 'node:path';
import { readIfThereSync } from '../open-file.js';
import { LectorError, toLectorError } from '../errors.js';
import { createEngine } from './engine.js';
import type { Formatter } from './formatters/formatter.js';
import { FORMATTERS } from './formatters/index.js';
import type { TemplateEngine, TemplateFile } from './engine.js';

/** Text made from data by name: `spoken/intro.hbs`, `notes/description.hbs`, `pages/episode.hbs`. */
export type Templates = { render(name: string, data: object): string };

/** Where templates lie and what they may call. */
export type TemplateFolders = {
  readonly directories: readonly string[];
  /** The project: links of templates lead nowhere else. */
  readonly root?: string;
  /** Formatters besides those of the package, by the name templates call them. */
  readonly formatters?: Readonly<Record<string, Formatter>>;
};

/**
 * Opens template folders; the first that has a file wins, so a project replaces single files and keeps the rest.
 * Files of `spoken/` and files named `*.txt.hbs` or `*.css.hbs` are plain text; all others are HTML and escaped.
 *
 * `render` throws {@link LectorError} `E_TEMPLATE…` with file and line, and `E_ENCODING`.
 */
export function openTemplates(options: TemplateFolders): Templates {
  const engines = createEngines(options);
  return { render: (name, data) => engines[isTextTemplate(name) ? 'text' : 'html'].render(name, data) };
}

/**
 * Reads and checks a template and the partials it prints; throws what `render` would throw without data. A mistake in a
 * partial is thrown for the first template that prints it.
 */
export function openTemplateCheck(options: TemplateFolders): (name: string) => void {
  const engines = createEngines(options);
  return (name) => engines[isTextTemplate(name) ? 'text' : 'html'].compile(name);
}

function createEngines(folders: TemplateFolders): Record<'html' | 'text', TemplateEngine> {
  const read = (name: string): TemplateFile => readTemplate(name, folders);
  const formatters = { ...FORMATTERS, ...folders.formatters };
  let listed: readonly string[] | undefined;
  const names = (): readonly string[] =>
    (listed ??= folders.directories.flatMap((directory) => listTemplates(directory)));
  return {
    html: createEngine({ read, names, formatters, isText: false }),
    text: createEngine({ read, names, formatters, isText: true }),
  };
}

/** Names below a folder of templates, with forward slashes. What nobody may look into hides nothing else. */
export function listTemplates(directory: string, below = ''): readonly string[] {
  return entriesOf(join(directory, below)).flatMap((entry) => {
    const name = `${below}${entry.name}`;
    if (entry.isDirectory()) return listTemplates(directory, `${name}/`);
    return /\.(?:hbs|json)$/u.test(name) ? [name] : [];
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

function isTextTemplate(name: string): boolean {
  return name.startsWith('spoken/') || /\.(?:txt|css)\.hbs$/u.test(name);
}

function readTemplate(name: string, { directories, root }: TemplateFolders): TemplateFile {
  const file = `templates/${name}`;
  if (!name.endsWith('.hbs')) {
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
