import { childElements, elementsIn, isBlank, visibleText, type MarkupElement } from '../../../../markup/element.js';
import { isHiddenByItself } from '../../../../markup/left-out.js';
import { INLINE_TAGS } from '../../../../markup/tags.js';
import { nameReason } from '../clutter/region-reason.js';

/** What of a page is not shown, and what is heard though its name or a script says it is hidden. */
export type Visibility = {
  readonly hidden: ReadonlySet<MarkupElement>;
  readonly heard: ReadonlySet<MarkupElement>;
};

/**
 * Elements a browser would not show, as far as the page alone says. A page that hides most of its text until a
 * script has run is taken as shown; what the author marked as for the ear alone is not hidden, and neither is what a
 * reader opens; of text for the eye and its twin for screen readers the twin is heard.
 */
export function findVisibility(root: MarkupElement): Visibility {
  const hidden = new Set<MarkupElement>();
  const heard = new Set<MarkupElement>();
  const faded: MarkupElement[] = [];
  const panels = panelIds(root);
  for (const element of elementsIn(root)) {
    if (element.attributes['data-audio'] === 'only' || element.textLength > root.textLength * MAX_HIDDEN_SHARE)
      continue;
    if (isHiddenByItself(element)) {
      const twin = isForEye(element) ? twinOf(element) : undefined;
      if (twin !== undefined) heard.add(twin);
      if (twin !== undefined || !(isInitial(element) || isPanel(element, panels))) hidden.add(element);
    } else if (FADED_STYLE.test(element.attributes['style'] ?? '')) faded.push(element);
  }
  const fadedLength = faded.reduce((sum, { textLength }) => sum + textLength, 0);
  if (fadedLength <= root.textLength * MAX_FADED_SHARE) for (const element of faded) hidden.add(element);
  return { hidden, heard };
}

function isForEye({ attributes, tag }: MarkupElement): boolean {
  return attributes['aria-hidden'] === 'true' && INLINE_TAGS.has(tag);
}

/** The neighbour that says for screen readers what an element shows. */
function twinOf(element: MarkupElement): MarkupElement | undefined {
  return [neighbour(element, 1), neighbour(element, -1)].find(
    (node) => node?.kind === 'element' && node.textLength > 0 && nameReason(node.names) === 'hidden-text',
  ) as MarkupElement | undefined;
}

/** A drop capital whose word goes on right behind it in small letters. */
function isInitial(element: MarkupElement): boolean {
  if (!isForEye(element) || !/^[“"«]?\p{Lu}$/u.test(visibleText(element))) return false;
  const next = neighbour(element, 1);
  return next?.kind === 'text' && /^\p{Ll}/u.test(next.text);
}

function neighbour({ parent, index }: MarkupElement, step: 1 | -1): MarkupElement['children'][number] | undefined {
  const nodes = parent?.children ?? [];
  const at = nodes.findIndex((node) => node.kind === 'element' && node.index === index);
  const rest = step === 1 ? nodes.slice(at + 1) : nodes.slice(0, at).reverse();
  return rest.find((node) => !isBlank(node));
}

/** Text that opens when a reader asks for it: named by a control, or right behind one. */
function isPanel(element: MarkupElement, panels: ReadonlySet<string>): boolean {
  const { attributes, textLength, linkTextLength } = element;
  if (attributes['aria-hidden'] === 'true' && !('id' in attributes)) return false;
  if (textLength < MIN_PANEL_CHARACTERS || linkTextLength > textLength * MAX_PANEL_LINKS) return false;
  if (attributes['role'] === 'dialog' || elementsIn(element).some(({ tag }) => tag === 'form' || tag === 'nav'))
    return false;
  if (attributes['role'] === 'tabpanel' || panels.has(attributes['id'] ?? '')) return true;
  const before = neighbour(element, -1);
  return (
    before?.kind === 'element' && [before, ...childElements(before)].some((one) => 'aria-expanded' in one.attributes)
  );
}

function panelIds(root: MarkupElement): ReadonlySet<string> {
  return new Set(
    elementsIn(root).flatMap(({ attributes }) => (attributes['aria-controls'] ?? '').split(/\s+/).filter(Boolean)),
  );
}

const MIN_PANEL_CHARACTERS = 40;
const MAX_PANEL_LINKS = 0.3;
const MAX_HIDDEN_SHARE = 0.5;
/** Text that fades in as one scrolls is most of the page; hidden text is a line or two. */
const MAX_FADED_SHARE = 0.2;
const FADED_STYLE = /(?:^|;)\s*opacity\s*:\s*0(?:\.0*)?\s*(?:!important\s*)?(?:;|$)/i;
