import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Config } from '../config.js';
import { emptyLexicon, parseLexicon, type Lexicon } from '../script/lexicon/lexicon.js';

/** The show's pronunciations; a project without a lexicon file has none. */
export async function readLexicon(config: Config): Promise<Lexicon> {
  const text = await readFile(config.lexiconPath).catch(() => undefined);
  return text === undefined ? emptyLexicon : parseLexicon(text, path.relative(config.root, config.lexiconPath));
}
