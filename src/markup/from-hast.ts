import type { Element, Nodes, Root } from 'hast';
import type { MarkupElement } from './element.js';
import { growTree } from './grow-tree.js';

/**
 * The tree of a document that unified parsed, in an element of its own that is called `body`.
 *
 * @param lineOffset Added to the lines of the document; without it the tree has no lines, for text that no file holds
 * as it stands.
 */
export function fromHast(root: Root, lineOffset?: number): MarkupElement {
  const tree = growTree();
  const body = tree.open('body', {});
  const lineOf = ({ position }: Nodes): number | undefined => {
    // Nodes that a plugin made have a position without a start.
    const start: NonNullable<Nodes['position']>['start'] | undefined = position?.start;
    return start === undefined || lineOffset === undefined ? undefined : start.line + lineOffset;
  };
  const visit = (node: Nodes): void => {
    if (node.type === 'text') tree.text(node.value, lineOf(node));
    else if (node.type === 'comment') tree.comment(node.value);
    else if (node.type === 'element') {
      tree.open(node.tagName.toLowerCase(), attributesOf(node), lineOf(node));
      node.children.forEach(visit);
      tree.close();
    }
  };
  root.children.forEach(visit);
  tree.close();
  return body;
}

/** Attributes as HTML writes them: `dataAudio` as `data-audio`, lists joined by spaces. */
function attributesOf({ properties }: Element): Record<string, string> {
  const attributes = Object.create(null) as Record<string, string>;
  for (const [property, value] of Object.entries(properties)) {
    if (value === null || value === undefined || value === false) continue;
    attributes[nameOf(property)] = value === true ? '' : Array.isArray(value) ? value.join(' ') : String(value);
  }
  return attributes;
}

function nameOf(property: string): string {
  if (property === 'className') return 'class';
  if (property === 'xmlLang') return 'xml:lang';
  if (property.startsWith('data')) return property.replace(/[A-Z]/gu, (letter) => `-${letter}`).toLowerCase();
  return property.replace(/^aria(?=[A-Z])/u, 'aria-').toLowerCase();
}
