import type { Draft, DraftReview } from '../model/publication/draft.js';
import type { Finding } from '../model/finding.js';
import { STRUCK_RULE, type Utterance } from '../model/script.js';
import { count, escapeXml } from '../model/text.js';
import { formatClock } from '../model/time.js';

/** Where drafts are served, with a slash at both ends. */
export const DRAFTS_PATH = '/drafts/';

/** The list of what is not published, each with why. */
export function draftListPage(drafts: readonly Draft[]): string {
  const rows = drafts.map(
    (draft) => `<li><h2><a href="${DRAFTS_PATH}${encodeURIComponent(draft.slug)}/">${escapeXml(draft.title)}</a></h2>
<p class="why">${badge(draft)} ${escapeXml(draft.reason.message)}</p>
<p class="from">${escapeXml(draft.location)}${draft.estimatedMs === undefined ? '' : ` · about ${formatClock(draft.estimatedMs)}`}</p></li>`,
  );
  const list = rows.length > 0 ? `<ul class="drafts">\n${rows.join('\n')}\n</ul>` : '<p>Nothing is held back.</p>';
  return page('Drafts', `<h1>Drafts</h1>\n<p>Seen on this machine alone: no feed and no page leads here.</p>\n${list}`);
}

/** One draft: why it is held back, what will be heard beside what is written, what will not, and its notes. */
export function draftPage(draft: Draft): string {
  const { title, script, location, language, clips, notes, recordingPath } = draft;
  const parts = [
    `<p><a href="${DRAFTS_PATH}">Drafts</a></p>`,
    `<h1 lang="${escapeXml(language)}">${escapeXml(title)}</h1>`,
    `<p class="why">${badge(draft)} ${told(draft.reason)}</p>`,
    `<p class="from">${escapeXml(location)}</p>`,
    ...(draft.review === undefined ? [] : [reviewed(draft.review)]),
    ...draft.findings.map((finding) => `<p class="finding ${finding.severity}">${told(finding)}</p>`),
    ...(recordingPath === undefined ? [] : ['<audio controls preload="metadata" src="recording"></audio>']),
    ...(script === undefined ? [] : [coverage(draft), sound(draft), said(script, clips)]),
    ...(notes === undefined
      ? []
      : [`<h2>Notes</h2>\n<p class="from">Times are estimated.</p>\n<div class="notes">${notes.contentHtml}</div>`]),
  ];
  return page(`${title} · draft`, parts.join('\n'));
}

/** The script that plays the sentences of a draft one after the other, with the pauses between them. */
export const PLAY_SCRIPT = `
const audio = document.querySelector('audio[data-clips]');
const rows = [...document.querySelectorAll('tr[data-clip]')];
let at = -1, wait;
const play = (index) => {
  clearTimeout(wait);
  rows[at]?.classList.remove('heard');
  const row = rows[(at = index)];
  if (!row) return;
  row.classList.add('heard');
  audio.src = row.dataset.clip;
  audio.play();
};
audio?.addEventListener('ended', () => {
  if (rows[at + 1]) wait = setTimeout(() => play(at + 1), Number(rows[at].dataset.pause));
});
rows.forEach((row, index) => row.querySelector('button').addEventListener('click', () => play(index)));
`;

function badge({ scheduledAt, reason, review }: Draft): string {
  const codes: Readonly<Record<string, string>> = { W_HELD_BACK: 'draft', W_REVIEW: 'review' };
  const state =
    scheduledAt !== undefined
      ? 'scheduled'
      : review?.isApproved === true
        ? 'approved'
        : (codes[reason.code] ?? 'held back');
  return `<span class="badge">${state}</span>`;
}

/** What whoever approves has to know, and how it is done. */
function reviewed({ isApproved, why, changes, command }: DraftReview): string {
  const changed = (changes ?? []).filter(({ change }) => change !== 'same');
  const lines = changed.map(({ change, text }) => {
    const name = change === 'new' ? 'ins' : 'del';
    return `<li><${name}>${escapeXml(text)}</${name}></li>`;
  });
  const list = lines.length === 0 ? '' : `<ul class="changes">\n${lines.join('\n')}\n</ul>`;
  const since =
    changes === undefined ? '' : `<h2>Heard otherwise since it was approved</h2>\n${list || '<p>No word.</p>'}`;
  const how = isApproved ? '' : `<p>To approve what is heard here: <code>${escapeXml(command)}</code></p>`;
  return `<p class="why">${escapeXml(why[0]?.toUpperCase() ?? '')}${escapeXml(why.slice(1))}.</p>\n${how}\n${since}`;
}

function told({ message, hint }: Finding): string {
  return escapeXml(hint === undefined ? message : `${message} Fix: ${hint}`);
}

function sound({ script, clips }: Draft): string {
  const all = script?.utterances.length ?? 0;
  if (clips.size === 0) return '<p class="from">None of it is narrated yet.</p>';
  const kept = clips.size === all ? 'All of it is' : `${count(clips.size, 'sentence')} of ${all} are`;
  return `<p class="from">${kept} narrated already.</p>\n<audio controls preload="none" data-clips></audio>`;
}

function coverage({ script, estimatedMs = 0 }: Draft): string {
  const { ledger = [], leftOut = [] } = script ?? {};
  const wordCount = ledger.reduce((sum, entry) => sum + entry.wordCount, 0);
  const spokenCount = ledger.reduce((sum, entry) => sum + entry.spokenWordCount, 0);
  const silent = [
    ...ledger.flatMap(({ kind, skipped }) => skipped.map((piece) => ({ where: kind, ...piece }))),
    ...leftOut.map(({ reason, text, line }) => ({
      where: line === undefined ? 'source' : `line ${line}`,
      reason,
      text,
    })),
  ];
  const rows = silent.map(
    ({ where, reason, text }) =>
      `<li><b>${escapeXml(reason)}</b> (${escapeXml(where)}): ${escapeXml(text.length > 300 ? `${text.slice(0, 299)}…` : text)}</li>`,
  );
  const list =
    rows.length === 0
      ? ''
      : `<details><summary>Not spoken: ${rows.length}</summary><ul>${rows.join('\n')}</ul></details>`;
  return `<p>About ${formatClock(estimatedMs)}. ${count(wordCount, 'word')}, ${spokenCount} spoken, ${wordCount - spokenCount} not.</p>\n${list}`;
}

function said({ utterances, sections, language }: NonNullable<Draft['script']>, clips: Draft['clips']): string {
  const titles = new Map(sections.map(({ utteranceId, title }) => [utteranceId, title]));
  const rows = utterances.map((utterance) => {
    const title = titles.get(utterance.id);
    const head = title === undefined ? '' : `<tr><th colspan="3" scope="rowgroup">${escapeXml(title)}</th></tr>\n`;
    return head + row(utterance, clips.has(utterance.id));
  });
  return `<h2>What will be heard</h2>
<table lang="${escapeXml(language)}"><thead><tr><th scope="col">Written</th><th scope="col">Heard</th><th></th></tr></thead>
<tbody>${rows.join('\n')}</tbody></table>`;
}

function row(utterance: Utterance, hasClip: boolean): string {
  const { id, spoken, lang, speaker, pauseAfterMs } = utterance;
  const who = speaker === undefined ? '' : `<i>${escapeXml(speaker)}:</i> `;
  const clip = hasClip ? ` data-clip="${encodeURIComponent(id)}.wav" data-pause="${pauseAfterMs}"` : '';
  const button = hasClip ? '<button type="button" aria-label="Play">▶</button>' : '';
  return `<tr${clip}><td>${who}${written(utterance)}</td><td lang="${escapeXml(lang)}">${escapeXml(spoken)}</td><td>${button}</td></tr>`;
}

/** What a reader sees, with what is crossed out so. */
function written({ display, changes }: Utterance): string {
  let place = 0;
  let html = '';
  for (const { start, end, rule, leftOut = [] } of changes) {
    const struck = rule === STRUCK_RULE ? [{ start: 0, end: end - start, reason: rule }] : leftOut;
    for (const piece of struck.filter(({ reason }) => reason === STRUCK_RULE)) {
      html += escapeXml(display.slice(place, start + piece.start));
      place = start + piece.end;
      html += `<del>${escapeXml(display.slice(start + piece.start, place))}</del>`;
    }
  }
  return html + escapeXml(display.slice(place));
}

/** What the pages look like. */
export const DRAFT_STYLE = `
:root { color-scheme: light dark; --paper: #fbfaf7; --ink: #1b1a17; --muted: #5f5b53; --line: #ddd9cf; --control: #8b857a; --accent: #97300f; --heard: #ffe6a3; }
@media (prefers-color-scheme: dark) { :root { --paper: #14130f; --ink: #ebe7de; --muted: #aaa496; --line: #37332b; --control: #837c6e; --accent: #f0a184; --heard: #54430f; } }
body { margin: 0 auto; padding: 1.5rem 1rem 18rem; max-width: 60rem; background: var(--paper); color: var(--ink); font: 1rem/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
h1, h2 { line-height: 1.2; text-wrap: balance; } h1 { margin: 1rem 0; font-size: clamp(1.5rem, 1.2rem + 1.6vw, 2.25rem); } h2 { margin: 2rem 0 .75rem; font-size: 1.25rem; }
a { color: var(--accent); text-underline-offset: .18em; } p { margin: .5rem 0; max-width: 44rem; } :focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
.badge { margin-inline-end: .25rem; padding: .1rem .5rem; border: 1px solid; border-radius: 1rem; font-size: .8125rem; font-weight: 600; white-space: nowrap; }
.from { color: var(--muted); font-size: .9375rem; } summary { display: flow-root list-item; padding-block: .6rem; cursor: pointer; }
.drafts { list-style: none; margin: 1.5rem 0; padding: 0; } .drafts li { padding-block: 1rem; border-top: 1px solid var(--line); } .drafts h2 { margin: 0 0 .25rem; } .drafts p { margin: .25rem 0; }
.drafts h2 a { display: block; padding-block: .5rem; }
.finding { border-inline-start: .25rem solid #b58900; padding-inline-start: .75rem; } .finding.error { border-color: #c0392b; }
table { width: 100%; border-collapse: collapse; } th, td { text-align: start; vertical-align: top; padding: .5rem; border-bottom: 1px solid var(--line); } thead th { color: var(--muted); font-size: .8125rem; }
:is(th, td):first-child { padding-inline-start: 0; } :is(th, td):last-child { padding-inline-end: 0; } td { width: 48%; } td:last-child { width: 4%; } th[scope=rowgroup] { padding-top: 1.5rem; font-size: 1.0625rem; }
ins { text-decoration: none; background: #34c75944; } del { background: #ff3b3033; } .changes { padding-inline-start: 1.25rem; }
tr.heard { background: var(--heard); } audio { width: 100%; position: sticky; top: .5rem; z-index: 1; }
button { min-width: 2.75rem; min-height: 2.75rem; border: 1px solid var(--control); border-radius: 4px; background: none; color: inherit; font: inherit; cursor: pointer; }
@media (max-width: 40rem) { thead { position: absolute; clip-path: inset(50%); }
  tbody tr:not(:has(th)) { display: grid; grid-template-columns: minmax(0, 1fr) auto; column-gap: .75rem; border-bottom: 1px solid var(--line); }
  tbody td { width: auto !important; border: 0; padding: .5rem 0; } td:nth-child(2) { grid-row: 2; grid-column: 1 / -1; padding-top: 0; color: var(--muted); font-size: .9375rem; } }
`;

function page(title: string, body: string): string {
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex"><title>${escapeXml(title)}</title><style>${DRAFT_STYLE}</style></head>
<body><main>${body}</main>
<script>${PLAY_SCRIPT}</script></body></html>
`;
}
