import type { XmlElement } from '../../markup/xml-tree.js';
import { present } from '../../model/present.js';
import { quoteValue } from '../../model/text.js';
import type { FeedReport } from './feed-report.js';
import type { ElementRule, Grammar, ValueContext } from './grammar.js';
import { meantNamespace, NAMESPACES, prefixOf } from './namespaces.js';
import { findXhtmlFaults } from './text/find-html-faults.js';
import { isLanguageTag } from './values/numbers-and-words.js';

type GrammarInput = {
  readonly grammar: Grammar;
  readonly report: FeedReport;
  readonly now?: Date;
  readonly isPodcast: boolean;
};

const CLAUSE = { names: 'Namespaces in XML 1.0, 2', xml: 'XML 1.0, 2.12', base: 'XML Base, 3.1' };

/** Judges an element and all below it by the tables: places, numbers, attributes, values. */
export function checkGrammar(element: XmlElement, rule: ElementRule, input: GrammarInput, hasBase = false): void {
  checkDeclarations(element, input.report);
  const isBased = hasBase || (element.attributes['xml:base'] ?? '') !== '';
  const context: ValueContext = {
    element,
    hasBase: isBased,
    isAttribute: false,
    isPodcast: input.isPodcast,
    ...present({ now: input.now }),
  };
  checkAttributes(element, rule, context, input.report);
  const { content } = rule;
  if (content === 'anything') return;
  if (content === 'elements' || content === 'nothing') {
    if (element.text.trim() !== '') {
      const what = content === 'nothing' ? 'nothing' : 'elements';
      input.report.add({
        code: 'E_STRAY_TEXT',
        says: `is text where ${rule.name} holds ${what}`,
        value: element.text,
        fix: 'take the text out, or put it into an element.',
        at: element,
        clause: rule.clause,
      });
    }
    checkChildren(element, rule, input, isBased);
    return;
  }
  const isEmpty = element.text.trim() === '' && rule.codes.missing !== undefined;
  const faults = isEmpty
    ? [{ code: rule.codes.missing, says: 'is empty', fix: 'write what it says.' }]
    : content.check(element.text, context);
  for (const fault of faults) {
    if (fault.code === undefined) continue;
    const value = fault.code === 'W_HTML' || fault.code === 'W_FEED_ACTIVE' || isEmpty ? undefined : element.text;
    input.report.add({ ...fault, code: fault.code, at: element, clause: rule.clause, ...present({ value }) });
  }
  const [child] = element.children;
  if (!child || content.mayHoldElements?.(element) === true) return;
  input.report.add({
    code: 'E_ELEMENT_PLACE',
    says: `stands inside ${rule.name}, which holds ${content.name}`,
    fix: 'write < as &lt; there.',
    at: child,
    clause: rule.clause,
  });
}

function checkAttributes(element: XmlElement, rule: ElementRule, context: ValueContext, report: FeedReport): void {
  const clause = rule.clause;
  for (const [name, text] of Object.entries(element.attributes)) {
    const known = Object.hasOwn(rule.attributes, name) ? rule.attributes[name] : undefined;
    if (known) {
      for (const fault of known.value.check(text, { ...context, isAttribute: true }))
        report.add({ ...fault, at: element, attribute: name, value: text, clause: ofAttribute(name) ?? clause });
    } else if (name === 'xmlns' || (name.includes(':') && !name.startsWith('xml:'))) {
      continue;
    } else if (name === 'xml:lang') {
      if (text === '' || isLanguageTag(text)) continue;
      report.add({
        code: 'E_FIELD_LANG',
        says: 'is not a language tag of BCP 47',
        fix: 'write a tag as en or en-GB.',
        at: element,
        attribute: name,
        value: text,
        clause: CLAUSE.xml,
      });
    } else if (name === 'xml:base') {
      if (/^[a-z][a-z\d+.-]*:[^\s<>"]*$/iu.test(text) || /^[^:\s<>"]*$/u.test(text)) continue;
      report.add({
        code: 'E_URL',
        says: 'is not an address',
        fix: 'write the whole address.',
        at: element,
        attribute: name,
        value: text,
        clause: CLAUSE.base,
      });
    } else if (!name.startsWith('xml:') && rule.content !== 'anything' && !isUsualShort(name, rule)) {
      report.add({
        code: 'E_ATTRIBUTE_UNKNOWN',
        says: `is no attribute of ${rule.name}`,
        fix: 'take it out.',
        at: element,
        attribute: name,
        value: text,
        clause,
      });
    }
  }
  for (const [name, { isRequired }] of Object.entries(rule.attributes)) {
    if (!isRequired || element.attributes[name] !== undefined || element.attributes[localOf(name)] !== undefined)
      continue;
    report.add({
      code: 'E_ATTRIBUTE_MISSING',
      says: 'is missing',
      fix: `add ${name}="…".`,
      at: element,
      attribute: name,
      clause,
    });
  }
}

/** An attribute of a module stands in an element of another document. */
function ofAttribute(name: string): string | undefined {
  return name.startsWith('thr:') ? 'RFC 4685, 4' : undefined;
}

/** RDF attributes were written without their prefix for long; RSS 1.0 reads both. */
function isUsualShort(name: string, rule: ElementRule): boolean {
  return Object.hasOwn(rule.attributes, `rdf:${name}`);
}

function localOf(name: string): string {
  return name.startsWith('rdf:') ? name.slice('rdf:'.length) : name;
}

function checkChildren(parent: XmlElement, parentRule: ElementRule, input: GrammarInput, hasBase: boolean): void {
  const { grammar, report } = input;
  const known = grammar.childrenOf(parent.key);
  const counts = new Map<string, number>();
  for (const child of parent.children) {
    const rule = known.get(child.key);
    if (!rule) {
      checkDeclarations(child, report);
      checkXhtml(child, parentRule, report, hasBase);
      reportStranger(child, parent, parentRule, input);
      continue;
    }
    const nth = (counts.get(child.key) ?? 0) + 1;
    counts.set(child.key, nth);
    const isOnce = rule.count === '1' || rule.count === '?';
    if (isOnce && nth === 2) {
      report.add({
        code: rule.codes.repeated ?? 'E_FEED_REPEATED',
        says: `stands more than once in ${parent.name}`,
        fix: 'keep one.',
        at: child,
        clause: rule.clause,
      });
    }
    if (!isOnce || nth === 1 || rule.content !== 'elements') checkGrammar(child, rule, input, hasBase);
  }
  if (parentRule.content === 'nothing') return;
  for (const rule of grammar.requiredIn(parent.key)) {
    if (counts.has(rule.key)) continue;
    report.add({
      code: rule.codes.missing ?? 'E_ELEMENT_MISSING',
      says: 'is missing',
      child: rule.name,
      fix: `add <${rule.name}>.`,
      at: parent,
      clause: rule.clause,
    });
  }
}

/** What may not stand here: known elsewhere, unknown to a document that is known, or none of our business. */
function reportStranger(
  child: XmlElement,
  parent: XmlElement,
  parentRule: ElementRule,
  { grammar, report }: GrammarInput,
): void {
  const [elsewhere] = grammar.rulesOf(child.key);
  const { clause } = elsewhere ?? parentRule;
  if (elsewhere) {
    const code = elsewhere.codes.place ?? 'E_ELEMENT_PLACE';
    const places = elsewhere.parents.join(', ');
    report.add({ code, says: `stands in ${parent.name}, not in ${places}`, fix: 'move it there.', at: child, clause });
    return;
  }
  const prefix = child.uri === '' ? '' : prefixOf(child.uri);
  // RSS 0.9x and 2.0 have no namespace; Atom and RSS 1.0 leave what is not theirs alone.
  if (prefix === undefined || prefix === 'rdf' || prefix === 'xhtml') return;
  const meant = grammar.rules.find(({ key }) => key.toLowerCase() === child.key.toLowerCase())?.name;
  const fix = meant === undefined ? 'take it out, or put it in a namespace of your own.' : `write <${meant}>.`;
  const says = `is an element that ${prefix === '' ? 'the format' : `the namespace of ${prefix}`} does not know`;
  report.add({ code: 'W_FEED_UNKNOWN', says, fix, at: child, clause });
}

/** XHTML beside the elements of a format: shown as it is by those that know it. */
function checkXhtml(element: XmlElement, { clause }: ElementRule, report: FeedReport, hasBase: boolean): void {
  if (element.uri !== NAMESPACES['xhtml']) return;
  for (const fault of findXhtmlFaults(element, { hasBase })) report.add({ ...fault, at: element, clause });
}

/** Namespaces that were meant to be others. */
export function checkDeclarations(element: XmlElement, report: FeedReport): void {
  for (const [name, uri] of Object.entries(element.attributes)) {
    if (!name.startsWith('xmlns')) continue;
    const meant = meantNamespace(name === 'xmlns' ? '' : name.slice('xmlns:'.length), uri);
    if (meant === undefined) continue;
    report.add({
      code: 'E_FEED_NAMESPACE',
      says: `binds another namespace than ${quoteValue(meant)}`,
      value: uri,
      fix: `write ${name}="${meant}", letter by letter.`,
      at: element,
      clause: CLAUSE.names,
    });
  }
}
