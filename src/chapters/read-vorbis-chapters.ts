import { parseFile } from 'music-metadata';
import { parseClock } from '../model/time.js';

/** A chapter as comments give it; what is missing or cannot be read is absent. */
export type CommentedChapter = {
  /** Name and value as they stand in the file, for messages. */
  readonly written: string;
  readonly startMs?: number;
  readonly title: string;
};

type Comment = { readonly name: string; readonly value: string };

/** Frames of a cue sheet's `mm:ss:ff`, 75 to the second. */
const CUE_FRAMES_PER_SECOND = 75;

/**
 * Reads the chapters that the Vorbis comments of an Ogg Vorbis, Opus or FLAC file carry: `CHAPTER001=00:00:00.000` with
 * `CHAPTER001NAME=…` (Vorbis Chapter Extension), with fewer digits too, or the text of a cue sheet in `CUESHEET`.
 *
 * @returns In the order of their numbers; none when the file has no such comments.
 */
export async function readVorbisChapters(audioPath: string): Promise<readonly CommentedChapter[]> {
  // What the tag reader cannot read may still be sound.
  const parsed = await parseFile(audioPath, { skipCovers: true, duration: false }).catch(() => undefined);
  const comments = (parsed?.native['vorbis'] ?? []).flatMap(({ id, value }): Comment[] =>
    typeof value === 'string' ? [{ name: id.toUpperCase(), value }] : [],
  );
  const numbered = readNumbered(comments);
  if (numbered.length > 0) return numbered;
  const sheet = comments.find(({ name }) => name === 'CUESHEET');
  return sheet ? readCueSheet(sheet.value) : [];
}

function readNumbered(comments: readonly Comment[]): readonly CommentedChapter[] {
  const names = new Map<number, string>();
  const starts = new Map<number, Comment>();
  for (const comment of comments) {
    const [, digits, isName] = /^CHAPTER_?(\d{1,3})(_?NAME)?$/u.exec(comment.name) ?? [];
    if (digits === undefined) continue;
    if (isName === undefined) starts.set(Number(digits), comment);
    else names.set(Number(digits), comment.value);
  }
  return [...starts]
    .toSorted(([first], [second]) => first - second)
    .map(([number, { name, value }]) => {
      const startMs = parseClock(value);
      return { written: `${name}=${value}`, title: names.get(number) ?? '', ...(startMs !== undefined && { startMs }) };
    });
}

function readCueSheet(text: string): readonly CommentedChapter[] {
  // What stands before the first track is about the whole disc.
  const [, ...tracks] = text.split(/^\s*TRACK\s+(?=\d)/imu);
  return tracks.map((track) => {
    const number = /^\d+/u.exec(track)?.[0] ?? '';
    const [, quoted, bare] = /^\s*TITLE\s+(?:"([^"\n]*)"|(.+?))\s*$/imu.exec(track) ?? [];
    const [, clock = '', minutes, seconds, frames] = /^\s*INDEX\s+0*1\s+((\d+):(\d\d):(\d\d))/imu.exec(track) ?? [];
    const startMs = (Number(minutes) * 60 + Number(seconds) + Number(frames) / CUE_FRAMES_PER_SECOND) * 1000;
    const written = `TRACK ${number} INDEX 01 ${clock}`;
    return { written, title: quoted ?? bare ?? '', ...(clock !== '' && { startMs: Math.round(startMs) }) };
  });
}
