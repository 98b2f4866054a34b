import { warning } from '../../errors.js';
import type { Clip } from '../../model/narration.js';
import type { Utterance } from '../../model/script.js';
import type { Expense } from '../billing.js';
import { countWords } from '../judge-clip.js';
import { clipKey, speedKey, type SpokenBy, type Take } from '../list-takes.js';
import { makeClip } from '../make-clip.js';
import type { NarrationContext } from '../narration-context.js';
import { prepareText } from '../speech-engine.js';
import { calibrationText } from './calibration-texts.js';
import { fitSpeed, knownSpeed, OWN_SPEED, type Speed } from './measure-pace.js';
import { targetPace } from './target-pace.js';

type Measuring = { readonly expense: Expense; readonly context: NarrationContext };

/**
 * Has a voice speak a few sentences, measures how fast that is, and remembers what brings it to the show's pace.
 *
 * @throws {@link LectorError} what making a clip throws.
 */
export async function measureVoice(spoken: SpokenBy, { expense, context }: Measuring): Promise<Speed> {
  const { session, pace = 'newsreader', warn } = context;
  const text = calibrationText(spoken.lang);
  if (text.length === 0) {
    const message = `${spoken.voice} keeps its own pace in ${spoken.lang}: there is no text to measure it with.`;
    session.warnOnce(warning('W_PACE_LANGUAGE', message, { hint: 'set tts.rate by ear in place of pace.' }), warn);
    return OWN_SPEED;
  }
  const speed = await fitSpeed(targetPace(pace, spoken.lang), async (rate) => {
    let words = 0;
    let minutes = 0;
    for (const [position, sentence] of text.entries()) {
      const clip = await speakSentence({ sentence, position, rate, ...spoken }, { expense, context });
      words += countWords(sentence);
      minutes += (clip.endSample - clip.firstSample) / clip.sampleRateHz / 60;
    }
    return words / minutes;
  });
  await session.speeds.put(speedKey(spoken, context), speed);
  return speed;
}

/** What brings a voice to the show's pace, measured now unless it was before. */
export async function speedFor(spoken: SpokenBy, measuring: Measuring): Promise<Speed> {
  const { pace, rate, session } = measuring.context;
  if (pace === undefined) return { rate, tempo: 1 };
  return (await knownSpeed(session.speeds, speedKey(spoken, measuring.context))) ?? measureVoice(spoken, measuring);
}

/** One sentence at a rate, found or made like any other. */
async function speakSentence(
  asked: SpokenBy & { readonly sentence: string; readonly position: number; readonly rate: number },
  { expense, context }: Measuring,
): Promise<Clip> {
  const { sentence, position, rate, voice, lang } = asked;
  const { session } = context;
  const text = prepareText(session.engine, sentence, lang);
  const speed: Speed = { rate, tempo: 1 };
  const key = clipKey({ text, voice, lang, speed }, context);
  const utterance: Utterance = {
    id: `calibration-${position + 1}`,
    blockId: 'calibration',
    blockKind: 'paragraph',
    role: 'narrator',
    display: sentence,
    spoken: sentence,
    lang,
    changes: [],
    links: [],
    pauseAfterMs: 0,
  };
  const take: Take = { key, utterance, text, position, voice, lang, speed };
  const { clip } = await session.findOnce(key, async () => {
    const found = await session.clips.get(key);
    if (found) return { clip: found, isCached: true };
    return { clip: await makeClip({ take, utteranceCount: position + 1, expense }, context), isCached: false };
  });
  return clip;
}
