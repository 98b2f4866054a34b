import { grammarOf, type ElementRule, type Grammar } from '../grammar.js';
import { ATOM_IN_RSS, ATOM_TABLE } from './atom.js';
import { ITUNES_TABLE } from './itunes.js';
import { MEDIA_TABLE } from './media.js';
import { MODULE_TABLES } from './modules.js';
import { OLDER_MODULES } from './older-modules.js';
import { PODCAST_TABLE } from './podcast.js';
import { RSS_090_TABLE, RSS_1_TABLE } from './rss-1.js';
import { RSS_TABLE } from './rss.js';

const MODULES = withLiveItems([...MODULE_TABLES, ...OLDER_MODULES, ...MEDIA_TABLE, ...ITUNES_TABLE, ...PODCAST_TABLE]);
const ATOM_PARTS = withLiveItems(ATOM_IN_RSS);
const RSS = [...withLiveItems(RSS_TABLE), ...ATOM_PARTS];

/** Podcasting 2.0: what may stand in an item may stand in a live item. */
function withLiveItems(rules: readonly ElementRule[]): readonly ElementRule[] {
  const live = new Set(rules.filter(({ parents }) => parents.includes('podcast:liveItem')).map(({ key }) => key));
  return rules.map((rule) =>
    rule.parents.includes('item') && !live.has(rule.key)
      ? { ...rule, parents: [...rule.parents, 'podcast:liveItem'] }
      : rule,
  );
}

/** RSS 0.91 to 2.0, with every module that has a table. */
export const RSS_GRAMMAR: Grammar = grammarOf([...RSS, ...MODULES]);
/** Netscape's DTD of RSS 0.91 writes `textinput`. */
const OF_NETSCAPE = RSS_TABLE.flatMap((rule): readonly ElementRule[] => {
  if (rule.name === 'textInput') return [{ ...rule, name: 'textinput', key: 'textinput' }];
  return rule.parents.includes('textInput') ? [{ ...rule, parents: ['textinput'] }] : [];
});
/** RSS 0.91 as both of its documents have it. */
export const RSS_091_GRAMMAR: Grammar = grammarOf([...RSS, ...OF_NETSCAPE, ...MODULES]);
/** RFC 4287. */
export const ATOM_GRAMMAR: Grammar = grammarOf([...ATOM_TABLE, ...MODULES]);
/** RSS 1.0. */
export const RSS_1_GRAMMAR: Grammar = grammarOf([...RSS_1_TABLE, ...ATOM_PARTS, ...MODULES]);
/** RSS 0.90. */
export const RSS_090_GRAMMAR: Grammar = grammarOf(RSS_090_TABLE);
