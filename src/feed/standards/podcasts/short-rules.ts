import type { XmlElement } from '../../../markup/xml-tree.js';
import { childrenNamed, type FeedReport } from '../feed-report.js';
import type { CheckProfile } from '../../../model/codes/check-profiles.js';
import { present } from '../../../model/present.js';
import { PLATFORM_RULES } from './platform-rules.js';
import type { ShortRule } from './short-rule.js';

const DIRECTORIES: readonly CheckProfile[] = ['psp1', 'apple'];
const NUMBERED = /^\W*(?:s(?:eason)?\s*\d+[\s,.:-]*e(?:p(?:isode)?)?\s*\d+|ep(?:isode)?\.?\s*#?\d+|#\d+)\b/iu;
const TRUE_OR_FALSE = { takes: /^(?:true|false)$/u, says: 'is neither true nor false', fix: 'write true or false.' };
const YES_ALONE = { takes: /^yes$/iu, says: 'has no meaning; only "yes" has', fix: 'write yes, or leave the tag out.' };

/** Small letters and single words; a value the tables refuse already is not looked at. */
export const SHORT_RULES: readonly ShortRule[] = [
  {
    parent: 'channel',
    name: 'itunes:explicit',
    code: 'E_FEED_EXPLICIT',
    profiles: DIRECTORIES,
    ...TRUE_OR_FALSE,
    clause: 'channel itunes:explicit',
  },
  {
    parent: 'item',
    name: 'itunes:explicit',
    code: 'E_ITEM_EXPLICIT',
    profiles: DIRECTORIES,
    ...TRUE_OR_FALSE,
    clause: 'item itunes:explicit',
  },
  {
    parent: 'channel',
    name: 'itunes:complete',
    code: 'W_FEED_FLAG',
    profiles: DIRECTORIES,
    ...YES_ALONE,
    clause: 'channel itunes:complete',
  },
  {
    parent: 'channel',
    name: 'itunes:block',
    code: 'W_FEED_FLAG',
    profiles: DIRECTORIES,
    ...YES_ALONE,
    clause: 'itunes:block',
  },
  {
    parent: 'item',
    name: 'itunes:block',
    code: 'W_FEED_FLAG',
    profiles: DIRECTORIES,
    ...YES_ALONE,
    clause: 'item itunes:block',
  },
  {
    parent: 'channel',
    name: 'itunes:type',
    code: 'E_FEED_TYPE',
    profiles: DIRECTORIES,
    takes: /^(?:episodic|serial)$/u,
    says: 'is unknown',
    fix: 'write episodic or serial.',
    clause: 'channel itunes:type',
  },
  {
    parent: 'item',
    name: 'itunes:episodeType',
    code: 'E_ITEM_TYPE',
    profiles: DIRECTORIES,
    takes: /^(?:full|trailer|bonus)$/u,
    says: 'is unknown',
    fix: 'write full, trailer or bonus.',
    clause: 'item itunes:episodeType',
  },
  {
    parent: 'item',
    name: 'itunes:duration',
    code: 'W_ITEM_DURATION',
    profiles: ['psp1'],
    takes: /^[1-9]\d*$/u,
    says: 'is not a number of seconds',
    fix: 'write whole seconds.',
    clause: 'item itunes:duration',
  },
  {
    parent: 'item',
    name: 'title',
    code: 'W_ITEM_TITLE_NUMBER',
    profiles: ['psp1', 'apple'],
    refuses: NUMBERED,
    says: 'holds a season or episode number',
    fix: 'give numbers in itunes:season and itunes:episode.',
    clause: 'item title',
  },
  {
    parent: 'channel',
    name: 'copyright',
    code: 'W_FEED_COPYRIGHT',
    profiles: ['psp1'],
    refuses: /\bcopyright\b|©|\(c\)|\b(?:19|20)\d{2}\b/iu,
    says: 'holds the word, the sign or a year',
    fix: 'name the holder alone.',
    clause: 'channel copyright',
  },
  ...PLATFORM_RULES,
];

export function checkRules(parent: XmlElement, kind: 'channel' | 'item', report: FeedReport): void {
  for (const { parent: where, name, attribute, takes, refuses, ...rule } of SHORT_RULES) {
    if (where !== kind || !rule.profiles.some((profile) => report.profiles.has(profile))) continue;
    for (const element of childrenNamed(parent, name)) {
      const text = (attribute === undefined ? element.text : (element.attributes[attribute] ?? '')).trim();
      if (text === '' || (takes?.test(text) ?? refuses?.test(text) !== true)) continue;
      report.add({ ...rule, at: element, value: text, ...present({ attribute }) });
    }
  }
}
