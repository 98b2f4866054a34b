import { describeSpoken } from '../../spoken-rows.js';

describeSpoken('electronic', [
  ['Write to a.b@example.com.', 'Write to a dot b at example dot com.'],
  ['See https://www.example.com/news/2025/long-story?id=5 now', 'See example dot com now'],
  ['example.org/help', 'example dot org slash help'],
  ['@lector_app said #GoodNews2025', 'at lector underscore app said hashtag Good News twenty twenty-five'],
  ['open index.html', 'open index dot H T M L'],
]);

describeSpoken(
  'a formal reading says all of an address',
  [['http://www.example.com/a-1', 'http colon slash slash www dot example dot com slash a dash one']],
  { style: 'formal' },
);

describeSpoken('symbol', [
  ['2 + 2 = 4 and 5 × 3', 'two plus two equals four and five times three'],
  ['SO4²⁻ and NO3⁻', 'S O four two minus and N O three minus'],
  ['Na⁺, Ca²⁺ and Fe³⁺', 'Na plus, Ca two plus and Fe three plus'],
  ['NO2 and room IT3', 'N O two and room I T three'],
  ['~5 people, x², H₂O, 10^6', 'about five people, x squared, H two O, ten to the power of six'],
  ['v₁ = 5 m/s, m₂ and T₀', 'v one equals five meters per second, m two and T zero'],
  ['the #1 song in C#', 'the number one song in C sharp'],
  ['his/her and and/or', 'his or her and and or'],
  ['Tom & Ann', 'Tom and Ann'],
  ['the <b> tag and </b>', 'the b tag and slash b'],
  ['a < 5 and b > 3', 'a less than five and b greater than three'],
  ['*really* and _so_', 'really and so'],
  ['Rain — heavy rain — fell – hard - here', 'Rain, heavy rain, fell, hard, here'],
]);

describeSpoken('emoji', [
  ['Well done 👏👏!', 'Well done clapping hands!'],
  ['Go 🇫🇷', 'Go flag of France'],
  ['hidden 🦫 beaver', 'hidden beaver'],
]);

describeSpoken('prose that needs no change', [
  ['I’m sure it’s John’s mother-in-law.', 'I’m sure it’s John’s mother-in-law.'],
  ['May I come in? “Yes, you may.”', 'May I come in? “Yes, you may.”'],
]);
