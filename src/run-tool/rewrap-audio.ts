import { rm, writeFile } from 'node:fs/promises';
import { LectorError } from '../errors.js';
import { present } from '../model/present.js';
import { BITEXACT } from './encode-audio.js';
import type { Ffmpeg } from './find-ffmpeg.js';
import { startFfmpeg } from './run-ffmpeg.js';
import { watchForStall } from './stall-watch.js';

export type RewrapOptions = {
  readonly ffmpeg: Ffmpeg;
  /** Absolute path of an M4A file of ours. */
  readonly inputPath: string;
  /** Absolute; overwritten. A file beside it holds the chapters for as long as this takes. */
  readonly outputPath: string;
  /** With how many bytes their titles take: what stands there is up to who writes it in, and none of ffmpeg's business. */
  readonly chapters: readonly { readonly startMs: number; readonly endMs: number; readonly titleBytes: number }[];
  readonly signal?: AbortSignal;
};

const TIMEOUT_MS = 120_000;

/**
 * Writes the sound of a file into a new one, packet for packet, with a text track for these chapters (QuickTime), each
 * title so many times the letter x, and no tag. What the file held of tags and chapters is not kept.
 *
 * @throws {@link LectorError} `E_FFMPEG` with the last lines ffmpeg printed, `E_DISK` when the disk is full.
 */
export async function rewrapAudio(options: RewrapOptions): Promise<void> {
  const { ffmpeg, inputPath, outputPath, chapters, signal } = options;
  const list = `${outputPath}.chapters`;
  await writeFile(list, [';FFMETADATA1', ...chapters.map(describe), ''].join('\n'));
  const run = startFfmpeg({
    ffmpeg,
    inputs: [
      { source: inputPath, options: ['-format_whitelist', 'mov', '-f', 'mov'] },
      { source: list, options: ['-format_whitelist', 'ffmetadata', '-f', 'ffmetadata'] },
    ],
    outputs: [{ target: outputPath, options: outputOptions(chapters.length > 0) }],
    ...present({ signal }),
  });
  const watch = watchForStall(TIMEOUT_MS, () => {
    run.stop(new LectorError('E_FFMPEG', `writing chapters into a file took longer than ${TIMEOUT_MS} ms.`));
  });
  watch.wait();
  try {
    await run.done;
  } finally {
    watch.end();
    await rm(list, { force: true });
  }
}

function outputOptions(hasChapters: boolean): string[] {
  // Chapters come with their titles only where the file they are from gives the tags too, of which it has none.
  const chapters = ['-map_metadata', '1', '-map_metadata:s:a', '-1', '-map_chapters', hasChapters ? '1' : '-1'];
  return ['-map', '0:a:0', ...chapters, '-c', 'copy', ...BITEXACT, '-movflags', '+disable_chpl', '-f', 'ipod'];
}

/** Every version of ffmpeg reads other signs of a title as its own: it gets none of them. */
function describe({ startMs, endMs, titleBytes }: RewrapOptions['chapters'][number]): string {
  return ['[CHAPTER]', 'TIMEBASE=1/1000', `START=${startMs}`, `END=${endMs}`, `title=${'x'.repeat(titleBytes)}`].join(
    '\n',
  );
}
