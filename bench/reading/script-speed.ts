import { spawnSync } from 'node:child_process';
import path from 'node:path';

type ScriptCost = { readonly ms: number; readonly peakMb: number };

const ROOT = path.resolve(import.meta.dirname, '../..');
const WORDS = 25_000;
const LEXICON_ENTRIES = 5_000;

/**
 * Scripts articles of n, 2n and 4n words, each in a process of its own, without a lexicon and with one of 5,000
 * entries, and prints seconds, microseconds per word and the peak of memory over that of a process that scripts ten words: a cost that grows linearly keeps the
 * microseconds per word level.
 */
export function benchScriptSpeed(print: (line: string) => void = console.log): void {
  print('script                    words   seconds   µs per word   memory added');
  const idle = scriptCost(10, 0);
  for (const entryCount of [0, LEXICON_ENTRIES]) {
    for (const wordCount of [WORDS, 2 * WORDS, 4 * WORDS]) {
      const { ms, peakMb } = scriptCost(wordCount, entryCount);
      const name = entryCount === 0 ? 'no lexicon' : `lexicon of ${entryCount}`;
      print(
        `  ${name.padEnd(20)} ${String(wordCount).padStart(8)}  ${(ms / 1000).toFixed(2).padStart(8)}  ${((ms * 1000) / wordCount).toFixed(1).padStart(12)}  ${(peakMb - idle.peakMb).toFixed(0).padStart(10)} MB`,
      );
    }
  }
}

function scriptCost(wordCount: number, entryCount: number): ScriptCost {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [
      '--import',
      './scripts/typescript-loader.mjs',
      'bench/reading/script-once.ts',
      String(wordCount),
      String(entryCount),
    ],
    { cwd: ROOT, encoding: 'utf8' },
  );
  if (status !== 0) throw new Error(`The script could not be written: ${stderr}`);
  return JSON.parse(stdout) as ScriptCost;
}
