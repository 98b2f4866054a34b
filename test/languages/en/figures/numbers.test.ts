import { describeSpoken } from '../../spoken-rows.js';

describeSpoken('cardinal', [
  [
    'Some 1,234,567 forms came in.',
    'Some one million two hundred thirty-four thousand five hundred sixty-seven forms came in.',
  ],
  ['It held 9,000 seats.', 'It held nine thousand seats.'],
  ['agent 007', 'agent zero zero seven'],
  ['a score of -4 and −0.5', 'a score of minus four and minus zero point five'],
  ['pi is 3.14159', 'pi is three point one four one five nine'],
  ['about 40bn litres', 'about forty billion litres'],
  ['10k users and 100s of bots', 'ten thousand users and hundreds of bots'],
  ['a card ending in 4417', 'a card ending in four four one seven'],
  ['Room 408 on Flight 1549', 'Room four oh eight on Flight fifteen forty-nine'],
  ['She called 911.', 'She called nine one one.'],
  ['a 401(k) plan', 'a four oh one K plan'],
]);

describeSpoken('ordinal', [
  ['the 24th, 21st, 3rd and 112th', 'the twenty-fourth, twenty-first, third and one hundred twelfth'],
  ['the 2nd-largest town', 'the second-largest town'],
  ['1st–3rd', 'first to third'],
]);

describeSpoken('fraction', [
  ['3/4 of 31/32', 'three quarters of thirty-one thirty-seconds'],
  ['2 1/2 and 1½ cups', 'two and a half and one and a half cups'],
  ['¾ mile or 1/2 mile', 'three quarters of a mile or half a mile'],
  ['open 24/7 since 9/11', 'open twenty-four seven since nine eleven'],
]);

describeSpoken('range and score', [
  ['ages 18-24, pages 10–15', 'ages eighteen to twenty-four, pages ten to fifteen'],
  ['They won 3-1 and drew 0-0.', 'They won three one and drew nil nil.'],
  ['a 5-4 ruling', 'a five four ruling'],
  ['at odds of 3:1', 'at odds of three to one'],
  ['a 4-4-2 formation', 'a four four two formation'],
  ['10-4=6', 'ten minus four equals six'],
]);

describeSpoken(
  'a formal reading spells long figures and keeps hyphens',
  [['48213 or 2-6', 'four eight two one three or two - six']],
  { style: 'formal' },
);

describeSpoken('version and serial', [
  ['v2.1 and 17.4.1', 'version two point one and seventeen point four point one'],
  ['a B-52, an A380, MI5 and the G20', 'a B fifty-two, an A-three eighty, M I five and the G twenty'],
  ['H1N1 and Covid-19', 'H one N one and Covid-nineteen'],
  ['2x faster in 4x4', 'two times faster in four by four'],
  ['1080p', 'ten eighty P'],
]);

describeSpoken('telephone', [
  ['(202) 555-0143', 'two zero two, five five five, zero one four three'],
  ['+44 20 7946 0958', 'plus four four, two zero, seven nine four six, zero nine five eight'],
  ['1-800-555-0199', 'one, eight hundred, five five five, zero one nine nine'],
  ['192.0.2.17', 'one nine two dot zero dot two dot one seven'],
]);
