import { copyText } from './share.js';

/** Shows the buttons that copy an address; without this code the address can be selected and copied by hand. */
export function enableCopyButtons(): void {
  for (const button of document.querySelectorAll<HTMLButtonElement>('button[data-copy]')) {
    const label = button.textContent;
    button.hidden = false;
    button.addEventListener('click', () => {
      void copyText(button.dataset['copy'] ?? '').then((isCopied) => {
        if (!isCopied) return;
        button.textContent = button.dataset['copied'] ?? label;
        setTimeout(() => (button.textContent = label), 2500);
      });
    });
  }
}
