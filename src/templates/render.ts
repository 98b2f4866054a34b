import { createEngine, type TemplateEngine, type TemplateFile } from './engine.js';
import { FORMATTERS } from './formatters/index.js';
import type { TemplateForm } from './parse-template.js';
import { listTemplates, readTemplate, type TemplateFolders } from './read-template.js';

/** Text made from data by name: `spoken/intro.hbs`, `notes/description.hbs`, `pages/episode.hbs`. */
export type Templates = { render(name: string, data: object): string };

/**
 * Opens template folders; the first that has a file wins, so a project replaces single files and keeps the rest.
 * Files of `spoken/` and files named `*.txt.hbs` or `*.css.hbs` are plain text; all others are HTML and escaped.
 *
 * `render` throws {@link LectorError} `E_TEMPLATE…` with file and line, and `E_ENCODING`.
 */
export function openTemplates(options: TemplateFolders): Templates {
  const engineOf = createEngines(options);
  return { render: (name, data) => engineOf(name).render(name, data) };
}

/**
 * Reads and checks a template and the partials it prints; throws what `render` would throw without data. A mistake in a
 * partial is thrown for the first template that prints it.
 */
export function openTemplateCheck(options: TemplateFolders): (name: string) => void {
  const engineOf = createEngines(options);
  return (name) => engineOf(name).compile(name);
}

function createEngines(folders: TemplateFolders): (name: string) => TemplateEngine {
  const read = (name: string): TemplateFile => readTemplate(name, folders);
  const html = openEngine(folders, { form: 'html', read });
  const text = openEngine(folders, { form: 'text', read });
  return (name) => (isTextTemplate(name) ? text : html);
}

/** One engine over folders of templates: partials come from there, whatever reads the templates that print them. */
export function openEngine(
  folders: TemplateFolders,
  { form, read }: { readonly form: TemplateForm; readonly read: (name: string) => TemplateFile },
): TemplateEngine {
  let listed: readonly string[] | undefined;
  const names = (): readonly string[] =>
    (listed ??= folders.directories.flatMap((directory) => listTemplates(directory)));
  return createEngine({ read, names, form, formatters: { ...FORMATTERS, ...folders.formatters } });
}

function isTextTemplate(name: string): boolean {
  return name.startsWith('spoken/') || /\.(?:txt|css)\.hbs$/u.test(name);
}
