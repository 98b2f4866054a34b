import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { Config } from '../../config.js';
import type { Forecast } from '../../feed/forecast/forecast.js';
import { present } from '../../model/present.js';
import { cacheControlOf, contentTypeOf, toBaseUrl } from '../../model/publication/paths/addresses.js';
import { PUBLISHED } from '../../model/publication/paths/show-paths.js';
import { startPreview } from '../../preview.js';
import { readPublishedState } from '../../publish/bring/published-state.js';
import { openTarget } from '../../publish/open-target.js';
import type { PublishTarget } from '../../publish/target.js';
import { openHostGate } from '../../sources/fetch/host-gate.js';
import { letAppsCome, type AppStory } from '../rehearsal/apps.js';
import { openStage } from '../rehearsal/stage.js';
import type { ShowPorts } from '../read-show.js';
import { placeOf, publishFolder } from './publish-folder.js';

/** What would happen if the show were published now. */
export type Rehearsal = {
  /** Where to, as messages name it; absent where no place is configured: then nothing is taken to be out there. */
  readonly place?: string;
  /** Whether a feed lies there. */
  readonly hasFeed: boolean;
  /** Files and bytes that were put on the stage. */
  readonly putCount: number;
  readonly putBytes: number;
  readonly forecast?: Forecast;
  readonly apps: readonly AppStory[];
};

export type RehearseOptions = {
  /** A place or its name; the only one of the show unless given. */
  readonly to?: string | PublishTarget;
  /** Also over a place that holds another site. */
  readonly isAdopting?: boolean;
};

/**
 * Publishes what lies in the output folder to a folder of its own, over the feed that is out there, serves it on this
 * machine and lets apps come before and after. The real place is read and never written; nobody is told.
 *
 * @throws {@link LectorError} as `publishFolder`.
 */
export async function rehearse(config: Config, ports: ShowPorts, options: RehearseOptions): Promise<Rehearsal> {
  const adopting = present({ isAdopting: options.isAdopting });
  const hasPlace = options.to !== undefined || Object.keys(config.publish).length > 0;
  const place = hasPlace ? placeOf(config, ports, options.to) : undefined;
  // What the real place says: which texts would be written over, and whether it is ours.
  const planned = place && (await publishFolder(config, ports, { ...adopting, to: place, isDryRun: true }));
  const folder = await mkdtemp(path.join(os.tmpdir(), 'lector-rehearsal-'));
  const outDir = path.join(folder, 'served');
  const stageTarget = openTarget({ outDir });
  await stageTarget.prepare();
  const before = place && (await bringOld(place, stageTarget));
  const baseUrl = toBaseUrl(config.baseUrl);
  const server = await startPreview({ outDir, baseUrl, port: 0 });
  try {
    const { now, signal } = ports;
    const gate = openHostGate({ delayMs: 0 });
    const fetch = { allowPrivateAddresses: true, gate, now, signal, warn: () => undefined };
    const left = new Set<string>();
    const stage = openStage({ baseUrl, servedUrl: server.url, folder, fetch, left });
    const first = await stage.visit().ask(stage.feedUrl);
    const published = await publishFolder(config, ports, {
      ...adopting,
      to: stageTarget,
      isAcceptingImpact: true,
      isRehearsal: true,
    });
    for (const url of await leftAudio(stageTarget)) left.add(url);
    const after = (await stageTarget.read(PUBLISHED.feed))?.toString('utf8') ?? '';
    const etag = before === undefined ? undefined : first.headers['etag'];
    const forecast = planned?.forecast ?? published.forecast;
    return {
      ...present({ place: place?.locate(''), forecast }),
      hasFeed: before !== undefined,
      putCount: published.puts.length,
      putBytes: published.putBytes,
      apps: await letAppsCome({ before, after, etag }, stage),
    };
  } finally {
    await server.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/** Audio that stays where it was published before, which may be below the address of the show. */
async function leftAudio(target: PublishTarget): Promise<readonly string[]> {
  const { manifest } = await readPublishedState(target);
  return (manifest?.episodes ?? []).flatMap((record) => ('audio' in record ? (record.audio.url ?? []) : []));
}

/** Feed and record as they are out there, to be published over; gives the feed. */
async function bringOld(from: PublishTarget, to: PublishTarget): Promise<string | undefined> {
  for (const name of [PUBLISHED.manifest, PUBLISHED.feed]) {
    const content = await from.read(name);
    if (content)
      await to.put({ path: name, content, contentType: contentTypeOf(name), cacheControl: cacheControlOf(name) });
  }
  return (await from.read(PUBLISHED.feed))?.toString('utf8');
}
