import { pageOf } from './page-paths.js';

/** Whether a file lies with an episode. */
export function isEpisodePath(path: string): boolean {
  return path.startsWith(EPISODES);
}

const EPISODES = 'episodes/';

/**
 * Names in the folder of each episode: all that is known of it, and its chapters (Podcasting 2.0, JSON), which lie
 * {@link besideAudio}.
 */
export const EPISODE_FILES = { data: 'episode.json', chapters: 'chapters.json', embed: 'embed.json' } as const;

/** Relative address of what the page for frames asks for. */
export const EMBED_DATA_FROM_PAGE = `../${EPISODE_FILES.embed}`;

/** The files of one episode that are the same whatever is heard; all of them lie in a folder named by its slug. */
export function episodePaths(slug: string): {
  /** With a slash at its end: the address of the page. */
  readonly folder: string;
  readonly page: string;
  readonly data: string;
  readonly audio: (name: string) => string;
  /** With a slash at its end: the address of the page for frames of other pages. */
  readonly embed: string;
  readonly embedPage: string;
  /** What the page of its article asks for. */
  readonly embedData: string;
  /** What pages that show links ask for. */
  readonly oembed: string;
  /** The folder as another episode's page links it. */
  readonly fromOtherPage: string;
} {
  const folder = `${EPISODES}${slug}/`;
  return {
    folder,
    page: pageOf(folder),
    data: folder + EPISODE_FILES.data,
    audio: (name) => folder + name,
    embed: `${folder}embed/`,
    embedPage: pageOf(`${folder}embed/`),
    embedData: folder + EPISODE_FILES.embed,
    oembed: `${folder}oembed.json`,
    fromOtherPage: `../${slug}/`,
  };
}

/** Those of them that are made for every episode; one for subscribers alone is played by no other page. */
export function filesOfEpisode(slug: string, isPrivate = false): readonly string[] {
  const { page, data, embedPage, embedData, oembed } = episodePaths(slug);
  return isPrivate ? [page, data] : [page, data, embedPage, embedData, oembed];
}

/** The folder of the episode that one of those files is of. */
export function episodeOfFile(path: string): string | undefined {
  const [, slug = ''] = path.split('/');
  return filesOfEpisode(slug).includes(path) ? episodePaths(slug).folder : undefined;
}

/** Path of the data of the episode whose audio this is. */
export function dataBesideAudio(audioPath: string): string {
  return audioPath.slice(0, audioPath.lastIndexOf('/') + 1) + EPISODE_FILES.data;
}

/**
 * Where a file lies whose times are those of one audio file: beside it, by the hash in its name. `chapters.json` of
 * `episodes/a/a-0a1b2c3d.mp3` is `episodes/a/chapters-0a1b2c3d.json`. Whoever holds an older file reads what fits it.
 */
export function besideAudio(audioPath: string, name: string): string {
  const hash = AUDIO_HASH.exec(audioPath)?.[0] ?? '';
  return audioPath.slice(0, audioPath.lastIndexOf('/') + 1) + name.replace(/(?=\.[^.]*$)/u, hash);
}

/** Path of the chapters of an audio file (Podcasting 2.0, JSON). */
export function chaptersBeside(audioPath: string): string {
  return besideAudio(audioPath, EPISODE_FILES.chapters);
}

/** Path of the transcript of an audio file in one form. */
export function transcriptBeside(audioPath: string, extension: string): string {
  return besideAudio(audioPath, `transcript.${extension}`);
}

/** Path of the map from the times of an earlier edition to those of this one; both are told by their audio. */
export function timeMapPath(audioPath: string, earlier: string): string {
  const hash = AUDIO_HASH.exec(earlier)?.[0] ?? '';
  return besideAudio(audioPath, `timemap${hash}.json`);
}

const TIME_MAP = /(?:^|\/)timemap-[0-9a-f]{8}-[0-9a-f]{8}\.json$/u;

/** Whether a file leads from the times of an earlier edition to those of a later one. */
export function isTimeMapPath(path: string): boolean {
  return TIME_MAP.test(path);
}

/** The eight digits that tell editions of an episode apart, of the name or path of its audio; empty where it has none. */
export function editionOf(audioPath: string): string {
  return AUDIO_HASH.exec(audioPath)?.[0].slice(1) ?? '';
}

/** What versions before called a file that lies {@link besideAudio}, whatever audio it was of. */
export function plainName(path: string): string {
  return path.replace(AUDIO_HASH, '');
}

/** Of the bytes, in the name of an audio file. */
const AUDIO_HASH = /-[0-9a-f]{8}(?=\.[^./]+$)/u;

/** The picture of an episode, named by its bytes. */
export function artPath(slug: string, hash8: string, extension: 'jpg' | 'png'): string {
  return `${episodePaths(slug).folder}art-${hash8}.${extension}`;
}

/** The picture links to an episode are shown with, named by what it is drawn from. */
export function linkPicturePath(slug: string, hash8: string): string {
  return `${episodePaths(slug).folder}link-${hash8}.jpg`;
}

/** A picture of an article, named by its bytes. */
export function figurePath(slug: string, hash8: string): string {
  return `${episodePaths(slug).folder}figure-${hash8}.jpg`;
}

const FIGURE = /^episodes\/[^/]+\/figure-[0-9a-f]{8}\.jpg$/u;

/** Whether a file is a picture of an article. */
export function isFigurePath(path: string): boolean {
  return FIGURE.test(path);
}

/** What is told of a form a transcript is published in, where it is linked: feed and pages know no more of it. */
export type PublishedTranscript = {
  /** Of the file: `vtt`. */
  readonly extension: string;
  /** Whether it has times, so that it can be shown as captions. */
  readonly isTimed: boolean;
  /** What a page calls it; a form for programs alone has none. */
  readonly label?: string;
};

const TRANSCRIPT = /(?:^|\/)transcript(?:-[0-9a-f]{8})?\.[a-z]+$/u;

/** Whether a file is a transcript, which in HTML is no page of the site. */
export function isTranscriptPath(path: string): boolean {
  return TRANSCRIPT.test(path);
}

const CHAPTERS = /(?:^|\/)chapters(?:-[0-9a-f]{8})?\.json$/u;

/** Whether a file is chapters or a transcript: the times in it are those of one audio file. */
export function isOfAudio(path: string): boolean {
  return isTranscriptPath(path) || CHAPTERS.test(path);
}
