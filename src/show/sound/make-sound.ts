import type { MasteredSound, SoundMakingContext, SoundOrder } from '../../context.js';
import { encodeSound, type MadeStream } from '../../encoding/encode.js';
import { assembleMaster } from '../../mastering/assemble-master.js';
import type { MusicPlan } from '../../mastering/music/music-plan.js';
import type { Narration } from '../../model/narration.js';
import { present } from '../../model/present.js';
import type { Master } from '../../model/timeline.js';
import { narrate } from '../../narration/narrate.js';
import { GAIN_TOLERANCE_LU } from '../../sound.js';

/**
 * From a script to sound: all that is slow and paid for. What it is given and what it gives are data, so that it is the
 * same in the process that builds a show as in any other that has the clips and the files. Encoding is left to
 * `encodeSound`, which holds nothing of the text.
 *
 * @param onStage Hears what is begun.
 */
export async function makeSound(
  order: SoundOrder,
  context: SoundMakingContext,
  onStage: (stage: 'narration' | 'mastering' | 'encoding') => void,
): Promise<MasteredSound & { encodeSound(): Promise<readonly MadeStream[]> }> {
  onStage('narration');
  const narrated = await narrate(order.script, context);
  onStage('mastering');
  const gainDb = gainBefore(narrated, order, context);
  const { master, timeline } = await assembleMaster(narrated, {
    ...context,
    ...musicFor(order, context),
    ...present({ gainDb }),
  });
  const { clips, engine, voices, speakers, usage } = narrated;
  return {
    narration: { engine, voices, speakers, usage },
    clipKeys: clips.map(({ key }) => key),
    timeline,
    ...present({ keptGainDb: gainDb }),
    encodeSound: encoderOf(master, context, onStage),
  };
}

/** A function of its own: one that is made above would hold the clips. */
function encoderOf(
  master: Master,
  context: SoundMakingContext,
  onStage: (stage: 'encoding') => void,
): () => Promise<readonly MadeStream[]> {
  return () => {
    onStage('encoding');
    return encodeSound(master, context);
  };
}

/** The music of the show, or as much of it as an item wants. */
function musicFor(
  { music: wanted }: SoundOrder,
  { stings, music }: SoundMakingContext,
): Pick<SoundMakingContext, 'stings' | 'music'> {
  const choose = <Plans extends SoundMakingContext['stings'] | MusicPlan>(plans: Plans): Plans =>
    Object.fromEntries(
      Object.entries(plans).filter(([kind]) => wanted?.some((own) => own === kind) !== false),
    ) as Plans;
  return { stings: choose(stings), ...(music && { music: choose(music) }) };
}

/** The gain of the edition before: it stays where most of what is heard does, and the target is the same. */
function gainBefore(
  { clips }: Narration,
  { before }: SoundOrder,
  { targetLufs }: SoundMakingContext,
): number | undefined {
  const { gainDb, loudnessLufs = NaN, clipKeys = [] } = before ?? {};
  const known = new Set(clipKeys);
  const keptCount = clips.filter(({ key }) => known.has(key)).length;
  const isSameTarget = Math.abs(loudnessLufs - targetLufs) <= GAIN_TOLERANCE_LU;
  return isSameTarget && keptCount * 2 >= clips.length ? gainDb : undefined;
}
