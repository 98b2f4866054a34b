import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { ARTICLE } from '../site/sample-show.js';

export const SECOND = {
  ...ARTICLE,
  slug: 'second',
  guid: 'second',
  title: 'The second of two',
  audio: audioOf('second'),
};
/** The article with the times of its words and with pictures. */
export const FIRST = {
  ...ARTICLE,
  pictures: [picture('fig-1', 26_000, 'The quay at dawn.'), picture('fig-2', 50_000)],
  transcript: { language: 'en', cues: (ARTICLE.transcript?.cues ?? []).map(withWords) },
};

function audioOf(slug: string): typeof ARTICLE.audio {
  const name = `${slug}-1a2b3c4e.mp3`;
  return { ...ARTICLE.audio, name, path: `episodes/${slug}/${name}` };
}

function picture(
  blockId: string,
  startMs: number,
  caption?: string,
): NonNullable<(typeof ARTICLE)['pictures']>[number] {
  const file = {
    path: 'cover-0a1b2c3d.png',
    sha256: 'ef'.repeat(32),
    widthPx: 1,
    heightPx: 1,
    alt: `What ${blockId} shows`,
  };
  return { blockId, startMs, ...file, ...(caption !== undefined && { caption }) };
}

type Cue = NonNullable<typeof ARTICLE.transcript>['cues'][number];

function withWords(cue: Cue): Cue {
  const texts = cue.text.split(' ').map((text) => text.replace(/[.,]$/u, ''));
  const lengthMs = (cue.endMs - cue.startMs) / texts.length;
  return {
    ...cue,
    words: texts.map((text, index) => {
      const startMs = Math.round(cue.startMs + index * lengthMs);
      return { text, startMs, endMs: Math.round(startMs + lengthMs) };
    }),
  };
}

/** How long ffmpeg plays a file. */
export const decodedSeconds = async (file: string): Promise<number> => {
  const { stdout } = await promisify(execFile)(
    'ffmpeg',
    ['-v', 'error', '-i', file, '-f', 's16le', '-ac', '1', '-ar', '8000', '-'],
    {
      encoding: 'buffer',
      maxBuffer: 1e7,
    },
  );
  return stdout.byteLength / 16_000;
};
