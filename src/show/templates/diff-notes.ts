import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { createTwoFilesPatch, FILE_HEADERS_ONLY } from 'diff';
import type { Config } from '../../config.js';
import { LectorError } from '../../errors.js';
import { readXml, xmlText, type XmlElement } from '../../markup/xml-tree.js';
import { present } from '../../model/present.js';
import { episodePaths } from '../../model/publication/paths/episode-paths.js';
import { isFeedPath, isJsonFeedPath, isPrivatePath, PUBLISHED } from '../../model/publication/paths/show-paths.js';
import { standingRecord } from '../episodes/read-episode.js';
import { publishShow } from '../publication/publish-show.js';
import { openRenderCache } from '../publication/render-cache.js';
import { withProject, type ShowPorts } from '../read-show.js';
import { watchTarget, type SeenChange } from './watch-target.js';

/** Where a change of templates is met. */
export const NOTES_TARGETS = ['description', 'content', 'page', 'output', 'site'] as const;
export type NotesTarget = (typeof NOTES_TARGETS)[number];

/** What a change of templates changes in one place. */
export type NotesChange = {
  /** The episode it is about; nothing for what lists many. */
  readonly slug?: string;
  readonly target: NotesTarget;
  /** The published file it stands in. */
  readonly path: string;
  readonly kind: 'new' | 'changed' | 'gone';
  /** Unified, with two lines around each change. */
  readonly diff: string;
};

export type NotesDiff = {
  readonly episodeCount: number;
  readonly changes: readonly NotesChange[];
  /** How many of each target change. */
  readonly counts: Readonly<Record<NotesTarget, number>>;
};

/**
 * What `notes` would change of everything published, as the templates are now. Writes nothing that is published.
 *
 * @throws {@link LectorError} `E_INPUT` when nothing is published yet; `E_TEMPLATE…`.
 */
export function diffNotes(config: Config, ports: ShowPorts): Promise<NotesDiff> {
  return withProject(config, ports, async (project) => {
    const records = project.published.manifest?.episodes ?? [];
    if (records.length === 0)
      throw new LectorError('E_INPUT', 'nothing is published yet.', { hint: 'run "lector build" first.' });
    const entries = await Promise.all(
      records.map(async (record) => ({ record: (await standingRecord(record, project)) ?? record })),
    );
    const seen: SeenChange[] = [];
    const stateDir = await mkdtemp(path.join(os.tmpdir(), 'lector-diff-'));
    try {
      const watched = {
        // What subscribers have would be written to their record at home.
        ...present({ ...project, privacy: undefined }),
        target: watchTarget(project.target, (change) => void seen.push(change)),
        config: { ...config, stateDir },
      };
      const cache = { ...(await openRenderCache(project)), save: () => Promise.resolve() };
      const { outputs } = await publishShow(entries, watched, new Map(), cache);
      const slugs = new Map(records.map(({ guid, slug }) => [guid, slug]));
      return toDiff(seen, { episodeCount: records.length, slugs, outputs });
    } finally {
      await rm(stateDir, { recursive: true, force: true });
    }
  });
}

function toDiff(
  seen: readonly SeenChange[],
  {
    episodeCount,
    slugs,
    outputs,
  }: {
    readonly episodeCount: number;
    /** By GUID. */
    readonly slugs: ReadonlyMap<string, string>;
    /** By path, with the slug of the episode it is about. */
    readonly outputs: ReadonlyMap<string, string | undefined>;
  },
): NotesDiff {
  const pages = new Map([...slugs.values()].map((slug) => [episodePaths(slug).page, slug]));
  const told = seen.filter(({ path: name }) => !isBookkeeping(name));
  const files = told
    .filter(({ path: name }) => !isFeed(name, outputs))
    .map((change) => {
      const slug = pages.get(change.path) ?? outputs.get(change.path);
      const isOutput = outputs.has(change.path) || isGoneOutput(change);
      const target = pages.has(change.path) ? 'page' : isOutput ? 'output' : 'site';
      return toChange(change, { target, ...present({ slug }) });
    });
  const feeds = told.filter(({ path: name }) => isFeed(name, outputs) && name.endsWith('.xml'));
  const changes = [...notesOf(feeds, slugs), ...files];
  const order = new Map([...slugs.values()].map((slug, index) => [slug, index]));
  const placeOf = ({ slug }: NotesChange): number => (slug === undefined ? Infinity : (order.get(slug) ?? Infinity));
  const rankOf = ({ target }: NotesChange): number => NOTES_TARGETS.indexOf(target);
  const sorted = changes.toSorted((one, other) => placeOf(one) - placeOf(other) || rankOf(one) - rankOf(other) || 0);
  const counts = Object.fromEntries(
    NOTES_TARGETS.map((target) => [target, changes.filter((change) => change.target === target).length]),
  ) as Record<NotesTarget, number>;
  return { episodeCount, changes: sorted, counts };
}

function isBookkeeping(name: string): boolean {
  return name === PUBLISHED.fileList || name === PUBLISHED.manifest || isPrivatePath(name);
}

function isFeed(name: string, outputs: ReadonlyMap<string, unknown>): boolean {
  return !outputs.has(name) && (isFeedPath(name) || isJsonFeedPath(name));
}

/** Of what lies in no folder of Lector's own, whose template is gone. */
function isGoneOutput({ path: name, after }: SeenChange): boolean {
  return after === undefined && !/^(?:episodes|assets|page)\//u.test(name);
}

/** Descriptions and contents of the items of feeds; an episode that stands in several is the same in each. */
function notesOf(feeds: readonly SeenChange[], slugs: ReadonlyMap<string, string>): readonly NotesChange[] {
  const before = new Map(feeds.flatMap(({ path: name, before: xml }) => itemsOf(xml, name)));
  const after = new Map(feeds.flatMap(({ path: name, after: xml }) => itemsOf(xml, name)));
  return [...after].flatMap(([guid, item]) => {
    const old = before.get(guid);
    return (['description', 'content'] as const).flatMap((target): NotesChange[] => {
      if (old?.[target] === item[target]) return [];
      const change = { path: item.path, after: `${item[target]}\n`, ...(old && { before: `${old[target]}\n` }) };
      return [toChange(change, { target, ...present({ slug: slugs.get(guid) }) })];
    });
  });
}

type ItemNotes = { readonly path: string; readonly description: string; readonly content: string };

function itemsOf(xml: string | undefined, name: string): readonly (readonly [guid: string, notes: ItemNotes])[] {
  const items: (readonly [string, ItemNotes])[] = [];
  if (xml === undefined) return items;
  readXml(xml, {
    file: name,
    take(element) {
      if (element.name !== 'item') return false;
      const textOf = (child: string): string => textOfChild(element, child);
      items.push([
        textOf('guid'),
        { path: name, description: textOf('description'), content: textOf('content:encoded') },
      ]);
      return true;
    },
  });
  return items;
}

function textOfChild({ children }: XmlElement, name: string): string {
  const found = children.find((child) => child.name === name);
  return found === undefined ? '' : xmlText(found).trim();
}

function toChange(
  { path: name, before, after }: SeenChange,
  { target, slug }: { readonly target: NotesTarget; readonly slug?: string },
): NotesChange {
  const kind = before === undefined ? 'new' : after === undefined ? 'gone' : 'changed';
  const label = target === 'description' || target === 'content' ? `${slug ?? name} ${target}` : name;
  const options = { context: 2, headerOptions: FILE_HEADERS_ONLY };
  const diff = createTwoFilesPatch(label, label, before ?? '', after ?? '', 'published', 'to be', options);
  return { ...present({ slug }), target, path: name, kind, diff };
}
