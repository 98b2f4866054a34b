import path from 'node:path';
import type { Config, Environment } from '../config.js';
import { engineEnvironment } from '../config/engine-environment.js';
import type { BuildEvent, Polling, Project, ShowState } from '../context.js';
import { LectorError, toLectorError } from '../errors.js';
import type { Warn } from '../model/finding.js';
import { showGuid } from '../model/publication/guid.js';
import { spellingKey } from '../model/publication/identity.js';
import { present } from '../model/present.js';
import type { Manifest } from '../model/publication/manifest.js';
import type { Lexicon } from '../script/lexicon/lexicon.js';
import type { SpeechEngines } from '../narration/engines/index.js';
import type { NarrationSession, NarrationSessionOptions } from '../narration/narration-session.js';
import type { Recognisers } from '../narration/recognisers/index.js';
import type { PublishTarget } from '../publish/target.js';
import type { Source } from '../sources/source.js';
import { BUILT_IN_TEMPLATES } from '../templates/built-in.js';
import type { TemplateFolders } from '../templates/read-template.js';
import { requireOwnPlace } from '../publish/own-place.js';
import { readPublishedShow } from '../publish/published-show.js';
import { openTarget } from '../publish/open-target.js';
import {
  newPrivateState,
  openClipCache,
  openJsonCache,
  openWorkspace,
  readPrivateState,
  type PrivateState,
  type Shelf,
} from '../workspace.js';
import { everPublished } from './items/assign-records.js';
import { idsOf } from './items/match-records.js';
import { readLeft } from './publication/publication-stamp.js';
import { publishedCover } from './publication/published-cover.js';
import { publishedLogo, publishedTags } from './publication/published-tags.js';
import { publishedThumbnail } from './publication/published-thumbnail.js';
import { feedUrlOf, showOf } from './show-of.js';
import { readIfThere } from '../open-file.js';

/** What a show is opened with besides its configuration, all of it decided. */
export type ShowPorts = {
  readonly environment: Environment;
  readonly engines: SpeechEngines;
  readonly recognisers: Recognisers;
  readonly sources: readonly Source[];
  readonly formatters: NonNullable<TemplateFolders['formatters']>;
  /** Where the show is published to; the output folder unless given. */
  readonly target?: PublishTarget;
  /** Folders of templates that stand behind the show's own and before those of the package. */
  readonly templates: readonly string[];
  /** Speaks for several runs one after the other; whoever opened it closes it. */
  readonly session?: () => Promise<NarrationSession>;
  /** Which sources are asked this time, where they are asked again and again; all of them without it. */
  readonly polling?: Polling;
  readonly now: () => Date;
  readonly signal: AbortSignal;
  readonly warn: Warn;
  readonly report: (event: BuildEvent) => void;
};

/**
 * Reads what stands of a show, does the work, and closes what the work opened. Takes no lock and writes nothing.
 *
 * @throws {@link LectorError} `E_IMAGE` when the cover cannot be published.
 */
export async function withShow<Result>(
  config: Config,
  ports: ShowPorts,
  work: (state: ShowState) => Promise<Result>,
): Promise<Result> {
  const clips = openClipCache(clipsFolder(config), ports.warn, await openClipShelf(config, ports));
  const { session, close } = sessionOf(config, ports, { clips });
  try {
    return await work(await readShow(config, { ...ports, session }));
  } finally {
    await close();
  }
}

function clipsFolder({ soundDir }: Config): string {
  return path.join(soundDir, 'clips');
}

/** The clips of other machines, where the show shares a store with them. */
async function openClipShelf(config: Config, { environment, signal }: ShowPorts): Promise<Shelf | undefined> {
  if (config.store === undefined) return undefined;
  const [{ openStore }, { openShelf }] = await Promise.all([
    import('../store/open-store.js'),
    import('../store/open-shelf.js'),
  ]);
  const store = await openStore(config.store, { root: config.root, environment, signal });
  return openShelf(store, { prefix: 'clips/', folder: clipsFolder(config) });
}

/** How what is published may be changed. */
export type ProjectOptions = {
  /** Takes over a lock that another host left behind. */
  readonly isBreakingLock?: boolean;
  /** Takes a place that holds a site of somebody else, and replaces files of theirs that are in the way. */
  readonly isAdopting?: boolean;
};

/** The same with the folders of the show locked, proved writable and cleared of what a killed run left behind. */
export async function withProject<Result>(
  config: Config,
  ports: ShowPorts & ProjectOptions,
  work: (project: Project) => Promise<Result>,
): Promise<Result> {
  const { now, warn } = ports;
  const { root, outDir, stateDir, soundDir } = config;
  const breakLock = ports.isBreakingLock === true;
  const turn = { signal: ports.signal, isWatching: ports.polling !== undefined };
  const clipShelf = await openClipShelf(config, ports);
  const folders = { root, outDir, stateDir, soundDir };
  const workspace = await openWorkspace({ ...folders, now, warn, breakLock, ...turn, ...present({ clipShelf }) });
  const { clips, spending } = workspace;
  const { session, close } = sessionOf(config, ports, { clips, spending });
  try {
    if (ports.isAdopting !== true)
      await requireOwnPlace(ports.target ?? openTarget(config), { stateDir, feedUrl: feedUrlOf(config) });
    const state = await readShow(config, { ...ports, session, isPublishing: true });
    await state.target.prepare();
    const cover =
      state.show.image === undefined ? undefined : { path: state.show.image, copyFrom: config.imagePath ?? '' };
    const thumbnail = cover && (await publishedThumbnail(cover, state));
    const show = { ...state.show, ...present({ thumbnail: thumbnail?.path }) };
    const images = [cover, thumbnail, await publishedLogo(config), ...(await publishedTags(config)).pictures].filter(
      (image) => image !== undefined,
    );
    return await work({ ...state, show, workspace, images, isAdopting: ports.isAdopting === true });
  } finally {
    try {
      await close();
    } finally {
      await workspace.close();
    }
  }
}

async function readShow(
  config: Config,
  ports: ShowPorts & { readonly session: () => Promise<NarrationSession>; readonly isPublishing?: boolean },
): Promise<ShowState> {
  const { environment, session, sources, formatters, templates, polling, now, signal, warn, report } = ports;
  const target = ports.target ?? openTarget(config);
  const hasPrivate = config.feeds.some(({ access }) => access === 'private');
  const privacy = (await readPrivateState(config.privateDir)) ?? (hasPrivate ? newPrivateState() : undefined);
  const read = await readPublishedShow(target, {
    stateDir: config.stateDir,
    warn,
    ...present({ isPublishing: ports.isPublishing }),
  });
  const published = { ...read, ...present({ manifest: withPrivate(read.manifest, privacy, config) }) };
  const { manifest } = published;
  const guid = manifest?.showGuid ?? config.guid ?? showGuid(feedUrlOf(config));
  const cover = config.imagePath === undefined ? undefined : await publishedCover(config.imagePath, config.root);
  let lexicon: Promise<Lexicon> | undefined;
  return {
    config,
    environment,
    target,
    published,
    ...present({ privacy }),
    left: await readLeft(config.stateDir),
    known: new Set(everPublished(manifest).flatMap(idsOf).map(spellingKey)),
    show: showOf({
      config,
      guid,
      ...present({
        image: cover?.path,
        tags: (await publishedTags(config)).tags,
        logo: (await publishedLogo(config))?.path,
      }),
    }),
    templates: { directories: [config.templatesDir, ...templates, BUILT_IN_TEMPLATES], root: config.root, formatters },
    lexicon: () => (lexicon ??= readLexicon(config)),
    sources,
    ...present({ polling }),
    session,
    now,
    signal,
    warn,
    report,
  };
}

/** The published record with what is on record at home alone. */
function withPrivate(
  manifest: Manifest | undefined,
  privacy: PrivateState | undefined,
  config: Config,
): Manifest | undefined {
  if (!privacy || privacy.episodes.length + privacy.unpublished.length === 0) return manifest;
  const feedUrl = feedUrlOf(config);
  const own: Manifest = manifest ?? { version: 1, showGuid: showGuid(feedUrl), feedUrl, episodes: [] };
  const guids = new Set(own.episodes.map(({ guid }) => guid));
  return {
    ...own,
    episodes: [...own.episodes, ...privacy.episodes.filter(({ guid }) => !guids.has(guid))],
    unpublished: [...(own.unpublished ?? []), ...privacy.unpublished],
  };
}

/** The show's pronunciations; a project without a lexicon file has none. */
async function readLexicon(config: Config): Promise<Lexicon> {
  const { emptyLexicon, parseLexicon } = await import('../script/lexicon/lexicon.js');
  const file = path.relative(config.root, config.lexiconPath);
  const text = await readIfThere(config.lexiconPath).catch((cause: unknown) => {
    throw new LectorError('E_LEXICON', `the lexicon cannot be read: ${toLectorError(cause).message}`, {
      hint: 'put a file in its place, or name another: lexicon: FILE.',
      place: { file },
      cause,
    });
  });
  return text === undefined ? emptyLexicon : parseLexicon(text, file);
}

/** Opens the configured engine when it is first asked for, with the keys of the environment. */
export function sessionOf(
  config: Config,
  { engines, environment, session }: ShowPorts,
  place: Pick<NarrationSessionOptions, 'clips' | 'spending'>,
) {
  const { engine: name, settings } = config.tts;
  const { maxUsd, maxUsdPerMonth } = config.budget;
  const concurrency = present({ concurrency: config.concurrency });
  if (session) return { session, close: () => Promise.resolve() };
  let opened: Promise<NarrationSession> | undefined;
  const open = async (): Promise<NarrationSession> => {
    const { openSpeechEngine } = await import('../narration/engines/index.js');
    const { openNarrationSession } = await import('../narration/narration-session.js');
    const keys = engineEnvironment(config, environment);
    const options = { environment: keys, settings, timeoutMs: config.http.timeoutMs, ...concurrency };
    return openNarrationSession({
      ...place,
      ...concurrency,
      engine: await openSpeechEngine(name, options, {
        own: engines,
        ...present({ place: config.speechPlaces?.engine }),
      }),
      speeds: openJsonCache(path.join(config.soundDir, 'speeds')),
      temporaryFolder: path.join(config.stateDir, 'tmp', 'speech'),
      budgetUsd: maxUsd,
      budgetUsdPerMonth: maxUsdPerMonth,
    });
  };
  return {
    session: () => (opened ??= open()),
    close: async () => {
      const session = await opened?.catch(() => undefined);
      await session?.close();
    },
  };
}
