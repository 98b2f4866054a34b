import { clockOf, loadConfig, readEnvironment, type Config, type ConfigOverrides } from '../config.js';
import { LectorError } from '../errors.js';
import { present } from '../model/present.js';
import { openShow, type OpenShow, type ShowOptions } from '../show/open-show.js';
import { openTerminal, type Terminal } from './terminal/terminal.js';

/** Options every command has. */
export type GlobalFlags = {
  readonly config?: string;
  readonly json?: boolean;
  readonly quiet?: boolean;
  readonly debug?: boolean;
};

/** What a command works with. */
export type Session = {
  readonly flags: GlobalFlags;
  readonly terminal: Terminal;
  readonly cwd: string;
  /** Now, or what `SOURCE_DATE_EPOCH` says. */
  readonly now: () => Date;
  /** Aborts at the first Ctrl-C or SIGTERM; the second one ends the process. */
  readonly signal: AbortSignal;
  /** Reads the configuration and reports its warnings. */
  config(overrides?: ConfigOverrides): Promise<Config>;
  /** The configuration where there is one to be read; one that is named has to be. */
  configIfAny(): Promise<Config | undefined>;
  /** Opens the show of a configuration; its findings are shown as they come. */
  open(config: Config, options?: Pick<ShowOptions, 'report'>): OpenShow;
};

/** How long a run that is stopped may take to put things in order. */
const MAX_STOPPING_MS = 4000;

function stuck(stoppingMs: number): LectorError {
  return new LectorError('E_INTERRUPTED', `stopped: something did not end within ${stoppingMs} ms, and was left.`, {
    hint: 'run the same command again: it goes on from what is kept.',
  });
}

/**
 * One session per run of the program.
 *
 * @param options.stoppingMs How long a run that is told to stop may take to put things in order.
 */
export function openSession(flags: GlobalFlags, { stoppingMs = MAX_STOPPING_MS } = {}): Session {
  const terminal = openTerminal({ isJson: flags.json === true, isQuiet: flags.quiet === true });
  const controller = new AbortController();
  const cwd = process.cwd();
  const environment = readEnvironment();
  const now = clockOf(environment);
  const { signal } = controller;
  const warn = terminal.finding.bind(terminal);
  for (const [name, exitCode] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const) {
    process.on(name, () => {
      if (controller.signal.aborted) process.exit(exitCode);
      process.exitCode = exitCode;
      controller.abort();
      // What does not listen, a scan, a service or a program that hangs, is left where it is.
      setTimeout(() => {
        warn(stuck(stoppingMs).toFinding());
        process.exit(exitCode);
      }, stoppingMs).unref();
    });
  }
  const readConfig = async (overrides: ConfigOverrides = {}): Promise<Config> => {
    const { config, warnings } = await loadConfig({ cwd, overrides, ...present({ file: flags.config }) });
    warnings.forEach(warn);
    return config;
  };
  return {
    flags,
    terminal,
    cwd,
    now,
    signal,
    open: (config, options = {}) => openShow(config, { environment, now, signal, warn, ...options }),
    config: readConfig,
    configIfAny: () => (flags.config === undefined ? readConfig().catch(() => undefined) : readConfig()),
  };
}
