import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LectorError } from '../errors.js';
import { createEngine } from './engine.js';
import type { Formatter } from './formatters/formatter.js';
import { FORMATTERS } from './formatters/index.js';
import type { TemplateEngine, TemplateFile } from './engine.js';

/** Text made from data by name: `spoken/intro.hbs`, `notes/description.hbs`, `pages/episode.hbs`. */
export type Templates = { render(name: string, data: object): string };

/** Where templates lie and what they may call. */
export type TemplateFolders = {
  readonly directories: readonly string[];
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

/** Reads and checks one template and the partials it prints; throws what `render` would throw without data. */
export function compileTemplate(name: string, options: TemplateFolders): void {
  createEngines(options)[isTextTemplate(name) ? 'text' : 'html'].compile(name);
}

function createEngines({
  directories,
  formatters: own = {},
}: TemplateFolders): Record<'html' | 'text', TemplateEngine> {
  const read = (name: string): TemplateFile => readTemplate(name, directories);
  const formatters = { ...FORMATTERS, ...own };
  let listed: readonly string[] | undefined;
  const names = (): readonly string[] => (listed ??= directories.flatMap(listTemplates));
  return {
    html: createEngine({ read, names, formatters, isText: false }),
    text: createEngine({ read, names, formatters, isText: true }),
  };
}

/** Names below a folder of templates, with forward slashes. */
export function listTemplates(directory: string): readonly string[] {
  try {
    return readdirSync(directory, { recursive: true, encoding: 'utf8' })
      .map((name) => name.replaceAll('\\', '/'))
      .filter((name) => /\.(?:hbs|json)$/u.test(name));
  } catch {
    // A project without templates of its own has no such folder.
    return [];
  }
}

function isTextTemplate(name: string): boolean {
  return name.startsWith('spoken/') || /\.(?:txt|css)\.hbs$/u.test(name);
}

function readTemplate(name: string, directories: readonly string[]): TemplateFile {
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
    const bytes = readIfThere(join(directory, name));
    if (bytes) return { source: decode(bytes, file), file };
  }
  throw new LectorError('E_TEMPLATE', `there is no template "${name}".`, {
    hint: `looked in ${directories.join(', ')}.`,
    place: { file },
  });
}

function readIfThere(path: string): Buffer | undefined {
  try {
    return readFileSync(path);
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR'))
      return undefined;
    throw error;
  }
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
