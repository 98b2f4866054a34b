import { warning } from '../errors.js';
import type { Finding } from '../model/finding.js';
import { suggestWord } from '../model/text/suggest.js';
import { listTemplates } from './read-template.js';

/**
 * Templates of a project that stand in for none of the package's: a misspelt name would change nothing and say nothing.
 * Partials may have any name, for other templates call them by it.
 */
export function findUnusedTemplates(folders: { readonly own: string; readonly builtIn: string }): readonly Finding[] {
  const known = listTemplates(folders.builtIn);
  return listTemplates(folders.own)
    .filter((name) => !known.includes(name) && !name.startsWith('partials/'))
    .sort()
    .map((name) => {
      const near = suggestWord(name, known);
      return warning('W_TEMPLATE_UNUSED', 'nothing is made from a template of this name.', {
        place: { file: `templates/${name}` },
        hint: near === undefined ? `use one of: ${known.join(', ')}.` : `did you mean "${near}"?`,
      });
    });
}
