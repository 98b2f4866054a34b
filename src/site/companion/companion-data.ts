import { mapTime, type Spans } from '../player/time-map.js';

/** What is published of an episode for the pages of its article: `embed.json`. */
export type CompanionData = {
  readonly guid: string;
  readonly title: string;
  readonly show: string;
  /** Absolute addresses: of the episode's page, and of the article. */
  readonly url: string;
  readonly sourceUrl?: string;
  /** Of the labels, and which way they are written. */
  readonly language: string;
  readonly direction: 'ltr' | 'rtl';
  readonly episodeLanguage: string;
  /** Absolute addresses, the first that can be played is. */
  readonly audio: readonly { readonly url: string; readonly type: string }[];
  readonly durationMs: number;
  /** Tells this sound from that of earlier and later editions. */
  readonly edition: string;
  /** By edition. */
  readonly earlier?: Readonly<Record<string, Spans>>;
  readonly chapters: readonly { readonly startMs: number; readonly title: string }[];
  readonly sentences: readonly CompanionSentence[];
  readonly labels: Readonly<Record<string, string>>;
};

export type CompanionSentence = readonly [startMs: number, endMs: number, text: string];

/** A second of some edition in this one; the same where nothing is known of that edition. */
export function inThisEdition({ earlier }: CompanionData, seconds: number, edition: string | null): number {
  const spans = edition ? earlier?.[edition] : undefined;
  return spans ? mapTime(spans, seconds) : seconds;
}

/** Number of the sentence heard at a time: in a pause, the one before it; -1 before the first. */
export function sentenceAt({ sentences }: CompanionData, timeMs: number): number {
  return sentences.findLastIndex(([startMs]) => startMs <= timeMs);
}
