import type { Config } from '../../config.js';
import { isLectorError, LectorError, warning } from '../../errors.js';
import { forecast, type Forecast } from '../../feed/forecast/forecast.js';
import type { Warn } from '../../model/finding.js';
import { present } from '../../model/present.js';
import { announce } from '../../publish/announce.js';
import { bringShow, type BroughtShow } from '../../publish/bring/bring-show.js';
import { bringHidden, removeHidden } from '../../publish/bring/bring-hidden.js';
import { isOfAudio, plainName } from '../../model/publication/paths/episode-paths.js';
import { PUBLISHED } from '../../model/publication/paths/show-paths.js';
import { fetchShow, type FetchedShow } from '../../publish/bring/fetch-show.js';
import { planPublish, type PlannedPut, type PublishPlan } from '../../publish/bring/plan-publish.js';
import type { PlannedRemoval } from '../../publish/bring/plan-removals.js';
import { readPublishedState } from '../../publish/bring/published-state.js';
import { listReleases, rollBack, type KeptRelease } from '../../publish/bring/roll-back.js';
import { requireOwnPlace } from '../../publish/own-place.js';
import type { PublishTarget } from '../../publish/target.js';
import { openTarget } from '../../publish/open-target.js';
import { openWorkspace, readPrivateState, writePrivateState } from '../../workspace.js';
import { hooksOf } from '../publication/hooks-of.js';
import { openPublishPlace, variablesOf } from '../publication/publish-place.js';
import type { ShowPorts } from '../read-show.js';
import { feedUrlOf } from '../show-of.js';

/** Where to, and how. */
export type PublishOptions = {
  /** A place by its name under `publish:`, or a target of the caller's own; the only one that is configured unless given. */
  readonly to?: string | PublishTarget;
  /** Says what would be put and removed, and does nothing. */
  readonly isDryRun?: boolean;
  /** Removes what the show has not listed for 30 days and no feed to go back to names. */
  readonly isPruning?: boolean;
  /** Takes a place that holds a site of somebody else, and replaces files of theirs that are in the way. */
  readonly isAdopting?: boolean;
  readonly isBreakingLock?: boolean;
  /** Publishes what hurts subscribers all the same: other GUIDs, many episodes gone, other bytes under a known address. */
  readonly isAcceptingImpact?: boolean;
  /** Tells nobody, and keeps no record of the place. */
  readonly isRehearsal?: boolean;
  /** Hears what is to be put, and then of each file that lies there. */
  readonly report?: (event: PublishProgress) => void;
};

export type PublishProgress =
  | { readonly type: 'publish-plan'; readonly putCount: number; readonly putBytes: number }
  | { readonly type: 'put'; readonly path: string; readonly sizeBytes: number };

/** What was published, or in a dry run what would be. */
export type PublishReport = {
  /** As messages name it. */
  readonly place: string;
  readonly puts: readonly PlannedPut[];
  readonly putBytes: number;
  readonly removals: readonly PlannedRemoval[];
  readonly unchangedCount: number;
  /** Files the show lists no more that stay for now. */
  readonly waitingCount: number;
  /** What subscribers would see; absent where the feed that is out there cannot be read. */
  readonly forecast?: Forecast;
  /** Absent in a dry run. */
  readonly done?: BroughtShow;
  /** How many hubs, services and programs heard of it; absent when the feed is the one that was out there. */
  readonly toldCount?: number;
};

/** Brings what lies in the output folder to where it is served. */
export async function publishFolder(config: Config, ports: ShowPorts, options: PublishOptions): Promise<PublishReport> {
  const { now, signal } = ports;
  const to = placeOf(config, ports, options.to);
  const { hooks, secrets } = hooksOf(config, ports.environment);
  warnOfLocalAddress(config, ports.warn);
  const isReal = options.isDryRun !== true && options.isRehearsal !== true;
  if (isReal && config.recogniser?.beforePublish === true) {
    await (await import('../hearing/hear-show.js')).requireHeard(config, ports);
  }
  const report = await withFolder<PublishReport>(config, ports, options, async ({ from, temporaryFolder }) => {
    if (options.isAdopting !== true)
      await requireOwnPlace(to, { stateDir: config.stateDir, feedUrl: feedUrlOf(config) });
    const context = { from, to, now: now(), temporaryFolder };
    const state = await readPublishedState(to);
    const plan = await planPublish({ ...context, state, ...present({ isPruning: options.isPruning }) });
    const { puts, putBytes, removals, unchangedCount, waiting } = plan;
    const forecast = await forecastOf(plan, { from, warn: ports.warn });
    const report = {
      place: to.locate(''),
      puts,
      putBytes,
      removals,
      unchangedCount,
      waitingCount: waiting.length,
      ...present({ forecast }),
    };
    if (options.isDryRun === true) return report;
    if (options.isAcceptingImpact !== true) refuseImpact(forecast);
    options.report?.({ type: 'publish-plan', putCount: puts.length, putBytes });
    const privacy = await readPrivateState(config.privateDir);
    const hidden = { files: privacy?.files ?? [], there: privacy?.brought[report.place] ?? [] };
    // Who was revoked is to find nothing, whatever stops the rest.
    const revoked = await removeHidden(hidden, to);
    const brought = await bringShow(plan, {
      ...context,
      signal,
      isAdopting: options.isAdopting === true,
      report: (file) => options.report?.({ type: 'put', ...file }),
    });
    const written = await bringHidden(hidden, context);
    if (privacy && options.isRehearsal !== true && hidden.files.length + hidden.there.length > 0) {
      const all = { ...privacy.brought, [report.place]: hidden.files };
      await writePrivateState(config.privateDir, { ...privacy, brought: all });
    }
    const done = {
      ...brought,
      written: [...brought.written, ...written],
      removed: [...brought.removed, ...revoked],
    };
    return { ...report, done };
  });
  const { done } = report;
  if (done?.release === undefined || options.isRehearsal === true) return report;
  const { release, place } = done;
  const news = { feedUrl: feedUrlOf(config), place, release, medium: config.medium };
  const context = { warn: ports.warn, environment: variablesOf(ports.environment), secrets };
  return { ...report, toldCount: await announce(hooks, news, context) };
}

/** `lector init` leaves an address that only this machine can ask. */
function warnOfLocalAddress({ baseUrl }: Config, warn: Warn): void {
  const { hostname, href } = new URL(baseUrl);
  if (!/^(?:localhost|127\..*|\[::1\])$/u.test(hostname)) return;
  warn(
    warning('W_URL_PRIVATE', `baseUrl is ${href}: every address in the feed leads to this computer.`, {
      hint: 'set baseUrl to the address the show is served at, build and publish again.',
    }),
  );
}

/** Brings what is published at a place into an output folder that holds nothing. */
export function fetchPlace(
  config: Config,
  ports: ShowPorts,
  { to }: { readonly to?: string | PublishTarget },
): Promise<FetchedShow> {
  const from = placeOf(config, ports, to);
  return withFolder(config, ports, {}, ({ from: into, temporaryFolder }) =>
    fetchShow({ from, into, temporaryFolder, signal: ports.signal }),
  );
}

/** Puts a feed back that was published before; the output folder is not looked at. */
export function rollBackPlace(
  config: Config,
  ports: ShowPorts,
  { to, number }: { readonly to?: string | PublishTarget; readonly number?: number },
): Promise<KeptRelease> {
  return rollBack(placeOf(config, ports, to), number);
}

/** The feeds a place can go back to, the newest first. */
export function releasesOf(
  config: Config,
  ports: ShowPorts,
  to: string | PublishTarget | undefined,
): Promise<readonly KeptRelease[]> {
  return listReleases(placeOf(config, ports, to));
}

/** A feed out there that is none is replaced by one that is. */
async function forecastOf(
  { puts, state, manifest }: PublishPlan,
  { from, warn }: { readonly from: PublishTarget; readonly warn: ShowPorts['warn'] },
): Promise<Forecast | undefined> {
  const after = (await from.read(PUBLISHED.feed))?.toString('utf8') ?? '';
  // What is named for its audio has the times of that audio, whatever words are corrected in it.
  const isTimedByNobody = (path: string): boolean => isOfAudio(path) && plainName(path) === path;
  const overwritten = puts.filter(({ path, isNew }) => !isNew && isTimedByNobody(path)).map(({ path }) => path);
  const takenBack = new Set((manifest.unpublished ?? []).map(({ guid }) => guid));
  const archived = new Set(manifest.episodes.map(({ guid }) => guid));
  try {
    return forecast({ after, takenBack, archived, overwritten, ...present({ before: state.feedXml }) });
  } catch (error) {
    if (!isLectorError(error)) throw error;
    warn(warning('W_FORECAST', `what subscribers will see cannot be foretold: ${error.message}`));
    return undefined;
  }
}

/**
 * @throws {@link LectorError} `E_IMPACT` for the first danger, with the others in `more`.
 */
function refuseImpact(found: Forecast | undefined): void {
  const hint = 'look at "lector publish --dry-run"; if it is meant, publish with --accept-impact.';
  const [first, ...others] = (found?.dangers ?? []).map(
    ({ message, fix }) => new LectorError('E_IMPACT', message, { hint: `${fix} Else ${hint}` }),
  );
  if (!first) return;
  throw new LectorError('E_IMPACT', first.message, {
    more: others.map((error) => error.toFinding()),
    ...present({ hint: first.hint }),
  });
}

export function placeOf(
  config: Config,
  { environment, signal, warn }: ShowPorts,
  to: PublishOptions['to'],
): PublishTarget {
  return typeof to === 'object' ? to : openPublishPlace(config, to, { environment, signal, warn });
}

/** Holds the output folder, so that no build changes it on the way. */
async function withFolder<Result>(
  { root, outDir, stateDir }: Config,
  { now, warn, target, signal, polling }: ShowPorts,
  { isBreakingLock = false }: PublishOptions,
  work: (at: { readonly from: PublishTarget; readonly temporaryFolder: () => Promise<string> }) => Promise<Result>,
): Promise<Result> {
  const turn = { signal, isWatching: polling !== undefined };
  const workspace = await openWorkspace({ root, outDir, stateDir, now, warn, breakLock: isBreakingLock, ...turn });
  try {
    return await work({
      from: target ?? openTarget({ outDir }),
      temporaryFolder: () => workspace.temporaryFolder(),
    });
  } finally {
    await workspace.close();
  }
}
