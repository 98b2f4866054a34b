import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const SRC = path.resolve(import.meta.dirname, '../src');
const STAGES = [
  'sources',
  'script',
  'narration',
  'mastering',
  'chapters',
  'transcript',
  'encoding',
  'notes',
  'feed',
  'site',
  'publish',
];
/** What stages stand on: `sound` reads, meters and shapes samples for narration, mastering and encoding alike. */
const FOUNDATION = [
  'model',
  'errors',
  'open-file',
  'languages',
  'fields',
  'markup',
  'run-tool',
  'sound',
  'workspace',
  'bucket',
  'store',
  'templates',
];

/** What each unit may import besides itself; a unit is a file or a folder directly below src. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  model: [],
  errors: ['model'],
  'open-file': ['model', 'errors'],
  fields: ['model', 'errors'],
  languages: ['model', 'errors'],
  markup: ['model', 'errors'],
  'run-tool': ['model', 'errors', 'open-file'],
  sound: ['model', 'errors', 'open-file', 'run-tool'],
  workspace: ['model', 'errors', 'open-file', 'run-tool', 'sound'],
  bucket: ['model', 'errors', 'open-file', 'markup'],
  /** What several machines share: blobs by content. */
  store: ['model', 'errors', 'open-file', 'workspace', 'bucket'],
  templates: ['model', 'errors', 'languages', 'open-file', 'fields', 'run-tool', 'workspace'],
  ...Object.fromEntries(STAGES.map((stage) => [stage, FOUNDATION])),
  /** Draws covers, and pictures of episodes where a show wants them. */
  artwork: ['model', 'errors', 'open-file'],
  preview: FOUNDATION,
  check: [...FOUNDATION, ...STAGES],
  /** What outsiders' sources and engines owe, for their tests. */
  contracts: [...FOUNDATION, 'sources', 'narration', 'publish'],
  config: ['model', 'errors', 'fields', 'open-file'],
  context: [...FOUNDATION, ...STAGES, 'config'],
  /** What travels between a build and its workers. */
  queue: [...FOUNDATION, ...STAGES, 'config', 'context'],
  show: [...FOUNDATION, ...STAGES, 'config', 'context', 'check', 'preview', 'artwork', 'queue'],
  worker: [...FOUNDATION, ...STAGES, 'config', 'context', 'queue', 'show'],
  /** Builds and publishes whenever something is due. */
  watch: [...FOUNDATION, ...STAGES, 'config', 'context', 'show'],
  /** What operators and their tools see of a watch or a worker. */
  operations: [...FOUNDATION, ...STAGES, 'config', 'context', 'queue', 'show', 'worker', 'watch'],
  index: ['*'],
  cli: ['*'],
};

const MAX_LOOSE_FILES = 15;
/** Folders with one file an adapter or a class of token. */
const TABLES: ReadonlySet<string> = new Set([
  'languages/en/figures/rules',
  'narration/engines',
  'templates/formatters',
]);

type Import = { readonly from: string; readonly to: string };

const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => file.endsWith('.ts') && !/^(?:site\/player|site\/companion|preview\/page)\//u.test(file))
  .sort();
const imports: readonly Import[] = files.flatMap((from) => relativeImports(from).map((to) => ({ from, to })));

describe('the house', () => {
  it('has only units that are named in this test', () => {
    expect([...new Set(files.map(unitOf))].filter((unit) => !(unit in MAY_IMPORT))).toEqual([]);
  });

  it('lets every unit import only what lies below it', () => {
    const trespasses = imports.filter(({ from, to }) => {
      const allowed = MAY_IMPORT[unitOf(from)] ?? [];
      return unitOf(from) !== unitOf(to) && !allowed.includes('*') && !allowed.includes(unitOf(to));
    });
    expect(trespasses).toEqual([]);
  });

  it('has no import cycle', () => {
    expect(findCycle()).toEqual([]);
  });

  it('has at most 15 loose files in a folder, tables of adapters aside: beyond that it has rooms that should show', () => {
    const counts = new Map<string, number>();
    for (const folder of files.map((file) => path.posix.dirname(file)))
      counts.set(folder, (counts.get(folder) ?? 0) + 1);
    expect([...counts].filter(([folder, count]) => count > MAX_LOOSE_FILES && !TABLES.has(folder))).toEqual([]);
  });

  it('names files in kebab-case and after what they do', () => {
    const banned = /(?:^|[-/])(?:utils?|helpers?|common|base|manager|service)(?:[-./]|$)/u;
    const odd = files.filter((file) => !/^[a-z0-9-/]+(?:\.d)?\.ts$/u.test(file) || banned.test(file));
    expect(odd).toEqual([]);
  });

  it('starts programs only in run-tool and in worker pools that narration owns', () => {
    expect(
      filesMatching(/(?:from |import\()'(?:node:child_process|fluent-ffmpeg)'/u).filter(
        (f) => !f.startsWith('run-tool'),
      ),
    ).toEqual([]);
  });

  it('starts no shell', () => {
    expect(filesMatching(/\bshell: true|\bexecSync\b|\bexec\b[^;]*from 'node:child_process'/u)).toEqual([]);
  });

  it('reads the environment only in the config', () => {
    expect(
      filesMatching(/\bprocess\.env\b/u).filter((file) => file !== 'config.ts' && !file.startsWith('config/')),
    ).toEqual([]);
  });

  it('prints and exits only in the command line', () => {
    const printing = filesMatching(/\bconsole\.\w|process\.(?:stdout|stderr|exit)\b/u);
    expect(printing.filter((file) => file !== 'cli.ts' && !file.startsWith('cli/'))).toEqual([]);
  });

  it('spells published paths and their addresses in one place', () => {
    const published =
      /(?<![\w-])(?:feed\.xml|manifest\.json|episode\.json|chapters\.json)|episodes\/\$|transcript\.\$|application\/(?:rss\+xml|json\+chapters)';/u;
    const address = /show\.baseUrl\}|show\.baseUrl \+|,\s*show\.baseUrl\)/u;
    // What the codes of messages say is prose.
    const spelling = files.filter((file) => {
      if (file.startsWith('model/codes/')) return false;
      const code = withoutComments(readFileSync(path.join(SRC, file), 'utf8'));
      return published.test(code) || address.test(code);
    });
    expect(spelling.filter((file) => !file.startsWith('model/publication/paths/'))).toEqual([]);
    expect(spelling).not.toEqual([]);
  });

  it('changes what is published through a target, and looks at it through one', () => {
    const readers = filesMatching(/from 'node:fs(?:\/promises)?'/u);
    const places = /^(?:publish\/(?!targets\/)|show\/publication\/publish-show|show\/episodes\/read-episode)/u;
    expect(readers.filter((file) => places.test(file))).toEqual([]);
  });

  it('opens files to be read in one place, where a pipe, a device or a folder in their stead is refused', () => {
    const reading =
      /import \{[^}]*\b(?:readFile|readFileSync|createReadStream)\b[^}]*\} from 'node:fs(?:\/promises)?'|\bopen(?:Sync)?\([^)]*'r'\)/u;
    const own = [
      // The package's own.
      'model/version.ts',
      'site/read-modules.ts',
      'preview/live.ts',
      // Flushes what it wrote; folders too.
      'workspace/write-durably.ts',
      // What it downloaded itself.
      'narration/voices/read-archive.ts',
    ];
    expect(filesMatching(reading).filter((file) => !file.startsWith('contracts/') && !own.includes(file))).toEqual([
      'open-file.ts',
    ]);
  });

  it('throws no error but its own', () => {
    expect(filesMatching(/throw new (?:Error|TypeError|RangeError)\(/u)).toEqual([]);
  });
});

function unitOf(file: string): string {
  return (file.split('/')[0] ?? file).replace(/\.ts$/u, '');
}

function withoutComments(code: string): string {
  return code.replace(/\/\*[\s\S]*?\*\/|(?<!:)\/\/.*$/gmu, '');
}

function filesMatching(pattern: RegExp): string[] {
  return files.filter((file) => pattern.test(readFileSync(path.join(SRC, file), 'utf8')));
}

function relativeImports(from: string): string[] {
  const text = readFileSync(path.join(SRC, from), 'utf8');
  const specifiers = [...text.matchAll(/(?:from|import)\s*\(?\s*'(\.[^']+)'/gu)].map((match) => match[1] ?? '');
  return specifiers
    .filter((specifier) => specifier.endsWith('.js'))
    .map((specifier) => path.posix.join(path.posix.dirname(from), specifier).replace(/\.js$/u, '.ts'));
}

/** The files of one cycle, or nothing. */
function findCycle(): string[] {
  const next = new Map<string, string[]>();
  for (const { from, to } of imports) next.set(from, [...(next.get(from) ?? []), to]);
  const done = new Set<string>();
  const visit = (file: string, trail: readonly string[]): string[] => {
    if (trail.includes(file)) return [...trail.slice(trail.indexOf(file)), file];
    if (done.has(file)) return [];
    for (const target of next.get(file) ?? []) {
      const cycle = visit(target, [...trail, file]);
      if (cycle.length > 0) return cycle;
    }
    done.add(file);
    return [];
  };
  return files.map((file) => visit(file, [])).find((cycle) => cycle.length > 0) ?? [];
}
