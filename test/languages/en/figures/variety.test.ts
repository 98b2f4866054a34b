import { describe, expect, it } from 'vitest';

import { englishVariety } from '../../../../src/languages/en/figures/variety.js';
import { describeSpoken } from '../../spoken-rows.js';

describeSpoken(
  'British English',
  [
    ['214 people', 'two hundred and fourteen people'],
    ['1,005 votes', 'one thousand and five votes'],
    ['1,234 votes', 'one thousand two hundred and thirty-four votes'],
    ['in 2005', 'in two thousand and five'],
    ['in 2024', 'in twenty twenty-four'],
    ['in 1905', 'in nineteen oh five'],
    ['on May 3, 2024', 'on May the third, twenty twenty-four'],
    ['on 3 May 2024', 'on the third of May twenty twenty-four'],
    ['12/05/2026', 'the twelfth of May twenty twenty-six'],
    ['2024-05-03', 'the third of May twenty twenty-four'],
    ['£1,250,000', 'one million two hundred and fifty thousand pounds'],
    ['£101.50', 'one hundred and one pounds fifty pence'],
    ['the 102nd', 'the one hundred and second'],
    ['a 300-second clip', 'a three hundred-second clip'],
    ['105 km/h', 'one hundred and five kilometers per hour'],
    ['at 22:00', 'at ten P M'],
    ['from 14:30 to 22:00', 'from fourteen thirty to ten P M'],
    ['1,000,001', 'one million and one'],
    ['2,345,678', 'two million three hundred and forty-five thousand six hundred and seventy-eight'],
    ['$2.5bn', 'two point five billion dollars'],
    ['130%', 'one hundred and thirty percent'],
    ['FY2025/26', 'financial year twenty twenty-five twenty-six'],
    ['March 3 and 4', 'March the third and the fourth'],
    ['1500 metres', 'one thousand five hundred metres'],
    ['room 214', 'room two fourteen'],
    ['the 1990s', 'the nineteen nineties'],
    ['45,109 miles', 'forty-five thousand one hundred and nine miles'],
    ['on 3/4', 'on the third of April'],
    ['250,000 jobs', 'two hundred and fifty thousand jobs'],
    ['July 15–17', 'July the fifteenth to the seventeenth'],
  ],
  { language: 'en-GB' },
);

describeSpoken(
  'American English',
  [
    ['214 people', 'two hundred fourteen people'],
    ['on May 3, 2024', 'on May third, twenty twenty-four'],
    ['12/05/2026', 'December fifth, twenty twenty-six'],
    ['at 22:00', 'at ten P M'],
    ['2200 GMT', 'twenty-two hundred G M T'],
    ['13:00–15:00', 'one P M to three P M'],
    ['at 13:00', 'at one P M'],
    ['from 22:00', 'from ten P M'],
    ['at 12:00', "at twelve o'clock"],
    ['at 00:00', 'at midnight'],
  ],
  { language: 'en-US' },
);

describe('englishVariety', () => {
  it.each([
    'The colour of the harbour changed.',
    'They organised a programme at the theatre, three miles away.',
    'The £5m plan was backed on 3 May by 52 per cent.',
    'He travelled 40 kilometres in a grey van.',
    'Mr Smith met Mrs Jones at 7.30pm; Dr Khan paid £20.',
  ])('tells British spelling: %j', (text) => {
    expect(englishVariety(text)).toBe('en-GB');
  });

  it.each([
    'The color of the harbor changed.',
    'He paid $5 on May 3, 2024, about 10 percent more.',
    'The train left.',
    'The London theater said the Royal Theatre’s defense was gray.',
    'The Labour Party lost, Mr. Smith said at 5 p.m. on May 3.',
    'A €5 ticket to the centre of Rome costs the center nothing.',
  ])('says nothing of other texts: %j', (text) => {
    expect(englishVariety(text)).toBeUndefined();
  });
});
