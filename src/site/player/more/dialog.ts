import { button, element, icon } from '../controls.js';

/** A dialog over the page, closed by its button, by Escape, beside it, and with the page; then it is gone. */
export function openDialog(title: string, close: string, ...content: readonly Node[]): HTMLDialogElement {
  const dialog = document.createElement('dialog');
  dialog.className = 'sheet';
  const heading = element('h2', 'sheet-title', title);
  heading.id = 'sheet-title';
  dialog.setAttribute('aria-labelledby', heading.id);
  const head = element('div', 'sheet-head');
  const closing = button(close, 'sheet-tool', icon('close'));
  head.append(heading, closing);
  dialog.append(head, ...content);
  const before = document.activeElement;
  closing.addEventListener('click', () => dialog.close());
  dialog.addEventListener('click', (event) => {
    if (event.target === dialog) dialog.close();
  });
  dialog.addEventListener('close', () => {
    dialog.remove();
    if (before instanceof HTMLElement) before.focus();
  });
  addEventListener('pagechange', () => dialog.close(), { once: true });
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}

/** A part of a sheet below its heading. */
export function section(title: string, ...content: readonly Node[]): HTMLElement {
  const part = document.createElement('section');
  part.append(element('h3', 'sheet-label', title), ...content);
  return part;
}

/** A button with its words on it. */
export function textButton(text: string, act: () => void): HTMLButtonElement {
  const made = document.createElement('button');
  made.type = 'button';
  made.className = 'button';
  made.textContent = text;
  made.addEventListener('click', act);
  return made;
}
