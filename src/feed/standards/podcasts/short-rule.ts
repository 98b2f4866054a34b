import type { ErrorCode, WarningCode } from '../../../model/codes.js';
import type { CheckProfile } from '../../../model/codes/check-profiles.js';

/** Decides on a text: a pattern, or what none can say. */
type Judge = { readonly test: (text: string) => boolean };

/** A value of one element that a directory takes, where the standards take more. */
export type ShortRule = {
  readonly parent: 'channel' | 'item';
  readonly name: string;
  /** Whose value it is; that of the element itself unless given. */
  readonly attribute?: string;
  /** Texts the directory takes. */
  readonly takes?: Judge;
  /** Texts it does not. */
  readonly refuses?: Judge;
  readonly code: ErrorCode | WarningCode;
  readonly profiles: readonly CheckProfile[];
  readonly says: string;
  readonly fix: string;
  readonly clause: string;
  readonly isNote?: boolean;
};
