import { createHash } from 'node:crypto';
import type { Article, Briefing } from '../model/article.js';
import { present } from '../model/present.js';
import { placeOf, type Utterance } from '../model/script.js';
import type { Draft } from './passage/draft.js';
import { voiceFor } from './passage/role-voices.js';
import type { ScriptContext } from './script-context.js';

/** Gives drafts what depends on the whole: ids, voices, and the silence between each and the next. */
export function finishUtterances(
  drafts: readonly Draft[],
  { item, context }: { readonly item: Article | Briefing; readonly context: Pick<ScriptContext, 'voices'> },
): readonly Utterance[] {
  const occurrences = new Map<string, number>();
  return drafts.map((draft, index) => {
    const { role, display, spoken, lang, speaker, changes, links, audio } = draft;
    const text = display === '' ? spoken : display;
    const occurrence = (occurrences.get(text) ?? 0) + 1;
    occurrences.set(text, occurrence);
    const next = drafts[index + 1];
    const pauseMs = next === undefined ? 0 : Math.max(draft.afterMs, next.beforeMs);
    const voice = voiceFor(context.voices, {
      role,
      lang,
      ...present({ speaker, itemVoice: item.options.voice }),
    });
    return {
      id: utteranceId(text, occurrence),
      ...placeOf(draft),
      role,
      display,
      spoken,
      lang,
      ...present({ speaker, voice }),
      changes,
      links,
      pauseAfterMs: draft.exactPauseMs ?? pauseMs,
      ...present({ audio }),
    };
  });
}

/** `u-` and 10 hex digits: the same text keeps its id wherever it moves, unless it is said twice. */
function utteranceId(text: string, occurrence: number): string {
  return `u-${createHash('sha256').update(`${text}\n${occurrence}`).digest('hex').slice(0, 10)}`;
}
