import { mkdir } from 'node:fs/promises';
import { loadConfig, type Config, type ConfigOverrides } from '../../config.js';
import { toLectorError } from '../../errors.js';
import type { Draft } from '../../model/publication/draft.js';
import type { Finding } from '../../model/finding.js';
import { present } from '../../model/present.js';
import { startPreview } from '../../preview.js';
import { openLive } from '../../preview/live.js';
import type { Item } from '../../preview/page/messages.js';
import { takeLock } from '../../workspace.js';
import type { Unreleased } from '../items/assign-items.js';
import { portsOf, type ShowOptions } from '../open-show.js';
import { withShow, type ShowPorts } from '../read-show.js';
import { buildShow, type BuildReport } from '../verbs/build-show.js';
import { approveItem } from '../review/approve-item.js';
import { showStatus } from '../review/show-status.js';
import { listDrafts } from '../verbs/list-drafts.js';
import { copyPublished, devPlaces, releasedGuids, stampOfPublished, type DevPlaces } from './dev-places.js';
import { hearChanges, type HeardBefore } from './hear-changes.js';
import { openVoice } from './open-voice.js';
import { watchProject } from './watch-project.js';

/** Which show is worked on, and how. */
export type DevOptions = {
  readonly cwd: string;
  /** The configuration; `lector.yaml` unless given. */
  readonly file?: string;
  readonly overrides?: ConfigOverrides;
  /** 0 for any free one. */
  readonly port: number;
  /** Loopback unless given. */
  readonly host?: string;
  /** Narrates with an engine that costs money too; without it, only with one that costs nothing. */
  readonly isSpeaking?: boolean;
  /** Hears of every time the show was built. */
  readonly onBuilt?: (round: DevRound) => void;
};

/** What happened after something was saved. */
export type DevRound = {
  /** Everything that is to be mended now. */
  readonly findings: readonly Finding[];
  /** Absent where the configuration cannot be read. */
  readonly report?: BuildReport;
  readonly elapsedMs: number;
};

/** A show that is built, served and watched, until it is closed. */
export type Dev = {
  /** Where it is seen, with a trailing slash. */
  readonly url: string;
  /** Resolves when nothing is under way and all that was saved by then is shown. */
  settled(): Promise<void>;
  close(): Promise<void>;
};

/**
 * Builds a show into a place of its own, serves it on this machine and does both again whenever something of it is saved:
 * drafts and what waits for its day among it. What is published, and what would be, stay as they are.
 *
 * @throws {@link LectorError} `E_PORT`; `E_CONFIG` when there is no configuration to begin with.
 */
export async function startDev(options: DevOptions, given: ShowOptions = {}): Promise<Dev> {
  const ports = portsOf(given);
  const { config: first } = await readConfig(options);
  let config = first;
  const live = openLive({ approve: (slug) => work.approve(config, slug) });
  const work = openWork(options, { ports, live });
  const server = await startPreview({
    ...present({ host: options.host }),
    port: options.port,
    outDir: devPlaces(first).built.outDir,
    baseUrl: () => config.baseUrl,
    live,
    drafts: () => work.drafts(config),
  });
  let running: Promise<void> | undefined;
  let isAsked = true;
  let stop = new AbortController();
  let isClosed = false;
  const run = async (): Promise<void> => {
    while (isAsked && !isClosed) {
      isAsked = false;
      stop = new AbortController();
      const signal = AbortSignal.any([ports.signal, stop.signal]);
      config = (await work.round(signal)) ?? config;
    }
    running = undefined;
  };
  const ask = (): void => {
    isAsked = true;
    stop.abort();
    running ??= run();
  };
  const watcher = await watchProject(first, ask);
  running = run();
  return {
    url: server.url,
    settled: async () => {
      while (running) await running;
    },
    close: async () => {
      isClosed = true;
      stop.abort();
      await watcher.close();
      await running;
      await work.close();
      await server.close();
    },
  };
}

async function readConfig({ cwd, file, overrides }: DevOptions) {
  return loadConfig({ cwd, ...present({ file, overrides }) });
}

/** What the mark of an item says already, for as long as it is in that state. */
const TOLD_BY_MARKS: ReadonlySet<string> = new Set(['W_DATE_FUTURE', 'W_SCHEDULED', 'W_HELD_BACK', 'W_REVIEW']);

type Making = {
  readonly places: DevPlaces;
  readonly own: ShowPorts;
  readonly unreleased: Unreleased;
  readonly isMute: boolean;
};

type Work = {
  /** Does everything once; gives the configuration it was done with, where that can be read. */
  round(signal: AbortSignal): Promise<Config | undefined>;
  drafts(config: Config): Promise<readonly Draft[]>;
  approve(config: Config, slug: string): Promise<void>;
  close(): Promise<void>;
};

function openWork(
  options: DevOptions,
  { ports, live }: { readonly ports: ShowPorts; readonly live: ReturnType<typeof openLive> },
): Work {
  const voice = openVoice(ports);
  const heard: HeardBefore = { sources: new Map(), keys: new Map() };
  let stamp: string | undefined;
  let items: readonly Item[] = [];
  let findings: readonly Finding[] = [];
  const tell = (isBuilding: boolean): void => live.tell({ type: 'state', isBuilding, findings, items });

  async function build(config: Config, signal: AbortSignal): Promise<BuildReport | undefined> {
    const places = devPlaces(config);
    const now = await stampOfPublished(places);
    if (now !== stamp) await copyPublished(places, now);
    stamp = now;
    const unreleased = { released: await releasedGuids(places) };
    const session = voice.of(config);
    const own: ShowPorts = { ...ports, signal, session };
    const { engine } = await session();
    const isPaid = engine.capabilities.pricePerMillionCharactersUsd > 0;
    if (!isPaid || options.isSpeaking !== true) return make({ places, own, unreleased, isMute: isPaid });
    // Two that spend at once could not both keep to the budget.
    await mkdir(config.outDir, { recursive: true });
    const lock = await takeLock({ stateDir: config.stateDir, outDir: config.outDir, now: ports.now, breakLock: false });
    try {
      voice.renew(config);
      return await make({ places, own, unreleased, isMute: false });
    } finally {
      await lock.release();
    }
  }

  async function make({ places, own, unreleased, isMute }: Making): Promise<BuildReport> {
    // What was just saved is heard to its end, whatever is saved meanwhile.
    await withShow(places.built, { ...own, signal: ports.signal }, (state) =>
      hearChanges(state, {
        before: heard,
        unreleased,
        isMute,
        isOpen: (slug) => live.openSlugs().has(slug),
        tell: ({ path: file, ...sentence }) => live.tell({ type: 'sentence', ...sentence, src: live.offer(file) }),
      }),
    );
    return buildShow(places.built, own, { unreleased, isMute, isAdopting: true });
  }

  /** Where every item stands, beside what is published: for what is built here, all of it is. */
  async function itemsOf(config: Config, signal: AbortSignal): Promise<readonly Item[]> {
    const own: ShowPorts = { ...ports, signal, session: voice.of(config), warn: () => undefined };
    const all = await withShow(devPlaces(config).published, own, showStatus);
    return all.flatMap(({ slug, title, state, correction, waitsFor }) =>
      slug === undefined ? [] : [{ slug, title, state: correction ?? state, ...present({ why: waitsFor }) }],
    );
  }

  return {
    async round(signal) {
      const startedMs = performance.now();
      let config: Config | undefined;
      let report: BuildReport | undefined;
      const found: Finding[] = [];
      tell(true);
      try {
        const read = await readConfig(options);
        config = read.config;
        found.push(...read.warnings);
        report = await build(config, signal);
        items = await itemsOf(config, signal);
        found.push(...(report?.findings ?? []));
      } catch (error) {
        const failure = toLectorError(error);
        found.push(failure.toFinding(), ...failure.more);
      }
      if (signal.aborted) return config;
      findings = found.filter(({ code }) => !TOLD_BY_MARKS.has(code));
      tell(false);
      const paths = [...(report?.receipt?.written ?? []), ...(report?.receipt?.removed ?? [])];
      live.tell({ type: 'built', paths });
      options.onBuilt?.({ findings, elapsedMs: performance.now() - startedMs, ...present({ report }) });
      return config;
    },
    approve: async (config, wanted) => {
      const own = { ...ports, session: voice.of(config) };
      await withShow(devPlaces(config).published, own, (state) => approveItem(state, { wanted }));
    },
    drafts: (config) => withShow(devPlaces(config).published, { ...ports, session: voice.of(config) }, listDrafts),
    close: () => voice.close(),
  };
}
