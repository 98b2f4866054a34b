import { createHash } from 'node:crypto';
import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { deflateSync } from 'node:zlib';
import { ID3Writer } from 'browser-id3-writer';
import { parseFile } from 'music-metadata';
import { chapterFiles } from '../../src/chapters/chapter-files.js';
import { writeFeed } from '../../src/feed/write-feed.js';
import type { Episode, RenderedNotes } from '../../src/model/episode.js';
import { formatClock } from '../../src/model/time.js';
import { encodeAudio, type Ffmpeg } from '../../src/run-tool.js';
import { transcriptFiles } from '../../src/transcript/transcript-files.js';
import { SHOW, sampleEpisode } from '../feed/sample-show.js';
import { TRANSCRIPT_FORMATS } from '../../src/transcript/formats/index.js';

const DURATION_S = 95;
const SAMPLE_RATE_HZ = 16_000;
const CHAPTERS = [
  { startMs: 0, endMs: 31_000, title: 'Introduction' },
  { startMs: 31_000, endMs: 62_000, title: 'The moon & the sun' },
  { startMs: 62_000, endMs: 95_000, title: 'Spring tides, and why a long title is cut in lists' },
];

/** Publishes one episode into a folder, with every file that a check reads. */
export async function publishSample(outDir: string, ffmpeg: Ffmpeg): Promise<Episode> {
  const draft = sampleEpisode({ chapters: CHAPTERS, isAiNarrated: false });
  const audioPath = path.join(outDir, draft.audio.path);
  await mkdir(path.dirname(audioPath), { recursive: true });
  await encodeAudio({
    ffmpeg,
    pcm: hum(),
    input: { sampleRateHz: SAMPLE_RATE_HZ, channelCount: 1 },
    output: { path: audioPath, format: 'mp3', bitrateKbps: 32, sampleRateHz: SAMPLE_RATE_HZ, channelCount: 1 },
  });
  await writeFile(audioPath, tagWithChapters(await readFile(audioPath), CHAPTERS));
  const durationMs = Math.round(((await parseFile(audioPath)).format.duration ?? 0) * 1000);
  const sizeBytes = (await stat(audioPath)).size;
  const sha256 = createHash('sha256')
    .update(await readFile(audioPath))
    .digest('hex');
  const episode: Episode = { ...draft, durationMs, audio: { ...draft.audio, durationMs, sizeBytes, sha256 } };
  const files: Record<string, string | Uint8Array> = {
    'feed.xml': writeFeed({
      show: SHOW,
      episodes: [episode],
      notes: notesOf(episode),
      transcripts: TRANSCRIPT_FORMATS,
    }),
    'index.html':
      '<!doctype html><title>Show</title><a href="episodes/the-tide-table/">Episode</a><a href="feed.xml">Feed</a>',
    'cover-1a2b3c4d.jpg': '',
    'manifest.json': JSON.stringify({ episodes: [{ guid: episode.guid, title: episode.title, audio: episode.audio }] }),
    'episodes/the-tide-table/index.html': pageOf(episode),
    'episodes/the-tide-table/episode.json': JSON.stringify(episode),
  };
  for (const file of [...chapterFiles({ episode, show: SHOW }), ...transcriptFiles({ episode })]) {
    if ('content' in file) files[file.path] = file.content;
  }
  for (const [name, content] of Object.entries(files)) await writeFile(path.join(outDir, name), content);
  await writeFile(path.join(outDir, 'cover-1a2b3c4d.jpg'), squareJpeg(1400));
  return episode;
}

async function* hum(): AsyncGenerator<Float32Array> {
  for (let second = 0; second < DURATION_S; second += 1) {
    yield Float32Array.from(
      { length: SAMPLE_RATE_HZ },
      (_, index) => 0.2 * Math.sin((2 * Math.PI * 220 * index) / SAMPLE_RATE_HZ),
    );
  }
}

export function tagWithChapters(
  audio: Uint8Array,
  chapters: readonly { startMs: number; endMs: number; title: string }[],
): Uint8Array {
  const writer = new ID3Writer(audio.slice().buffer as ArrayBuffer);
  for (const [index, { startMs, endMs, title }] of chapters.entries()) {
    writer.setFrame('CHAP', { id: `chp${index}`, startTime: startMs, endTime: endMs, subFrames: { TIT2: title } });
  }
  writer.setFrame('CTOC', {
    id: 'toc',
    topLevel: true,
    ordered: true,
    childElementIds: chapters.map((_, index) => `chp${index}`),
    subFrames: { TIT2: 'Chapters' },
  });
  return new Uint8Array(writer.addTag());
}

function notesOf({ slug, chapters }: Episode): ReadonlyMap<string, RenderedNotes> {
  const lines = chapters.map(({ startMs, title }) => {
    const short = title.length > 39 ? `${title.slice(0, 30)}…` : title;
    return `<p>${formatClock(startMs).padStart(5, '0')} ${short.replaceAll('&', '&amp;')}</p>`;
  });
  return new Map([[slug, { descriptionHtml: `<p>Tides.</p>${lines.join('')}`, contentHtml: '<p>Tides.</p>' }]]);
}

function pageOf(episode: Episode): string {
  const links = episode.chapters.map(
    ({ startMs, title }) =>
      `<li><a href="${episode.audio.name}#t=${startMs / 1000}">${formatClock(startMs)} ${title.replaceAll('&', '&amp;')}</a></li>`,
  );
  return `<!doctype html><html lang="en"><title>Episode</title><body><p id="top">${formatClock(episode.durationMs)}</p>
<audio src="${episode.audio.name}"></audio><ol>${links.join('')}</ol><a href="../../">Home</a><a href="#top">Top</a><a href="transcript-0f1e2d3c.vtt">VTT</a></body></html>`;
}

/** The smallest file that readers take for a JPEG of this size: start of image, frame header, end of image. */
export function squareJpeg(sizePx: number): Uint8Array {
  const frame = Buffer.from('ffd8ffe000104a46494600010100000100010000ffc0000b080000000001011100ffd9', 'hex');
  frame.writeUInt16BE(sizePx, 25);
  frame.writeUInt16BE(sizePx, 27);
  return frame;
}

/** A PNG of any size, white. */
export function png(widthPx: number, heightPx: number): Uint8Array {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(widthPx, 0);
  header.writeUInt32BE(heightPx, 4);
  header.writeUInt8(1, 8);
  const rows = deflateSync(Buffer.alloc((Math.ceil(widthPx / 8) + 1) * heightPx, 0));
  const chunk = (type: string, data: Buffer): Buffer => {
    const size = Buffer.alloc(4);
    size.writeUInt32BE(data.length);
    return Buffer.concat([size, Buffer.from(type, 'latin1'), data, Buffer.alloc(4)]);
  };
  const signature = Buffer.from('89504e470d0a1a0a', 'hex');
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', rows), chunk('IEND', Buffer.alloc(0))]);
}
