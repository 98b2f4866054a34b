const NAMES: readonly (readonly string[])[] = [
  ['january', 'jan', 'januar', 'jänner', 'janvier', 'janv', 'enero', 'ene', 'gennaio', 'gen', 'janeiro', 'января', 'январь', 'янв', 'januari'],
  ['february', 'feb', 'februar', 'février', 'févr', 'fév', 'febrero', 'febbraio', 'fevereiro', 'fev', 'февраля', 'февраль', 'фев', 'февр', 'februari'],
  ['march', 'mar', 'märz', 'mär', 'mrz', 'mars', 'marzo', 'março', 'марта', 'март', 'мар', 'maart', 'mrt'],
  ['april', 'apr', 'avril', 'avr', 'abril', 'abr', 'aprile', 'апреля', 'апрель', 'апр'],
  ['may', 'mai', 'mayo', 'maggio', 'mag', 'maio', 'мая', 'май', 'mei'],
  ['june', 'jun', 'juni', 'juin', 'junio', 'giugno', 'giu', 'junho', 'июня', 'июнь', 'июн'],
  ['july', 'jul', 'juli', 'juillet', 'juil', 'julio', 'luglio', 'lug', 'julho', 'июля', 'июль', 'июл'],
  ['august', 'aug', 'août', 'agosto', 'ago', 'августа', 'август', 'авг', 'augustus'],
  ['september', 'sept', 'sep', 'septembre', 'septiembre', 'settembre', 'set', 'setembro', 'сентября', 'сентябрь', 'сен', 'сент'],
  ['october', 'oct', 'oktober', 'okt', 'octobre', 'octubre', 'ottobre', 'ott', 'outubro', 'out', 'октября', 'октябрь', 'окт'],
  ['november', 'nov', 'novembre', 'noviembre', 'novembro', 'ноября', 'ноябрь', 'ноя', 'нояб'],
  ['december', 'dec', 'dezember', 'dez', 'décembre', 'déc', 'diciembre', 'dic', 'dicembre', 'dezembro', 'декабря', 'декабрь', 'дек'],
]; // prettier-ignore

/** Names of months in English, German, French, Spanish, Italian, Portuguese, Russian and Dutch, in lower case, NFKC. */
export const MONTHS: Readonly<Record<string, number>> = Object.assign(
  Object.create(null) as Record<string, number>,
  Object.fromEntries(NAMES.flatMap((names, index) => names.map((name) => [name.normalize('NFKC'), index + 1]))),
);

/** Words that may stand in a date without changing it. */
export const NOISE_WORDS: ReadonlySet<string> = new Set(
  [
    'monday mon tuesday tues tue wednesday wed thursday thurs thur thu friday fri saturday sat sunday sun',
    'montag mo dienstag di mittwoch mi donnerstag do freitag fr samstag sonnabend sa sonntag so',
    'lundi lun mardi mercredi mer jeudi jeu vendredi ven samedi sam dimanche dim',
    'lunes martes miércoles mié jueves jue viernes vie sábado sáb domingo dom',
    'lunedì martedì mercoledì giovedì gio venerdì sabato domenica',
    'segunda-feira terça-feira quarta-feira quinta-feira sexta-feira',
    'понедельник пн вторник вт среда ср четверг чт пятница пт суббота сб воскресенье вс',
    'maandag dinsdag woensdag donderdag vrijdag zaterdag zondag',
    'at on the of de del di le la el den der dem vom am um à a às alle ore om в г года uhr h hrs local time o’clock',
  ]
    .join(' ')
    .split(' ')
    .map((word) => word.normalize('NFKC')),
);
