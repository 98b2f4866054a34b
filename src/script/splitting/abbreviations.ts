import { primaryLanguage } from '../../model/primary-language.js';
/**
 * What a language writes with a full stop that does not end a sentence. Without the last stop; a word written here
 * with a capital counts only with a capital: "Sat." is a day, "sat." ends a sentence.
 */
export type Abbreviations = {
  /** Followed by what they belong to: titles, "e.g.". */
  readonly neverLast: ReadonlySet<string>;
  /** May also end a sentence: "Inc.", "a.m.". */
  readonly sometimesLast: ReadonlySet<string>;
  /** Abbreviations only before a number: "No. 5", "p. 12". */
  readonly beforeNumber: ReadonlySet<string>;
  /** Words that open sentences and are rarely part of a name. */
  readonly starters: ReadonlySet<string>;
  /** Whether "3." means "third". */
  readonly hasOrdinalStops: boolean;
};

/** The lists of a language; those of an unknown one are empty, and Unicode's rules decide alone. */
export function abbreviationsOf(language: string): Abbreviations {
  return BY_LANGUAGE[primaryLanguage(language)] ?? NONE;
}

function lists(written: {
  readonly neverLast?: string;
  readonly sometimesLast?: string;
  readonly beforeNumber?: string;
  readonly starters?: string;
  readonly hasOrdinalStops?: boolean;
}): Abbreviations {
  const words = (text = ''): ReadonlySet<string> => new Set(text.split(/\s+/u).filter((word) => word !== ''));
  return {
    neverLast: words(written.neverLast),
    sometimesLast: words(written.sometimesLast),
    beforeNumber: words(written.beforeNumber),
    starters: words(written.starters),
    hasOrdinalStops: written.hasOrdinalStops ?? false,
  };
}

const NONE = lists({});

const BY_LANGUAGE: Readonly<Record<string, Abbreviations | undefined>> = {
  en: lists({
    neverLast: `Mr Mrs Ms Mx Messrs Mmes Dr Drs Prof Gen Lt Col Sgt Cpl Capt Cmdr Adm Maj Brig Pvt Rev Fr Hon Pres
      Gov Sen Rep Reps Sens Amb Supt Insp Det Asst Atty vs v viz agg Apt Ste Bldg e.g i.e eg ie cf ca approx Mt Ft`,
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
  }),
  de: lists({
    neverLast: `Dr Prof Hr Fr Frl Dipl Ing St z.b d.h u.a v.a i.d.r i.a s.o s.u vgl bzw ca evtl ggf inkl exkl zzgl
      abzgl sog geb gest verh bspw Hl hrsg max mind gem Gebr`,
    sometimesLast: `usw etc u.ä o.ä Jr Sen Co Str Mio Mrd Tsd Std Jh Jhd n.chr v.chr Chr a.d e.v Min Sek`,
    beforeNumber: 'nr nrn s bd kap abb tab art abs ziff rn az tel jan feb mär apr jun jul aug sep sept okt nov dez',
    starters: `der die das den dem des ein eine einer einem einen er sie es wir ihr ich man dies diese dieser dieses
      jene im in am an auf bei mit nach vor für von zu zum zur aus über unter durch gegen ohne um als wenn weil dass
      ob doch aber und oder denn auch nur noch schon so da dort hier was wer wie wo warum danach dann später zuvor
      damals heute gestern morgen zudem außerdem allerdings dennoch trotzdem inzwischen laut seit während`,
    hasOrdinalStops: true,
  }),
  fr: lists({
    neverLast: `M MM Mme Mmes Mlle Mlles Dr Drs Pr Me Mgr Ste cf p.ex c.-à-d env éd Gal Gén Cne Lt Bd`,
    sometimesLast: `St etc j.-c s.a s.a.r.l Cie hab`,
    beforeNumber: 'n no nos p pp vol t chap art fig al ch tél janv févr avr juil sept oct nov déc',
    starters: `le la les l un une des du de ce cet cette ces il elle ils elles on nous vous je tu en au aux à dans
      par pour avec sans sur sous après avant depuis mais et ou donc or ni car si quand lorsque comme selon pourtant
      cependant toutefois ainsi alors puis enfin ici là qui que quoi dont où leur leurs son sa ses notre votre mon
      ma mes hier aujourd demain`,
  }),
  es: lists({
    neverLast: `Sr Sra Sres Sras Srta Dr Dra Dres Prof Profa Dña Lic Ing Gral Cnel Ud Uds Vd Vds Sto Sta p.ej cf Av Avda EE`,
    sometimesLast: `St etc a.m p.m ee.uu UU s.a s.l Cía a.c d.c`,
    beforeNumber: `núm num no nº pág págs p pp vol art cap fig tel tfno apdo ene feb mar abr may jun jul ago sep sept
      oct nov dic`,
    starters: `el la los las lo un una unos unas este esta estos estas ese esa esos esas aquel aquella él ella ellos
      ellas yo tú nosotros se en de del al a por para con sin sobre tras según desde hasta pero y e o u ni si cuando
      como aunque porque mientras además también embargo ahora hoy ayer mañana allí aquí que qué quién su sus entre
      después antes no`,
  }),
  it: lists({
    neverLast: `Sig Sigg Sig.ra Sig.na Dott Dott.ssa Dr Prof Prof.ssa Avv Ing Arch Geom Rag On Sen Gen Col Cap Ten
      Mons cfr ca`,
    sometimesLast: `ecc etc s.p.a s.r.l a.c d.c`,
    beforeNumber: 'n nn num nr p pp pag pagg vol art cap fig tel gen feb mar apr mag giu lug ago set sett ott nov dic',
    starters: `il lo la i gli le l un uno una questo questa questi queste quello quella egli lui lei essi loro io noi
      voi si in nel nella nei nelle di del della dei delle a al alla da dal dalla con senza su sul per tra fra dopo
      prima durante secondo ma e ed o né se quando come mentre anche perché poiché tuttavia inoltre così poi oggi
      ieri domani qui non che chi suo sua`,
  }),
  pt: lists({
    neverLast: `Sr Sra Srs Sras Srta Dr Dra Drs Prof Profa Eng Gen Cel Cap Ten Av Sto Sta p.ex cf Exmo Exma`,
    sometimesLast: `etc Ltda s.a Cia a.c d.c a.m p.m e.u.a`,
    beforeNumber: `n nº num núm p pp pág págs vol art cap fig tel séc jan fev mar abr mai jun jul ago set out nov dez`,
    starters: `o a os as um uma uns umas este esta estes estas esse essa esses essas aquele aquela isto isso ele ela
      eles elas eu nós você vocês se em no na nos nas de do da dos das ao à por pelo pela para com sem sobre após
      segundo desde até mas e ou nem quando como embora porque enquanto também além porém contudo agora hoje ontem
      amanhã aqui ali que quem seu sua não depois antes`,
  }),
  ru: lists({
    neverLast: `г-н г-жа т.е т.к т.н им ул пл пр просп пер наб кв корп стр проф акад доц Ген Полк ср напр чл.-корр
      пос дер обл р-н`,
    sometimesLast: `г гг в вв д п тыс млн млрд трлн руб коп долл т.д т.п др н.э мин сек кг км м ч`,
    beforeNumber: 'с ст т гл рис табл кн вып тел разд',
    starters: `он она оно они мы вы я ты это этот эта эти тот та те в во на по за из с со к ко у о об от до для при
      под над между после перед без но и а или если когда пока хотя потому также однако затем потом сегодня вчера
      завтра здесь там что кто как где почему его её их наш ваш мой не все всё`,
  }),
};
