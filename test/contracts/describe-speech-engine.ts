import { afterAll, describe, it } from 'vitest';
import { describeSpeechEngine as describeContract } from '../../src/contracts/index.js';
import type { SpeechEngine } from '../../src/narration/speech-engine.js';

/** The contract of speech engines, as our tests run it. */
export function describeSpeechEngine(name: string, make: () => SpeechEngine | Promise<SpeechEngine>): void {
  describeContract(name, make, { afterAll, describe, it });
}
