import { createHash } from 'node:crypto';

/** Namespace of podcast guids (Podcasting 2.0, tag `podcast:guid`). */
const PODCAST_NAMESPACE = 'ead4c236-bf58-58c6-a2c6-a6b28d128cb6';

/** `podcast:guid` of a feed: UUIDv5 of its address without scheme and trailing slashes. */
export function showGuid(feedUrl: string): string {
  return uuidV5(feedUrl.replace(/^[a-z]+:\/\//iu, '').replace(/\/+$/u, ''), PODCAST_NAMESPACE);
}

/** GUID of an episode seen for the first time; kept in the manifest and never derived again. */
export function episodeGuid(input: { showGuid: string; identity: string }): string {
  return uuidV5(input.identity, input.showGuid);
}

/** A name-based UUID (RFC 9562 §5.5). */
export function uuidV5(name: string, namespace: string): string {
  const hash = createHash('sha1')
    .update(Buffer.from(namespace.replaceAll('-', ''), 'hex'))
    .update(name, 'utf8')
    .digest();
  hash[6] = ((hash[6] ?? 0) & 0x0f) | 0x50;
  hash[8] = ((hash[8] ?? 0) & 0x3f) | 0x80;
  const hex = hash.subarray(0, 16).toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
