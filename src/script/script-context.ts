import type { TableReading } from '../model/article.js';
import type { Warn } from '../model/finding.js';
import type { Templates } from '../templates/render.js';
import type { Lexicon } from './lexicon/lexicon.js';
import type { PauseModel } from './passage/pause-model.js';
import type { RoleVoices } from './passage/role-voices.js';
import type { SpokenStyle } from './passage/to-spoken-form.js';

/** How what is not prose is read, unless the article says otherwise. */
export type ReadingOptions = {
  readonly tables: TableReading;
  readonly footnotes: 'skip' | 'end';
  readonly code: 'announce' | 'skip';
  readonly figures: 'caption' | 'skip';
};

/** Where an episode says that a machine reads it, and how often. */
export type DisclosurePlan = {
  /** `template`: where the templates around the text say it, as every version before this plan did. */
  readonly at: 'start' | 'end' | 'off' | 'template';
  /** Said again each time about so much has been heard. */
  readonly reminderMinutes?: number;
  /** 1 is the voice's own pace. */
  readonly rate: number;
  /** Music is heard first, so that the notice may not wait for the headline. */
  readonly hasMusic?: boolean;
};

/** How a script is written where what stands published may have been written otherwise, and is left as it is. */
export type WritingPlan = {
  /** Where it is said that a machine reads; where the other templates say it unless given. */
  readonly disclosure?: DisclosurePlan;
  /** Whether a long text without headings has chapters where it turns to another topic. */
  readonly isTopical?: boolean;
};

/** What writing a script needs besides the article. */
export type ScriptContext = WritingPlan & {
  /** Renders `spoken/intro.hbs`, `spoken/outro.hbs`, `spoken/briefing-intro.hbs` and `spoken/disclosure.hbs`. */
  readonly templates: Templates;
  readonly lexicon: Lexicon;
  readonly pauses: PauseModel;
  readonly voices: RoleVoices;
  readonly show: { readonly title: string; readonly author?: string };
  readonly reading: ReadingOptions;
  readonly style: SpokenStyle;
  /** Comes to the news within seconds, and says at the end who wrote it, where and when. */
  readonly isShortOpening?: boolean;
  /** Reports something that does not stop the run. */
  readonly warn: Warn;
};
