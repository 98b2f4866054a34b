import type { ErrorCode, WarningCode } from '../model/codes.js';
import type { Finding } from '../model/finding.js';
import { pageOf } from '../model/publication/paths/page-paths.js';
import { present } from '../model/present.js';
import type { PublishedFile, PublishTarget } from '../publish/target.js';

type Details = { readonly file: string; readonly hint?: string; readonly line?: number };

/** A published place under check: what lies there, and what is found about it. Places of findings are paths below it. */
export type CheckedPlace = Report & {
  readonly target: PublishTarget;
  /** By path. */
  readonly files: ReadonlyMap<string, PublishedFile>;
  readonly findings: readonly Finding[];
  /** The text of a file; nothing when it is not there or cannot be read. */
  readText(path: string): Promise<string | undefined>;
  /** Whether a file or a folder is there. */
  has(path: string): boolean;
  tell(findings: readonly Finding[]): void;
};

/** Takes what is found. */
export type Report = {
  error(code: ErrorCode, message: string, details: Details): void;
  warning(code: WarningCode, message: string, details: Details): void;
};

/** Lists what lies at a target, to be checked. */
export async function openCheckedPlace(target: PublishTarget): Promise<CheckedPlace> {
  const files = new Map((await target.list()).map((file) => [file.path, file]));
  const folders = new Set([...files.keys()].flatMap(foldersOf));
  const { findings, report } = openFindings('build again; if it stays, report it.');
  return {
    target,
    files,
    findings,
    async readText(path) {
      if (!files.has(path)) return undefined;
      const bytes = await target.read(path).catch(() => undefined);
      return bytes?.toString('utf8');
    },
    has: (path) => files.has(path) || folders.has(path),
    tell: (more) => void findings.push(...more),
    ...report,
  };
}

/** @param usualHint What to do where nobody says more. */
export function openFindings(usualHint: string): { readonly findings: Finding[]; readonly report: Report } {
  const findings: Finding[] = [];
  const placed = ({ file, line, hint = usualHint }: Details) => ({ hint, place: { file, ...present({ line }) } });
  const report: Report = {
    error: (code, message, details) => void findings.push({ severity: 'error', code, message, ...placed(details) }),
    warning: (code, message, details) => void findings.push({ severity: 'warning', code, message, ...placed(details) }),
  };
  return { findings, report };
}

/** The file a host answers with for a path: for one that ends with a slash, the page of that folder. */
export function answerTo(path: string): string {
  return path === '' || path.endsWith('/') ? pageOf(path) : path;
}

function foldersOf(path: string): string[] {
  const segments = path.split('/');
  return segments.slice(1).map((_, index) => segments.slice(0, index + 1).join('/'));
}
