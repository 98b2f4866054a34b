import { LectorError, toLectorError } from '../errors.js';
import type { Finding } from '../model/finding.js';
import { listTemplates, type TemplateFolders } from './read-template.js';
import { openTemplateCheck } from './render.js';

/** Everything wrong with the templates of these folders that can be known without data, one finding a file. */
export function checkTemplates(options: TemplateFolders): readonly Finding[] {
  const names = new Set(options.directories.flatMap((directory) => listTemplates(directory)));
  const check = openTemplateCheck(options);
  const findings = [...names].sort().flatMap((name) => {
    try {
      if (name.endsWith('.json')) throw notText(name);
      check(name);
      return [];
    } catch (error) {
      return [toLectorError(error).toFinding()];
    }
  });
  // What is wrong with a partial is found again in all that print it.
  return [...new Map(findings.map((finding) => [JSON.stringify(finding), finding])).values()];
}

/** Other engines take a parsed template as JSON, and with it code of the author's choice (CVE-2026-33937). */
function notText(name: string): LectorError {
  return new LectorError('E_TEMPLATE', 'templates are text files; one that was parsed before is not read.', {
    hint: 'write the template as text into a file that ends in .hbs.',
    place: { file: `templates/${name}` },
  });
}
