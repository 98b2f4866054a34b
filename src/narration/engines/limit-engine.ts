import { attemptOf, type SpeechEngine } from '../speech-engine.js';

/** When a service may be asked, for all who ask it with one account. */
export type EngineTurns = {
  /** Resolves when it may be asked once. */
  take(signal: AbortSignal): Promise<void>;
  /** Nobody asks it for so long. */
  rest(durationMs: number): Promise<void>;
};

/** The same engine, asked in turn; when it tells one to wait, all wait. */
export function limitEngine(engine: SpeechEngine, turns: EngineTurns): SpeechEngine {
  const { specificationVersion, name, version, capabilities } = engine;
  return {
    specificationVersion,
    name,
    version,
    capabilities,
    voices: () => engine.voices(),
    defaultVoice: (language) => engine.defaultVoice(language),
    ...(engine.voiceVersion && { voiceVersion: (voice) => engine.voiceVersion?.(voice) ?? '' }),
    ...(engine.prepareText && { prepareText: (text, language) => engine.prepareText?.(text, language) ?? text }),
    ...(engine.billedCharacters && {
      billedCharacters: (text, rate) => engine.billedCharacters?.(text, rate) ?? Array.from(text).length,
    }),
    async speak(request) {
      await turns.take(request.signal);
      try {
        return await engine.speak(request);
      } catch (error) {
        const { retryAfterMs } = attemptOf(error);
        if (retryAfterMs !== undefined) await turns.rest(retryAfterMs);
        throw error;
      }
    },
    close: () => engine.close(),
  };
}
