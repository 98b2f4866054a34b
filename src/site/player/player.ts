import { enableCopyButtons } from './copy-buttons.js';
import { LectorPlayer } from './lector-player.js';

customElements.define('lector-player', LectorPlayer);
enableCopyButtons();
