import type { Config } from '../../config.js';
import { toLectorError } from '../../errors.js';
import type { Finding } from '../../model/finding.js';
import type { Lexicon } from '../../script/lexicon/lexicon.js';
import { writeScript } from '../../script/write-script.js';
import { collectItems } from '../items/collect-items.js';
import { scriptContextOf } from '../episodes/open-episode-context.js';
import { leftOutOf, type SourceScript } from '../items/left-out.js';
import { readLexicon } from '../read-lexicon.js';

/**
 * The scripts of every article and briefing, as a build would narrate them. Articles that are refused are reported
 * and left out.
 */
export async function allScripts(options: {
  readonly config: Config;
  readonly now: () => Date;
  readonly warn: (finding: Finding) => void;
  /** Instead of the show's own. */
  readonly lexicon?: Lexicon;
}): Promise<readonly SourceScript[]> {
  const { config, now, warn } = options;
  const lexicon = options.lexicon ?? (await readLexicon(config));
  const { items, refused } = await collectItems({ config, now, warn });
  refused.forEach(warn);
  const context = scriptContextOf({
    config,
    lexicon,
    warn,
  });
  return items.flatMap((item) => {
    if (item.kind === 'programme') return [];
    try {
      return [{ ...writeScript(item, context), leftOut: leftOutOf(item) }];
    } catch (error) {
      warn({ ...toLectorError(error).toFinding(), place: { file: item.source.location } });
      return [];
    }
  });
}
