import { warning, type LectorError } from '../../errors.js';
import type { Warn } from '../../model/finding.js';
import type { TemplateEngine, TemplateFile } from '../engine.js';
import type { TemplateForm } from '../parse-template.js';
import { listOutputs, readTemplate, type TemplateFolders } from '../read-template.js';
import { openEngine } from '../render.js';
import { hasHead, OUTPUT_TYPES, splitHead, type OutputHead } from './output-head.js';

/** A template of `templates/outputs`, ready to be filled in. */
export type OutputTemplate = {
  /** As errors name it: `templates/outputs/newsletter.hbs`. */
  readonly file: string;
  readonly head: OutputHead;
  /** Throws {@link LectorError} `E_TEMPLATE…` with file and line, as `render` does. */
  pathOf(data: object): string;
  render(data: object): string;
};

/**
 * Every template that makes a file of the show's own, checked as far as it can be without data. A file of another kind
 * that lies there and has no head is told of and left alone.
 *
 * @throws {@link LectorError} `E_TEMPLATE…`, `E_YAML`, `E_FIELD_…` of the first that is wrong, the others in `more`.
 */
export function openOutputs(folders: TemplateFolders, warn?: Warn): readonly OutputTemplate[] {
  const sources = new Map<string, TemplateFile>();
  const read = (name: string): TemplateFile => sources.get(name) ?? readTemplate(name, folders);
  const engines = new Map<TemplateForm, TemplateEngine>();
  const engineOf = (form: TemplateForm): TemplateEngine => {
    const engine = engines.get(form) ?? openEngine(folders, { form, read });
    engines.set(form, engine);
    return engine;
  };
  const names = new Set(folders.directories.flatMap((directory) => listOutputs(directory)));
  return [...names].sort().flatMap((name) => {
    const found = readOutput(name, folders);
    if (found === undefined) {
      warn?.(withoutHead(name));
      return [];
    }
    const { source, file } = found;
    const { head, body } = splitHead(source, file);
    const pathName = `${name} path`;
    sources.set(name, { source: head.type === 'json' ? partBraces(body) : body, file });
    // The path stands on its line of the file.
    sources.set(pathName, { source: `{{!--${'\n'.repeat(head.pathLine - 1)}--}}${head.path}`, file });
    const engine = engineOf(OUTPUT_TYPES[head.type].form);
    engine.compile(name);
    engineOf('text').compile(pathName);
    return [
      {
        file,
        head,
        pathOf: (data) => engineOf('text').render(pathName, data),
        render: (data) => engine.render(name, data),
      },
    ];
  });
}

/** In `{"tags": {{json tags}}}` the last brace is the object's, which the parser of templates would take for its own. */
function partBraces(source: string): string {
  return source.replace(/(?<!\{)(\{\{(?!\{)(?:"[^"]*"|'[^']*'|[^{}"'])*\}\})(?=\})/gu, '$1{{!}}');
}

/** Nothing where it is a file of another kind. */
function readOutput(name: string, folders: TemplateFolders): TemplateFile | undefined {
  const isTemplate = /\.(?:hbs|json)$/u.test(name);
  try {
    const found = readTemplate(name, folders);
    return isTemplate || hasHead(found.source) ? found : undefined;
  } catch (error) {
    if (isTemplate || (error as LectorError).code !== 'E_ENCODING') throw error;
    return undefined;
  }
}

function withoutHead(name: string) {
  return warning('W_TEMPLATE_UNUSED', 'nothing is made from a file without a head.', {
    place: { file: `templates/${name}` },
    hint: 'begin it with lines of ---, each: show, path: … and type: …, and ---.',
  });
}
