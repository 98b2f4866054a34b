import type { ErrorCode, WarningCode } from '../../model/codes.js';
import type { Finding } from '../../model/finding.js';
import type { XmlElement } from '../../markup/xml-tree.js';
import { FEED_NAMESPACES } from '../namespaces/index.js';

export type FaultDetails = { readonly at: XmlElement; readonly hint: string };

/** Collects what the rules find, each with the line of the element it concerns. */
export type FeedReport = {
  readonly error: (code: ErrorCode, message: string, details: FaultDetails) => void;
  readonly warning: (code: WarningCode, message: string, details: FaultDetails) => void;
};

export function openReport(file: string): { report: FeedReport; findings: readonly Finding[] } {
  const findings: Finding[] = [];
  const placed = ({ at, hint }: FaultDetails) => ({ hint, place: { file, line: at.line } });
  const report: FeedReport = {
    error: (code, message, details) => void findings.push({ severity: 'error', code, message, ...placed(details) }),
    warning: (code, message, details) => void findings.push({ severity: 'warning', code, message, ...placed(details) }),
  };
  return { report, findings };
}

const URIS: Readonly<Record<string, string>> = {
  ...Object.fromEntries(FEED_NAMESPACES.map(({ prefix, uri }) => [prefix, uri])),
  atom: 'http://www.w3.org/2005/Atom',
  content: 'http://purl.org/rss/1.0/modules/content/',
};

/** The URI a usual prefix must be bound to; readers compare it letter by letter. */
export function namespaceUri(prefix: string): string | undefined {
  return Object.hasOwn(URIS, prefix) ? URIS[prefix] : undefined;
}

/** Children with a usual name such as `title` or `itunes:image`, whatever prefix the file uses. */
export function childrenNamed(parent: XmlElement, name: string): readonly XmlElement[] {
  const [prefix = '', local] = name.split(':');
  const key = local === undefined ? name : `{${namespaceUri(prefix) ?? ''}}${local}`;
  return parent.children.filter((child) => child.key === key);
}

export function childNamed(parent: XmlElement, name: string): XmlElement | undefined {
  return childrenNamed(parent, name)[0];
}

/** Trimmed text of a child, or nothing when it is missing or blank. */
export function textOf(parent: XmlElement, name: string): string | undefined {
  const text = childNamed(parent, name)?.text.trim();
  return text === '' ? undefined : text;
}
