import type { Finding, Place } from './model/finding.js';
import { present } from './model/present.js';

/** Exit codes, so that a script can tell outcomes apart. Of several, the largest below 10 wins. */
export const EXIT = {
  done: 0,
  bug: 1,
  usage: 2,
  config: 3,
  inputs: 4,
  engine: 5,
  budget: 6,
  environment: 7,
  locked: 8,
  newerState: 9,
  interrupted: 130,
  terminated: 143,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** What an error may carry besides its code and message. */
export type LectorErrorDetails = {
  /** What to do about it. */
  readonly hint?: string;
  readonly place?: Place;
  readonly cause?: unknown;
  /** Overrides the exit code of the error's code. */
  readonly exitCode?: ExitCode;
  /** Further findings of the same check, so that all are reported at once. */
  readonly more?: readonly Finding[];
};

/**
 * The only error Lector throws: a permanent code, what happened, what to do, and the cause if there is one.
 * Neither message nor hint ever holds a secret.
 */
export class LectorError extends Error {
  override readonly name = 'LectorError';
  readonly code: ErrorCode;
  readonly hint: string | undefined;
  readonly place: Place | undefined;
  readonly exitCode: ExitCode;
  readonly more: readonly Finding[];

  constructor(code: ErrorCode, message: string, details: LectorErrorDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.code = code;
    this.hint = details.hint;
    this.place = details.place;
    this.exitCode = details.exitCode ?? ERROR_CODES[code];
    this.more = details.more ?? [];
  }

  /** The same as data, for reports that go on after it. */
  toFinding(): Finding {
    return {
      severity: 'error',
      code: this.code,
      message: this.message,
      ...present({ hint: this.hint, place: this.place }),
      ...(this.exitCode !== ERROR_CODES[this.code] && { exitCode: this.exitCode }),
    };
  }
}

/** The closed list of error codes, each with the exit code it ends a run with. */
export const ERROR_CODES = {
  // usage
  E_COMMAND: EXIT.usage,
  E_FLAG: EXIT.usage,
  // config, templates, lexicon
  E_CONFIG: EXIT.config,
  E_CONFIG_EMPTY: EXIT.config,
  E_UNKNOWN_KEY: EXIT.config,
  E_SECRET_IN_CONFIG: EXIT.config,
  E_OUT_DIR: EXIT.config,
  E_LEXICON: EXIT.config,
  E_LEXICON_GROWTH: EXIT.config,
  E_TEMPLATE: EXIT.config,
  E_TEMPLATE_FIELD: EXIT.config,
  E_TEMPLATE_HELPER: EXIT.config,
  E_TEMPLATE_RAW: EXIT.config,
  E_TEMPLATE_ATTR: EXIT.config,
  E_TEMPLATE_DEPTH: EXIT.config,
  E_TEMPLATE_LIMIT: EXIT.config,
  E_VOICE_UNKNOWN: EXIT.config,
  E_VOICE_LANGUAGE: EXIT.inputs,
  E_ENGINE_UNKNOWN: EXIT.config,
  E_ENGINE_PLATFORM: EXIT.environment,
  E_API_KEY: EXIT.config,
  // one input refused, the rest published
  E_INPUT: EXIT.inputs,
  E_NAME: EXIT.inputs,
  E_ENCODING: EXIT.inputs,
  E_YAML: EXIT.inputs,
  E_JSON: EXIT.inputs,
  E_JSON_DUPLICATE: EXIT.inputs,
  E_FIELD_MISSING: EXIT.inputs,
  E_FIELD_EMPTY: EXIT.inputs,
  E_FIELD_TYPE: EXIT.inputs,
  E_FIELD_RANGE: EXIT.inputs,
  E_FIELD_LONG: EXIT.inputs,
  E_FIELD_DATE: EXIT.inputs,
  E_FIELD_LANG: EXIT.inputs,
  E_FIELD_EMAIL: EXIT.inputs,
  E_URL: EXIT.inputs,
  E_URL_SCHEME: EXIT.inputs,
  E_URL_CREDENTIALS: EXIT.inputs,
  E_EMPTY: EXIT.inputs,
  E_ARTICLE_EMPTY: EXIT.inputs,
  E_ARTICLE_SHORT: EXIT.inputs,
  E_NO_ARTICLE: EXIT.inputs,
  E_PAYWALL: EXIT.inputs,
  E_TOO_DEEP: EXIT.inputs,
  E_TOO_MANY_NODES: EXIT.inputs,
  E_TOO_MANY_ATTRIBUTES: EXIT.inputs,
  E_ARTICLE_LONG: EXIT.inputs,
  E_NOTHING_TO_SAY: EXIT.inputs,
  E_CONTENT_ENCODED: EXIT.inputs,
  E_CONTENT_TYPE: EXIT.inputs,
  E_TEXT_BINARY: EXIT.inputs,
  E_ASSET_OUTSIDE: EXIT.inputs,
  E_FRONTMATTER_LANG: EXIT.inputs,
  E_FRONTMATTER_OPEN: EXIT.inputs,
  E_SLUG: EXIT.inputs,
  E_SLUG_COLLISION: EXIT.inputs,
  E_URL_PRIVATE: EXIT.inputs,
  E_URL_PORT: EXIT.inputs,
  E_URL_LONG: EXIT.inputs,
  E_XML: EXIT.inputs,
  E_XML_DOCTYPE: EXIT.inputs,
  E_ITEM_NO_ID: EXIT.inputs,
  E_FEED_FORMAT: EXIT.inputs,
  E_TOO_LONG: EXIT.inputs,
  E_CHAPTER_TIME: EXIT.inputs,
  E_TRANSCRIPT: EXIT.inputs,
  E_AUDIO: EXIT.inputs,
  E_AUDIO_FORMAT: EXIT.inputs,
  E_AUDIO_DECODE: EXIT.inputs,
  E_AUDIO_TRUNCATED: EXIT.inputs,
  E_AUDIO_SHORT: EXIT.inputs,
  E_IMAGE: EXIT.inputs,
  E_COVERAGE: EXIT.inputs,
  E_FEED: EXIT.inputs,
  E_GUID_CHANGED: EXIT.inputs,
  E_GUID_DUPLICATE: EXIT.inputs,
  E_REMOVED: EXIT.inputs,
  E_CHECK: EXIT.inputs,
  // network, engine
  E_ENGINE: EXIT.engine,
  E_ENGINE_REFUSED: EXIT.engine,
  E_CLIP: EXIT.engine,
  E_TTS_EMPTY: EXIT.engine,
  E_TTS_NOT_AUDIO: EXIT.engine,
  E_TTS_FORMAT: EXIT.engine,
  E_TTS_SILENT: EXIT.engine,
  E_FETCH: EXIT.engine,
  E_REDIRECT: EXIT.engine,
  E_TRUNCATED: EXIT.engine,
  E_XML_TRUNCATED: EXIT.engine,
  E_FEED_NOT_XML: EXIT.engine,
  E_FEED_CHANGED: EXIT.engine,
  E_BODY_LONG: EXIT.engine,
  // budget
  E_BUDGET: EXIT.budget,
  // environment
  E_FFMPEG: EXIT.environment,
  E_FFMPEG_MISSING: EXIT.environment,
  E_FFMPEG_OLD: EXIT.environment,
  E_PROGRAM: EXIT.environment,
  E_DISK: EXIT.environment,
  E_WRITE: EXIT.environment,
  E_PORT: EXIT.environment,
  // locks, state
  E_LOCKED: EXIT.locked,
  E_FEED_CONFLICT: EXIT.locked,
  E_STATE_VERSION: EXIT.newerState,
  E_INTERRUPTED: EXIT.interrupted,
  E_BUG: EXIT.bug,
} as const satisfies Record<string, ExitCode>;

export type ErrorCode = keyof typeof ERROR_CODES;

/** Whether a finding's code is one an error can have. */
export function isErrorCode(code: string): code is ErrorCode {
  return Object.hasOwn(ERROR_CODES, code);
}

/** Whether something caught is one of ours. */
export function isLectorError(error: unknown): error is LectorError {
  return error instanceof LectorError;
}

/** Anything caught as a LectorError; what is not ours is a bug and says so. */
export function toLectorError(error: unknown): LectorError {
  if (isLectorError(error)) return error;
  const message = error instanceof Error ? error.message : String(error);
  return new LectorError('E_BUG', `Unexpected: ${message}`, {
    hint: 'run again with --debug and report what it prints.',
    cause: error,
  });
}

/** A warning as data. */
export function warning(code: `W_${string}`, message: string, details: { hint?: string; place?: Place } = {}): Finding {
  return { severity: 'warning', code, message, ...details };
}
