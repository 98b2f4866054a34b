import path from 'node:path';
import { isLectorError, LectorError } from '../errors.js';
import { present } from '../model/present.js';
import type { Ffmpeg } from './find-ffmpeg.js';
import { startFfmpeg } from './run-ffmpeg.js';
import { watchForStall } from './stall-watch.js';
import { openFile, readBytes } from '../open-file.js';

export type ScaleImageOptions = {
  readonly ffmpeg: Ffmpeg;
  /** Absolute path of a JPEG, PNG, WebP or GIF; of one that moves the first picture is taken. */
  readonly inputPath: string;
  /** Absolute; overwritten. */
  readonly outputPath: string;
  readonly sizePx: number;
  /** `rrggbb`: the whole picture is set on it, where it would otherwise fill the square and lose its ends. */
  readonly background?: string;
  readonly signal?: AbortSignal;
};

const TIMEOUT_MS = 60_000;
/** ffmpeg's readers of one picture, which take a name as it stands: the usual one reads `%d` as a pattern. */
const DEMUXERS = { jpeg: 'jpeg_pipe', png: 'png_pipe', webp: 'webp_pipe', gif: 'gif' } as const;

/**
 * Writes a picture as a square JPEG of the given width: filled from edge to edge, what sticks out is cut equally, or
 * whole on a background.
 *
 * @throws {@link LectorError} `E_IMAGE` when it is no picture of a known kind, `E_FFMPEG` when ffmpeg fails.
 */
export async function scaleImage(options: ScaleImageOptions): Promise<void> {
  const { sizePx, background } = options;
  const size = `${sizePx}:${sizePx}`;
  const fit =
    background === undefined
      ? `scale=${size}:force_original_aspect_ratio=increase:flags=lanczos,crop=${size}`
      : `scale=${size}:force_original_aspect_ratio=decrease:flags=lanczos,pad=${size}:(ow-iw)/2:(oh-ih)/2:color=0x${background}`;
  await convert(options, [
    ...['-vf', fit],
    ...['-c:v', 'mjpeg', '-q:v', '3', '-pix_fmt', 'yuvj420p', '-fflags', '+bitexact', '-flags:v', '+bitexact'],
    ...['-f', 'mjpeg'],
  ]);
}

/** How a picture lies in its file, 1 to 8 (Exif 2.3, Orientation), and what turns it upright. */
const UPRIGHT: Readonly<Record<number, string>> = {
  2: 'hflip',
  3: 'hflip,vflip',
  4: 'vflip',
  5: 'transpose=0',
  6: 'transpose=1',
  7: 'transpose=3',
  8: 'transpose=2',
};

/**
 * Writes a whole picture as a JPEG, upright, no side longer than `sizePx` and none longer than it was; what is see-through
 * is white.
 *
 * @throws {@link LectorError} as {@link scaleImage}.
 */
export async function fitImage(
  options: Omit<ScaleImageOptions, 'background'> & {
    /** As Exif has it. */
    readonly orientation?: number;
    /** ffmpeg's scale for JPEG: 2 is the best, 31 the worst. */
    readonly quality: number;
  },
): Promise<void> {
  const { sizePx, orientation = 1, quality } = options;
  const turn = UPRIGHT[orientation];
  const fit = `scale=w='min(${sizePx},iw)':h='min(${sizePx},ih)':force_original_aspect_ratio=decrease:flags=lanczos`;
  // Negated, what is see-through becomes black, and white when it is negated back.
  const onWhite = 'format=gbrap,negate,premultiply=inplace=1,format=gbrp,negate';
  await convert({ ...options, isTurned: true }, [
    ...['-vf', [...(turn === undefined ? [] : [turn]), fit, onWhite].join(',')],
    ...['-c:v', 'mjpeg', '-q:v', String(quality), '-pix_fmt', 'yuvj420p', '-fflags', '+bitexact'],
    ...['-flags:v', '+bitexact', '-f', 'mjpeg'],
  ]);
}

/**
 * The colour of a picture as a whole, `rrggbb`.
 *
 * @throws {@link LectorError} as {@link scaleImage}.
 */
export async function averageColor(options: Omit<ScaleImageOptions, 'sizePx' | 'background'>): Promise<string> {
  await convert(options, ['-vf', 'scale=1:1:flags=area', '-c:v', 'rawvideo', '-pix_fmt', 'rgb24', '-f', 'rawvideo']);
  return (await readBytes(options.outputPath)).subarray(0, 3).toString('hex');
}

async function convert(
  {
    ffmpeg,
    inputPath,
    outputPath,
    signal,
    isTurned = false,
  }: Omit<ScaleImageOptions, 'sizePx' | 'background'> & { readonly isTurned?: boolean },
  outputOptions: readonly string[],
): Promise<void> {
  const demuxer = DEMUXERS[await kindOf(inputPath)];
  const run = startFfmpeg({
    ffmpeg,
    inputs: [
      {
        source: inputPath,
        // Versions of ffmpeg differ in whether they turn a picture by themselves.
        options: [...(isTurned ? ['-noautorotate'] : []), '-format_whitelist', demuxer, '-f', demuxer],
      },
    ],
    outputs: [
      { target: outputPath, options: ['-map', '0:v:0', '-map_metadata', '-1', '-frames:v', '1', ...outputOptions] },
    ],
    ...present({ signal }),
  });
  const watch = watchForStall(TIMEOUT_MS, () => {
    run.stop(new LectorError('E_FFMPEG', `scaling a picture took longer than ${TIMEOUT_MS} ms.`));
  });
  watch.wait();
  try {
    await run.done;
  } finally {
    watch.rest();
  }
}

/** Of the extended file format (RFC 9649 §2.7). */
const WEBP_FLAGS_AT = 20;
const WEBP_MOVES = 0b10;

async function kindOf(file: string): Promise<keyof typeof DEMUXERS> {
  const handle = await openFile(file).catch((error: unknown) => {
    if (isLectorError(error)) throw error;
    throw new LectorError('E_IMAGE', `${path.basename(file)} cannot be opened.`, { cause: error });
  });
  try {
    const head = Buffer.alloc(WEBP_FLAGS_AT + 1);
    await handle.read(head, 0, head.length, 0);
    if (head[0] === 0xff && head[1] === 0xd8 && head[2] === 0xff) return 'jpeg';
    if (head.toString('latin1', 0, 8) === '\x89PNG\r\n\x1a\n') return 'png';
    if (/^GIF8[79]a/u.test(head.toString('latin1', 0, 6))) return 'gif';
    if (head.toString('latin1', 0, 4) === 'RIFF' && head.toString('latin1', 8, 12) === 'WEBP') {
      const isMoving = head.toString('latin1', 12, 16) === 'VP8X' && ((head[WEBP_FLAGS_AT] ?? 0) & WEBP_MOVES) !== 0;
      if (!isMoving) return 'webp';
      throw new LectorError('E_IMAGE', `${path.basename(file)} is a WebP that moves, which ffmpeg cannot read.`);
    }
  } finally {
    await handle.close();
  }
  throw new LectorError('E_IMAGE', `${path.basename(file)} is no JPEG, PNG, WebP or GIF picture.`);
}
