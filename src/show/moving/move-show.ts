import { EXIT, LectorError } from '../../errors.js';
import type { ShowState } from '../../context.js';
import type { Config } from '../../config.js';
import { readConfigFile } from '../../config/read-config-file.js';
import { editYaml, type FieldEdit } from '../../fields/edit-yaml.js';
import { publishedUrl, toBaseUrl } from '../../model/publication/paths/addresses.js';
import { PUBLISHED } from '../../model/publication/paths/show-paths.js';
import { present } from '../../model/present.js';
import { quoteValue } from '../../model/text.js';
import { canParseUrl } from '../../model/text/can-parse-url.js';
import { readText } from '../../open-file.js';
import { writeDurably } from '../../workspace.js';
import { redirectRecipes, type RedirectRecipe } from './redirect-recipes.js';
import { feedUrlOf } from '../show-of.js';

/** Where a show goes. */
export type MoveOptions = {
  /** Its new `baseUrl`, or the address of its feed there; not asked with `isUndone`. */
  readonly to?: string;
  /** Another host serves it from now on, at the address of that feed; this one keeps standing and points there. */
  readonly isAway?: boolean;
  /** Goes back to the address before. */
  readonly isUndone?: boolean;
  /** Says what would change, and changes nothing. */
  readonly isDryRun?: boolean;
};

/** What a move is, and what is left to do for it. */
export type Moved = {
  /** Address of the feed before. */
  readonly from: string;
  /** Address of the feed afterwards. */
  readonly to: string;
  /** Of `lector.yaml`: fields and their new values, without those that are taken out. */
  readonly changes: readonly FieldEdit[];
  /** Whether apps could have heard of the new address, so that going back is a move as well. */
  readonly isMoveBack: boolean;
  /** How hosts are told to lead from the old address to the new one for good. */
  readonly redirects: readonly RedirectRecipe[];
};

/**
 * Moves the show to another address: `baseUrl` in `lector.yaml`, with `movedFrom`, so that from the next build on each
 * feed says where it is now (`itunes:new-feed-url`), at the new place and in the copy at the old one. GUIDs of episodes,
 * dates and the `podcast:guid` stay. Nothing is built, published or redirected by this.
 *
 * @throws {@link LectorError} `E_MOVE` for an address that is none, or a show nobody knows yet; `E_CONFIG` when
 *   `lector.yaml` cannot be changed line by line.
 */
export async function moveShow(state: ShowState, options: MoveOptions): Promise<Moved> {
  const { config } = state;
  const move = options.isUndone === true ? moveBack(state) : moveOf(state, options);
  await editConfig(config, move.changes, options.isDryRun === true);
  return { ...move, redirects: redirectRecipes({ ...move, isAway: options.isAway === true }) };
}

type Move = Omit<Moved, 'redirects'>;

function moveOf({ config, published }: ShowState, { to = '', isAway = false }: MoveOptions): Move {
  const from = feedUrlOf(config);
  const { manifest } = published;
  if (!manifest)
    throw refuse('nothing is published yet, so that nobody has to be moved', 'set baseUrl in lector.yaml.');
  requireAddress(to, isAway);
  if (isAway) {
    const { href } = new URL(to);
    if (href === from) throw refuse(`${quoteValue(to)} is where the feed is`, 'name the feed at the new host.');
    const changes = [
      { name: 'newFeedUrl', value: href },
      { name: 'locked', value: false },
    ];
    return { from, to: href, changes, isMoveBack: false };
  }
  const baseUrl = toBaseUrl(to.replace(/\/[^/]*\.(?:xml|rss|atom)$/iu, '/'));
  if (baseUrl === toBaseUrl(config.baseUrl))
    throw refuse(`${quoteValue(baseUrl)} is where the show is`, 'name its new address.');
  const changes = [
    { name: 'baseUrl', value: baseUrl },
    { name: 'movedFrom', value: toBaseUrl(config.baseUrl) },
    ...(config.newFeedUrl === undefined ? [] : [{ name: 'newFeedUrl' }]),
    // The record keeps it as well; a machine that has lost its record would make another one of the new address.
    ...(config.guid === undefined ? [{ name: 'guid', value: manifest.showGuid }] : []),
  ];
  return { from, to: publishedUrl({ baseUrl }, PUBLISHED.feed), changes, isMoveBack: false };
}

/** Back to where it was; apps that may have moved already are moved back. */
function moveBack({ config, published }: ShowState): Move {
  const { movedFrom, newFeedUrl } = config;
  const here = feedUrlOf(config);
  if (movedFrom === undefined && newFeedUrl !== undefined)
    return { from: newFeedUrl, to: here, changes: [{ name: 'newFeedUrl' }], isMoveBack: false };
  if (movedFrom === undefined)
    throw refuse('lector.yaml names no place the show has moved from', 'there is nothing to undo.');
  const isKnown = published.manifest?.feedUrl === here;
  const changes = [
    { name: 'baseUrl', value: toBaseUrl(movedFrom) },
    { name: 'movedFrom', ...present({ value: isKnown ? toBaseUrl(config.baseUrl) : undefined }) },
  ];
  return {
    from: here,
    to: publishedUrl({ baseUrl: toBaseUrl(movedFrom) }, PUBLISHED.feed),
    changes,
    isMoveBack: isKnown,
  };
}

/** Feeds of other hosts may be told by a query; a folder is not. */
function requireAddress(to: string, isAway: boolean): void {
  const hint = 'write it as https://podcast.example.org/show/.';
  if (!canParseUrl(to) || !/^https?:\/\//iu.test(to)) throw refuse(`${quoteValue(to)} is no web address`, hint);
  const { search, hash, username, password } = new URL(to);
  if (`${isAway ? '' : search}${hash}${username}${password}` !== '')
    throw refuse('the address holds a query, a fragment or a name', hint);
}

async function editConfig(config: Config, changes: readonly FieldEdit[], isDryRun: boolean): Promise<void> {
  const text = await readText(config.file);
  const edited = config.file.endsWith('.json') ? editJson(text, changes) : editYaml(text, changes);
  if (edited === undefined)
    throw new LectorError('E_CONFIG', `${config.file} is not written a field a line, and is left as it is.`, {
      hint: `write there: ${changes.map(({ name, value }) => `${name}: ${String(value ?? '(taken out)')}`).join(', ')}.`,
      exitCode: EXIT.config,
    });
  // What would not be read again is never written.
  readConfigFile(edited, config.file);
  if (!isDryRun && edited !== text) await writeDurably(config.file, edited);
}

function editJson(text: string, changes: readonly FieldEdit[]): string {
  const fields = { ...(JSON.parse(text) as Record<string, unknown>) };
  const names = new Set(changes.map(({ name }) => name));
  const kept = Object.entries(fields).filter(([name]) => !names.has(name));
  const written = changes.flatMap(({ name, value }) => (value === undefined ? [] : [[name, value] as const]));
  return `${JSON.stringify({ ...Object.fromEntries(kept), ...Object.fromEntries(written) }, undefined, 2)}\n`;
}

function refuse(what: string, hint: string): LectorError {
  return new LectorError('E_MOVE', `${what}.`, { hint });
}
