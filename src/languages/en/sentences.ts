import { sentences } from '../notation.js';

export const ENGLISH_SENTENCES = sentences({
  neverLast: `Mr Mrs Ms Mx Messrs Mmes Dr Drs Prof Gen Lt Col Sgt Cpl Capt Cmdr Adm Maj Brig Pvt Rev Fr Hon Pres
    Gov Sen Rep Reps Sens Amb Supt Insp Det Asst Atty vs v viz agg Apt Ste Bldg Pt Mts e.g i.e eg ie cf ca approx Mt Ft`,
  sometimesLast: `St Jr Sr Inc Ltd Co Corp Bros plc llc etc al Esq a.m p.m u.s u.k u.n e.u d.c b.c a.d ph.d m.d b.a
    m.a Mon Tue Tues Wed Thu Thur Thurs Fri Sat Sun Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Ave Blvd Rd
    dept Univ Assn Intl Natl Govt mins hrs lbs Ariz Calif Colo Conn Fla Ill Ind Kan Ky Mass Mich Minn Mo Mont Neb
    Nev Okla Ore Pa Tenn Tex Vt Va Wash Wis Wyo`,
  beforeNumber:
    'no nos p pp vol vols ch chap art sec para fig figs col op pt c ca jan feb mar apr jun jul aug sept oct nov dec',
  starters: `the a an this that these those it its he she they we you i his her their our your my in on at by for
    from with after before when while if as but and so yet or nor although because since however meanwhile
    moreover there here what why how who where which some many most several all both no not one two three now
    then also even only just more last next under over during until once despite according earlier later today
    yesterday tomorrow mr mrs ms dr to of about officials analysts critics experts`,
  conjunctions: 'and but or because which while',
  spaced: ['e. g', 'i. e'],
});
