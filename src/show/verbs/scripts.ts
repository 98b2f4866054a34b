import path from 'node:path';
import type { ShowState } from '../../context.js';
import { LectorError, toLectorError } from '../../errors.js';
import type { Article, Briefing, DroppedBlock } from '../../model/article.js';
import { present } from '../../model/present.js';
import type { Script } from '../../model/script.js';
import { suggestWord } from '../../model/text/suggest.js';
import { findUncovered } from '../../script/coverage/find-uncovered.js';
import { writeScript } from '../../script/write-script.js';
import { scriptContextOf } from '../episodes/open-episode-context.js';
import { assignItems } from '../items/assign-items.js';
import type { Assignment } from '../items/assign-records.js';

/** A script with what of its source never came into it. */
export type SourceScript = Script & { readonly leftOut: readonly DroppedBlock[] };

/** How a script is asked for. */
export type ScriptRequest = {
  /** Slug or the beginning of one, file name with or without its ending, or path. */
  readonly wanted: string;
  /** Folder a path is relative to; the project folder unless given. */
  readonly cwd?: string;
};

/**
 * The scripts of every article and briefing, as a build would narrate them, drafts among them. Articles that are refused are reported
 * and left out.
 */
export async function allScripts(state: ShowState): Promise<readonly SourceScript[]> {
  const { assignments, held } = await assignItems(state);
  return scriptsOf([...assignments, ...held], state);
}

/** The scripts of items under the slugs they are published by; those that are refused are reported and left out. */
export async function scriptsOf(
  assignments: readonly Pick<Assignment, 'item' | 'slug'>[],
  state: Pick<ShowState, 'config' | 'templates' | 'lexicon' | 'warn'>,
): Promise<readonly SourceScript[]> {
  const context = await scriptContextOf(state);
  const scripts: SourceScript[] = [];
  for (const { item, slug } of assignments) {
    if (item.kind === 'programme') continue;
    try {
      scripts.push({ ...(await writeScript(item, context)), slug, leftOut: leftOutOf(item) });
    } catch (error) {
      state.warn({ ...toLectorError(error).toFinding(), place: { file: item.source.location } });
    }
  }
  return scripts;
}

/**
 * The script of one article, as a build would narrate it. Writes nothing and needs no engine.
 *
 * @throws {@link LectorError} `E_INPUT` when there is no such article, or it is a recording; the article's own error when it is refused.
 */
export async function scriptOf(state: ShowState, request: ScriptRequest): Promise<SourceScript> {
  const { item, slug } = await findAssignment(state, request);
  if (item.kind === 'programme') {
    throw new LectorError('E_INPUT', `"${request.wanted}" is a recording; it has no script.`, {
      hint: 'name an article.',
    });
  }
  return { ...(await writeScript(item, await scriptContextOf(state))), slug, leftOut: leftOutOf(item) };
}

/** Names, acronyms and foreign words that neither a rule nor the lexicon says how to speak. */
export async function findUncoveredTerms(state: ShowState): Promise<ReturnType<typeof findUncovered>> {
  const scripts = await allScripts(state);
  // Utterances of a briefing are those of its articles; each counts once.
  const utterances = new Map(scripts.flatMap((script) => script.utterances.map((entry) => [entry.id, entry] as const)));
  const lexicon = await state.lexicon();
  return findUncovered({ utterances: [...utterances.values()], language: state.config.language }, { lexicon });
}

/** What reading the source left out, each piece with its reason. */
export function leftOutOf(item: Article | Briefing): readonly DroppedBlock[] {
  return item.kind === 'article' ? item.dropped : item.articles.flatMap(({ dropped }) => dropped);
}

async function findAssignment(
  state: ShowState,
  { wanted, cwd }: ScriptRequest,
): Promise<Pick<Assignment, 'item' | 'slug'>> {
  const { root } = state.config;
  const assigned = await assignItems({ ...state, warn: withoutErrors(state) });
  const { refused } = assigned;
  const assignments = [...assigned.assignments, ...assigned.held];
  const found = findWanted(assignments, { root, request: { wanted, ...present({ cwd }) } });
  if (found) return found;
  const isWanted = isMeant({ root, request: { wanted, ...present({ cwd }) } });
  const refusal = refused.find(({ place }) => place !== undefined && isWanted(place.file, ''));
  if (refusal) state.warn(refusal);
  const slugs = assignments.map(({ slug }) => slug);
  const near = suggestWord(wanted, slugs);
  throw new LectorError('E_INPUT', `there is no article "${wanted}"${refusal ? ' that can be read' : ''}.`, {
    hint:
      near !== undefined
        ? `did you mean ${near}?`
        : slugs.length > 0
          ? `use one of: ${slugs.join(', ')}.`
          : 'there is none yet: put a Markdown, HTML or text file into the folder of articles.',
  });
}

type Asked = { readonly root: string; readonly request: ScriptRequest };

/** The one item that is asked for by slug, file name or path, or by the beginning of a slug that no other begins with. */
export function findWanted<Named extends Pick<Assignment, 'item' | 'slug'>>(
  items: readonly Named[],
  asked: Asked,
): Named | undefined {
  const { wanted } = asked.request;
  const isWanted = isMeant(asked);
  const begun = items.filter(({ slug }) => wanted !== '' && slug.startsWith(`${wanted}-`));
  return (
    items.find(({ item, slug }) => isWanted(item.source.location, slug)) ?? (begun.length === 1 ? begun[0] : undefined)
  );
}

function isMeant({ root, request: { wanted, cwd } }: Asked): (location: string, slug: string) => boolean {
  const file = path.relative(root, path.resolve(cwd ?? root, wanted)).replaceAll(path.sep, '/');
  return (location, slug) => location === file || slug === wanted || namesOf(location).includes(wanted);
}

/** Whoever asks for one article is not told why others are refused. */
function withoutErrors({ warn }: ShowState): ShowState['warn'] {
  return (finding) => {
    if (finding.severity !== 'error') warn(finding);
  };
}

/** `night-ferry.md` and `night-ferry`. */
function namesOf(location: string): readonly string[] {
  const { base, name } = path.posix.parse(location);
  return [base, name];
}
