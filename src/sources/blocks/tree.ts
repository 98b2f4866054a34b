import type { Element, ElementContent, Node, Nodes, Properties, RootContent } from 'hast';
import { present } from '../../model/present.js';
import { canonicalLanguage } from '../fields/typed-fields.js';
import type { Inherited } from './block-draft.js';

/** Elements that stand in a line of text. */
const PHRASING: ReadonlySet<string> = new Set(
  (
    'a abbr acronym b bdi bdo big cite code data del dfn em font i img input ins kbd label mark nobr q rp rt ruby s ' +
    'samp small span strike strong sub sup time tt u var wbr br picture'
  ).split(' '),
);

export function isElement<Name extends string>(
  node: Nodes | RootContent | ElementContent,
  ...names: readonly Name[]
): node is Element & { tagName: Name } {
  return node.type === 'element' && (names as readonly string[]).includes(node.tagName);
}

/** Whether a node can stand in a line of text; a `span` around a block cannot. */
export function isPhrasing(node: RootContent): boolean {
  if (node.type === 'text') return true;
  if (node.type !== 'element' || !PHRASING.has(node.tagName)) return false;
  return node.children.every((child) => child.type === 'comment' || isPhrasing(child));
}

/** An attribute as text. */
export function attribute(element: Element, name: keyof Properties & string): string | undefined {
  const value = element.properties[name];
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return String(value);
  if (Array.isArray(value)) return value.join(' ');
  return value === true ? '' : undefined;
}

/** All text below a node as it stands. */
export function rawText(node: Nodes): string {
  if (node.type === 'text') return node.value;
  return 'children' in node ? node.children.map(rawText).join('') : '';
}

export function lineOf(node: Node, lineOffset: number | undefined): number | undefined {
  const line = node.position?.start.line;
  return line === undefined || lineOffset === undefined ? undefined : line + lineOffset;
}

/** What the element's own marks add to what it inherits. */
export function inherit(element: Element, inherited: Inherited): Inherited {
  const lang = canonicalLanguage(attribute(element, 'lang') ?? attribute(element, 'xmlLang') ?? '');
  const mark = attribute(element, 'dataAudio');
  return {
    ...inherited,
    ...present({ lang }),
    ...((mark === 'skip' || mark === 'only') && { audio: mark }),
  };
}

/** Depth of the deepest node, counted without recursion. */
export function depthOf(root: { readonly children?: readonly unknown[] }): number {
  let level: readonly { readonly children?: readonly unknown[] }[] = [root];
  let depth = 0;
  while (level.length > 0) {
    depth += 1;
    level = level.flatMap((node) => (node.children ?? []) as readonly { readonly children?: readonly unknown[] }[]);
  }
  return depth;
}
