import { calendar } from '../notation.js';

export const SPANISH_CALENDAR = calendar({
  months: [
    'enero | ene',
    'febrero | feb',
    'marzo',
    'abril | abr',
    'mayo',
    'junio | jun',
    'julio | jul',
    'agosto | ago',
    'septiembre setiembre | sep sept',
    'octubre | oct',
    'noviembre | nov',
    'diciembre | dic',
  ],
  weekdays: ['lunes', 'martes', 'miércoles | mié', 'jueves | jue', 'viernes | vie', 'sábado | sáb', 'domingo | dom'],
  fillers: 'el de del la a h',
  dateline: 'publicado actualizado el de a las',
});
