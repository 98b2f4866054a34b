import { sentences } from '../notation.js';

export const POLISH_SENTENCES = sentences({
  neverLast: `prof doc inż hab lek płk gen kpt mjr por ks bp abp św al ul pl os np tzn tj tzw m.in ok zob por wg ds
    im ew dot pt ang niem łac Sz`,
  sometimesLast: `itd itp r w zł gr tys mln mld godz min sek m.st p.n.e n.e jr sp.j`,
  beforeNumber: 'nr nry s str t poz art ust pkt par rozdz rys tab tel godz dz.u sygn ok',
  starters: `ten ta to te ci tego tej on ona ono oni one ja ty my wy jego jej ich w we na z ze do od po o u za przed
    przy dla bez pod nad przez między a i ale lecz lub więc jednak gdy kiedy jeśli jeżeli ponieważ choć chociaż
    również także potem następnie później wczoraj dziś dzisiaj jutro tam tu tutaj co kto jak gdzie dlaczego nie
    wszyscy każdy wiele niektórzy według podczas`,
  conjunctions: 'i a ale lub oraz albo lecz bo ponieważ gdyż',
  spaced: ['m. in'],
});
