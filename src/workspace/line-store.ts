import { createHash } from 'node:crypto';
import { closeSync, openSync, writeSync } from 'node:fs';
import { readIfThere } from '../open-file.js';
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

/** @param head What the values were made with: a file that begins with another is read as empty. */
export async function openLineStore(file: string, head: string): Promise<LineStore> {
  const bytes = (await readIfThere(file).catch(() => undefined)) ?? Buffer.alloc(0);
  const first = `${JSON.stringify(head)}\n`;
  const lines =
    bytes.toString('utf8', 0, Buffer.byteLength(first)) === first ? indexLines(bytes) : new Map<string, Line>();
  return {
    size: lines.size,
    get(key) {
      const line = lines.get(key);
      try {
        return line && (JSON.parse(bytes.toString('utf8', line.valueAt, line.end)) as unknown);
      } catch {
        return undefined;
      }
    },
    digestOf(key) {
      const line = lines.get(key);
      return line && hashOf(bytes.subarray(line.valueAt, line.end));
    },
    async write(entries) {
      const write = async (temporary: string): Promise<void> => {
        const output = openOutput(temporary);
        try {
          output.put(first);
          for await (const [key, value] of entries) {
            const line = lines.get(key);
            if (value !== undefined) output.put(`${JSON.stringify(key)}\t${JSON.stringify(value)}\n`);
            else if (line) output.put(bytes.subarray(line.start, line.end + 1));
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
  return createHash('sha256').update(data).digest('hex');
}

/** Where a line lies in its file, and where the value in it begins. */
type Line = { readonly start: number; readonly valueAt: number; readonly end: number };

/** A last line without an end is not whole. */
function indexLines(bytes: Buffer): ReadonlyMap<string, Line> {
  const lines = new Map<string, Line>();
  for (let start = bytes.indexOf('\n') + 1, end = 0; start < bytes.length; start = end + 1) {
    end = bytes.indexOf('\n', start);
    const tab = bytes.indexOf('\t', start);
    if (end < 0 || tab < 0) break;
    if (tab > end) continue;
    try {
      lines.set(JSON.parse(bytes.toString('utf8', start, tab)) as string, { start, valueAt: tab + 1, end });
    } catch {
      continue;
    }
  }
  return lines;
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
