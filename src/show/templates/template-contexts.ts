import type { NotesView } from '../../notes/write-notes.js';
import type { SpokenTemplateData } from '../../script/spoken-template.js';
import type { EpisodePageView } from '../../site/episode-page.js';
import type { IndexView } from '../../site/list-pages.js';
import type {
  EpisodeOutputView,
  GroupOutputView,
  OutputPathView,
  ShowOutputView,
} from '../../site/outputs/output-view.js';

/**
 * The version of what templates are given. It is raised when a template that was right may become wrong: when a field is
 * taken away, renamed, means or holds something else, or may be empty that never was. New fields do not raise it.
 */
export const TEMPLATE_CONTRACT = 1;

/** What the templates about one episode are given. */
export type EpisodeContexts = {
  readonly contract: 1;
  /** `notes/description` and `notes/content`. */
  readonly notes: NotesView;
  /** `pages/episode`. */
  readonly page: EpisodePageView;
  /** `outputs/**` with `each: episode`; nothing of an episode for subscribers alone. */
  readonly output: EpisodeOutputView | undefined;
  /** The path of such an output. */
  readonly path: OutputPathView | undefined;
  /** Every text of `spoken/` in the order it is heard; empty for a recording, and where the source is gone. */
  readonly spoken: readonly { readonly template: string; readonly data: SpokenTemplateData }[];
};

/** What the templates about the show are given. */
export type ShowContexts = {
  readonly contract: 1;
  /** `pages/index`: the first page of the list. */
  readonly index: IndexView;
  /** `outputs/**` with `each: show`. */
  readonly output: ShowOutputView;
  /** `outputs/**` with `each: month`: the newest; those of a section, tag or author are alike. */
  readonly group: GroupOutputView | undefined;
  /** The path of such an output. */
  readonly path: OutputPathView | undefined;
};
