import { sentences } from '../notation.js';

export const GERMAN_SENTENCES = sentences({
  neverLast: `Dr Prof Hr Fr Frl Dipl Ing St z.b d.h u.a v.a i.d.r i.a s.o s.u vgl bzw ca evtl ggf inkl exkl zzgl
    abzgl sog geb gest verh bspw Hl hrsg max mind gem Gebr`,
  sometimesLast: `usw etc u.ä o.ä Jr Sen Co Str Mio Mrd Tsd Std Jh Jhd n.chr v.chr Chr a.d e.v Min Sek`,
  beforeNumber:
    'Mo Di Mi Do Sa So nr nrn s bd kap abb tab art abs ziff rn az tel jan feb mär apr jun jul aug sep sept okt nov dez',
  starters: `der die das den dem des ein eine einer einem einen er sie es wir ihr ich man dies diese dieser dieses
    jene im in am an auf bei mit nach vor für von zu zum zur aus über unter durch gegen ohne um als wenn weil dass
    ob doch aber und oder denn auch nur noch schon so da dort hier was wer wie wo warum danach dann später zuvor
    damals heute gestern morgen zudem außerdem allerdings dennoch trotzdem inzwischen laut seit während`,
  conjunctions: 'und aber oder weil',
  spaced: ['z. B', 'd. h', 'i. d. R'],
  hasOrdinalStops: true,
});
