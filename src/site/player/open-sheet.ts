import { tellMissing } from './notice.js';
import type { Track } from './player-data.js';
import type { Sentence } from './read-along.js';

/** What the sheet is about. */
export type Listening = {
  readonly track: Track;
  /** The sentence heard now, where the text is on the page. */
  readonly sentence?: Sentence | undefined;
  /** What of it is shown, where not all is. */
  readonly part?: 'keys' | undefined;
};

/** Opens the sheet with timer, volume, sharing, queue and keys, which is fetched when it is first wanted. */
export function openSheet(listening: Listening): void {
  import('./more/sheet.js').then((sheet) => sheet.openSheet(listening)).catch(tellMissing);
}
