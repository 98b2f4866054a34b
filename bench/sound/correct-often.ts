import { copyFile, cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { loadConfig } from '../../src/config.js';
import type { Episode } from '../../src/model/episode.js';
import type { Manifest } from '../../src/model/publication/manifest.js';
import { formatClock } from '../../src/model/time.js';
import { findFfmpeg, type Ffmpeg } from '../../src/run-tool.js';
import { openShow } from '../../src/show/open-show.js';
import { GAIN_TOLERANCE_LU } from '../../src/sound.js';
import { mapTime } from '../../src/site/player/time-map.js';
import { makeRandom } from '../../test/e2e/random.js';
import { asHeard, driftMs, framesOf, hear, type Moment } from './heard-frames.js';
import { randomArticle } from './random-article.js';
import { noiseOf, spokenNoise } from './spoken-noise.js';

const ROOT = path.resolve(import.meta.dirname, '../..');
const CONFIG = `title: Bench
description: One long article.
baseUrl: https://podcast.example.org/
author: Bench
owner: {email: bench@example.org}
image: cover.jpg
tts: {engine: noise}
`;
const SENTENCES_PER_MINUTE = 13;
const PLACES = 20;
/** A build from nothing takes as long as many corrections. */
const FROM_NOTHING_EVERY = 40;
const SAMPLES_COMPARED = 4800;
const SEED = 11;
/** Whose listeners are asked after. */
const MOST_EDITIONS = 10;
const TARGET_LUFS = -16;
/** Sentences are mapped and timed in whole milliseconds. */
const TOLERANCE_MS = 1;

type State = { readonly episode: Episode; readonly frames: readonly Buffer[] };

/** An article of so many minutes corrected at random, time after time; what is published is looked at after each. */
export async function correctOften({ minutes, corrections }: { minutes: number; corrections: number }): Promise<void> {
  const project = await mkdtemp(path.join(os.tmpdir(), 'lector-bench-often-'));
  const ffmpeg = await findFfmpeg({ searchPath: process.env['PATH'] ?? '' });
  const random = makeRandom(SEED);
  const article = randomArticle(minutes * SENTENCES_PER_MINUTE, random);
  const faults: string[] = [];
  const [shares, wallsS, drifts]: [number[], number[], number[]] = [[], [], []];
  try {
    await copyFile(path.join(ROOT, 'artwork/cover.jpg'), path.join(project, 'cover.jpg'));
    await mkdir(path.join(project, 'articles'));
    await writeFile(path.join(project, 'lector.yaml'), CONFIG);
    await writeFile(path.join(project, 'articles/a.md'), article.markdown());
    const editions = [await build(project)];
    console.log(
      `\narticle of ${formatClock(editions[0]?.episode.durationMs ?? 0)}, ${corrections} random corrections one after the other`,
    );
    for (let count = 1; count <= corrections; count += 1) {
      const kind = article.correct();
      await writeFile(path.join(project, 'articles/a.md'), article.markdown());
      const startedMs = performance.now();
      const now = await build(project);
      wallsS.push((performance.now() - startedMs) / 1000);
      shares.push(keptShare(editions.at(-1)?.frames ?? [], now.frames));
      const say = (fault: string): void => void faults.push(`${count} (${kind}): ${fault}`);
      const held = editions[Math.floor(random() * editions.length)];
      if (held) drifts.push(...(await listen({ held, now, ffmpeg, random }, say)));
      judgeLevel(now.episode, say);
      if (count % FROM_NOTHING_EVERY === 0) await compareWithNothing(project, now, say);
      editions.push(now);
      if (editions.length > MOST_EDITIONS) editions.shift();
    }
  } finally {
    await rm(project, { recursive: true, force: true });
  }
  const at = (values: readonly number[], share: number): number =>
    values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(share * values.length))] ?? NaN;
  const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;
  console.log(
    `  frames that stay          ${percent(at(shares, 0.5))} in the median (goal ≥ 95 %), ${percent(at(shares, 0.05))} at p5`,
  );
  console.log(
    `  build in this process     ${at(wallsS, 0.5).toFixed(2)} s in the median, ${at(wallsS, 0.95).toFixed(2)} s at p95`,
  );
  console.log(`  places listened to        ${drifts.length}, off by ${at(drifts, 1).toFixed(2)} ms at most`);
  console.log(`  faults                    ${faults.length}`);
  for (const fault of faults.slice(0, 20)) console.log(`    ${fault}`);
}

async function build(project: string): Promise<State> {
  const { config } = await loadConfig({ cwd: project });
  const { rows } = await openShow(config, { engines: { noise: spokenNoise } }).build();
  if (rows[0]?.outcome !== 'built') throw new Error(`the episode was not built but ${rows[0]?.outcome}`);
  const manifest = JSON.parse(await readFile(path.join(project, 'output/manifest.json'), 'utf8')) as Manifest;
  const file = path.join(project, 'output', manifest.episodes[0]?.audio.path ?? '');
  const episode = JSON.parse(await readFile(path.join(path.dirname(file), 'episode.json'), 'utf8')) as Episode;
  return { episode, frames: await framesOf(file) };
}

/** Whether sentences are heard when they are said to be, and whoever holds an earlier file hears what they heard. */
async function listen(
  input: {
    /** An edition that a listener may still have. */
    readonly held: State;
    readonly now: State;
    readonly ffmpeg: Ffmpeg;
    readonly random: () => number;
  },
  say: (fault: string) => void,
): Promise<readonly number[]> {
  const { held, now, ffmpeg, random } = input;
  const cues = now.episode.transcript?.cues ?? [];
  // A headline or a date is said in other words than are shown.
  const plain = cues.filter(({ blockKind }) => blockKind === 'paragraph');
  const said = Array.from({ length: PLACES }, () => plain[Math.floor(random() * plain.length)]).filter(
    (cue) => cue !== undefined,
  );
  const spans = now.episode.earlier?.find(({ audio }) => audio === held.episode.audio.name)?.spans ?? [];
  const texts = new Set(cues.map(({ text }) => text));
  const pairs = Array.from({ length: PLACES }, (): readonly Moment[] => {
    const timeMs = random() * (held.episode.durationMs - 1000);
    const cue = held.episode.transcript?.cues.find(({ startMs, endMs }) => startMs <= timeMs && timeMs + 250 < endMs);
    // What is not said any more has no place.
    if (!cue || !texts.has(cue.text)) return [];
    return [
      { frames: held.frames, timeMs },
      { frames: now.frames, timeMs: mapTime(spans, timeMs / 1000) * 1000 },
    ];
  }).filter(({ length }) => length > 0);
  const heard = await hear(
    [...said.map(({ startMs }) => ({ frames: now.frames, timeMs: startMs })), ...pairs.flat()],
    ffmpeg,
  );
  const drifts = said.map(({ text }, index) => {
    const clip = asHeard(noiseOf(text, SAMPLES_COMPARED));
    return judge(heard[index] ? driftMs(clip, heard[index]) : NaN, `${JSON.stringify(text)} is not heard at its time`);
  });
  pairs.forEach(([moment], index) => {
    const [old, other] = heard.slice(said.length + index * 2);
    const drift = old && other ? driftMs(old, other) : NaN;
    drifts.push(
      judge(drift, `${((moment?.timeMs ?? 0) / 1000).toFixed(2)} s of ${held.episode.audio.name} is led elsewhere`),
    );
  });
  return drifts;

  function judge(drift: number, fault: string): number {
    if (Number.isNaN(drift) || Math.abs(drift) > 2) say(`${fault}: ${drift} ms`);
    return Number.isNaN(drift) ? Infinity : Math.abs(drift);
  }
}

function judgeLevel({ audio }: Episode, say: (fault: string) => void): void {
  const { loudnessLufs = NaN, truePeakDbtp = NaN } = audio;
  if (!(Math.abs(loudnessLufs - TARGET_LUFS) <= GAIN_TOLERANCE_LU)) say(`it has ${loudnessLufs} LUFS`);
  if (!(truePeakDbtp <= -1)) say(`its peak is ${truePeakDbtp} dBTP`);
}

function keptShare(before: readonly Buffer[], now: readonly Buffer[]): number {
  const left = new Map<string, number>();
  for (const frame of before) left.set(frame.toString('latin1'), (left.get(frame.toString('latin1')) ?? 0) + 1);
  const kept = now.filter((frame) => {
    const rest = left.get(frame.toString('latin1')) ?? 0;
    left.set(frame.toString('latin1'), rest - 1);
    return rest > 0;
  });
  return kept.length / now.length;
}

/** The same article published for the first time, of the same clips. */
async function compareWithNothing(project: string, { episode }: State, say: (fault: string) => void): Promise<void> {
  const fresh = await mkdtemp(path.join(os.tmpdir(), 'lector-bench-fresh-'));
  try {
    for (const own of ['lector.yaml', 'cover.jpg', 'articles', '.lector/clips']) {
      await cp(path.join(project, own), path.join(fresh, own), { recursive: true });
    }
    const { episode: other } = await build(fresh);
    if (other.durationMs !== episode.durationMs)
      say(`it lasts ${episode.durationMs} ms, from nothing ${other.durationMs} ms`);
    const [cues, others] = [episode.transcript?.cues ?? [], other.transcript?.cues ?? []];
    if (cues.length !== others.length) say(`it has ${cues.length} sentences, from nothing ${others.length}`);
    const most = Math.max(...cues.map(({ startMs }, index) => Math.abs(startMs - (others[index]?.startMs ?? NaN))));
    if (!(most <= TOLERANCE_MS)) say(`a sentence begins ${most} ms from where it begins in a build from nothing`);
  } finally {
    await rm(fresh, { recursive: true, force: true });
  }
}
