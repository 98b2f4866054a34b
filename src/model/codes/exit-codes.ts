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

/** What a code means, in a sentence each; `docs/errors.md` and `lector explain` show them. */
export type CodeText = {
  readonly cause: string;
  readonly cure: string;
};

/** Codes with their texts: cause, then cure. */
export function textsOf<Code extends string>(
  rows: Readonly<Record<Code, readonly [cause: string, cure: string]>>,
): Readonly<Record<Code, CodeText>> {
  const entries = Object.entries<readonly [string, string]>(rows).map(([code, [cause, cure]]) => [
    code,
    { cause, cure },
  ]);
  return Object.fromEntries(entries) as Record<Code, CodeText>;
}

/** Error codes that end a run with one exit code, with their texts. */
export function ending<Code extends string>(
  exitCode: ExitCode,
  rows: Readonly<Record<Code, readonly [cause: string, cure: string]>>,
): Readonly<Record<Code, CodeText & { readonly exitCode: ExitCode }>> {
  const entries = Object.entries<CodeText>(textsOf(rows)).map(([code, text]) => [code, { exitCode, ...text }]);
  return Object.fromEntries(entries) as Record<Code, CodeText & { readonly exitCode: ExitCode }>;
}
