import { element } from '../controls.js';
import type { Picture } from '../player-data.js';
import { openDialog } from './dialog.js';
import { loadWordsOfSheet } from './words-of.js';

/** The picture as large as the window lets it be, with what stands below it. */
export async function openPicture(picture: Picture | undefined): Promise<void> {
  if (!picture) return;
  const words = await loadWordsOfSheet();
  const figure = element('figure', 'sheet-picture');
  const image = document.createElement('img');
  image.src = picture.href;
  image.alt = picture.alt;
  figure.append(image, ...(picture.caption === undefined ? [] : [element('figcaption', '', picture.caption)]));
  openDialog(words('showPicture'), words('close'), figure).classList.add('is-wide');
}
