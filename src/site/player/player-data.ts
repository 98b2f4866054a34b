import { mapTime, type Spans } from './time-map.js';

/** What can be played: an episode, wherever on the site it is listed. Its addresses are absolute. */
export type Track = {
  readonly guid: string;
  readonly title: string;
  readonly show: string;
  readonly durationMs: number;
  /** Tells this sound from that of earlier and later editions. */
  readonly edition: string;
  /** By edition. */
  readonly earlier?: Readonly<Record<string, Spans>>;
  readonly artwork?: string;
  /** The episode's page. */
  readonly href: string;
  /** The same sound in other formats, the one to take first before the others. */
  readonly sources: readonly { readonly href: string; readonly mimeType: string }[];
  /** Known on the episode's page. */
  readonly chapters?: readonly { readonly startMs: number; readonly title: string }[];
  /** Pictures of the article, each until the next or the end of its chapter; known on the episode's page. */
  readonly pictures?: readonly Picture[];
};

export type Picture = {
  readonly startMs: number;
  readonly href: string;
  readonly alt: string;
  readonly caption?: string;
};

/** What the page of an episode tells the player, in the script element `player-data`. */
export type PlayerData = Track & {
  readonly chapters: readonly { readonly startMs: number; readonly title: string }[];
  /** Where the times of single words are to be had, if they are known. */
  readonly words?: string;
  readonly labels: Readonly<Record<string, string>>;
};

/** What a list tells, in the script element `queue-data`. */
export type QueueData = { readonly tracks: readonly Track[] };

export function readPlayerData(page: Document = document, address = location.href): PlayerData | undefined {
  const data = readJson<PlayerData>(page, 'player-data');
  return data && { ...data, ...toAbsolute(data, address) };
}

/** The words of what stays while pages change; every page has them. */
export function readLabels(): Readonly<Record<string, string>> {
  return readJson(document, 'player-labels') ?? readPlayerData()?.labels ?? {};
}

export function readQueueData(): QueueData | undefined {
  const data = readJson<QueueData>(document, 'queue-data');
  return data && { ...data, tracks: data.tracks.map((track) => toAbsolute(track, location.href)) };
}

function readJson<Data>(page: Document, id: string): Data | undefined {
  const text = page.getElementById(id)?.textContent;
  if (!text) return undefined;
  try {
    return JSON.parse(text) as Data;
  } catch {
    return undefined;
  }
}

function toAbsolute(track: Track, address: string): Track {
  const resolve = (href: string): string => new URL(href, address).href;
  return {
    ...track,
    href: resolve(track.href),
    sources: track.sources.map(({ href, mimeType }) => ({ href: resolve(href), mimeType })),
    ...(track.artwork !== undefined && { artwork: resolve(track.artwork) }),
    ...(track.pictures && { pictures: track.pictures.map((one) => ({ ...one, href: resolve(one.href) })) }),
  };
}

/** The picture that belongs to a time. */
export function pictureAt({ pictures = [], chapters = [] }: Track, timeMs: number): Picture | undefined {
  const picture = pictures.findLast(({ startMs }) => startMs <= timeMs);
  const chapter = chapters.findLast(({ startMs }) => startMs <= timeMs);
  return picture && picture.startMs >= (chapter?.startMs ?? 0) ? picture : undefined;
}

/** A second of some edition in this one; the same where nothing is known of that edition. */
export function inThisEdition(
  { earlier }: Pick<Track, 'earlier'>,
  seconds: number,
  edition: string | null | undefined,
): number {
  const spans = edition ? earlier?.[edition] : undefined;
  return spans ? mapTime(spans, seconds) : seconds;
}
