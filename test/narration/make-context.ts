import path from 'node:path';
import type { NarrationContext } from '../../src/narration/narrate.js';
import { openNarrationSession, type NarrationSessionOptions } from '../../src/narration/narration-session.js';
import type { SpeechEngine } from '../../src/narration/speech-engine.js';
import { openClipCache } from '../../src/workspace.js';

export type ContextChanges = Partial<Omit<NarrationContext, 'session'> & Omit<NarrationSessionOptions, 'engine'>>;

/** What narrating with an engine takes, in a session of its own: clips and temporary files lie in a folder. */
export function makeContext(engine: SpeechEngine, folder: string, changes: ContextChanges = {}): NarrationContext {
  const warn = changes.warn ?? (() => undefined);
  return {
    rate: 1,
    signal: new AbortController().signal,
    warn,
    ...changes,
    session: openNarrationSession({
      engine,
      clips: openClipCache(path.join(folder, 'clips'), warn),
      temporaryFolder: path.join(folder, 'tmp'),
      concurrency: 2,
      ...changes,
    }),
  };
}
