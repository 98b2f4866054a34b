import { NAMESPACES } from '../namespaces.js';
import type { XmlElement } from '../../../markup/xml-tree.js';
import type { ValueContext, ValueFault, ValueType } from '../grammar.js';
import { MEDIA_TYPE, oneOf } from './numbers-and-words.js';
import { findXhtmlFaults } from '../text/find-html-faults.js';
import { HTML, PLAIN } from './texts.js';

/** RFC 4287 §3.1.1. */
export const TEXT_TYPE = oneOf('text html xhtml');

/** RFC 4287 §4.1.3.1: those three, or a media type that is no composite. */
export const CONTENT_TYPE: ValueType = {
  name: 'text, html, xhtml or a media type',
  check: (text, context) => {
    if (/^(?:text|html|xhtml)$/u.test(text)) return [];
    if (!/^(?:multipart|message)\//iu.test(text)) return MEDIA_TYPE.check(text, context);
    return [{ code: 'E_MEDIA_TYPE', says: 'is a composite type', fix: 'name the type of one document.' }];
  },
};

/** RFC 4287 §3.1: what is inside must be what its type says. */
export const ATOM_TEXT: ValueType = {
  name: 'text, HTML or XHTML, as its type says',
  check: (text, context) => textFaults(context.element.attributes['type'] ?? 'text', text, context),
  mayHoldElements: hasOtherType,
};

/** RFC 4287 §4.1.3.3. */
export const ATOM_CONTENT: ValueType = {
  name: 'content, as its type says',
  check: (text, context) => {
    const { type = 'text', src } = context.element.attributes;
    if (src === undefined) return contentFaults(type, text, context);
    if (context.element.attributes['type'] !== undefined && !type.includes('/'))
      return [content(`has an address and the type ${type}`, 'give the media type of what lies there.')];
    if (text.trim() === '' && context.element.children.length === 0) return [];
    return [content('has an address and text', 'leave it empty, or take src out.')];
  },
  mayHoldElements: hasOtherType,
};

/** Text and escaped HTML hold no elements. */
function hasOtherType({ attributes }: XmlElement): boolean {
  return !/^(?:text|html)$/u.test(attributes['type'] ?? 'text');
}

function contentFaults(type: string, text: string, context: ValueContext): readonly ValueFault[] {
  if (/^(?:text|html|xhtml)$/u.test(type)) return textFaults(type, text, context);
  const { children } = context.element;
  if (/[+/]xml(?:;|$)/iu.test(type)) {
    if (children.length === 1) return [];
    const count = children.length === 0 ? 'no element' : 'more than one element';
    return [content(`is said to be XML and holds ${count}`, 'put one document in as elements.')];
  }
  if (children.length > 0) return [content(`is said to be ${type} and holds elements`, 'give it the type it has.')];
  if (/^text\/html(?:;|$)/iu.test(type)) return HTML.check(text, context);
  if (/^text\//iu.test(type) || !type.includes('/')) return [];
  const isBase64 = /^(?:[a-z\d+/]{4})*(?:[a-z\d+/]{2}==|[a-z\d+/]{3}=)?$/iu.test(text.replace(/\s+/gu, ''));
  return isBase64 ? [] : [content(`is said to be ${type} and is no Base64`, 'encode it, or give the address in src.')];
}

function textFaults(type: string, text: string, context: ValueContext): readonly ValueFault[] {
  if (type === 'html') return HTML.check(text, context);
  if (type === 'text') return PLAIN.check(text, context);
  return type === 'xhtml' ? xhtmlFaults(context) : [];
}

function xhtmlFaults({ element: { children, text }, hasBase }: ValueContext): readonly ValueFault[] {
  const [division, second] = children;
  const isOne = division?.local === 'div' && division.uri === NAMESPACES['xhtml'] && !second && text.trim() === '';
  if (isOne) return findXhtmlFaults(division, { hasBase });
  return [
    content(
      'is said to be XHTML and is not one div of its namespace',
      'wrap it in <div xmlns="http://www.w3.org/1999/xhtml">.',
    ),
  ];
}

function content(says: string, fix: string): ValueFault {
  return { code: 'E_CONTENT', says, fix };
}
