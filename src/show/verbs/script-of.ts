import path from 'node:path';
import type { Config } from '../../config.js';
import { LectorError } from '../../errors.js';
import type { Article, Briefing } from '../../model/article.js';
import type { Finding } from '../../model/finding.js';
import { suggestWord } from '../../model/suggest.js';
import { writeScript } from '../../script/write-script.js';
import { collectItems } from '../items/collect-items.js';
import { scriptContextOf } from '../episodes/open-episode-context.js';
import { leftOutOf, type SourceScript } from '../items/left-out.js';
import { readLexicon } from '../read-lexicon.js';

/** How a script is asked for: by slug or the beginning of one, file name with or without its ending, or path. */
export type ScriptOfOptions = {
  readonly wanted: string;
  readonly config: Config;
  readonly cwd: string;
  readonly now: () => Date;
  readonly warn: (finding: Finding) => void;
};

/**
 * The script of one article, as a build would narrate it. Writes nothing and needs no engine.
 *
 * @throws {@link LectorError} `E_INPUT` when there is no such article, or it is a recording; the article's own error when it is refused.
 */
export async function scriptOf(options: ScriptOfOptions): Promise<SourceScript> {
  const { config, wanted, warn } = options;
  const item = await findItem(options);
  if (item) {
    const context = scriptContextOf({ config, lexicon: await readLexicon(config), warn });
    return { ...writeScript(item, context), leftOut: leftOutOf(item) };
  }
  throw new LectorError('E_INPUT', `"${wanted}" is a recording; it has no script.`, { hint: 'name an article.' });
}

async function findItem(options: ScriptOfOptions): Promise<Article | Briefing | undefined> {
  const { wanted, config, cwd, now, warn } = options;
  const { items, refused } = await collectItems({ config, now, warn });
  const file = path.relative(config.root, path.resolve(cwd, wanted)).replaceAll(path.sep, '/');
  const isWanted = (location: string, slug: string): boolean =>
    location === file || slug === wanted || namesOf(location).includes(wanted);
  const begun = items.filter(({ slug }) => wanted !== '' && slug.startsWith(`${wanted}-`));
  const item =
    items.find(({ source, slug }) => isWanted(source.location, slug)) ?? (begun.length === 1 ? begun[0] : undefined);
  if (item) return item.kind === 'programme' ? undefined : item;
  const refusal = refused.find(({ place }) => place !== undefined && isWanted(place.file, ''));
  if (refusal) warn(refusal);
  const near = suggestWord(
    wanted,
    items.map(({ slug }) => slug),
  );
  throw new LectorError('E_INPUT', `there is no article "${wanted}"${refusal ? ' that can be read' : ''}.`, {
    hint: near === undefined ? `use one of: ${items.map(({ slug }) => slug).join(', ')}.` : `did you mean ${near}?`,
  });
}

/** `night-ferry.md` and `night-ferry`. */
function namesOf(location: string): readonly string[] {
  const { base, name } = path.posix.parse(location);
  return [base, name];
}
