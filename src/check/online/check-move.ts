import { isLectorError } from '../../errors.js';
import { childNamed, childrenNamed, textOf } from '../../feed/standards/feed-report.js';
import { readFeedDocument } from '../../feed/standards/read-feed-document.js';
import type { Finding } from '../../model/finding.js';
import { count, quoteValue } from '../../model/text.js';
import { openFindings } from '../checked-place.js';
import { checkHost } from './check-host.js';
import type { OnlineOptions } from './check-online.js';
import type { Told } from './host-facts.js';

/** RFC 9110 §15.4: apps and directories keep the new address of these alone. */
const PERMANENT = new Set([301, 308]);

/** What a feed says of itself, as far as a move is concerned. */
type Identity = {
  readonly newFeedUrl?: string | undefined;
  readonly guid?: string | undefined;
  readonly guids: ReadonlySet<string>;
};

/**
 * Proves that a show that has moved is found at both ends: the old address leads to the new one for good, or its feed names
 * it; the new feed names itself; and it is the same show with the same episodes.
 */
export async function checkMove(
  move: { readonly from: string; readonly to: string },
  options: Pick<OnlineOptions, 'fetch' | 'now'>,
): Promise<readonly Finding[]> {
  const { from, to } = move;
  const ask = async (url: string): Promise<Told> =>
    (await checkHost({ url, kind: 'feed', label: 'The feed' }, options)).facts.get;
  const { report, findings } = openFindings('publish the show at both places.');
  const error = (file: string, says: string, hint: string): void => report.error('E_MOVE_ENDS', says, { file, hint });
  const now = await ask(to);
  const present = identityOf(now, to);
  if (!present) {
    error(to, 'The new address serves no feed.', 'publish the show there first.');
    return findings;
  }
  const named = present.newFeedUrl;
  if (named !== undefined && named !== to)
    error(
      to,
      `The feed at the new address sends apps on to ${quoteValue(named)}.`,
      'publish it again: it names itself.',
    );
  const before = await ask(from);
  if (before.hops.length > 0) {
    const { hopStatuses } = before;
    if (before.url !== to)
      error(from, `The old address leads to ${quoteValue(before.url)}, not to the new one.`, `redirect it to ${to}.`);
    else if (!hopStatuses.every((status) => PERMANENT.has(status)))
      report.warning('W_MOVE_REDIRECT', `The old address redirects for the time being (${hopStatuses.join(', ')}).`, {
        file: from,
        hint: 'answer 301: apps keep the new address of that alone.',
      });
    return findings;
  }
  const old = identityOf(before, from);
  if (!old) {
    error(from, 'The old address serves no feed and leads nowhere.', `redirect it to ${to}, or publish there as well.`);
    return findings;
  }
  if (old.newFeedUrl !== to) {
    const says = old.newFeedUrl === undefined ? 'does not say' : `says ${quoteValue(old.newFeedUrl)}`;
    error(
      from,
      `The old address neither redirects, nor does its feed name the new one: it ${says}.`,
      'publish the feed there once more.',
    );
  }
  if (old.guid !== undefined && present.guid !== undefined && old.guid !== present.guid)
    error(to, `The podcast:guid is ${present.guid}, and was ${old.guid}.`, `write guid: ${old.guid} into lector.yaml.`);
  const lost = [...old.guids].filter((guid) => !present.guids.has(guid));
  if (lost.length > 0)
    error(
      to,
      `${count(lost.length, 'episode')} of the old feed ${lost.length === 1 ? 'is' : 'are'} not in the new one, such as ${quoteValue(lost[0] ?? '')}.`,
      'publish all of them there, with their GUIDs.',
    );
  return findings;
}

function identityOf({ status, body }: Told, url: string): Identity | undefined {
  if (status !== 200) return undefined;
  try {
    const channel = childNamed(readFeedDocument(body, url).root, 'channel');
    if (!channel) return undefined;
    const guids = childrenNamed(channel, 'item').flatMap((item) => textOf(item, 'guid') ?? []);
    return {
      newFeedUrl: textOf(channel, 'itunes:new-feed-url'),
      guid: textOf(channel, 'podcast:guid'),
      guids: new Set(guids),
    };
  } catch (fault) {
    if (isLectorError(fault)) return undefined;
    throw fault;
  }
}
