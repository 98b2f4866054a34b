import type { AudioMark, Block } from './article.js';
import { present } from './present.js';

/** Who speaks; each role may have a voice of its own. */
export type VoiceRole = 'narrator' | 'heading' | 'quote' | 'aside';

/** Where in the text an utterance stands, as the script knew it; captions, pages and notes ask nothing else. */
export type TextPlace = {
  /** The source block it belongs to; `headline`, `intro`, `outro` and `disclosure` for text that templates add. */
  readonly blockId: string;
  /** What that block is, or which text of a template it is; `headline` is the title of a briefing. */
  readonly blockKind: Block['kind'] | 'headline' | 'intro' | 'outro' | 'disclosure';
  /** Of a list: which item it belongs to. */
  readonly item?: {
    /** Counted from 0 over the whole list. */
    readonly index: number;
    /** 0 for the outermost list. */
    readonly depth: number;
  };
  /** The narrator names who was quoted in this block. */
  readonly isAttribution?: true;
};

/** The place of something that has more properties than that. */
export function placeOf({ blockId, blockKind, item, isAttribution }: TextPlace): TextPlace {
  return { blockId, blockKind, ...present({ item, isAttribution }) };
}

/** Rules that leave out a mark which leads a reader elsewhere and is never spoken: `[1]`, `(Berg et al., 2020)`. */
export const MARK_RULES = ['footnote-mark', 'citation'] as const;

export type MarkRule = (typeof MARK_RULES)[number];

/** The rule that leaves out what is crossed out: shown so, and never spoken. */
export const STRUCK_RULE = 'struck';

/** One change between display text and spoken form. */
export type SpokenChange = {
  /** UTF-16 offsets into the display text. */
  readonly start: number;
  readonly end: number;
  readonly from: string;
  readonly to: string;
  /** Name of the rule that made it: `money`, `lexicon:SCO`, `acronym`… */
  readonly rule: string;
  /** Words of `from` that are seen and not heard, such as struck ones: UTF-16 offsets into `from`. */
  readonly leftOut?: readonly { readonly start: number; readonly end: number; readonly reason: string }[];
};

/** A link inside an utterance. */
export type UtteranceLink = {
  readonly text: string;
  readonly href: string;
  /** UTF-16 offset into the display text. */
  readonly start: number;
};

/** The smallest piece that is narrated, cached and timed: one sentence in one voice. */
export type Utterance = TextPlace & {
  /** `u-` and 10 hex digits made of the display text and its occurrence, so it survives edits elsewhere. */
  readonly id: string;
  readonly role: VoiceRole;
  /** What a reader sees, exactly as in the source; empty for text that is only spoken. */
  readonly display: string;
  /** What the engine is given. Never empty. */
  readonly spoken: string;
  /** BCP 47. */
  readonly lang: string;
  readonly speaker?: string;
  /** Voice chosen for this utterance, where the role or speaker has one. */
  readonly voice?: string;
  readonly changes: readonly SpokenChange[];
  readonly links: readonly UtteranceLink[];
  /** Silence after it, in milliseconds; assembly, never part of a clip. */
  readonly pauseAfterMs: number;
  readonly audio?: AudioMark;
};

/** A stretch of the script that becomes a chapter. */
export type ScriptSection = {
  readonly title: string;
  /** 1 for a top section (or one article of a briefing), deeper for headings below it. */
  readonly level: number;
  /** The utterance it starts with. */
  readonly utteranceId: string;
  readonly href?: string;
  readonly imageUrl?: string;
};

/** What became of one source block: every word of it is spoken or skipped for a named reason. */
export type LedgerEntry = {
  readonly blockId: string;
  readonly kind: string;
  readonly outcome: 'spoken' | 'skipped' | 'partly';
  readonly utteranceIds: readonly string[];
  readonly wordCount: number;
  readonly spokenWordCount: number;
  /** Words left out, with the reason. */
  readonly skipped: readonly { readonly text: string; readonly reason: string }[];
};

/** Everything that will be said, in order, and the account of everything that will not. */
export type Script = {
  readonly slug: string;
  readonly title: string;
  /** BCP 47. */
  readonly language: string;
  readonly utterances: readonly Utterance[];
  readonly sections: readonly ScriptSection[];
  readonly ledger: readonly LedgerEntry[];
};
