import { INPUT_ERRORS } from './codes/input-errors.js';
import { OUTPUT_ERRORS } from './codes/output-errors.js';
import { PROGRAM_ERRORS } from './codes/program-errors.js';
import { WARNING_CODES, type WarningCode } from './codes/warnings.js';

export { EXIT, type ExitCode } from './codes/exit-codes.js';
export { WARNING_CODES, type WarningCode };

/**
 * The closed list of error codes, each with the exit code it ends a run with, its cause and its cure. A code is
 * permanent: scripts ask for it.
 */
export const ERROR_CODES = { ...PROGRAM_ERRORS, ...INPUT_ERRORS, ...OUTPUT_ERRORS };

export type ErrorCode = keyof typeof ERROR_CODES;
