import type { Config } from '../../config.js';
import { LectorError } from '../../errors.js';
import { publishedUrl, toBaseUrl } from '../../model/publication/paths/addresses.js';
import { privateFolder } from '../../model/publication/paths/show-paths.js';
import { quoteValue } from '../../model/text.js';
import { suggestWord } from '../../model/text/suggest.js';
import { newPrivateState, newToken, readPrivateState, writePrivateState, type Subscriber } from '../../workspace.js';

/** A subscriber as it is shown, with the addresses to give them. */
export type SubscriberFeeds = Omit<Subscriber, 'token'> & { readonly feedUrls: readonly string[] };

/** Everybody who has feeds of their own, in the order they came. */
export async function listSubscribers(config: Config): Promise<readonly SubscriberFeeds[]> {
  const state = await readPrivateState(config.privateDir);
  return (state?.subscribers ?? []).map((subscriber) => withFeeds(subscriber, config));
}

/**
 * Gives somebody feeds of their own; the next publication has them.
 *
 * @throws {@link LectorError} `E_INPUT` for a name that is taken or none, and where the show has no private feed.
 */
export async function addSubscriber(
  config: Config,
  { name, now }: { readonly name: string; readonly now: Date },
): Promise<SubscriberFeeds> {
  if (!config.feeds.some(({ access }) => access === 'private')) {
    throw new LectorError('E_INPUT', 'the show has no private feed: there is nothing to give anybody an address of.', {
      hint: 'add one to lector.yaml, such as feeds: [{path: members.xml, title: For members, access: private}].',
    });
  }
  const state = (await readPrivateState(config.privateDir)) ?? newPrivateState();
  const clean = name.trim();
  if (clean === '' || clean.length > MAX_NAME || state.subscribers.some((one) => one.name === clean)) {
    throw new LectorError('E_INPUT', `${quoteValue(clean)} is no name for a new subscriber, or taken.`, {
      hint: 'give each one a name of its own, such as an e-mail address or the number of a member.',
    });
  }
  const subscriber = { name: clean, token: newToken(), addedAt: now.toISOString() };
  await writePrivateState(config.privateDir, { ...state, subscribers: [...state.subscribers, subscriber] });
  return withFeeds(subscriber, config);
}

/**
 * Takes the feeds of somebody away; they are gone with the next publication.
 *
 * @throws {@link LectorError} `E_INPUT` when there is no such subscriber.
 */
export async function revokeSubscriber(config: Config, name: string): Promise<SubscriberFeeds> {
  const state = await readPrivateState(config.privateDir);
  const found = state?.subscribers.find((one) => one.name === name.trim());
  if (!state || !found) {
    const near = suggestWord(
      name,
      (state?.subscribers ?? []).map((one) => one.name),
    );
    throw new LectorError('E_INPUT', `there is no subscriber ${quoteValue(name)}.`, {
      hint: near === undefined ? 'see "lector private list".' : `did you mean "${near}"?`,
    });
  }
  await writePrivateState(config.privateDir, {
    ...state,
    subscribers: state.subscribers.filter((one) => one !== found),
  });
  return withFeeds(found, config);
}

const MAX_NAME = 255;

function withFeeds({ token, ...subscriber }: Subscriber, config: Config): SubscriberFeeds {
  const paths = config.feeds.flatMap(({ access, path }) => (access === 'private' ? [path] : []));
  const show = { baseUrl: toBaseUrl(config.baseUrl) };
  return { ...subscriber, feedUrls: paths.map((path) => publishedUrl(show, privateFolder(token) + path)) };
}
