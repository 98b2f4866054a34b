import { readFileSync } from 'node:fs';
import path from 'node:path';
import { DEVIATIONS } from './deviations.js';
import { MESSAGE_PARTS } from './message-parts.js';

const FOLDER = path.resolve(import.meta.dirname, '../../bad-inputs');

/** What must become of one file of `test/bad-inputs`. */
export type BadInput = {
  /** Below `test/bad-inputs`. */
  readonly file: string;
  readonly kind: string;
  readonly name: string;
  readonly result: 'accept' | 'warn' | 'sanitise' | 'recover' | 'reject';
  readonly exitCode: number;
  /** Empty where nothing is to be said. */
  readonly code: string;
  /** Warnings that come besides. */
  readonly also: readonly string[];
  /** What the message or its fix must say. */
  readonly says: readonly string[];
};

type IndexEntry = {
  readonly file: string;
  readonly kind: string;
  readonly expect: { readonly result: BadInput['result']; readonly exit: number; readonly code: string };
};

/** Every entry of the index, in its order, with what Lector does otherwise. */
export const BAD_INPUTS: readonly BadInput[] = readIndex().map(({ file, kind, expect }) => {
  const { result = expect.result, exitCode = expect.exit, code = expect.code, also = [] } = DEVIATIONS[file] ?? {};
  return { file, kind, name: path.basename(file), result, exitCode, code, also, says: MESSAGE_PARTS[file] ?? [] };
});

export function badInputsOf(...kinds: readonly string[]): readonly BadInput[] {
  return BAD_INPUTS.filter(({ kind }) => kinds.includes(kind));
}

export function readBadInput(file: string): Buffer {
  return readFileSync(path.join(FOLDER, file));
}

/** A file that stands in the corpus and of which the index says something. */
export function badInput(file: string): BadInput {
  const found = BAD_INPUTS.find((entry) => entry.file === file);
  if (!found) throw new Error(`${file} is not in the index`);
  return found;
}

function readIndex(): readonly IndexEntry[] {
  return JSON.parse(readFileSync(path.join(FOLDER, 'index.json'), 'utf8')) as readonly IndexEntry[];
}
