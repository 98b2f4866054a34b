import { sentences } from '../notation.js';

export const SPANISH_SENTENCES = sentences({
  neverLast: `Sr Sra Sres Sras Srta Dr Dra Dres Prof Profa Dña Lic Ing Gral Cnel Ud Uds Vd Vds Sto Sta p.ej cf Av Avda EE`,
  sometimesLast: `St etc a.m p.m ee.uu UU s.a s.l Cía a.c d.c`,
  beforeNumber: `núm num no nº pág págs p pp vol art cap fig tel tfno apdo ene feb mar abr may jun jul ago sep sept
    oct nov dic`,
  starters: `el la los las lo un una unos unas este esta estos estas ese esa esos esas aquel aquella él ella ellos
    ellas yo tú nosotros se en de del al a por para con sin sobre tras según desde hasta pero y e o u ni si cuando
    como aunque porque mientras además también embargo ahora hoy ayer mañana allí aquí que qué quién su sus entre
    después antes no`,
  conjunctions: 'y e o pero porque mas',
  spaced: ['p. ej'],
});
