import { RECORDING } from '../model/publication/disclosure.js';
import type { Speaker, VoiceFacts } from '../model/narration.js';
import { present } from '../model/present.js';
import { withoutVariant, type Take } from './list-takes.js';
import type { NarrationContext } from './narration-context.js';

/** Who says each of these: how a voice comes about, and by what right it is used. */
export async function describeSpeakers(
  takes: readonly Pick<Take, 'voice' | 'recordingPath'>[],
  { session, voiceFacts = {} }: Pick<NarrationContext, 'session' | 'voiceFacts'>,
): Promise<readonly Speaker[]> {
  const voices = await session.voices();
  const { synthesis: usual = 'neural' } = session.engine.capabilities;
  const describe = (voice: string): Speaker => {
    const known = voices.find(({ id }) => id === voice) ?? voices.find(({ id }) => id === withoutVariant(voice));
    const { synthesis = known?.synthesis ?? usual, licence = known?.licence, consent } = factsOf(voice, voiceFacts);
    return { voice, synthesis, ...present({ licence, consent }) };
  };
  const recording: Speaker = { voice: RECORDING, synthesis: 'human', ...voiceFacts[RECORDING] };
  const byVoice = new Map(
    [...new Set(takes.map(({ voice }) => voice))].map((voice) => [voice, describe(voice)] as const),
  );
  return takes.map(({ voice, recordingPath }) =>
    recordingPath === undefined ? (byVoice.get(voice) ?? describe(voice)) : recording,
  );
}

function factsOf(voice: string, facts: Readonly<Record<string, VoiceFacts>>): VoiceFacts {
  return facts[voice] ?? facts[withoutVariant(voice)] ?? {};
}
