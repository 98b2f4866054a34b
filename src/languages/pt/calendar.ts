import { calendar } from '../notation.js';

export const PORTUGUESE_CALENDAR = calendar({
  months: [
    'janeiro | jan',
    'fevereiro | fev',
    'março',
    'abril | abr',
    'maio',
    'junho | jun',
    'julho | jul',
    'agosto | ago',
    'setembro | set',
    'outubro | out',
    'novembro | nov',
    'dezembro | dez',
  ],
  weekdays: ['segunda-feira', 'terça-feira', 'quarta-feira', 'quinta-feira', 'sexta-feira', 'sábado', 'domingo'],
  fillers: 'de às',
  dateline: 'atualizado em',
});
