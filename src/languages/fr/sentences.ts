import { sentences } from '../notation.js';

export const FRENCH_SENTENCES = sentences({
  neverLast: `M MM Mme Mmes Mlle Mlles Dr Drs Pr Me Mgr Ste cf p.ex c.-à-d env éd Gal Gén Cne Lt Bd`,
  sometimesLast: `St etc j.-c s.a s.a.r.l Cie hab`,
  beforeNumber: 'n no nos p pp vol t chap art fig al ch tél janv févr avr juil sept oct nov déc',
  starters: `le la les l un une des du de ce cet cette ces il elle ils elles on nous vous je tu en au aux à dans
    par pour avec sans sur sous après avant depuis mais et ou donc or ni car si quand lorsque comme selon pourtant
    cependant toutefois ainsi alors puis enfin ici là qui que quoi dont où leur leurs son sa ses notre votre mon
    ma mes hier aujourd demain`,
  conjunctions: 'et mais ou parce y',
  spaced: ['p. ex'],
});
