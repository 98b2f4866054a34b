import type { Config } from '../config.js';
import { BUILT_IN_TEMPLATES } from '../templates/built-in.js';

/** The project's own templates before those of the package. */
export function templateFoldersOf(config: Config): readonly string[] {
  return [config.templatesDir, BUILT_IN_TEMPLATES];
}
