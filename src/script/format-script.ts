import type { Script, SpokenChange, Utterance } from '../model/script.js';

/**
 * A script as lines of plain text for reading side by side: left what is shown, right what is said, ‹changes› marked
 * in both, and below them the rule that made each. What is left out comes last, with the reason.
 */
export function formatScript(script: Script, options: { readonly width?: number } = {}): readonly string[] {
  const width = Math.max(60, options.width ?? 120);
  const column = Math.floor((width - 3) / 2);
  const titles = new Map(script.sections.map(({ utteranceId, title, level }) => [utteranceId, { title, level }]));
  const lines = [`${script.title} (${script.language}), ${script.utterances.length} utterances`, ''];
  for (const utterance of script.utterances) {
    const section = titles.get(utterance.id);
    if (section !== undefined) lines.push(`${'#'.repeat(section.level)} ${section.title}`, '');
    lines.push(headOf(utterance), ...columnsOf(utterance, column), ...rulesOf(utterance), '');
  }
  const skipped = script.ledger.flatMap(({ blockId, kind, skipped: parts }) =>
    parts.map(({ text, reason }) => `${blockId} ${kind}: ${reason}: ${shorten(text, width - 30)}`),
  );
  return skipped.length === 0 ? lines.slice(0, -1) : [...lines, 'Not spoken', ...skipped];
}

function headOf({ blockId, role, speaker, voice, lang, pauseAfterMs, id }: Utterance): string {
  const who = [role, speaker, voice === undefined ? undefined : `voice ${voice}`].filter((part) => part !== undefined);
  return `${blockId} · ${who.join(' · ')} · ${lang} · pause ${pauseAfterMs} ms · ${id}`;
}

function columnsOf(utterance: Utterance, column: number): readonly string[] {
  const { shown, said } = markChanges(utterance);
  const left = wrap(shown === '' ? '(not shown)' : shown, column);
  const right = wrap(said, column);
  return Array.from({ length: Math.max(left.length, right.length) }, (_, index) =>
    `${(left[index] ?? '').padEnd(column)} | ${right[index] ?? ''}`.trimEnd(),
  );
}

/** Both texts with what differs between ‹ and ›. */
function markChanges({ display, spoken, changes }: Utterance): { readonly shown: string; readonly said: string } {
  let shown = '';
  let said = '';
  let place = 0;
  for (const { start, end, from, to } of changes.filter(isMarked)) {
    const same = display.slice(place, start);
    shown += same + (from === '' ? '' : `‹${from}›`);
    said += same + (to === '' ? '' : `‹${to}›`);
    place = end;
  }
  const rest = display.slice(place);
  const stop = changes.find(({ rule }) => rule === 'full-stop')?.to ?? '';
  const plain = (said + rest + stop).replace(/[‹›]/gu, '');
  const isExact = squeeze(plain) === squeeze(spoken.replace(/[‹›]/gu, ''));
  return { shown: shown + rest, said: isExact ? squeeze(said + rest + stop) : spoken };
}

function rulesOf({ changes }: Utterance): readonly string[] {
  return changes
    .filter(isMarked)
    .map(
      ({ from, to, rule }) =>
        `    ${from === '' ? '(nothing)' : from} → ${to.trim() === '' ? '(silent)' : to} [${rule}]`,
    );
}

/** A full stop after a heading is no news to anyone. */
function isMarked({ rule }: SpokenChange): boolean {
  return rule !== 'full-stop';
}

function wrap(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line];
}

function shorten(text: string, length: number): string {
  const line = squeeze(text);
  return line.length > length ? `${line.slice(0, length - 1)}…` : line;
}

function squeeze(text: string): string {
  return text.replace(/\s+/gu, ' ').trim();
}
