import { LectorError } from '../../errors.js';
import type { AudioFormat } from '../../model/audio-file.js';
import type { Episode } from '../../model/episode.js';
import type { Show } from '../../model/publication/show.js';
import { quoteValue } from '../../model/text.js';
import { audioElements } from '../write-item.js';
import { attachmentsOf } from '../write-json-feed.js';

type ItemTexts = { readonly xml: string; readonly json: string };

/**
 * An item as it stands in a feed of a format of its own: that file is its enclosure, and what was is one of the others. All
 * else is the same, GUID and texts among it. An episode that has no such file stays as it is.
 */
export function inFormat<Item extends ItemTexts>(
  item: Item,
  of: { readonly show: Show; readonly episode: Episode; readonly format: AudioFormat | undefined },
): Item | ItemTexts {
  const { show, episode, format } = of;
  const { audio, alternates = [] } = episode;
  const main = alternates.find((file) => file.format === format);
  if (!main || item.xml === '') return item;
  const own = { ...episode, audio: main, alternates: [audio, ...alternates.filter((file) => file !== main)] };
  const [before, after] = [audioElements({ show, episode }), audioElements({ show, episode: own })];
  const exchange = (text: string, from: string, to: string): string => {
    if (text.includes(from)) return text.replace(from, () => to);
    throw new LectorError('E_BUG', `the item of ${quoteValue(episode.title)} does not hold its audio.`);
  };
  return {
    xml: exchange(exchange(item.xml, before.enclosure, after.enclosure), before.alternates, after.alternates),
    json: exchange(item.json, attachmentsOf({ show, episode }), attachmentsOf({ show, episode: own })),
  };
}
