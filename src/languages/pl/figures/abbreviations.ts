/** Polish abbreviations said in full wherever they stand. */
export const POLISH_ABBREVIATIONS: Readonly<Record<string, string>> = {
  'm.in.': 'między innymi',
  'm. in.': 'między innymi',
  'itd.': 'i tak dalej',
  'itp.': 'i tym podobne',
  'np.': 'na przykład',
  'tzn.': 'to znaczy',
  'tj.': 'to jest',
  'tzw.': 'tak zwany',
  'zob.': 'zobacz',
  'ok.': 'około',
  'ul.': 'ulica',
  'al.': 'aleja',
  'św.': 'święty',
  dr: 'doktor',
  'prof.': 'profesor',
  mgr: 'magister',
  'inż.': 'inżynier',
  'ks.': 'ksiądz',
  'gen.': 'generał',
  płk: 'pułkownik',
  'p.n.e.': 'przed naszą erą',
  'n.e.': 'naszej ery',
  'im.': 'imienia',
  'ds.': 'do spraw',
  wg: 'według',
  'o godz.': 'o godzinie',
  'od godz.': 'od godziny',
  'do godz.': 'do godziny',
  'po godz.': 'po godzinie',
  'przed godz.': 'przed godziną',
  'godz.': 'godzina',
};

/** Polish abbreviations said in full only before a number. */
export const POLISH_NUMBERED: Readonly<Record<string, string>> = {
  nr: 'numer',
  's.': 'strona',
  'str.': 'strona',
  't.': 'tom',
  'art.': 'artykuł',
  'ust.': 'ustęp',
  pkt: 'punkt',
  'rozdz.': 'rozdział',
  'rys.': 'rysunek',
  'tab.': 'tabela',
  'tel.': 'telefon',
  'poz.': 'pozycja',
};

/** Polish abbreviations said in full only after a number. */
export const POLISH_AFTER_NUMBER: Readonly<Record<string, string>> = { 'r.': 'roku', 'w.': 'wieku' };
