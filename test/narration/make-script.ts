import type { Script, Utterance } from '../../src/model/script.js';

/** A script that says these sentences. */
export function makeScript(sentences: readonly string[], changes: Partial<Utterance> = {}): Script {
  const utterances = sentences.map((spoken, index): Utterance => ({
    id: `u-${String(index).padStart(10, '0')}`,
    blockId: `b${index + 1}`,
    blockKind: 'paragraph',
    role: 'narrator',
    display: spoken,
    spoken,
    lang: 'en',
    changes: [],
    links: [],
    pauseAfterMs: 300,
    ...changes,
  }));
  return { slug: 'test', title: 'Test', language: 'en', utterances, sections: [], ledger: [] };
}
