import pc from 'picocolors';
import { readEnvironment, type Environment } from '../../config.js';
import type { Finding } from '../../model/finding.js';
import { showControls } from '../../model/text.js';

/** Where a command says things: results on standard output, everything else on standard error. */
export type Terminal = {
  readonly isJson: boolean;
  /** Whether progress may redraw a line. */
  readonly isLive: boolean;
  /** A result for people; nothing in JSON mode. */
  print(text: string): void;
  /** A result for programs: one object a line; nothing in text mode. */
  printJson(value: unknown): void;
  /** Progress and remarks. */
  say(text: string): void;
  /** Redraws the status line; plain terminals ignore it. */
  status(text: string): void;
  finding(finding: Finding): void;
};

/** A terminal on the process's own streams. Closed pipes are not an error: the work goes on. */
export function openTerminal(options: { readonly isJson: boolean; readonly isQuiet: boolean }): Terminal {
  const { isJson, isQuiet } = options;
  const isLive = process.stderr.isTTY === true && !isJson && !isQuiet && readEnvironment()['CI'] === undefined;
  const isColored = hasColor(readEnvironment());
  let hasStatus = false;
  const clear = (): void => {
    if (hasStatus) process.stderr.write('\r\u001B[2K');
    hasStatus = false;
  };
  return {
    isJson,
    isLive,
    print: (text) => {
      clear();
      if (!isJson) process.stdout.write(`${text}\n`);
    },
    printJson: (value) => {
      if (isJson) process.stdout.write(`${JSON.stringify(value)}\n`);
    },
    say: (text) => {
      clear();
      if (!isJson && !isQuiet) process.stderr.write(`${text}\n`);
    },
    status: (text) => {
      if (!isLive) return;
      const width = (process.stderr.columns ?? 80) - 1;
      process.stderr.write(`\r\u001B[2K${text.length > width ? `${text.slice(0, width - 1)}…` : text}`);
      hasStatus = true;
    },
    finding: (finding) => {
      clear();
      if (isJson) process.stdout.write(`${JSON.stringify({ type: 'finding', ...finding })}\n`);
      else process.stderr.write(`${formatFinding(finding, isColored)}\n`);
    },
  };
}

/**
 * Whether messages are coloured: on a terminal only, so that a log file or a pipe holds plain text, on a
 * continuous-integration machine too. `NO_COLOR` (no-color.org) turns it off, `FORCE_COLOR` (force-color.org) on.
 */
export function hasColor(environment: Environment, stream: { readonly isTTY?: boolean } = process.stderr): boolean {
  const { NO_COLOR: isOff = '', FORCE_COLOR: isForced = '', TERM: kind } = environment;
  if (isOff !== '') return false;
  if (isForced !== '') return isForced !== '0';
  return stream.isTTY === true && kind !== 'dumb';
}

/** `error E_FIELD_DATE articles/a.md:3: date "2024-13-45" is not a date. Fix: date: 2024-12-31.` */
export function formatFinding({ severity, code, message, hint, place }: Finding, isColored = false): string {
  const { red, yellow, dim } = pc.createColors(isColored);
  const label = { error: red, warning: yellow, note: dim }[severity](severity);
  const at = place ? ` ${place.file}${place.line === undefined ? '' : `:${place.line}`}` : '';
  const text = `${message}${hint === undefined ? '' : ` Fix: ${hint}`}`;
  // Nothing that came from an input may steer the terminal; what a program said may take several lines.
  return `${label} ${code}${showControls(at)}: ${text.split('\n').map(showControls).join('\n')}`;
}
