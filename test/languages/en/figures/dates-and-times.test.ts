import { describeSpoken } from '../../spoken-rows.js';

const FIFTEENTH = 'the fifteenth of July';

describeSpoken('date', [
  ['15 Jul, 2025', `${FIFTEENTH}, twenty twenty-five`],
  ['15 July 2025', `${FIFTEENTH} twenty twenty-five`],
  ['the 15th of July, 2025', `${FIFTEENTH}, twenty twenty-five`],
  ['July 15, 2025', 'July fifteenth, twenty twenty-five'],
  ['Jul-15-2025', 'July fifteenth, twenty twenty-five'],
  ['2025-07-15', 'July fifteenth, twenty twenty-five'],
  ['15/07/2025', `${FIFTEENTH} twenty twenty-five`],
  ['15.07.2025', `${FIFTEENTH} twenty twenty-five`],
  ['07/15/2025', 'July fifteenth, twenty twenty-five'],
  ['Mon, 3 Feb', 'Monday, the third of February'],
  ['on Feb. 3 they left', 'on February third they left'],
  ['July 15–17', 'July fifteenth to seventeenth'],
  ['April–June 2021', 'April to June twenty twenty-one'],
  ['you may 5 times', 'you may five times'],
]);

describeSpoken('a date in figures follows the country', [['04/07/2025', 'the fourth of July twenty twenty-five']], {
  language: 'en-GB',
});

describeSpoken('year', [
  ['in 1984 and 2006', 'in nineteen eighty-four and two thousand six'],
  ['in 1506 or 1900', 'in fifteen oh six or nineteen hundred'],
  ['the 1990s and the late ’80s', 'the nineteen nineties and the late eighties'],
  ['the 2000s and 2010s', 'the two thousands and twenty tens'],
  ['in his 20s', 'in his twenties'],
  ['1980-86 and 2024/25', 'nineteen eighty to eighty-six and twenty twenty-four twenty-five'],
  ['44 BC and AD 43', 'forty-four B C and A D forty-three'],
  ['the class of ’68', 'the class of sixty-eight'],
  ['1984 votes', 'one thousand nine hundred eighty-four votes'],
  ['1500 people in 1500', 'one thousand five hundred people in fifteen hundred'],
]);

describeSpoken('time', [
  ['at 5pm or 5 p.m. Tuesday', 'at five P M or five P M Tuesday'],
  ['It ended at 5 p.m. The bus left.', 'It ended at five P M. The bus left.'],
  ['7:45 a.m. EST', 'seven forty-five A M, E S T'],
  ['9-5pm and 10.30am–11.15am', 'nine to five P M and ten thirty A M to eleven fifteen A M'],
  ['16:05, 12:00 and 00:00', "sixteen oh five, twelve o'clock and midnight"],
  ['1400 GMT', 'fourteen hundred G M T'],
  ['UTC+2', 'U T C plus two'],
  ['a film of 47:00', 'a film of forty-seven minutes'],
  ['a mile in 3:59.4', 'a mile in three fifty-nine point four'],
  ['02:13:45', 'two hours thirteen minutes and forty-five seconds'],
]);
