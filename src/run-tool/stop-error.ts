import { isLectorError, LectorError } from '../errors.js';

/** What to throw when a signal ends work: the reason where it is ours, else `E_INTERRUPTED`. */
export function stopError(signal: AbortSignal): LectorError {
  const reason: unknown = signal.reason;
  if (isLectorError(reason)) return reason;
  return new LectorError('E_INTERRUPTED', 'stopped before it was done.', {
    hint: 'run the same command again: it goes on where it stopped.',
    cause: reason,
  });
}
