import type { Config } from '../config.js';
import { EXIT, LectorError, type ErrorCode } from '../errors.js';
import type { Finding } from '../model/finding.js';
import { present } from '../model/present.js';
import { BUILT_IN_TEMPLATES } from '../templates/built-in.js';
import { checkTemplates } from '../templates/check-templates.js';
import { findUnusedTemplates } from '../templates/find-unused-templates.js';
import { templateFoldersOf } from './template-folders.js';

/**
 * Names every template with a mistake before anything is narrated or published.
 *
 * @throws {@link LectorError} the code of the first mistake, the others in `more`.
 */
export function refuseTemplateFaults(config: Config): void {
  const [first, ...more] = checkTemplates({ directories: templateFoldersOf(config) });
  if (!first) return;
  throw new LectorError(first.code as ErrorCode, first.message, {
    exitCode: EXIT.config,
    more,
    ...present({ hint: first.hint, place: first.place }),
  });
}

/** A template with a misspelt name would change nothing and say nothing. */
export function warnOfUnusedTemplates(config: Config, warn: (finding: Finding) => void): void {
  findUnusedTemplates({ own: config.templatesDir, builtIn: BUILT_IN_TEMPLATES }).forEach(warn);
}
