import { ERROR_CODES, type ErrorCode, type ExitCode, type WarningCode } from './model/codes.js';
import type { Finding, Place } from './model/finding.js';
import { present } from './model/present.js';
import { publicText, sourceAddress } from './model/text/secrets.js';

export { EXIT, type ErrorCode, type ExitCode, type WarningCode } from './model/codes.js';

/** Marks our errors in whichever copy of the package they were made; two copies have two classes. */
const MARKER = Symbol.for('lector.error');

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
 * Neither message nor hint nor place ever holds an address with a key: such addresses are cleaned here.
 */
export class LectorError extends Error {
  override readonly name = 'LectorError';
  readonly [MARKER] = true;
  readonly code: ErrorCode;
  readonly hint: string | undefined;
  readonly place: Place | undefined;
  readonly exitCode: ExitCode;
  readonly more: readonly Finding[];

  constructor(code: ErrorCode, message: string, details: LectorErrorDetails = {}) {
    super(publicText(message), details.cause === undefined ? undefined : { cause: details.cause });
    this.code = code;
    this.hint = details.hint && publicText(details.hint);
    this.place = details.place && publicPlace(details.place);
    this.exitCode = details.exitCode ?? ERROR_CODES[code].exitCode;
    this.more = details.more ?? [];
  }

  /** The same as data, for reports that go on after it. */
  toFinding(): Finding {
    return {
      severity: 'error',
      code: this.code,
      message: this.message,
      ...present({ hint: this.hint, place: this.place }),
      ...(this.exitCode !== ERROR_CODES[this.code].exitCode && { exitCode: this.exitCode }),
    };
  }
}

/** Whether something caught is one of ours, from whichever copy of the package. */
export function isLectorError(error: unknown): error is LectorError {
  return typeof error === 'object' && error !== null && MARKER in error;
}

/** Anything caught as a LectorError; what is not ours is a bug and says so. */
export function toLectorError(error: unknown): LectorError {
  if (isLectorError(error)) return error;
  const message = error instanceof Error ? error.message : String(error);
  // A signal that ends a run aborts what is under way, wherever that is.
  if (error instanceof Error && error.name === 'AbortError') {
    return new LectorError('E_INTERRUPTED', 'stopped before it was done.', {
      hint: 'run the same command again: it goes on where it stopped.',
      cause: error,
    });
  }
  if (isDiskFull(error)) {
    return new LectorError('E_DISK', `the disk is full: ${message}.`, {
      hint: 'free some space and run the same command again; what is already made is kept.',
      cause: error,
    });
  }
  const refused = fromSystem(error);
  if (refused) return refused;
  return new LectorError('E_BUG', `Unexpected: ${message}`, {
    hint: 'run again with --debug and report what it prints.',
    cause: error,
  });
}

/** What systems are asked when something is looked at; anything else changes something. */
const LOOKING = new Set([
  'open',
  'read',
  'stat',
  'lstat',
  'fstat',
  'scandir',
  'opendir',
  'realpath',
  'readlink',
  'access',
]);
/** What such calls fail with when the file is to blame and not the program that asks. */
const NOT_OURS =
  /^E(?:ACCES|BUSY|EXIST|IO|ISDIR|LOOP|MFILE|NAMETOOLONG|NFILE|NOENT|NOTDIR|NOTEMPTY|NXIO|PERM|ROFS|STALE|XDEV)$/u;

/** What a system says of a file: that it cannot be read, or not be written. */
function fromSystem(error: unknown): LectorError | undefined {
  const { code, syscall, path } = error as NodeJS.ErrnoException;
  if (!(error instanceof Error) || path === undefined || syscall === undefined || !NOT_OURS.test(code ?? ''))
    return undefined;
  const why = code === 'ELOOP' ? 'its links lead round in a circle' : code;
  return LOOKING.has(syscall)
    ? new LectorError('E_INPUT', `${path} cannot be read (${why}).`, {
        hint: 'check that it is there, is what its name says, and may be read by this user.',
        place: { file: path },
        cause: error,
      })
    : new LectorError('E_WRITE', `${path} cannot be written (${why}).`, {
        hint: 'check that its folder exists, is a folder, and may be written by this user.',
        place: { file: path },
        cause: error,
      });
}

/** How systems say that there is no room: no space, no quota, no larger file. */
const DISK_FULL = ['ENOSPC', 'EDQUOT', 'EFBIG'];

/** Whether something could not be written for lack of room. */
export function isDiskFull(error: unknown): boolean {
  return error instanceof Error && 'code' in error && DISK_FULL.includes(String(error.code));
}

/** A warning as data. */
export function warning(
  code: WarningCode,
  message: string,
  details: { readonly hint?: string; readonly place?: Place } = {},
): Finding {
  const { hint, place } = details;
  return {
    severity: 'warning',
    code,
    message: publicText(message),
    ...present({ hint: hint && publicText(hint), place: place && publicPlace(place) }),
  };
}

function publicPlace(place: Place): Place {
  return place.file.includes('://') ? { ...place, file: sourceAddress(place.file) } : place;
}
