import { warning } from '../errors.js';
import type { Article, Briefing } from '../model/article.js';
import type { Writing } from './blocks/writing.js';
import { DISCLOSURE_LATEST_MS } from '../model/publication/disclosure.js';
import { toOneLine } from '../model/text.js';
import { countWords } from './passage/count-words.js';
import { withPauses, type Draft } from './passage/draft.js';
import type { DisclosurePlan, ScriptContext } from './script-context.js';
import { spokenTemplateData, templateLines, type Notice } from './spoken-template.js';
import type { WrittenArticle } from './write-article.js';
import { speakLine } from './write-opening.js';
import type { SectionMark } from './write-sections.js';

/** A whole text before its utterances are numbered. Positions count its drafts. */
export type WrittenText = Pick<WrittenArticle, 'drafts' | 'entries'> & { readonly marks: readonly SectionMark[] };

/** What a narrator reads in a minute at its own pace; a reminder may come half a minute early or late. */
const WORDS_PER_MINUTE = 165;
/** An estimate may be off by a fifth. */
const TRUSTED_SHARE = 0.8;
const SHORT_PAUSE_MS = 500;
/** A reminder needs this share of the time between two still to come: nobody is reminded just before the end. */
const LEAST_SHARE_AFTER = 0.25;

/**
 * Says that a machine reads: before everything else, so that no headline and no music push it back, and again between
 * two blocks of a long text. At the end it is said here only where the closing template does not.
 */
export function disclose(
  text: WrittenText,
  { item, writing }: { readonly item: Article | Briefing; readonly writing: Writing },
): WrittenText {
  const { context } = writing;
  const { disclosure } = context;
  if (disclosure === undefined || disclosure.at === 'off' || disclosure.at === 'template') return text;
  const reminders = remindersOf(text.drafts, disclosure);
  if (disclosure.at === 'end') {
    const closing = closes(item, context) ? [] : noticeDrafts('end', { item, writing });
    const reminded = insert(text, { at: reminders, drafts: noticeDrafts('start', { item, writing }) });
    return { ...reminded, drafts: [...reminded.drafts, ...closing] };
  }
  const notice = noticeDrafts('start', { item, writing });
  if (notice.length === 0) warnOfSilence(item, context);
  const short = noticeUnderHeadline(text, { item, writing });
  if (short === undefined) return insert(text, { at: [0, ...reminders], drafts: notice });
  return insert(insert(text, { at: reminders, drafts: notice }), short);
}

/** A short opening begins with its headline, where the notice under it is still heard to its end in time. */
function noticeUnderHeadline(
  { drafts }: WrittenText,
  { item, writing }: { readonly item: Article | Briefing; readonly writing: Writing },
): { readonly at: readonly number[]; readonly drafts: readonly Draft[] } | undefined {
  const { isShortOpening = false, disclosure } = writing.context;
  const headline = countHeadline(drafts, item.title);
  if (!isShortOpening || disclosure?.hasMusic === true || headline === 0) return undefined;
  const notice = noticeDrafts('short', { item, writing }).map((draft) => ({
    ...draft,
    beforeMs: 0,
    afterMs: SHORT_PAUSE_MS,
  }));
  const words = [...drafts.slice(0, headline), ...notice].reduce((sum, { spoken }) => sum + countWords(spoken), 0);
  const heardMs = (words * 60_000) / WORDS_PER_MINUTE / (disclosure?.rate ?? 1) + (headline + 1) * SHORT_PAUSE_MS;
  return heardMs > DISCLOSURE_LATEST_MS * TRUSTED_SHARE ? undefined : { at: [headline], drafts: notice };
}

/** How many of the first drafts say the headline, and nothing else. */
function countHeadline(drafts: readonly Draft[], title: string): number {
  const wanted = toOneLine(title);
  let said = '';
  for (const [index, { display }] of drafts.entries()) {
    said = toOneLine(`${said} ${display}`);
    if (said === wanted) return index + 1;
    if (!wanted.startsWith(said)) return 0;
  }
  return 0;
}

function noticeDrafts(
  notice: Notice,
  { item, writing }: { readonly item: Article | Briefing; readonly writing: Writing },
): readonly Draft[] {
  const { context } = writing;
  const { asideMs, paragraphMs, outroMs } = context.pauses;
  const data = spokenTemplateData(item, { kind: item.kind, notice }, context);
  const beforeMs = notice === 'end' ? outroMs : asideMs;
  return templateLines(context.templates.render('spoken/disclosure.hbs', data)).flatMap((line) => {
    const spoken = speakLine(line, { blockId: 'disclosure', afterMs: paragraphMs }, writing);
    return withPauses(spoken, { beforeMs, afterMs: paragraphMs }).drafts;
  });
}

/** Whether the closing template says it where it is asked to. */
function closes(item: Article | Briefing, context: ScriptContext): boolean {
  const render = (notice: { readonly notice?: Notice }): string =>
    context.templates.render('spoken/outro.hbs', spokenTemplateData(item, { kind: item.kind, ...notice }, context));
  return render({ notice: 'end' }) !== render({});
}

/** Positions between two blocks, each about so many minutes after the notice before it; never under a heading. */
function remindersOf(drafts: readonly Draft[], { reminderMinutes, rate }: DisclosurePlan): readonly number[] {
  if (reminderMinutes === undefined) return [];
  const wordsBetween = reminderMinutes * WORDS_PER_MINUTE * rate;
  const counts = drafts.map(({ spoken }) => countWords(spoken));
  let left = counts.reduce((sum, count) => sum + count, 0);
  let heard = 0;
  return drafts.flatMap((draft, position) => {
    const before = drafts[position - 1];
    const isBetween = before !== undefined && before.blockId !== draft.blockId && !isHeading(before);
    const isDue = isBetween && heard >= wordsBetween && left >= wordsBetween * LEAST_SHARE_AFTER;
    heard = (isDue ? 0 : heard) + (counts[position] ?? 0);
    left -= counts[position] ?? 0;
    return isDue ? [position] : [];
  });
}

function isHeading({ blockKind }: Draft): boolean {
  return blockKind === 'heading' || blockKind === 'title' || blockKind === 'headline';
}

/** Puts the same drafts in front of several others, and moves what counts them. The first section opens with its notice. */
function insert(
  { drafts, entries, marks }: WrittenText,
  notice: { readonly at: readonly number[]; readonly drafts: readonly Draft[] },
): WrittenText {
  const places = new Set(notice.at);
  const moved = (position: number): number =>
    position + notice.at.filter((place) => place <= position).length * notice.drafts.length;
  return {
    drafts: drafts.flatMap((draft, position) => (places.has(position) ? [...notice.drafts, draft] : [draft])),
    entries: entries.map((entry) => ({ ...entry, drafts: movedRange(entry.drafts, moved) })),
    marks: marks.map((mark) => ({ ...mark, position: mark.position === 0 ? 0 : moved(mark.position) })),
  };
}

/** A range ends after its last draft, wherever that went; one without any stays without. */
function movedRange(
  { start, end }: { readonly start: number; readonly end: number },
  moved: (position: number) => number,
): { readonly start: number; readonly end: number } {
  return { start: moved(start), end: end > start ? moved(end - 1) + 1 : moved(start) };
}

function warnOfSilence({ title, language, source }: Article | Briefing, { warn }: ScriptContext): void {
  warn(
    warning(
      'W_DISCLOSURE_LANGUAGE',
      `"${title}" does not say that a machine reads it: no line is known in ${language}.`,
      {
        hint: 'write the line into templates/spoken/disclosure.hbs.',
        place: { file: source.location },
      },
    ),
  );
}
