import { decodeHTML, decodeHTMLStrict } from 'entities';
import type { XmlElement } from '../../../markup/xml-tree.js';
import { quoteValue } from '../../../model/text.js';
import type { ValueFault } from '../grammar.js';
import { NAMESPACES } from '../namespaces.js';
import { scanHtml, type HtmlTag } from './scan-html.js';

const words = (text: string): ReadonlySet<string> => new Set(text.split(' '));
/** HTML Living Standard §13.1.2: elements that have no end tag. */
const VOID = words(
  'area base br col embed hr img input link meta param source track wbr basefont bgsound frame keygen',
);
/** §13.1.2.4: elements whose end tag may be left out. */
const OPTIONAL_END = words(
  'body caption colgroup dd dt head html li optgroup option p rp rt tbody td tfoot th thead tr',
);
/** §4 and, of what is obsolete, §16.2. */
const ELEMENTS = words(
  'a abbr acronym address applet area article aside audio b base basefont bdi bdo bgsound big blink blockquote body br button canvas caption center cite code col colgroup data datalist dd del details dfn dialog dir div dl dt em embed fieldset figcaption figure font footer form frame frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html i iframe img input ins kbd keygen label legend li link main map mark marquee math menu meta meter nav nobr noembed noframes noscript object ol optgroup option output p param picture plaintext pre progress q rb rp rt rtc ruby s samp script search section select slot small source span strike strong style sub summary sup svg table tbody td template textarea tfoot th thead time title tr track tt u ul var video wbr xmp listing nextid multicol spacer isindex dir',
);
/** Parts of a page that cannot stand inside one. */
const PAGE = words('html head body title');
/** Elements that run code, load another document, or change the page they are shown in. */
const ACTIVE = words(
  'script style iframe frame frameset object embed applet form input button select textarea base meta link',
);
const ADDRESSES = words('href src action formaction xlink:href poster cite data background longdesc');
/** What a style can do besides the looks of its own box: lie over the page, load files, run code. */
const DANGEROUS_STYLE =
  /position\s*:\s*(?:fixed|absolute|sticky)|url\s*\(|expression\s*\(|behaviou?r\s*:|-moz-binding|@import|javascript:/iu;
const REFERENCE = /&([a-z][a-z\d]{1,30});/giu;
/** The end of a word, and none of an address: `a=1&copy=2` holds no reference (HTML §13.2.5.73). */
const UNENDED = /&[a-z][a-z\d]{1,30}(?![\w;=])/giu;
/** More faults of one text tell nobody anything. */
const MAX_FAULTS = 4;

export function isHtmlElement(name: string): boolean {
  return ELEMENTS.has(name);
}

/** What is wrong with HTML that stands in a feed: its form, what runs, and addresses that lead nowhere. */
export function findHtmlFaults(text: string, { hasBase }: { readonly hasBase: boolean }): readonly ValueFault[] {
  if (!/[<&]/u.test(text)) return [];
  const tags = [...scanHtml(text)];
  const active = [...new Set(tags.flatMap(activeParts))];
  const formed = [...formFaults(tags), ...referenceFaults(text)];
  return [
    ...(active.length > 0 ? [activeFault(active)] : []),
    ...formed.slice(0, MAX_FAULTS).map(formFault),
    ...(hasBase ? [] : relativeFaults(tags)),
  ];
}

/** The same of elements of XHTML, whose form XML has proved. */
export function findXhtmlFaults(
  element: XmlElement,
  { hasBase }: { readonly hasBase: boolean },
): readonly ValueFault[] {
  const tags = [...tagsOf(element)];
  const active = [...new Set(tags.flatMap(activeParts))];
  const unknown = tags.find(({ name }) => !ELEMENTS.has(name) && !name.includes('-'));
  return [
    ...(active.length > 0 ? [activeFault(active)] : []),
    ...(unknown ? [formFault(`holds ${quoteValue(`<${unknown.name}>`)}, which XHTML does not know`)] : []),
    ...(hasBase || tags.some(isBased) ? [] : relativeFaults(tags)),
  ];
}

const isBased = ({ attributes }: HtmlTag): boolean => attributes.some(([name]) => name === 'xml:base');

/** An element and those below it, foreign ones and what is below them left out. */
function* tagsOf({ local, uri, attributes, children }: XmlElement): Generator<HtmlTag> {
  if (uri !== NAMESPACES['xhtml']) return;
  yield { name: local, isEnd: false, isSelfClosed: false, attributes: Object.entries(attributes) };
  for (const child of children) yield* tagsOf(child);
}

function formFault(says: string): ValueFault {
  return { code: 'W_HTML', says, fix: 'correct the HTML.' };
}

function activeFault(parts: readonly string[]): ValueFault {
  return {
    code: 'W_FEED_ACTIVE',
    says: `holds ${parts.join(', ')}; apps cut it out or show nothing`,
    fix: 'leave text, links and lists in show notes.',
  };
}

/** Tags and attributes that run code, load foreign pages, or lie over the page. */
function activeParts({ name, isEnd, attributes }: HtmlTag): readonly string[] {
  if (isEnd) return [];
  if (ACTIVE.has(name)) return [`<${name}>`];
  return attributes.flatMap(([attribute, value]) => {
    if (/^on[a-z]/u.test(attribute)) return [`<${name} ${attribute}>`];
    if (attribute === 'style' && DANGEROUS_STYLE.test(decodeHTML(value))) return [`<${name} style="…">`];
    const scheme = ADDRESSES.has(attribute) ? schemeOf(value) : '';
    const isRunning =
      /^(?:javascript|vbscript)$/u.test(scheme) || (scheme === 'data' && !/^\s*data:(?:image|audio)\//iu.test(value));
    return isRunning ? [`<${name} ${attribute}="${scheme}:…">`] : [];
  });
}

/** Scheme of an address as browsers read it: white space and control characters before and inside do not count. */
function schemeOf(value: string): string {
  const text = decodeHTML(value).replace(/[\p{Cc}\s]+/gu, '');
  return /^([a-z][a-z\d+.-]*):/iu.exec(text)?.[1]?.toLowerCase() ?? '';
}

function formFaults(tags: readonly HtmlTag[]): readonly string[] {
  const faults: string[] = [];
  const open: string[] = [];
  let foreign = 0;
  for (const { name, isEnd, isSelfClosed, attributes, fault } of tags) {
    if (fault !== undefined) faults.push(fault);
    if (name === 'svg' || name === 'math') foreign += isEnd ? -1 : isSelfClosed ? 0 : 1;
    else if (foreign > 0 || name === '') continue;
    if (isEnd) faults.push(...closeTag(name, open));
    else if (!VOID.has(name) && !isSelfClosed) {
      // §13.1.2.4: a paragraph ends where another begins.
      if (name === 'p' && open.at(-1) === 'p') open.pop();
      open.push(name);
    }
    if (isEnd) continue;
    if (PAGE.has(name)) faults.push(`holds <${name}>, which is part of a whole page`);
    else if (!ELEMENTS.has(name) && !/^[a-z][a-z\d]*-[a-z\d-]+$/u.test(name))
      faults.push(`holds ${quoteValue(`<${name}>`)}, which HTML does not know`);
    faults.push(...attributeFaults(name, attributes));
  }
  const left = open.filter((name) => !OPTIONAL_END.has(name));
  if (left.length > 0) faults.push(`leaves <${left.at(-1) ?? ''}> open`);
  return faults;
}

function closeTag(name: string, open: string[]): readonly string[] {
  if (VOID.has(name)) return name === 'br' ? [`closes <${name}>, which has no end`] : [];
  const at = open.lastIndexOf(name);
  if (at < 0) return [`closes <${name}>, which was not opened`];
  const crossed = open.slice(at + 1).filter((other) => !OPTIONAL_END.has(other));
  open.splice(at);
  return crossed.length > 0 ? [`closes <${name}> while <${crossed.at(-1) ?? ''}> is open`] : [];
}

function attributeFaults(name: string, attributes: HtmlTag['attributes']): readonly string[] {
  const seen = new Set<string>();
  const isEmpty = name === 'img' && !attributes.some(([attribute]) => attribute === 'src' || attribute === 'srcset');
  if (isEmpty) return ['holds <img> without src'];
  return attributes.flatMap(([attribute, value]) => {
    if (seen.has(attribute)) return [`gives <${name}> ${attribute} twice`];
    seen.add(attribute);
    const isLink = (attribute === 'href' || attribute === 'src') && /^\s*https?:/iu.test(value);
    return isLink && /\s/u.test(value.trim()) ? [`links ${quoteValue(value)}, which is no address`] : [];
  });
}

function referenceFaults(text: string): readonly string[] {
  for (const [reference] of text.matchAll(REFERENCE)) {
    if (decodeHTMLStrict(reference) === reference) return [`holds ${reference}, which HTML does not know`];
  }
  for (const [reference] of text.matchAll(UNENDED)) {
    if (decodeHTML(`${reference} `) === `${decodeHTMLStrict(`${reference};`)} `)
      return [`holds ${reference} without its semicolon`];
  }
  return [];
}

/** Without a base nobody knows where an address leads that is told from one. */
function relativeFaults(tags: readonly HtmlTag[]): readonly ValueFault[] {
  for (const { name, isEnd, attributes } of tags) {
    if (isEnd) continue;
    for (const [attribute, value] of attributes) {
      const relative = addressesIn(attribute, decodeHTML(value)).find(
        (address) => !/^\s*[a-z][a-z\d+.-]*:/iu.test(address.replace(/[\p{Cc}]+/gu, '')),
      );
      if (relative === undefined) continue;
      const says = `holds <${name} ${attribute}=${quoteValue(relative)}>, which is told from a page that readers do not know`;
      return [{ code: 'W_HTML_RELATIVE', says, fix: 'write whole addresses.' }];
    }
  }
  return [];
}

/** The addresses an attribute gives: one, none, or those of a `srcset` (HTML §4.8.4.2.1). */
function addressesIn(attribute: string, value: string): readonly string[] {
  if (/^(?:href|src|poster|cite|longdesc|background)$/u.test(attribute)) return [value];
  if (attribute !== 'srcset') return [];
  return value.split(/,\s/u).flatMap((candidate) => candidate.trim().split(/\s/u)[0] ?? []);
}
