import { quoteValue } from '../../../model/text.js';
import type { HostFacts, Told } from '../host-facts.js';

export function firstRangeFault({ ranges }: HostFacts): string | undefined {
  if (!ranges) return undefined;
  const { first, totalBytes } = ranges;
  if (first.status !== 206) return `answers the range 0-1 with ${answerOf(first)} in place of 206`;
  return rangeFault('0-1', first, { start: 0, end: Math.min(1, totalBytes - 1), totalBytes });
}

export function openRangeFault({ ranges }: HostFacts): string | undefined {
  if (!ranges?.open) return undefined;
  const { open, openStart, totalBytes } = ranges;
  return rangeFault(`${openStart}-`, open, { start: openStart, end: totalBytes - 1, totalBytes });
}

export function suffixFault({ ranges }: HostFacts): string | undefined {
  if (!ranges?.suffix) return undefined;
  const { suffix, suffixBytes, totalBytes } = ranges;
  return rangeFault(`-${suffixBytes}`, suffix, { start: totalBytes - suffixBytes, end: totalBytes - 1, totalBytes });
}

export function pastEndFault({ ranges }: HostFacts): string | undefined {
  if (!ranges?.pastEnd) return undefined;
  const { pastEnd, totalBytes } = ranges;
  if (pastEnd.status !== 416) return `answers a range past its end with ${answerOf(pastEnd)} in place of 416`;
  const said = pastEnd.headers['content-range'];
  return said === undefined || said === `bytes */${totalBytes}`
    ? undefined
    : `says ${quoteValue(said)} of a range past its end, not "bytes */${totalBytes}"`;
}

export function ifRangeFault({ ranges }: HostFacts): string | undefined {
  if (ranges?.ifSame && ranges.ifSame.status !== 206)
    return `answers a range of the version it has with ${answerOf(ranges.ifSame)} in place of 206`;
  if (ranges?.ifOther && ranges.ifOther.status !== 200)
    return `answers a range of another version with ${answerOf(ranges.ifOther)} in place of 200 and the whole file`;
  return undefined;
}

function rangeFault(
  asked: string,
  told: Told,
  { start, end, totalBytes }: { readonly start: number; readonly end: number; readonly totalBytes: number },
): string | undefined {
  if (told.status !== 206) return `answers the range ${asked} with ${answerOf(told)} in place of 206`;
  const wanted = `bytes ${start}-${end}/${totalBytes}`;
  const said = told.headers['content-range'];
  if (said !== wanted)
    return `says Content-Range ${quoteValue(said ?? 'nothing')} of the range ${asked}, not "${wanted}"`;
  const wantedBytes = end - start + 1;
  const saidBytes = told.headers['content-length'];
  return saidBytes !== undefined && Number(saidBytes) !== wantedBytes
    ? `sends ${saidBytes} bytes for the range ${asked}, not ${wantedBytes}`
    : undefined;
}

function answerOf({ status }: Told): string {
  return status === 0 ? 'nothing' : String(status);
}
