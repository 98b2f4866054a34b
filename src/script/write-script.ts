import { LectorError, warning } from '../errors.js';
import { blockIdInBriefing, type Article, type Briefing } from '../model/article.js';
import { partsOfBlock } from '../model/text/block-text.js';
import { present } from '../model/present.js';
import type { Script } from '../model/script.js';
import { toOneLine } from '../model/text.js';
import { assertCoverage } from './coverage/assert-coverage.js';
import type { Writing } from './blocks/writing.js';
import { textsOf } from './passage/text-of-block.js';
import { checkGrowth } from './lexicon/check-growth.js';
import { withPauses, type Draft } from './passage/draft.js';
import { finishUtterances } from './finish-utterances.js';
import { lexiconOfTerms, mergeLexicons } from './lexicon/lexicon.js';
import type { ScriptContext } from './script-context.js';
import { figuresOf, loadFigures } from '../languages/figures-of.js';
import { disclose, type WrittenText } from './disclose.js';
import { languageOf } from '../languages/language-of.js';
import { missingParts } from '../languages/language.js';
import { noticeOfTemplates, spokenTemplateData, templateLines } from './spoken-template.js';
import { writeArticle, type WrittenArticle } from './write-article.js';
import { writeLedger } from './coverage/write-ledger.js';
import { articleMarks, type SectionMark } from './write-sections.js';
import { markTopics } from './mark-topics.js';
import { speakLine, spokenCorrections } from './write-opening.js';

export type { DisclosurePlan, ReadingOptions, ScriptContext, WritingPlan } from './script-context.js';

/** Embedded voices lose longer sentences. */
const MAX_UTTERANCE_WORDS = 60;
/** Of spoken text. */
const MAX_UTTERANCE_CHARACTERS = 600;
/** How many levels of headings become sections. */
const SECTION_DEPTH = 2;

/**
 * Writes everything that will be said of an article or a briefing, sentence by sentence, and the account of what will
 * not be said. Display text is never changed; spoken form, pauses and voices are derived from it.
 *
 * @throws LectorError `E_EMPTY` when nothing can be said, `E_COVERAGE` when a word is unaccounted for, `E_LEXICON`,
 * `E_LEXICON_GROWTH`, and the errors of the spoken templates.
 */
export async function writeScript(item: Article | Briefing, context: ScriptContext): Promise<Script> {
  warnOfLanguages(item, context);
  await loadFigures(languagesOf(item));
  const text = item.kind === 'article' ? writeOne(item, context) : writeBriefing(item, context);
  const closed = { ...text, drafts: [...text.drafts, ...closingOf(item, context)] };
  const written = disclose(closed, { item, writing: writingOf(item, context) });
  const utterances = finishUtterances(written.drafts, { item, context });
  const ledger = writeLedger(written.entries, utterances);
  if (!ledger.some(({ outcome }) => outcome !== 'skipped')) {
    throw new LectorError('E_EMPTY', `"${item.title}" has nothing that can be spoken.`, {
      hint: 'see what was left out and why: lector script --json.',
      place: { file: item.source.location },
    });
  }
  const sections = written.marks.flatMap(({ position, ...section }) => {
    const utterance = utterances[position];
    return utterance === undefined ? [] : [{ ...section, utteranceId: utterance.id }];
  });
  const script = { slug: item.slug, title: item.title, language: item.language, utterances, sections, ledger };
  checkGrowth(script);
  assertCoverage(item, script);
  return script;
}

function writeOne(article: Article, context: ScriptContext): WrittenText {
  const written = writeArticle(article, writingOf(article, context));
  const marks = articleMarks(article, written.headings, SECTION_DEPTH);
  const isParted = context.isTopical !== true || marks.length > 1;
  return isParted ? { ...written, marks } : markTopics({ ...written, marks }, context.pauses.sectionMs);
}

function writeBriefing(briefing: Briefing, context: ScriptContext): WrittenText {
  const { articleMs, introMs } = context.pauses;
  const writing = writingOf(briefing, context);
  const data = spokenTemplateData(
    briefing,
    { kind: 'briefing', ...present({ standfirst: briefing.standfirst, notice: noticeOfTemplates(context) }) },
    context,
  );
  const lines = templateLines(context.templates.render('spoken/briefing-intro.hbs', data));
  const drafts: Draft[] = lines.flatMap((line) => {
    const blockId = line === toOneLine(briefing.title) ? 'headline' : 'intro';
    return speakLine(line, { blockId, afterMs: introMs }, writing).drafts;
  });
  drafts.push(...spokenCorrections(briefing, writing));
  // The opening is no article: where the language has words for it, its chapter does not repeat the headline.
  const opening = articleMarks({ ...briefing, title: data.say.inThisEdition ?? briefing.title }, [], 0);
  const marks: SectionMark[] = drafts.length === 0 ? [] : [...opening];
  const entries: WrittenArticle['entries'][number][] = [];
  briefing.articles.forEach((article, index) => {
    const blockIdOf = (blockId: string): string => blockIdInBriefing(index + 1, blockId);
    // An article of a briefing has no closing words that could say who wrote it.
    const opened = { ...context, isShortOpening: false };
    const written = writeArticle(article, { ...writingOf(article, opened, briefing), blockIdOf }, briefing);
    const offset = drafts.length;
    const part = withPauses(
      { drafts: written.drafts, skipped: [] },
      { beforeMs: offset === 0 ? 0 : articleMs, afterMs: articleMs },
    );
    if (part.drafts.length > 0) {
      marks.push(...articleMarks(article, [], 0).map((mark) => ({ ...mark, position: offset })));
    }
    for (const draft of part.drafts) drafts.push(draft);
    for (const entry of written.entries) {
      const range = { start: entry.drafts.start + offset, end: entry.drafts.end + offset };
      entries.push({ ...entry, drafts: range });
    }
  });
  return { drafts, entries, marks };
}

function closingOf(item: Article | Briefing, context: ScriptContext): readonly Draft[] {
  const { outroMs, paragraphMs } = context.pauses;
  const data = spokenTemplateData(
    item,
    { kind: item.kind, ...present({ notice: noticeOfTemplates(context) }) },
    context,
  );
  const writing = writingOf(item, context);
  return templateLines(context.templates.render('spoken/outro.hbs', data)).flatMap((line, index) => {
    const spoken = speakLine(line, { blockId: 'outro', afterMs: paragraphMs }, writing);
    return index > 0 ? spoken.drafts : withPauses(spoken, { beforeMs: outroMs, afterMs: paragraphMs }).drafts;
  });
}

function writingOf(item: Article | Briefing, context: ScriptContext, briefing?: Briefing): Writing {
  const { options, source } = item;
  const place = { file: source.location };
  const outer = lexiconOfTerms(briefing?.options.lexicon ?? {}, place);
  const own = lexiconOfTerms(options.lexicon ?? {}, place);
  return {
    context,
    language: item.language,
    variety: varietyOf(item),
    lexicon: mergeLexicons(mergeLexicons(context.lexicon, outer), own),
    reading: {
      ...context.reading,
      tables: options.tables ?? context.reading.tables,
      footnotes: options.footnotes ?? context.reading.footnotes,
    },
    limits: {
      maxWords: MAX_UTTERANCE_WORDS,
      maxCharacters: MAX_UTTERANCE_CHARACTERS,
    },
    blockIdOf: (blockId) => blockId,
  };
}

/** What a text that is only said to be English is spelled in; a tag with a region decides by itself. */
function varietyOf(item: Article | Briefing): string | undefined {
  if (item.language.includes('-')) return undefined;
  const articles = item.kind === 'article' ? [item] : item.articles;
  const texts = articles.flatMap(({ title, blocks }) => [title, ...blocks.flatMap(textsOf)]);
  return figuresOf(item.language).varietyOf?.(texts.join('\n'));
}

/** The tags of everything that is spoken, down to single words. */
function languagesOf(item: Article | Briefing): ReadonlySet<string> {
  const articles = item.kind === 'article' ? [item] : item.articles;
  const inBlocks = articles
    .flatMap(({ blocks }) => blocks)
    .flatMap((block) => [block, ...partsOfBlock(block).flat()].flatMap(({ lang }) => lang ?? []));
  return new Set([item.language, ...articles.map(({ language }) => language), ...inBlocks]);
}

function warnOfLanguages(item: Article | Briefing, context: ScriptContext): void {
  const articles = item.kind === 'article' ? [item] : item.articles;
  const languages = articles.flatMap(({ language, blocks }) => [language, ...blocks.flatMap(({ lang }) => lang ?? [])]);
  for (const language of new Set(languages)) {
    if (!missingParts(languageOf(language)).includes('figures')) continue;
    const what = `numbers, dates and abbreviations in "${language}" are spoken as they are written`;
    const pages = missingParts(languageOf(language)).includes('labels')
      ? `; pages and notes of a show in "${language}" have English labels`
      : '';
    context.warn(
      warning('W_LANGUAGE_RULES', `${what}: there are no reading rules for this language${pages}.`, {
        hint: 'put what is misread into the lexicon.',
        place: { file: item.source.location },
      }),
    );
  }
}
