import { realpath, stat } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { SpeechPlaces } from './config/read-config-file.js';
import type { ConfigFile } from './config/schema.js';
import { EXIT, LectorError, toLectorError } from './errors.js';
import type { Finding } from './model/finding.js';
import { present } from './model/present.js';
import { readText } from './open-file.js';

export const CONFIG_FILE_NAME = 'lector.yaml';

/** The configuration of one project: what `lector.yaml` says, with absolute folders. */
export type Config = Omit<ConfigFile, 'source' | 'programmes' | 'outDir' | 'templates' | 'lexicon' | 'image'> & {
  /** Absolute path of the project folder. */
  readonly root: string;
  /** Absolute path of the file this was read from. */
  readonly file: string;
  readonly articlesDir: string;
  readonly programmesDir: string;
  readonly outDir: string;
  readonly stateDir: string;
  /** Where clips, measured speeds and the ledger of spending are kept: `stateDir`, unless shows share them. */
  readonly soundDir: string;
  /** Where what is private of the show is kept: the project folder, unless it is a copy to look at. */
  readonly privateDir: string;
  readonly templatesDir: string;
  readonly lexiconPath: string;
  readonly imagePath?: string;
  /** Where the file names the engine and its voices, for messages; without what the command line set over it. */
  readonly speechPlaces?: Partial<SpeechPlaces>;
};

/** The environment as data: keys, regions, search path. It travels beside the configuration, which may be printed. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** What the command line may set over the file. */
export type ConfigOverrides = {
  readonly outDir?: string;
  readonly source?: string;
  readonly engine?: string;
  readonly voice?: string;
  readonly concurrency?: number;
  readonly maxUsd?: number;
};

/**
 * Reads `lector.yaml` and resolves everything in it.
 *
 * @returns The configuration and its warnings.
 * @throws {@link LectorError} `E_CONFIG` and the field codes, exit code 3, all faults in `more`.
 */
export async function loadConfig(options: {
  readonly cwd: string;
  readonly file?: string;
  readonly overrides?: ConfigOverrides;
}): Promise<{ readonly config: Config; readonly warnings: readonly Finding[] }> {
  const file = path.resolve(options.cwd, options.file ?? CONFIG_FILE_NAME);
  const shown = path.relative(options.cwd, file) || file;
  const text = await readConfigText(file, shown);
  // Loaded when there is a file to read: help and the version come without it.
  const { readConfigFile } = await import('./config/read-config-file.js');
  const { values, warnings, speechPlaces } = readConfigFile(text, shown);
  const config = resolveConfig({ values, file, speechPlaces, overrides: options.overrides ?? {} });
  await checkFolders(config, shown);
  return { config, warnings };
}

/** The environment Lector was started in; the only place that reads it. */
export function readEnvironment(): Environment {
  return { ...process.env };
}

/** Now, or the moment `SOURCE_DATE_EPOCH` names (reproducible-builds.org), so that a build can be repeated to the byte. */
export function clockOf(environment: Environment): () => Date {
  const epoch = environment['SOURCE_DATE_EPOCH'];
  if (epoch === undefined || !/^\d{1,11}$/u.test(epoch)) return () => new Date();
  return () => new Date(Number(epoch) * 1000);
}

async function readConfigText(file: string, shown: string): Promise<string> {
  const kind = await stat(file).catch(() => undefined);
  if (!kind) {
    throw new LectorError('E_CONFIG', `${shown}: no such file.`, {
      hint: 'run "lector init" here, or name the file with --config.',
      exitCode: EXIT.usage,
    });
  }
  if (kind.isDirectory()) {
    throw new LectorError('E_CONFIG', `${shown} is a folder.`, {
      hint: `name the file itself, as in --config ${path.join(shown, CONFIG_FILE_NAME)}.`,
      exitCode: EXIT.usage,
    });
  }
  return readText(file).catch((cause: unknown) => {
    throw new LectorError('E_CONFIG', `${shown} cannot be read: ${toLectorError(cause).message}`, {
      hint: 'name a file that may be read with --config.',
      exitCode: EXIT.usage,
      cause,
    });
  });
}

function resolveConfig(input: {
  values: ConfigFile;
  file: string;
  speechPlaces: SpeechPlaces;
  overrides: ConfigOverrides;
}): Config {
  const { values, file, speechPlaces, overrides } = input;
  const root = path.dirname(file);
  const { source, programmes, outDir, templates, lexicon, image, ...rest } = values;
  const engine = overrides.engine ?? values.tts.engine;
  const { voice: configuredVoice, ...tts } = values.tts;
  // A voice belongs to its engine: another engine on the command line starts without one.
  const voice = overrides.voice ?? (engine === values.tts.engine ? configuredVoice : undefined);
  return {
    ...rest,
    tts: { ...tts, engine, ...present({ voice }) },
    speechPlaces: {
      voices: speechPlaces.voices,
      ...(overrides.engine === undefined && { engine: speechPlaces.engine }),
    },
    budget: { ...values.budget, ...present({ maxUsd: overrides.maxUsd }) },
    ...present({ concurrency: overrides.concurrency }),
    root,
    file,
    articlesDir: path.resolve(root, overrides.source ?? source),
    programmesDir: path.resolve(root, programmes),
    outDir: path.resolve(root, overrides.outDir ?? outDir),
    stateDir: path.join(root, '.lector'),
    soundDir: path.join(root, '.lector'),
    privateDir: root,
    templatesDir: path.resolve(root, templates),
    lexiconPath: path.resolve(root, lexicon),
    ...(image !== undefined && { imagePath: path.resolve(root, image) }),
  };
}

/**
 * Publishing deletes what it no longer lists, so the output folder must be a folder of its own: by where it really lies,
 * whatever links lead there.
 */
async function checkFolders(config: Config, file: string): Promise<void> {
  const shown = config.outDir;
  const fail = (why: string): never => {
    throw new LectorError('E_OUT_DIR', `outDir "${shown}" ${why}.`, {
      hint: 'give the published site a folder of its own, such as outDir: output.',
      place: { file },
    });
  };
  const outDir = await realPath(config.outDir);
  const root = await realPath(config.root);
  const home = await realPath(os.homedir());
  if (outDir === path.parse(outDir).root) fail('is the root of the disk');
  if (isInside(root, outDir))
    fail(outDir === root ? 'is the project folder itself' : 'is a parent of the project folder');
  if (isInside(home, outDir)) fail(outDir === home ? 'is your home folder' : 'is a parent of your home folder');
  for (const [name, folder] of [
    ['source', config.articlesDir],
    ['programmes', config.programmesDir],
    ['templates', config.templatesDir],
    ['takes and recordings', path.join(config.root, 'audio')],
    ['.lector', config.stateDir],
    ['.git', path.join(config.root, '.git')],
  ] as const) {
    const real = await realPath(folder);
    if (outDir === real) fail(`equals ${name}`);
    if (isInside(outDir, real)) fail(`is below ${name}`);
    if (isInside(real, outDir)) fail(`holds ${name}`);
  }
}

/** Where a path leads, links followed as far as it exists. */
async function realPath(file: string): Promise<string> {
  try {
    return await realpath(file);
  } catch {
    const parent = path.dirname(file);
    return parent === file ? file : path.join(await realPath(parent), path.basename(file));
  }
}

function isInside(inner: string, outer: string): boolean {
  const relative = path.relative(outer, inner);
  return relative === '' || (relative !== '..' && !relative.startsWith(`..${path.sep}`) && !path.isAbsolute(relative));
}
