import { numberAll } from '../../feed/number-episodes.js';
import type { Episode } from '../../model/episode.js';
import type { Show } from '../../model/publication/show.js';
import type { ShowOutputs } from '../templates/show-outputs.js';
import type { RenderCache } from './render-cache.js';

/** Of each episode what its page, notes and item are made from, by GUID: itself, its number, and its neighbours. */
export function keysOf(
  episodes: readonly Episode[],
  {
    show,
    cache,
    outputs,
  }: { readonly show: Show; readonly cache: RenderCache | undefined; readonly outputs: ShowOutputs },
): ReadonlyMap<string, string> {
  if (!cache) return new Map();
  const numbers = numberAll(show, episodes);
  const open = episodes.filter(({ isPrivate }) => isPrivate !== true);
  const places = new Map(open.map((episode, index) => [episode, index]));
  return new Map(
    episodes.map((episode) => {
      const at = places.get(episode);
      const beside = at === undefined ? [] : [open[at - 1], open[at + 1]];
      const around = [numbers.get(episode.slug), beside.map((other) => other && [other.slug, other.title])];
      return [episode.guid, cache.keyOf(episode, [...around, outputs.pathsOf(episode.slug)])];
    }),
  );
}

/** Of each file that lists episodes what it is made of, by path. */
export function listKeysOf(
  outputs: ShowOutputs,
  { keys, cache }: { readonly keys: ReadonlyMap<string, string>; readonly cache: RenderCache | undefined },
): ReadonlyMap<string, string> {
  if (!cache) return new Map();
  // One of the whole show tells of every group there is.
  const all = cache.keyOfList([...keys.values()]);
  return new Map(
    outputs.lists.map(({ template, path, group, episodes }) => {
      const members = group ? episodes.map(({ guid }) => keys.get(guid)) : [all];
      return [path, cache.keyOfList([template.file, path, group?.name, ...members])];
    }),
  );
}
