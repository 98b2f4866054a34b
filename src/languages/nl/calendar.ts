import { calendar } from '../notation.js';

export const DUTCH_CALENDAR = calendar({
  months: [
    'januari | jan',
    'februari | feb',
    'maart | mrt',
    'april | apr',
    'mei',
    'juni | jun',
    'juli | jul',
    'augustus | aug',
    'september | sep sept',
    'oktober | okt',
    'november | nov',
    'december | dec',
  ],
  weekdays: ['maandag', 'dinsdag', 'woensdag', 'donderdag', 'vrijdag', 'zaterdag', 'zondag'],
  fillers: 'om op uur de',
  dateline: 'gepubliceerd bijgewerkt gewijzigd op om uur',
});
