import { sentences } from '../notation.js';

export const DUTCH_SENTENCES = sentences({
  neverLast: `dhr mevr mw mej dr drs ir ing mr prof ds bc st H.H d.w.z bijv bv m.a.w o.a o.m m.n n.a.v m.b.t t.a.v
    t.o.v i.v.m i.p.v i.t.t a.d.h.v ca cf vgl zgn jl resp incl excl max min gen kol maj kapt sgt`,
  sometimesLast: `enz etc e.d e.a a.u.b s.v.p b.v n.v v.chr n.chr jr sr mln mld sec`,
  beforeNumber: `nr nrs no blz p pp art hfst afb fig tab par vol dl bd tel jan feb mrt apr jun jul aug sep sept okt nov
    dec`,
  starters: `de het een dit dat deze die er hij zij ze wij we ik jij je u jullie men in op aan bij met naar na voor van
    uit over onder door tegen zonder om tot als wanneer omdat want maar en of ook nog toch zo dan daar hier wat wie
    waar hoe waarom toen later eerder vandaag gisteren morgen bovendien echter daarom volgens sinds tijdens zijn haar
    hun ons onze mijn niet geen alle veel`,
  conjunctions: 'en maar of omdat want terwijl',
  spaced: ['d. w. z', 'o. a', 'm. a. w'],
});
