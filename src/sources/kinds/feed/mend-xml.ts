import { mendTag, mendText, withoutControls, writeAttributes, type Report } from './mend-markup.js';

/** XML that was not well-formed, made so, and what was done for it. */
export type MendedXml = {
  readonly xml: string;
  /** In the order of the file: `& stands for itself`. */
  readonly faults: readonly { readonly line: number; readonly message: string }[];
  /** Made-up namespaces of the prefixes nobody declared. */
  readonly prefixes: Readonly<Record<string, string>>;
};

/**
 * Makes a feed well-formed that a strict reader refuses whole for one fault in it: what stands for itself is escaped,
 * what XML cannot hold is left out, what is open is closed where its parent ends, and HTML that nobody escaped is the
 * text it was meant to be. At most the item with the fault suffers.
 *
 * @returns Nothing for a file that ends before its root element does: the rest of it is still to come.
 */
export function mendXml(source: string): MendedXml | undefined {
  const faults: { position: number; message: string }[] = [];
  const declared = Array.from(source.matchAll(/\bxmlns:([\w.-]{1,60})\s*=/gu), ([, prefix = '']) => prefix);
  const work: Work = {
    source,
    parts: [],
    open: [],
    declared: new Set(['xml', 'xmlns', ...declared]),
    undeclared: new Set(),
    missing: new Set(),
    report: (position, message) => void faults.push({ position, message }),
  };
  let position = 0;
  let hasRoot = false;
  while (position < source.length && !(hasRoot && work.open.length === 0)) {
    position = takeNext(position, work);
    hasRoot ||= work.open.length > 0;
  }
  if (!hasRoot || work.open.length > 0) return undefined;
  const rest = source.slice(position).replace(/<!--[\s\S]*?-->|<\?[\s\S]*?\?>/gu, '');
  if (rest.trim() !== '') work.report(position, 'something follows the root element');
  const prefixes = Array.from(work.undeclared, (prefix) => [prefix, `urn:undeclared:${prefix}`] as const);
  return { xml: work.parts.join(''), faults: withLines(faults, source), prefixes: Object.fromEntries(prefixes) };
}

type Work = {
  readonly source: string;
  readonly parts: string[];
  /** Names of the elements that are open, the root first. */
  readonly open: string[];
  readonly declared: ReadonlySet<string>;
  readonly undeclared: Set<string>;
  /** Ends of comments and the like that come no more. */
  readonly missing: Set<string>;
  readonly report: (position: number, message: string) => void;
};

/** Takes what stands at a position; gives the position behind it. */
function takeNext(position: number, work: Work): number {
  const { source, missing, parts, open } = work;
  for (const [start, end] of PASSED) {
    if (missing.has(end) || !source.startsWith(start, position)) continue;
    const close = source.indexOf(end, position + start.length);
    if (close >= 0) return takePassed(source.slice(position, close + end.length), position, work);
    missing.add(end);
  }
  TOKEN.lastIndex = position;
  const token = TOKEN.exec(source)?.[0] ?? '<';
  if (token.startsWith('</')) takeEnd(token, position, work);
  else if (token.length > 1 && token.startsWith('<')) return takeStart(token, position, work);
  else if (token === '<') {
    work.report(position, '< stands for itself');
    if (open.length > 0) parts.push('&lt;');
  } else takeText(token, position, work);
  return position + token.length;
}

/** A comment and an instruction are left out; a document type stays, for whoever reads the XML to refuse. */
function takePassed(token: string, position: number, { parts, open, report }: Work): number {
  if (token.startsWith('<![CDATA[')) {
    if (open.length > 0) parts.push(withoutControls(token, reportAt(report, position)));
    else report(position, 'text stands outside of the root element');
  } else if (/^<!doctype/iu.test(token)) parts.push(token);
  else if (/^<\?xml\s/iu.test(token) && position > 0) report(position, 'something stands before the XML declaration');
  return position + token.length;
}

function takeText(text: string, position: number, { parts, open, report }: Work): void {
  if (open.length > 0) parts.push(mendText(text, reportAt(report, position)));
  else if (text.trim() !== '') report(position, 'text stands outside of the root element');
}

function takeEnd(tag: string, position: number, work: Work): void {
  const { parts, open, report } = work;
  const name = /^<\/([^\s>]+)/u.exec(tag)?.[1] ?? '';
  const depth = open.lastIndexOf(name);
  const isOuter = !ENTRY.test(name) && !FRAME.test(name) && open.slice(depth + 1).some((inner) => ENTRY.test(inner));
  if (depth < 0 || isOuter) return report(position, `</${name}> closes nothing`);
  closeFrom(depth + 1, position, work);
  open.pop();
  parts.push(`</${name}>`);
}

function closeFrom(depth: number, position: number, { parts, open, report }: Work): void {
  for (const name of open.splice(depth).reverse()) {
    parts.push(`</${name}>`);
    report(position, `<${name}> is never closed`);
  }
}

function takeStart(source: string, position: number, work: Work): number {
  const { parts, open, report, declared, undeclared } = work;
  const { name, isEmpty, attributes } = mendTag(source, reportAt(report, position));
  const entry = open.findLastIndex((outer) => ENTRY.test(outer));
  if (ENTRY.test(name) && entry >= 0) closeFrom(entry, position, work);
  else if (CHILD.test(name) && LEAF.test(open.at(-1) ?? '')) closeFrom(open.length - 1, position, work);
  for (const each of [name, ...attributes.keys()]) {
    const prefix = /^([^:]+):/u.exec(each)?.[1];
    if (prefix !== undefined && !declared.has(prefix)) undeclared.add(prefix);
  }
  const end = position + source.length;
  const html = isEmpty || open.length === 0 || !RICH.test(name) ? undefined : findHtml(name, end, work);
  if (html === undefined) {
    parts.push(`<${name}${writeAttributes(attributes)}${isEmpty ? '/' : ''}>`);
    if (!isEmpty) open.push(name);
    return end;
  }
  report(position, html.isClosed ? `the HTML in <${name}> is not escaped` : `<${name}> is never closed`);
  if (attributes.has('type')) attributes.set('type', 'html');
  const text = html.content.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  const content = withoutControls(text, reportAt(report, end));
  parts.push(`<${name}${writeAttributes(attributes)}>${content}</${name}>`);
  return html.end;
}

/** What stands in an element that holds HTML, where its tags are not escaped or it is not closed within its item. */
function findHtml(name: string, start: number, { source }: Work) {
  BOUNDARY.lastIndex = start;
  const boundary = BOUNDARY.exec(source)?.index ?? source.length;
  const item = source.slice(start, boundary);
  if (/^\s*<!\[CDATA\[/u.test(item)) return undefined;
  const close = item.indexOf(`</${name}>`);
  const content = close < 0 ? item : item.slice(0, close);
  if (close >= 0 && !/<[a-z/]/iu.test(content)) return undefined;
  const end = close < 0 ? boundary : start + close + name.length + '</>'.length;
  return { content: content.replace(/<!\[CDATA\[|\]\]>/gu, ''), end, isClosed: close >= 0 };
}

function reportAt(report: Work['report'], position: number): Report {
  return (message, offset = 0) => report(position + offset, message);
}

function withLines(faults: readonly { position: number; message: string }[], source: string): MendedXml['faults'] {
  let [line, counted] = [1, 0];
  return faults
    .toSorted((one, other) => one.position - other.position)
    .map(({ position, message }) => {
      line += source.slice(counted, position).split('\n').length - 1;
      counted = position;
      return { line, message };
    });
}

/** What has an end of its own, and where it ends. */
const PASSED = [
  ['<!--', '-->'],
  ['<![CDATA[', ']]>'],
  ['<?', '?>'],
  ['<!', '>'],
] as const;
const TOKEN = /<\/?[\p{L}_:][\p{L}\p{N}_.:-]*(?:[^<>"']|"[^"<]*"|'[^'<]*')*>|[^<]+/uy;
const ENTRY = /^(?:item|entry)$/u;
const FRAME = /^(?:rss|channel|feed|rdf:RDF)$/u;
/** Elements with text alone in them (RSS 2.0, Atom, Dublin Core). */
const LEAF =
  /^(?:title|link|atom:link|enclosure|media:thumbnail|guid|id|pubDate|updated|published|author|category|comments|language|copyright|managingEditor|webMaster|lastBuildDate|generator|docs|ttl|dc:\w+|itunes:(?:author|title|subtitle|duration|episode|season|explicit|image))$/u;
/** Elements that stand in an item or a channel, and so in no leaf. */
const CHILD = new RegExp(
  `${LEAF.source}|^(?:item|entry|description|summary|content|content:encoded|enclosure|source|image|media:.*)$`,
  'u',
);
/** Elements that hold HTML. */
const RICH = /^(?:description|summary|content|content:encoded|itunes:summary)$/u;
const BOUNDARY = /<\/?(?:item|entry)\b|<\/(?:channel|feed|rss)\b/gu;
