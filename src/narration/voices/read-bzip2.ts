import { LectorError } from '../../errors.js';
import { readBits, type BitReader } from './bit-reader.js';

const BLOCK_MAGIC = [0x314159, 0x265359] as const;
const END_MAGIC = [0x177245, 0x385090] as const;
const BLOCK_UNIT = 100_000;
const SYMBOLS_PER_SELECTOR = 50;
const MAX_CODE_LENGTH = 20;
const RUN_A = 0;
const RUN_B = 1;

/**
 * Unpacks bzip2 block by block. Every block's checksum is compared; between blocks other work gets its turn.
 *
 * @throws {@link LectorError} `E_FETCH` when the data are damaged or end too soon.
 */
export async function* readBzip2(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const reader = readBits(chunks);
  do {
    await reader.fill(4);
    if (reader.bits(24) !== 0x425a68) throw damaged('it does not begin as bzip2 does');
    const capacity = (reader.bits(8) - 0x30) * BLOCK_UNIT;
    if (capacity < BLOCK_UNIT || capacity > 9 * BLOCK_UNIT) throw damaged('its block size is impossible');
    for (;;) {
      // No block, however badly it packs, is longer than this.
      await reader.fill(capacity * 3 + 65_536);
      const magic = [reader.bits(24), reader.bits(24)];
      const checksum = reader.bits(32) >>> 0;
      if (magic[0] === END_MAGIC[0] && magic[1] === END_MAGIC[1]) break;
      if (magic[0] !== BLOCK_MAGIC[0] || magic[1] !== BLOCK_MAGIC[1])
        throw damaged('a block does not begin where it should');
      const bytes = unpackBlock(reader, capacity);
      if (checksumOf(bytes) !== checksum) throw damaged('a block has another checksum');
      yield bytes;
      await new Promise((resolve) => setImmediate(resolve));
    }
    reader.alignToByte();
    await reader.fill(4);
  } while (reader.bytesLeft() >= 4);
}

function unpackBlock(reader: BitReader, capacity: number): Buffer {
  if (reader.bits(1) === 1) throw damaged('it uses a form that was given up in 1997');
  const origin = reader.bits(24);
  const alphabet = readAlphabet(reader);
  const tableCount = reader.bits(3);
  const selectorCount = reader.bits(15);
  if (tableCount < 2 || tableCount > 6 || selectorCount === 0) throw damaged('its code tables are impossible');
  const selectors = readSelectors(reader, { tableCount, selectorCount });
  const tables = Array.from({ length: tableCount }, () => readTable(reader, alphabet.length + 2));
  const { last, length } = readSymbols(reader, { alphabet, selectors, tables, capacity });
  if (origin >= length) throw damaged('a block points outside itself');
  return undoRuns(undoTransform({ last, length, origin }));
}

/** Which byte values occur: sixteen groups of sixteen flags. */
function readAlphabet(reader: BitReader): number[] {
  const groups = reader.bits(16);
  const alphabet: number[] = [];
  for (let group = 0; group < 16; group += 1) {
    if (!(groups & (0x8000 >> group))) continue;
    const flags = reader.bits(16);
    for (let at = 0; at < 16; at += 1) if (flags & (0x8000 >> at)) alphabet.push(group * 16 + at);
  }
  if (alphabet.length === 0) throw damaged('a block holds no values');
  return alphabet;
}

/** Which code table each fifty symbols use, as places in a list whose front is what was used last. */
function readSelectors(reader: BitReader, counts: { tableCount: number; selectorCount: number }): Uint8Array {
  const recent = Array.from({ length: counts.tableCount }, (_, index) => index);
  const selectors = new Uint8Array(counts.selectorCount);
  for (let nth = 0; nth < counts.selectorCount; nth += 1) {
    let place = 0;
    while (reader.bits(1) === 1) {
      place += 1;
      if (place >= counts.tableCount) throw damaged('a table is chosen that does not exist');
    }
    const [table = 0] = recent.splice(place, 1);
    recent.unshift(table);
    selectors[nth] = table;
  }
  return selectors;
}

type CodeTable = { readonly limit: Int32Array; readonly offset: Int32Array; readonly symbols: Uint16Array };

/** Code lengths are written as differences; codes of one length follow each other. */
function readTable(reader: BitReader, symbolCount: number): CodeTable {
  const lengths = new Uint8Array(symbolCount);
  let length = reader.bits(5);
  for (let symbol = 0; symbol < symbolCount; symbol += 1) {
    while (reader.bits(1) === 1) length += reader.bits(1) === 0 ? 1 : -1;
    if (length < 1 || length > MAX_CODE_LENGTH) throw damaged('a code length is impossible');
    lengths[symbol] = length;
  }
  const limit = new Int32Array(MAX_CODE_LENGTH + 2).fill(-1);
  const offset = new Int32Array(MAX_CODE_LENGTH + 2);
  const symbols = new Uint16Array(symbolCount);
  let code = 0;
  let index = 0;
  for (let bits = 1; bits <= MAX_CODE_LENGTH; bits += 1) {
    offset[bits] = index - code;
    for (let symbol = 0; symbol < symbolCount; symbol += 1) {
      if (lengths[symbol] !== bits) continue;
      symbols[index] = symbol;
      index += 1;
      code += 1;
    }
    limit[bits] = code - 1;
    code <<= 1;
  }
  return { limit, offset, symbols };
}

function readSymbols(
  reader: BitReader,
  input: { alphabet: number[]; selectors: Uint8Array; tables: readonly CodeTable[]; capacity: number },
): { last: Uint8Array; length: number } {
  const { alphabet, selectors, tables, capacity } = input;
  const endSymbol = alphabet.length + 1;
  const recent = [...alphabet];
  const last = new Uint8Array(capacity);
  let length = 0;
  let run = 0;
  let weight = 1;
  for (let nth = 0; ; nth += 1) {
    const table = tables[selectors[Math.floor(nth / SYMBOLS_PER_SELECTOR)] ?? -1];
    if (!table) throw damaged('a block ends too soon');
    const symbol = readCode(reader, table);
    if (symbol === RUN_A || symbol === RUN_B) {
      run += weight << symbol;
      weight <<= 1;
      if (run > capacity) throw damaged('a run is longer than its block');
      continue;
    }
    if (run > 0) {
      if (length + run > capacity) throw damaged('a block is longer than it may be');
      last.fill(recent[0] ?? 0, length, length + run);
      length += run;
      run = 0;
    }
    weight = 1;
    if (symbol === endSymbol) return { last, length };
    const [value = 0] = recent.splice(symbol - 1, 1);
    recent.unshift(value);
    if (length >= capacity) throw damaged('a block is longer than it may be');
    last[length] = value;
    length += 1;
  }
}

function readCode(reader: BitReader, table: CodeTable): number {
  let code = 0;
  for (let bits = 1; bits <= MAX_CODE_LENGTH; bits += 1) {
    code = (code << 1) | reader.bits(1);
    if (code <= (table.limit[bits] ?? -1)) {
      const symbol = table.symbols[code + (table.offset[bits] ?? 0)];
      if (symbol !== undefined) return symbol;
    }
  }
  throw damaged('a code stands for nothing');
}

/** Puts a block back in order (Burrows and Wheeler). */
function undoTransform(input: { last: Uint8Array; length: number; origin: number }): Uint8Array {
  const { last, length, origin } = input;
  const starts = new Int32Array(257);
  for (let at = 0; at < length; at += 1) starts[(last[at] ?? 0) + 1] = (starts[(last[at] ?? 0) + 1] ?? 0) + 1;
  for (let value = 1; value < 257; value += 1) starts[value] = (starts[value] ?? 0) + (starts[value - 1] ?? 0);
  const next = new Int32Array(length);
  for (let at = 0; at < length; at += 1) {
    const value = last[at] ?? 0;
    next[starts[value] ?? 0] = at;
    starts[value] = (starts[value] ?? 0) + 1;
  }
  const bytes = new Uint8Array(length);
  let at = next[origin] ?? 0;
  for (let index = 0; index < length; index += 1) {
    bytes[index] = last[at] ?? 0;
    at = next[at] ?? 0;
  }
  return bytes;
}

/** Four equal bytes are followed by how many more there are. */
function undoRuns(bytes: Uint8Array): Buffer {
  let size = 0;
  const scan = (put?: (value: number, count: number) => void): void => {
    let equal = 0;
    let previous = -1;
    for (const value of bytes) {
      if (equal === 4) {
        put?.(previous, value);
        size += value;
        equal = 0;
        previous = -1;
        continue;
      }
      equal = value === previous ? equal + 1 : 1;
      previous = value;
      put?.(value, 1);
      size += 1;
    }
  };
  scan();
  const output = Buffer.alloc(size);
  let at = 0;
  scan((value, count) => {
    output.fill(value, at, at + count);
    at += count;
  });
  return output;
}

const CHECKSUM_TABLE = Uint32Array.from({ length: 256 }, (_, value) => {
  let remainder = value << 24;
  for (let bit = 0; bit < 8; bit += 1)
    remainder = remainder & 0x8000_0000 ? (remainder << 1) ^ 0x04c1_1db7 : remainder << 1;
  return remainder >>> 0;
});

function checksumOf(bytes: Uint8Array): number {
  let checksum = 0xffff_ffff;
  for (const value of bytes)
    checksum = ((checksum << 8) ^ (CHECKSUM_TABLE[((checksum >>> 24) ^ value) & 0xff] ?? 0)) >>> 0;
  return (checksum ^ 0xffff_ffff) >>> 0;
}

function damaged(why: string): LectorError {
  return new LectorError('E_FETCH', `the archive is damaged: ${why}.`, { hint: 'install the voice again.' });
}
