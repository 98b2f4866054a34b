import { hash } from 'node:crypto';
import { closeSync, openSync, writeSync, type Stats } from 'node:fs';
import { LectorError } from '../errors.js';
import { openFile, readPartSync } from '../open-file.js';
import { placeDurably } from './write-durably.js';

/**
 * Values by key, all in one file, each in a line of its own: a value is parsed when it is asked for, so that ten thousand
 * take little more room than their file, and one that is damaged is missing alone. All of it can be made again.
 */
export type LineStore = {
  /** How many values are kept. */
  readonly size: number;
  get(key: string): unknown;
  /** What {@link digestOfValue} gives of a value that is whole, without parsing it. */
  digestOf(key: string): string | undefined;
  /**
   * Keeps these and forgets the rest; of a key without a value what is kept stays. What cannot be written is made again.
   */
  write(entries: LineEntries): Promise<void>;
};

type LineEntry = readonly [key: string, value?: unknown];
type LineEntries = Iterable<LineEntry> | AsyncIterable<LineEntry>;

/** Bytes put on the disk at once. */
const CHUNK_BYTES = 1_048_576;
/** Bytes held of what is kept: values are asked for in about the order they lie in. */
const WINDOW_BYTES = 262_144;

/**
 * Only where the values lie is held; a file that is taken away or exchanged while it is in use gives nothing from then on.
 *
 * @param head What the values were made with: a file that begins with another is read as empty.
 */
export async function openLineStore(file: string, head: string): Promise<LineStore> {
  const first = `${JSON.stringify(head)}\n`;
  const { lines, stamp } = await indexLines(file, first).catch(() => ({ lines: new Map<string, Line>(), stamp: '' }));
  const look = openWindow(file, stamp);
  return {
    size: lines.size,
    get(key) {
      const line = lines.get(key);
      try {
        return line && (JSON.parse(look(line.valueAt, line.end).toString('utf8')) as unknown);
      } catch {
        return undefined;
      }
    },
    digestOf(key) {
      const line = lines.get(key);
      try {
        return line && hashOf(look(line.valueAt, line.end));
      } catch {
        return undefined;
      }
    },
    async write(entries) {
      const write = async (temporary: string): Promise<void> => {
        const output = openOutput(temporary);
        try {
          output.put(first);
          for await (const [key, value] of entries) {
            const line = lines.get(key);
            if (value !== undefined) output.put(`${JSON.stringify(key)}\t${JSON.stringify(value)}\n`);
            else if (line) output.put(Buffer.from(look(line.start, line.end + 1)));
          }
        } finally {
          output.close();
        }
      };
      await placeDurably({ path: file, write }).catch(() => undefined);
    },
  };
}

/** Hex SHA-256 of a value as it is kept. */
export function digestOfValue(value: unknown): string {
  return hashOf(JSON.stringify(value));
}

function hashOf(data: string | Uint8Array): string {
  return hash('sha256', data);
}

/** Where a line lies in its file, and where the value in it begins. */
type Line = { readonly start: number; readonly valueAt: number; readonly end: number };

/** Where the lines of a file lie. A last line without an end is not whole. */
async function indexLines(
  file: string,
  first: string,
): Promise<{ readonly lines: ReadonlyMap<string, Line>; readonly stamp: string }> {
  const lines = new Map<string, Line>();
  const handle = await openFile(file);
  try {
    const stamp = stampOf(await handle.stat());
    let isKnown = false;
    let rest = Buffer.alloc(0);
    for (let offset = 0; ;) {
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(CHUNK_BYTES), 0, CHUNK_BYTES, offset + rest.length);
      if (bytesRead === 0) return { lines, stamp };
      const bytes = Buffer.concat([rest, buffer.subarray(0, bytesRead)]);
      let start = 0;
      for (let end = bytes.indexOf('\n'); end >= 0; end = bytes.indexOf('\n', start)) {
        if (!isKnown && bytes.toString('utf8', start, end + 1) !== first) return { lines, stamp };
        if (isKnown) addLine(lines, { bytes, start, end, offset });
        isKnown = true;
        start = end + 1;
      }
      rest = bytes.subarray(start);
      offset += start;
    }
  } finally {
    await handle.close();
  }
}

function addLine(
  lines: Map<string, Line>,
  {
    bytes,
    start,
    end,
    offset,
  }: { readonly bytes: Buffer; readonly start: number; readonly end: number; readonly offset: number },
): void {
  const tab = bytes.indexOf('\t', start);
  if (tab < 0 || tab > end) return;
  try {
    const key = JSON.parse(bytes.toString('utf8', start, tab)) as string;
    lines.set(key, { start: offset + start, valueAt: offset + tab + 1, end: offset + end });
  } catch {
    return;
  }
}

function stampOf({ ino, size, mtimeMs }: Stats): string {
  return `${ino} ${size} ${mtimeMs}`;
}

/** Bytes of a file by their places, good until others are asked for; throws where it is not the file it was. */
function openWindow(file: string, stamp: string): (start: number, end: number) => Buffer {
  const isMeant = (found: Stats): boolean => stampOf(found) === stamp;
  let bytes = Buffer.alloc(0);
  let from = 0;
  return (start, end) => {
    if (start < from || end > from + bytes.length) {
      const length = Math.max(WINDOW_BYTES, end - start);
      // Whoever goes backwards finds what lies before.
      from = start < from ? Math.max(0, end - length) : start;
      const buffer =
        bytes.buffer.byteLength === length ? Buffer.from(bytes.buffer) : Buffer.from(new ArrayBuffer(length));
      bytes = buffer.subarray(0, readPartSync(file, { buffer, position: from, isMeant }));
      if (end > from + bytes.length) throw new LectorError('E_INPUT', `${file} is not the file it was.`);
    }
    return bytes.subarray(start - from, end - from);
  };
}

function openOutput(file: string) {
  const descriptor = openSync(file, 'wx');
  let waiting: Buffer[] = [];
  let waitingBytes = 0;
  const flush = (): void => {
    const chunk = Buffer.concat(waiting);
    for (let offset = 0; offset < chunk.length;) offset += writeSync(descriptor, chunk, offset);
    waiting = [];
    waitingBytes = 0;
  };
  return {
    put(text: string | Buffer): void {
      const chunk = typeof text === 'string' ? Buffer.from(text) : text;
      waiting.push(chunk);
      waitingBytes += chunk.length;
      if (waitingBytes >= CHUNK_BYTES) flush();
    },
    close(): void {
      try {
        flush();
      } finally {
        closeSync(descriptor);
      }
    },
  };
}
