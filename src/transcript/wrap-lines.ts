/**
 * Breaks text into lines of at most `maxLength` characters, at spaces; a longer word is broken between graphemes.
 */
export function wrapLines(text: string, maxLength: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/u).filter(Boolean)) {
    for (const part of breakWord(word, maxLength)) {
      const joined = line === '' ? part.text : `${line}${part.isStart ? ' ' : ''}${part.text}`;
      if (joined.length <= maxLength && (part.isStart || line === '')) {
        line = joined;
        continue;
      }
      if (line !== '') lines.push(line);
      line = part.text;
    }
  }
  if (line !== '') lines.push(line);
  return lines;
}

type Part = { readonly text: string; readonly isStart: boolean };

function breakWord(word: string, maxLength: number): readonly Part[] {
  if (word.length <= maxLength) return [{ text: word, isStart: true }];
  const parts: Part[] = [];
  let part = '';
  for (const { segment } of new Intl.Segmenter().segment(word)) {
    if (part !== '' && part.length + segment.length > maxLength) {
      parts.push({ text: part, isStart: parts.length === 0 });
      part = '';
    }
    part += segment;
  }
  return [...parts, { text: part, isStart: parts.length === 0 }];
}
