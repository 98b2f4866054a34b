import type { Config } from '../../config.js';
import { present } from '../../model/present.js';
import { speakingRate } from '../../narration/plan-narration.js';
import type { DisclosurePlan } from '../../script/write-script.js';

/** Where a show says that a machine reads; before the text unless its publisher says otherwise. */
export function planDisclosure(
  { audio, disclosure, language, pace, tts }: Config,
  at?: DisclosurePlan['at'],
): DisclosurePlan {
  const { spoken = 'start', reminderMinutes } = disclosure;
  return {
    at: at ?? spoken,
    rate: speakingRate({ rate: tts.rate, ...present({ pace }) }, language),
    ...(audio.intro !== undefined && { hasMusic: true }),
    ...present({ reminderMinutes }),
  };
}
