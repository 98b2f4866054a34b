import { elementsIn, type MarkupElement } from '../../../../markup/element.js';
import { isHiddenByItself } from '../../../../markup/left-out.js';

/**
 * Elements a browser would not show, as far as the page alone says. A page that hides most of its text until a
 * script has run is taken as shown; what the author marked as for the ear alone is not hidden.
 */
export function hiddenElements(root: MarkupElement): ReadonlySet<MarkupElement> {
  const hidden = new Set<MarkupElement>();
  const faded: MarkupElement[] = [];
  for (const element of elementsIn(root)) {
    if (element.attributes['data-audio'] === 'only' || element.textLength > root.textLength * MAX_HIDDEN_SHARE)
      continue;
    if (isHiddenByItself(element)) hidden.add(element);
    else if (FADED_STYLE.test(element.attributes['style'] ?? '')) faded.push(element);
  }
  const fadedLength = faded.reduce((sum, { textLength }) => sum + textLength, 0);
  if (fadedLength <= root.textLength * MAX_FADED_SHARE) for (const element of faded) hidden.add(element);
  return hidden;
}

const MAX_HIDDEN_SHARE = 0.5;
/** Text that fades in as one scrolls is most of the page; hidden text is a line or two. */
const MAX_FADED_SHARE = 0.2;
const FADED_STYLE = /(?:^|;)\s*opacity\s*:\s*0(?:\.0*)?\s*(?:!important\s*)?(?:;|$)/i;
