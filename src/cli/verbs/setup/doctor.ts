import { access, constants, statfs } from 'node:fs/promises';
import path from 'node:path';
import type { Command } from 'commander';
import { CONFIG_FILE_NAME, loadConfig, readEnvironment, type Config } from '../../../config.js';
import { engineEnvironment } from '../../../config/engine-environment.js';
import { isLectorError, toLectorError } from '../../../errors.js';
import { AUDIO_FORMATS } from '../../../model/audio-file.js';
import { present } from '../../../model/present.js';
import { LECTOR_VERSION } from '../../../model/version.js';
import { fetchOptionsOf } from '../../../show/fetch-options-of.js';
import { openSession, type GlobalFlags, type Session } from '../../session.js';
import { count } from '../../../model/text.js';

/** One thing looked at. `advice` says what would be better; it never fails the check. */
type Check = {
  readonly name: string;
  readonly state: 'ok' | 'advice' | 'fault';
  readonly found: string;
  readonly fix?: string;
};

const MIN_NODE = [20, 19] as const;
const MIN_FREE_BYTES = 500_000_000;

/** `lector doctor`: what is found where, in which version, and what would be better. */
export function registerDoctor(program: Command): void {
  program
    .command('doctor')
    .description('say what Lector finds on this machine, or of a host, and what to mend')
    .option('--host <url>', 'ask a host for one file, as apps do: audio, a feed or a text that lies there')
    .addHelpText('after', '\nExamples:\n  $ lector doctor\n  $ lector doctor --host https://media.example.org/test.mp3')
    .action(async (_flags: unknown, command: Command) => {
      const flags = command.optsWithGlobals<GlobalFlags & { readonly host?: string }>();
      const session = openSession(flags);
      const { terminal, cwd } = session;
      const checks = await (flags.host === undefined
        ? examine({ cwd, ...present({ file: flags.config }) })
        : examineHost(flags.host, session));
      const marks = { ok: '✓', advice: '!', fault: '✗' } as const;
      const width = Math.max(10, ...checks.map(({ name }) => name.length));
      for (const { name, state, found, fix } of checks) {
        const cure = fix === undefined ? '' : `\n${' '.repeat(width + 3)}Fix: ${fix}`;
        terminal.print(`${marks[state]} ${name.padEnd(width)} ${found}${cure}`);
      }
      terminal.printJson({ type: 'report', checks });
      if (checks.some(({ state }) => state === 'fault')) process.exitCode ??= 7;
    });
}

/** What a host answers for one file, rule by rule; recipes for each fix are in docs/hosting.md. */
async function examineHost(url: string, session: Session): Promise<readonly Check[]> {
  const { checkHost } = await import('../../../check/online/check-host.js');
  const { kindOfFile } = await import('../../../check/online/host-facts.js');
  const { now, signal, terminal } = session;
  const fetch = fetchOptionsOf(await session.configIfAny(), { now, signal, warn: terminal.finding.bind(terminal) });
  const { looks } = await checkHost({ url, kind: kindOfFile(url), label: 'The file' }, { fetch, now });
  return looks.map(({ rule, finding }): Check => {
    if (!finding) return { name: rule.name, state: 'ok', found: `as ${rule.clause} asks` };
    const state = finding.severity === 'error' ? 'fault' : 'advice';
    return { name: rule.name, state, found: `${finding.code}: ${finding.message}`, ...present({ fix: finding.hint }) };
  });
}

async function examine(options: { cwd: string; file?: string }): Promise<readonly Check[]> {
  const { SPEECH_ENGINES } = await import('../../../narration/engines/index.js');
  const loaded = await loadConfig(options).catch((error: unknown) => toLectorError(error));
  const config = isLectorError(loaded) ? undefined : loaded.config;
  return [
    { name: 'lector', state: 'ok', found: LECTOR_VERSION },
    examineNode(),
    isLectorError(loaded)
      ? { name: 'config', state: 'advice', found: loaded.message, fix: loaded.hint ?? `write a ${CONFIG_FILE_NAME}.` }
      : { name: 'config', state: 'ok', found: loaded.config.file },
    await examineFfmpeg(config),
    ...(await Promise.all(Object.keys(SPEECH_ENGINES).map((name) => examineEngine(name, config)))),
    ...(config ? [await examineOutput(config), await examineDisk(config)] : []),
  ];
}

function examineNode(): Check {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const isEnough = major > MIN_NODE[0] || (major === MIN_NODE[0] && minor >= MIN_NODE[1]);
  return {
    name: 'node',
    state: isEnough ? 'ok' : 'fault',
    found: process.version,
    ...(!isEnough && { fix: `install Node ${MIN_NODE.join('.')} or newer.` }),
  };
}

async function examineFfmpeg(config: Config | undefined): Promise<Check> {
  const { findFfmpeg } = await import('../../../run-tool.js');
  const searchPath = readEnvironment()['PATH'];
  const configuredPath = config?.ffmpeg.path;
  try {
    const {
      path: file,
      version,
      origin,
    } = await findFfmpeg({
      ...present({ searchPath }),
      encoders: (config?.audio.formats ?? []).map((format) => AUDIO_FORMATS[format].encoder),
      ...(configuredPath !== undefined && { configuredPath: path.resolve(config?.root ?? '.', configuredPath) }),
    });
    const found = `${version}, ${file} (${origin === 'bundled' ? 'from the npm package' : `from ${origin}`})`;
    if (origin !== 'bundled') return { name: 'ffmpeg', state: 'ok', found };
    return {
      name: 'ffmpeg',
      state: 'advice',
      found,
      fix: 'it works, but a newer ffmpeg encodes about three times as fast: apt install ffmpeg, or brew install ffmpeg.',
    };
  } catch (error) {
    const { message, hint } = toLectorError(error);
    return { name: 'ffmpeg', state: 'fault', found: message, ...present({ fix: hint }) };
  }
}

async function examineEngine(name: string, config: Config | undefined): Promise<Check> {
  const isChosen = config?.tts.engine === name;
  const label = isChosen ? 'voice' : 'engine';
  const { openSpeechEngine, SPEECH_ENGINES } = await import('../../../narration/engines/index.js');
  try {
    const engine = await openSpeechEngine(name, {
      environment: isChosen && config ? engineEnvironment(config, readEnvironment()) : readEnvironment(),
      settings: isChosen ? (config?.tts.settings ?? {}) : {},
    });
    const voices = await engine.voices();
    await engine.close();
    const wanted = isChosen ? config?.tts.voice : undefined;
    if (wanted !== undefined && voices.length > 0 && !voices.some(({ id }) => id === wanted)) {
      return {
        name: label,
        state: 'fault',
        found: `${name} has no voice "${wanted}"`,
        fix: `use one of: ${voices.map(({ id }) => id).join(', ')}.`,
      };
    }
    if (voices.length === 0 && SPEECH_ENGINES[name]?.hasInstallableVoices) {
      const fix = `"lector voices ${name}" lists those that can be installed.`;
      return { name: label, state: isChosen ? 'fault' : 'advice', found: `${name}: no voice is installed`, fix };
    }
    return {
      name: label,
      state: 'ok',
      found: `${name}: ${count(voices.length, 'voice')}${isChosen ? ', in use' : ''}`,
    };
  } catch (error) {
    const { message, hint } = toLectorError(error);
    return {
      name: label,
      state: isChosen ? 'fault' : 'advice',
      found: `${name}: ${message}`,
      ...(isChosen && hint !== undefined && { fix: hint }),
    };
  }
}

async function examineOutput({ outDir, root }: Config): Promise<Check> {
  const isWritable = async (folder: string): Promise<boolean> =>
    access(folder, constants.W_OK).then(
      () => true,
      () => false,
    );
  const isFine = (await isWritable(outDir)) || (await isWritable(path.dirname(outDir))) || (await isWritable(root));
  return {
    name: 'output',
    state: isFine ? 'ok' : 'fault',
    found: outDir,
    ...(!isFine && { fix: 'give this user the right to write there.' }),
  };
}

async function examineDisk({ root }: Config): Promise<Check> {
  const { bavail, bsize } = await statfs(root);
  const freeBytes = bavail * bsize;
  const isEnough = freeBytes >= MIN_FREE_BYTES;
  return {
    name: 'disk',
    state: isEnough ? 'ok' : 'advice',
    found: `${(freeBytes / 1e9).toFixed(1)} GB free`,
    ...(!isEnough && { fix: 'an hour of audio takes about 250 MB while it is made.' }),
  };
}
