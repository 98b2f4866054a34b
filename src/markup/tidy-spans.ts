import type { Span } from '../model/article.js';

/**
 * Folds white space over the borders of spans, takes it off both ends and joins equal neighbours. A line break is a
 * span of its own (`\n`); no-break spaces stay, for figures are grouped by them.
 */
export function tidySpans(spans: readonly Span[]): readonly Span[] {
  const tidy: Span[] = [];
  let endsInSpace = true;
  let hasWords = false;
  for (const span of spans) {
    if (span.pauseMs !== undefined) {
      tidy.push(span);
      continue;
    }
    const isBreak = span.text === '\n';
    let text = isBreak ? '\n' : span.text.replace(/[ \t\n\f\r]+/gu, ' ');
    if (endsInSpace || isBreak) text = isBreak && endsInSpace ? '' : text.replace(hasWords ? /^ +/u : /^\s+/u, '');
    if (isBreak && text !== '') trimEnd(tidy);
    if (text === '') continue;
    hasWords = true;
    endsInSpace = /[ \n]$/u.test(text);
    const last = tidy.at(-1);
    if (last && last.pauseMs === undefined && hasSameMarks(last, span)) {
      tidy[tidy.length - 1] = { ...last, text: last.text + text };
    } else {
      tidy.push({ ...span, text });
    }
  }
  trimEnd(tidy);
  return tidy;
}

function trimEnd(spans: Span[]): void {
  for (let index = spans.length - 1; index >= 0; index -= 1) {
    const span = spans[index];
    if (!span || span.pauseMs !== undefined) continue;
    const text = span.text.trimEnd();
    if (text === span.text) return;
    if (text !== '') {
      spans[index] = { ...span, text };
      return;
    }
    spans.splice(index, 1);
  }
}

function hasSameMarks(one: Span, other: Span): boolean {
  return (
    one.href === other.href &&
    one.lang === other.lang &&
    one.emphasis === other.emphasis &&
    one.isCode === other.isCode &&
    one.isStruck === other.isStruck &&
    one.audio === other.audio &&
    one.footnoteRef === undefined &&
    other.footnoteRef === undefined
  );
}
