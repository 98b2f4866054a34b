import path from 'node:path';
import { loadConfig } from '../../src/config.js';
import type { Finding } from '../../src/model/finding.js';
import { present } from '../../src/model/present.js';
import { openShow } from '../../src/show/open-show.js';
import type { BuildReport } from '../../src/show/verbs/build-show.js';
import { runWorker, type WorkerEvent, type WorkerOptions } from '../../src/worker/run-worker.js';
import { article, makeProject, TEST_CONFIG, type TestProject } from '../e2e/project.js';
import { startFaultyServer, type FaultyServer } from '../narration/engines/faulty-speech-server.js';

/** Keys of a show that is narrated for money, at a moment of its own. */
export const KEYS = {
  OPENAI_API_KEY: 'sk-test-0123456789abcdef',
  SOURCE_DATE_EPOCH: '1767600000',
  PATH: process.env['PATH'],
};
const NOW = new Date(Number(KEYS.SOURCE_DATE_EPOCH) * 1000);

const PLACES = ['Ellery', 'Marlow', 'Penrith', 'Saltash', 'Rye', 'Deal'];

export type NewsroomBuild = {
  readonly queue?: string;
  readonly environment?: Record<string, string>;
  readonly signal?: AbortSignal;
  readonly maxUsd?: number;
};

/** A show of a few short articles, and the service that bills each of their sentences. */
export type Newsroom = {
  readonly project: TestProject;
  readonly speech: FaultyServer;
  /** What was billed since the last call. */
  takeBills(): readonly string[];
  build(options?: NewsroomBuild): Promise<BuildReport>;
};

export async function openNewsroom({ config = '', count = 3, latencyMs = 5 } = {}): Promise<Newsroom> {
  const speech = await startFaultyServer({ latencyMs });
  const project = await makeProject(
    Object.fromEntries(PLACES.slice(0, count).map((place) => [`articles/${place}.md`, articleOf(place)])),
  );
  const tts = `tts: {engine: openai, settings: {baseUrl: "${speech.url('ok')}", pricePerMillionCharactersUsd: 15}}`;
  await project.write('lector.yaml', TEST_CONFIG.replace('tts: {engine: silence}', tts) + config);
  return {
    project,
    speech,
    takeBills: () => speech.bills.splice(0).map(({ text }) => text),
    async build({ environment = {}, signal, maxUsd, ...options } = {}) {
      const { config: read } = await loadConfig({ cwd: project.root, overrides: present({ maxUsd }) });
      const ports = { environment: { ...KEYS, ...environment }, now: () => NOW, ...present({ signal }) };
      return openShow(read, ports).build(options);
    },
  };
}

export function articleOf(place: string): string {
  return article(
    place,
    `The council of ${place} met in a hall on a wet evening in the spring. Nobody in ${place} left early.`,
    `They spoke of the road to ${place}, of the harbour and of the school, until the caretaker put out the lights.`,
  );
}

export type Hired = {
  readonly events: WorkerEvent[];
  readonly findings: Finding[];
  /** Tells it to end, and waits for that. */
  end(): Promise<void>;
  readonly ended: Promise<void>;
};

/** A worker in this process. */
export function hire(
  { project }: Pick<Newsroom, 'project'>,
  options: Pick<WorkerOptions, 'queue'> & Partial<WorkerOptions>,
): Hired {
  const stop = new AbortController();
  const events: WorkerEvent[] = [];
  const findings: Finding[] = [];
  const folder = path.join(project.root, '.lector');
  const ended = runWorker({
    store: folder,
    folder,
    environment: KEYS,
    signal: stop.signal,
    warn: (finding) => void findings.push(finding),
    report: (event) => void events.push(event),
    leaseMs: 2000,
    ...options,
  });
  // Met by whoever waits for it.
  ended.catch(() => undefined);
  return {
    events,
    findings,
    ended,
    end: async () => {
      stop.abort();
      await ended;
    },
  };
}
