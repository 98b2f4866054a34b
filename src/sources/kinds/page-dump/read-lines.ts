/** One line of a page dump: a block of the page it was copied from. */
export type DumpLine = {
  readonly text: string;
  /** From 1. */
  readonly line: number;
  /** Whether a blank line stands before it. */
  readonly isAfterBlank: boolean;
};

/** The lines of a dump, hard-wrapped ones joined. */
export function readLines(text: string): readonly DumpLine[] {
  const lines: DumpLine[] = [];
  let isAfterBlank = true;
  for (const [index, source] of text.split('\n').entries()) {
    const line = source.replace(/\s+/gu, ' ').trim();
    const last = lines.at(-1);
    if (line === '') isAfterBlank = true;
    else if (last && !isAfterBlank && isWrapped(last.text, line)) {
      lines[lines.length - 1] = { ...last, text: `${last.text} ${line}` };
    } else {
      lines.push({ text: line, line: index + 1, isAfterBlank });
      isAfterBlank = false;
    }
  }
  return lines;
}

/** A line of a full column without an end goes on in the next, which begins in lower case. */
function isWrapped(line: string, next: string): boolean {
  const lastLine = line.length % 80 === 0 ? line : line.slice(Math.max(0, line.length - 90));
  return lastLine.length >= 45 && !/[.!?:;"”’)]$/u.test(line) && /^\p{Ll}/u.test(next);
}

/** A line of a text someone wrote to be read: long, or a whole sentence. */
export function isProse(text: string): boolean {
  const words = text.split(/\s+/u).length;
  return words >= 25 || (words >= 8 && /[.!?…]["”’»)\]]*$/u.test(text));
}
