import path from 'node:path';
import type { Config } from '../../config.js';
import type { Finding } from '../../model/finding.js';
import { present } from '../../model/present.js';
import { readPublishedShow } from '../../publish/published-show.js';
import { openTarget } from '../../publish/targets/index.js';
import { lexiconOfTerms, mergeLexicons } from '../../script/lexicon/lexicon.js';
import { allScripts } from './all-scripts.js';
import { openEngine } from '../episodes/open-episode-context.js';
import { readLexicon } from '../read-lexicon.js';
import { readEpisode } from '../episodes/read-episode.js';

/** One sentence that would be said differently. */
export type LexiconTouch = {
  readonly slug: string;
  readonly utteranceId: string;
  readonly before: string;
  readonly after: string;
  /** When it is heard in what is published now. */
  readonly startMs?: number;
};

export type LexiconImpact = {
  readonly touches: readonly LexiconTouch[];
  readonly characters: number;
  readonly costUsd: number;
};

/** Everything that would be narrated again if a term were said as the alias; nothing is changed. */
export async function lexiconImpact(options: {
  readonly config: Config;
  readonly term: string;
  readonly alias: string;
  readonly now: () => Date;
  readonly warn: (finding: Finding) => void;
}): Promise<LexiconImpact> {
  const { config, term, alias, now, warn } = options;
  const lexicon = await readLexicon(config);
  const changed = mergeLexicons(
    lexicon,
    lexiconOfTerms({ [term]: alias }, { file: path.basename(config.lexiconPath) }),
  );
  const before = await allScripts({ config, now, warn, lexicon });
  const after = new Map(
    (await allScripts({ config, now, warn: () => undefined, lexicon: changed })).map((script) => [script.slug, script]),
  );
  const starts = await publishedStarts(config, warn);
  const touches = before.flatMap(({ slug, utterances }) =>
    utterances.flatMap((utterance, index): LexiconTouch[] => {
      const spoken = after.get(slug)?.utterances[index]?.spoken ?? utterance.spoken;
      if (spoken === utterance.spoken) return [];
      const startMs = starts.get(slug)?.get(utterance.id);
      return [
        {
          slug,
          utteranceId: utterance.id,
          before: utterance.spoken,
          after: spoken,
          ...present({ startMs }),
        },
      ];
    }),
  );
  // The same words in two episodes are one clip.
  const characters = [...new Set(touches.map((touch) => touch.after))].reduce((sum, text) => sum + text.length, 0);
  const engine = await openEngine(config);
  await engine.close();
  return { touches, characters, costUsd: (characters * engine.capabilities.pricePerMillionCharactersUsd) / 1_000_000 };
}

async function publishedStarts(
  config: Config,
  warn: (finding: Finding) => void,
): Promise<ReadonlyMap<string, ReadonlyMap<string, number>>> {
  const target = openTarget(config);
  const { manifest } = await readPublishedShow(target, { stateDir: config.stateDir, warn });
  const entries = await Promise.all(
    (manifest?.episodes ?? []).map(async (record) => {
      const episode = await readEpisode(record, target);
      const cues = episode.transcript?.cues ?? [];
      const starts = cues.flatMap(({ utteranceId, startMs }) =>
        utteranceId === undefined ? [] : [[utteranceId, startMs] as const],
      );
      return [record.slug, new Map(starts)] as const;
    }),
  );
  return new Map(entries);
}
