import { mkdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { chooseSeed, makeRandom } from '../../e2e/random.js';
import { CONFIG, countingEngine, makeShow } from '../test-show.js';
import { sentences } from './feed-server.js';

/** `LECTOR_SEQUENCES=200` tries more. */
const SEQUENCES = Number(process.env['LECTOR_SEQUENCES'] ?? 4);
const MAX_CHANGES = 4;

/** What an editor may have changed of an article since it was published, and of the show. */
type State = {
  /** Of the article that is known by its id, by its address, by its file. */
  readonly titles: string[];
  readonly texts: number[][];
  readonly slugs: (string | undefined)[];
  readonly files: string[];
  address: string;
  baseUrl: string;
  rate: number;
  engine: string;
  bitrateKbps: number;
};

const SUBJECTS = ['ferries', 'schools', 'lighthouses'];
const show = await makeShow({});
afterAll(() => show.remove());
const random = makeRandom(chooseSeed());
const below = (count: number): number => Math.floor(random() * count);
const state: State = {
  titles: SUBJECTS.map((subject) => `About ${subject}`),
  texts: SUBJECTS.map(() => []),
  slugs: SUBJECTS.map(() => undefined),
  files: SUBJECTS.map((subject) => `articles/${subject}.md`),
  address: 'https://paper.example/schools',
  baseUrl: 'https://pod.example.org/show/',
  rate: 1,
  engine: 'counting',
  bitrateKbps: 32,
};

async function move(which: number, to: string): Promise<void> {
  await mkdir(path.join(show.root, path.dirname(to)), { recursive: true });
  await rename(path.join(show.root, state.files[which] ?? ''), path.join(show.root, to));
  state.files[which] = to;
}

let made = 0;
/** Each is a change after which an episode is the same one. */
const CHANGES: Readonly<Record<string, (which: number) => Promise<void> | void>> = {
  title: (which) => void (state.titles[which] = `About ${SUBJECTS[which] ?? ''}, version ${(made += 1)}`),
  text: (which) => void (state.texts[which] = [below(5)]),
  slug: (which) => void (state.slugs[which] = `name-${which}-${(made += 1)}`),
  file: (which) => move(which, `${path.dirname(state.files[which] ?? '')}/file-${which}-${(made += 1)}.md`),
  folder: (which) => move(which, `articles/folder-${(made += 1)}/${path.basename(state.files[which] ?? '')}`),
  scheme: () => void (state.address = state.address.replace(/^https?/u, (it) => (it === 'http' ? 'https' : 'http'))),
  campaign: () => void (state.address = `${state.address.replace(/\?.*$/u, '')}?utm_source=n${(made += 1)}`),
  baseUrl: () => void (state.baseUrl = `http${below(2) === 0 ? '' : 's'}://cdn${(made += 1)}.example/p/`),
  rate: () => void (state.rate = state.rate === 1 ? 1.2 : 1),
  engine: () => void (state.engine = state.engine === 'counting' ? 'other' : 'counting'),
  bitrate: () => void (state.bitrateKbps = state.bitrateKbps === 32 ? 48 : 32),
  stateLost: () => rm(path.join(show.root, '.lector'), { recursive: true, force: true }),
};

async function publish(isAdopting = false): Promise<Readonly<Record<string, string>>> {
  const config = CONFIG.replace('https://pod.example.org/show/', state.baseUrl)
    .replace('engine: counting', `engine: ${state.engine}, rate: ${state.rate}`)
    .replace('bitrateKbps: 32', `bitrateKbps: ${state.bitrateKbps}`);
  await show.write('lector.yaml', config);
  const known = ['id: cms-4711\n', `url: ${state.address}\n`, ''];
  for (const [which, subject] of SUBJECTS.entries()) {
    const slug = state.slugs[which] === undefined ? '' : `slug: ${state.slugs[which]}\n`;
    const head = `title: ${state.titles[which]}\ndate: 2026-01-0${which + 1}T08:00:00Z\n${known[which]}${slug}`;
    await show.write(state.files[which] ?? '', `---\n${head}---\n\n${sentences(subject, 5, state.texts[which])}\n`);
  }
  const engines = { counting: countingEngine([]), other: countingEngine([], 'other') };
  const { findings } = await (await show.open({ engines })).build({ isAdopting });
  expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
  const { episodes } = await show.manifest();
  return Object.fromEntries(episodes.map(({ title, guid }) => [SUBJECTS.find((one) => title.includes(one)), guid]));
}

describe('an episode', { timeout: 600_000 }, () => {
  it('has the same GUID after random sequences of changes of its article and its show', async () => {
    const first = await publish();
    expect(Object.keys(first).toSorted()).toEqual(SUBJECTS.toSorted());
    const names = Object.keys(CHANGES);
    for (let sequence = 1; sequence <= SEQUENCES; sequence += 1) {
      const which = below(SUBJECTS.length);
      const wanted = Array.from({ length: 1 + below(MAX_CHANGES) }, () => names[below(names.length)] ?? '');
      for (const name of wanted) await CHANGES[name]?.(which);
      // A place that has another address, with nothing left that remembers it, is taken over by hand.
      const isUnknown = wanted.includes('baseUrl') && wanted.includes('stateLost');
      expect(await publish(isUnknown), `${wanted.join(', ')} of ${SUBJECTS[which] ?? ''}`).toEqual(first);
    }
  });
});
