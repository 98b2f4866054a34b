import { sentences } from '../notation.js';

export const ITALIAN_SENTENCES = sentences({
  neverLast: `Sig Sigg Sig.ra Sig.na Dott Dott.ssa Dr Prof Prof.ssa Avv Ing Arch Geom Rag On Sen Gen Col Cap Ten
    Mons cfr ca`,
  sometimesLast: `ecc etc s.p.a s.r.l a.c d.c`,
  beforeNumber: 'n nn num nr p pp pag pagg vol art cap fig tel gen feb mar apr mag giu lug ago set sett ott nov dic',
  starters: `il lo la i gli le l un uno una questo questa questi queste quello quella egli lui lei essi loro io noi
    voi si in nel nella nei nelle di del della dei delle a al alla da dal dalla con senza su sul per tra fra dopo
    prima durante secondo ma e ed o né se quando come mentre anche perché poiché tuttavia inoltre così poi oggi
    ieri domani qui non che chi suo sua`,
  conjunctions: 'e ma o perché',
});
