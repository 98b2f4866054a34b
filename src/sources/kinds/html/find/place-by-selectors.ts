import type { Places } from './place-elements.js';
import { contains, type MarkupElement } from '../../../../markup/element.js';

/** Takes the elements an author excluded out of the article. */
export function withoutExcluded(places: Places, excluded: readonly MarkupElement[]): Places {
  if (excluded.length === 0) return places;
  const names = new Set(excluded);
  return {
    ...places,
    placementOf: (element) => (names.has(element) ? 'inside' : places.placementOf(element)),
    reasonOf: (element) => (names.has(element) ? 'excluded' : places.reasonOf(element)),
  };
}

/** The article is what an author included, whatever it looks like. */
export function placeIncluded(root: MarkupElement, included: readonly MarkupElement[]): Places {
  return {
    root,
    placementOf: (element) => {
      if (included.some((chosen) => contains(chosen, element))) return 'inside';
      return included.some((chosen) => contains(element, chosen)) ? 'around' : 'outside';
    },
    reasonOf: () => undefined,
    keptLength: 0,
  };
}
