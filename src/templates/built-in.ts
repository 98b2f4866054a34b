import { fileURLToPath } from 'node:url';

/** The folder of templates that come with the package; the same from `src` and from `dist`. */
export const BUILT_IN_TEMPLATES = fileURLToPath(new URL('../../templates/', import.meta.url));
