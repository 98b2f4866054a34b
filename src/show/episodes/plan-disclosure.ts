import type { Config } from '../../config.js';
import { present } from '../../model/present.js';
import type { DisclosurePlan } from '../../script/write-script.js';

/** Where a show says that a machine reads; before the text unless its publisher says otherwise. */
export async function planDisclosure(
  { audio, disclosure, language, pace, tts }: Config,
  at?: DisclosurePlan['at'],
): Promise<DisclosurePlan> {
  const { spoken = 'start', reminderMinutes } = disclosure;
  // A build with nothing new loads nothing that speaks.
  const rateOf = pace && (await import('../../narration/plan-narration.js')).speakingRate;
  return {
    at: at ?? spoken,
    rate: rateOf ? rateOf({ rate: tts.rate, pace }, language) : tts.rate,
    ...((audio.intro ?? audio.music?.intro) !== undefined && { hasMusic: true }),
    ...present({ reminderMinutes }),
  };
}
