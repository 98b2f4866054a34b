import { buildBar } from './mini-player.js';
import { enableCopyButtons } from './copy-buttons.js';
import { element } from './controls.js';
import { restoreDeck } from './deck.js';
import { LectorPlayer } from './lector-player.js';
import { enableMediaSession } from './media-session.js';
import { enableNavigation } from './navigate.js';
import { notice, watchSound } from './notice.js';
import { enablePlayButtons } from './play-buttons.js';
import { readLabels } from './player-data.js';
import { enableSearchForms, enableSearchPage } from './search/search-form.js';

let leaving = new AbortController();

/** What is done on every page, the first and those that come in its place. */
function arrive(): void {
  leaving.abort();
  leaving = new AbortController();
  enableCopyButtons();
  enablePlayButtons(leaving.signal);
  enableSearchPage(leaving.signal);
  dispatchEvent(new Event('pagechange'));
}

enableMediaSession();
enableSearchForms();
restoreDeck();
const status = element('p', 'visually-hidden');
status.setAttribute('role', 'status');
const bar = buildBar(readLabels());
watchSound();
document.body.append(notice, bar, status);
customElements.define('lector-player', LectorPlayer);
enableNavigation({ stays: [notice, bar, status], status, arrive });
arrive();
