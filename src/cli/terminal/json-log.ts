import type { Environment } from '../../config.js';
import type { Finding } from '../../model/finding.js';
import { canParseUrl } from '../../model/text/can-parse-url.js';
import { maskSecrets } from '../../model/text/secrets.js';

/** A log for machines: one JSON object a line with `time`, `level` and `event`, and no key in it. */
export type JsonLog = {
  event(event: string, fields?: Readonly<Record<string, unknown>>): void;
  finding(finding: Finding): void;
};

const LEVELS = { error: 'error', warning: 'warn', note: 'info' } as const;
/** Names of variables whose values nobody is to read. */
const SECRET_NAME = /KEY|TOKEN|SECRET|PASS|AUTH|CREDENTIAL/u;

export function openJsonLog(options: {
  readonly write: (line: string) => void;
  readonly now: () => Date;
  readonly environment: Environment;
}): JsonLog {
  const secrets = secretsOf(options.environment);
  const hide = (_: string, value: unknown): unknown =>
    typeof value === 'string' ? maskSecrets(value, secrets) : value;
  const put = (level: string, event: string, fields: object): void => {
    options.write(`${JSON.stringify({ time: options.now().toISOString(), level, event, ...fields }, hide)}\n`);
  };
  return {
    event: (event, fields = {}) => put('info', event, fields),
    finding: ({ severity, ...finding }) => put(LEVELS[severity], 'finding', finding),
  };
}

/** Values of variables that are secret by their names, and passwords within addresses. */
function secretsOf(environment: Environment): readonly string[] {
  return Object.entries(environment).flatMap(([name, value = '']) => {
    const password = canParseUrl(value) ? decodeURIComponent(new URL(value).password) : '';
    if (password !== '') return [password];
    return SECRET_NAME.test(name) && !value.includes('://') ? [value] : [];
  });
}
