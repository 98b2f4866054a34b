import { clockOf, loadConfig, readEnvironment, type Config, type ConfigOverrides } from '../config.js';
import { present } from '../model/present.js';
import { openTerminal, type Terminal } from './terminal.js';

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
};

/** One session per run of the program. */
export function openSession(flags: GlobalFlags): Session {
  const terminal = openTerminal({ isJson: flags.json === true, isQuiet: flags.quiet === true });
  const controller = new AbortController();
  const cwd = process.cwd();
  for (const [name, exitCode] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const) {
    process.on(name, () => {
      if (controller.signal.aborted) process.exit(exitCode);
      process.exitCode = exitCode;
      controller.abort();
    });
  }
  return {
    flags,
    terminal,
    cwd,
    now: clockOf(readEnvironment()),
    signal: controller.signal,
    config: async (overrides = {}) => {
      const { config, warnings } = await loadConfig({
        cwd,
        overrides,
        ...present({ file: flags.config }),
      });
      for (const finding of warnings) terminal.finding(finding);
      return config;
    },
  };
}
