import type { BuildEvent, EpisodeRow } from '../../context.js';
import { formatClock } from '../../model/time.js';
import { tallyProgress, type Tally } from './tally-progress.js';
import type { Terminal } from './terminal.js';
import { count } from '../../model/text.js';

const STAGE_WORDS = {
  script: 'writing the script',
  narration: 'narrating',
  mastering: 'mastering',
  encoding: 'encoding',
  tagging: 'writing tags',
  notes: 'writing notes',
} as const;

/** Where lines cannot be redrawn, a long narration says this often how far it is. */
const PLAIN_EVERY_MS = 15_000;

export type Progress = {
  /** Shows an event, and says how far the whole build is. */
  show(event: BuildEvent): Tally;
};

/** Shows a build's progress: a living line on a terminal, a quiet log elsewhere. */
export function openProgress(terminal: Terminal, now: () => number = () => performance.now()): Progress {
  const startedMs = now();
  const states = new Map<string, string>();
  const tally = tallyProgress();
  let saidMs = startedMs;
  return {
    show: (event) => {
      const overall = tally.add(event, now() - startedMs);
      const redraw = (): void => terminal.status([formatTally(overall), ...states.values()].join(' · '));
      switch (event.type) {
        case 'collected':
          if (event.toBuildCount > 0) {
            terminal.say(`${count(event.itemCount, 'episode')}, ${event.toBuildCount} to build`);
          }
          break;
        case 'stage':
          states.set(event.slug, `${event.slug}: ${STAGE_WORDS[event.stage]}`);
          if (!terminal.isLive) terminal.say(`  ${event.slug}: ${STAGE_WORDS[event.stage]}`);
          redraw();
          break;
        case 'narration':
          states.set(event.slug, `${event.slug} ${event.done}/${event.total}`);
          redraw();
          if (terminal.isLive || now() - saidMs < PLAIN_EVERY_MS) break;
          saidMs = now();
          terminal.say(`  ${event.slug}: ${event.done} of ${event.total} sentences · ${formatTally(overall)}`);
          break;
        case 'episode':
          states.delete(event.row.slug);
          terminal.say(`  ${event.row.slug}: ${event.row.outcome}${describe(event.row)}`);
          redraw();
          break;
        case 'publishing':
          terminal.status(`publishing ${count(event.episodeCount, 'episode')}`);
      }
      return overall;
    },
  };
}

/** `[1/3] 13/27 sentences, 5 cached, 1:10 of audio at 4.2× real time, $0.0123, about 0:40 left` */
function formatTally(tally: Tally): string {
  const { sentencesDone, sentenceCount, cachedCount, audioMs, costUsd, realTimeFactor, remainingMs } = tally;
  const parts = [
    sentenceCount > 0 ? `${sentencesDone}/${sentenceCount} sentences` : '',
    cachedCount > 0 ? `${cachedCount} cached` : '',
    audioMs > 0 ? `${formatClock(audioMs)} of audio at ${realTimeFactor}× real time` : '',
    costUsd > 0 ? `$${costUsd.toFixed(4)}` : '',
    remainingMs === undefined || remainingMs === 0 ? '' : `about ${formatClock(remainingMs)} left`,
  ];
  return `[${tally.episodesDone}/${tally.episodeCount}] ${parts.filter((part) => part !== '').join(', ')}`.trimEnd();
}

function describe(row: EpisodeRow): string {
  const duration = row.durationMs === undefined ? '' : ` ${formatClock(row.durationMs)}`;
  const narrated =
    row.utteranceCount === undefined
      ? ''
      : `, ${row.synthesisedCount ?? 0} of ${row.utteranceCount} sentences narrated`;
  const cost = row.costUsd === undefined || row.costUsd === 0 ? '' : `, $${row.costUsd.toFixed(4)}`;
  return `${duration}${narrated}${cost}, ${(row.elapsedMs / 1000).toFixed(1)} s`;
}
