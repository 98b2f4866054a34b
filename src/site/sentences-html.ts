import { escapeXml } from '../model/text.js';
import { markSafe, type SafeHtml } from '../templates/html/safe-html.js';
import { toSafeUrl } from '../templates/html/safe-url.js';

/** Some words of a sentence, linked or crossed out or not. */
export type TextPart = { readonly text: string; readonly href: string | undefined; readonly isStruck: boolean };

export type TranscriptSentence = {
  readonly startMs: number;
  readonly endMs: number;
  /** Begins an item of a list. */
  readonly isItem: boolean;
  readonly parts: readonly TextPart[];
};

/** Sentences as the player finds them: a span each, with the times it is heard. */
export function toSentencesHtml(sentences: readonly TranscriptSentence[]): SafeHtml {
  return markSafe(
    sentences
      .map(({ startMs, endMs, isItem, parts }) => {
        const text = parts.map(toPartHtml).join('');
        const className = isItem ? 'sentence item' : 'sentence';
        return `<span class="${className}" data-start="${startMs}" data-end="${endMs}">${text}</span>`;
      })
      .join(' '),
  );
}

function toPartHtml({ text, href, isStruck }: TextPart): string {
  const words = isStruck ? `<s>${escapeXml(text)}</s>` : escapeXml(text);
  const url = href === undefined ? '' : toSafeUrl(href);
  return url === '' ? words : `<a href="${escapeXml(url)}">${words}</a>`;
}
