import { LectorError } from '../../../errors.js';
import { suggestWord } from '../../../model/text/suggest.js';
import { quoteValue } from '../../../model/text.js';
import type { EngineOptions } from '../../speech-engine.js';
import { canParseUrl } from '../../../model/text/can-parse-url.js';

/** What `tts.settings` may hold for one engine: each name with its default, or `undefined` where there is none. */
export type SettingDefaults = Readonly<Record<string, string | number | boolean | undefined>>;

/** The defaults with the values of the configuration over them. */
export type Settings<Defaults extends SettingDefaults> = {
  readonly [Name in keyof Defaults]: Defaults[Name] extends undefined
    ? string | undefined
    : Defaults[Name] extends string
      ? string
      : Defaults[Name] extends number
        ? number
        : boolean;
};

/**
 * Reads an engine's settings.
 *
 * @throws {@link LectorError} `E_UNKNOWN_KEY` for a name the engine does not know, `E_CONFIG` for a value of another type.
 */
export function readSettings<const Defaults extends SettingDefaults>(
  engine: string,
  given: EngineOptions['settings'],
  defaults: Defaults,
): Settings<Defaults> {
  const names = Object.keys(defaults);
  const values: Record<string, unknown> = { ...defaults };
  for (const [name, value] of Object.entries(given)) {
    if (!Object.hasOwn(defaults, name)) {
      const near = suggestWord(name, names);
      throw new LectorError('E_UNKNOWN_KEY', `the ${engine} engine has no setting ${quoteValue(name)}.`, {
        hint: near === undefined ? `tts.settings may hold: ${names.join(', ')}.` : `did you mean ${near}?`,
      });
    }
    const wanted = typeof (defaults[name] ?? '');
    if (typeof value !== wanted || (typeof value === 'number' && !Number.isFinite(value))) {
      throw new LectorError('E_CONFIG', `tts.settings.${name} must be a ${wanted}, not ${quoteValue(String(value))}.`);
    }
    values[name] = value;
  }
  return values as Settings<Defaults>;
}

/** The key of a service from the environment, looked for when it is first needed: plans and lists of names need none. */
export function requireKey(options: {
  readonly engine: string;
  readonly environment: EngineOptions['environment'];
  readonly names: readonly string[];
}): string {
  const { engine, environment, names } = options;
  const key = findKey(environment, names);
  if (key !== undefined) return key;
  throw new LectorError('E_API_KEY', `the ${engine} engine needs a key, and ${names.join(' or ')} is not set.`, {
    hint: `set ${names[0] ?? ''} in the environment; keys never belong in the configuration.`,
  });
}

export function findKey(environment: EngineOptions['environment'], names: readonly string[]): string | undefined {
  const found = ['LECTOR_TTS_API_KEY', ...names].map((name) => environment[name]?.trim()).find((key) => key);
  return found === undefined ? undefined : requirePrintable(found);
}

/**
 * The address requests go to, without a trailing slash.
 *
 * @throws {@link LectorError} `E_CONFIG` when it is no http(s) address, or when a key would travel unencrypted to another
 * computer.
 */
export function requireBaseUrl(text: string, options: { readonly hasKey: boolean }): string {
  const url = canParseUrl(text) ? new URL(text) : undefined;
  if (!url || !['http:', 'https:'].includes(url.protocol) || url.username !== '') {
    throw new LectorError('E_CONFIG', `tts.settings.baseUrl ${quoteValue(text)} is not an http or https address.`);
  }
  if (url.protocol === 'http:' && options.hasKey && !isLoopback(url.hostname)) {
    throw new LectorError('E_CONFIG', `tts.settings.baseUrl ${quoteValue(text)} would send the key unencrypted.`, {
      hint: 'use https, or a server on this computer.',
    });
  }
  return url.href.replace(/\/+$/u, '');
}

export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '[::1]' || /^127\./u.test(host);
}

/** A header must not carry line ends or anything else that is no plain character. */
function requirePrintable(key: string): string {
  if (/^[!-~]+$/u.test(key)) return key;
  throw new LectorError('E_API_KEY', 'the key in the environment holds blanks or characters no key has.', {
    hint: 'copy it again, without quotes or line ends.',
  });
}
