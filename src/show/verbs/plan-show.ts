import path from 'node:path';
import type { Config } from '../../config.js';
import { toLectorError } from '../../errors.js';
import type { Finding } from '../../model/finding.js';
import { showGuid } from '../../model/guid.js';
import { present } from '../../model/present.js';
import { openNarrationSession } from '../../narration/narration-session.js';
import { planNarration } from '../../narration/plan-narration.js';
import { writeScript } from '../../script/write-script.js';
import { readPublishedShow } from '../../publish/published-show.js';
import { openTarget } from '../../publish/targets/index.js';
import { openClipCache } from '../../workspace.js';
import { assignRecords, type Assignment } from '../items/assign-records.js';
import { collectItems } from '../items/collect-items.js';
import { fingerprintItem, fingerprintSettings } from '../episodes/fingerprint.js';
import { openEngine, scriptContextOf } from '../episodes/open-episode-context.js';
import { templateFoldersOf } from '../template-folders.js';
import { readLexicon } from '../read-lexicon.js';
import { isEpisodeWhole } from '../episodes/read-episode.js';
import { feedUrlOf } from '../show-of.js';
import { episodeTakes, readTakes } from '../episodes/takes.js';
import { isDue } from '../items/is-due.js';

/** What a build would do with one item. */
export type PlanRow = {
  readonly slug: string;
  readonly title: string;
  readonly work: 'narrate' | 'master' | 'nothing';
  readonly utteranceCount: number;
  readonly cachedCount: number;
  /** Characters that would be sent to the engine. */
  readonly characters: number;
  readonly costUsd: number;
  readonly estimatedAudioMs?: number;
};

export type Plan = {
  readonly engine: string;
  readonly rows: readonly PlanRow[];
  readonly characters: number;
  readonly costUsd: number;
  readonly findings: readonly Finding[];
};

/** What a build would narrate and cost. Sends nothing, writes nothing, takes no lock, needs no key. */
export async function planShow(options: {
  config: Config;
  now: () => Date;
  signal: AbortSignal;
  since?: string;
}): Promise<Plan> {
  const { config, now, since } = options;
  const findings: Finding[] = [];
  const warn = (finding: Finding): void => void findings.push(finding);
  const { items, refused } = await collectItems({ config, warn, now });
  findings.push(...refused);
  const target = openTarget(config);
  const { manifest } = await readPublishedShow(target, { stateDir: config.stateDir, warn });
  const guid = manifest?.showGuid ?? showGuid(feedUrlOf(config));
  const assigned = assignRecords(items, { showGuid: guid, manifest, now, allowGuidChange: false });
  findings.push(...assigned.findings);
  const settings = await fingerprintSettings({ config, templateFolders: templateFoldersOf(config) });
  const context = scriptContextOf({ config, lexicon: await readLexicon(config), warn });
  const session = openNarrationSession({
    engine: await openEngine(config),
    clips: openClipCache(path.join(config.stateDir, 'clips'), warn),
    temporaryFolder: path.join(config.stateDir, 'tmp'),
  });
  const allTakes = await readTakes(config);
  const planned = new Set<string>();
  const rows: PlanRow[] = [];
  try {
    for (const assignment of assigned.assignments.filter((entry) =>
      isDue(entry, { now: now(), ...present({ since }) }),
    )) {
      try {
        rows.push(await planItem(assignment));
      } catch (error) {
        findings.push({ ...toLectorError(error).toFinding(), place: { file: assignment.item.source.location } });
      }
    }
  } finally {
    await session.close();
  }
  const characters = rows.reduce((sum, row) => sum + row.characters, 0);
  return {
    engine: session.engine.name,
    rows,
    characters,
    costUsd: rows.reduce((sum, row) => sum + row.costUsd, 0),
    findings,
  };

  async function planItem({ item, slug, record, ...rest }: Assignment): Promise<PlanRow> {
    const takes = await episodeTakes(config, { takes: allTakes, slug });
    const nothing = { slug, title: item.title, utteranceCount: 0, cachedCount: 0, characters: 0, costUsd: 0 };
    const fingerprint = fingerprintItem({ item, slug, ...rest, ...present({ record }) }, { settings, takes });
    if (record?.fingerprint === fingerprint && (await isEpisodeWhole(record, target)))
      return { ...nothing, work: 'nothing', estimatedAudioMs: record.audio.durationMs };
    if (item.kind === 'programme') return { ...nothing, work: 'master' };
    const script = writeScript(item, context);
    const plan = await planNarration(script, {
      session,
      planned,
      rate: config.tts.rate,
      takes: takes.takes,
      recordings: takes.recordings,
      ...present({ voice: config.tts.voice }),
    });
    return {
      slug,
      title: item.title,
      work: 'narrate',
      utteranceCount: plan.utteranceCount,
      cachedCount: plan.cachedCount,
      characters: plan.charactersToSend,
      costUsd: plan.costUsd,
      estimatedAudioMs: plan.estimatedAudioMs,
    };
  }
}
