import { describeSpoken } from '../../spoken-rows.js';

describeSpoken('money', [
  ['$5.2bn, £3m and €1.50', 'five point two billion dollars, three million pounds and one euro fifty cents'],
  ['US$20 or A$5', 'twenty U S dollars or five Australian dollars'],
  ['$1, $0.02 and $1.01', 'one dollar, two cents and one dollar one cent'],
  ['a $5 note and the $2bn deal', 'a five dollar note and the two billion dollar deal'],
  ['$5-10m', 'five to ten million dollars'],
  ['£1.2m–£1.5m', 'one point two million pounds to one point five million pounds'],
  ['$100-a-day', 'one hundred dollars-a-day'],
  ['$3/gal', 'three dollars per gallon'],
  ['50p and 1p', 'fifty pence and one penny'],
  ['20 EUR, CHF 20m, ¥900', 'twenty euros, twenty million Swiss francs, nine hundred yen'],
  ['a loss of -$4m', 'a loss of minus four million dollars'],
]);

describeSpoken('percentages and points', [
  ['3.14 % of 95%', 'three point one four percent of ninety-five percent'],
  ['up 5–10% or -0.5%', 'up five to ten percent or minus zero point five percent'],
  ['25bp and 3pp', 'twenty-five basis points and three percentage points'],
]);

describeSpoken('measure', [
  ['10m (32ft) deep', 'ten meters (thirty-two feet) deep'],
  ['10m viewers', 'ten million viewers'],
  ['the 100m hurdles', 'the one hundred meter hurdles'],
  ['5 km/h, 1 kg, 50 Mbps', 'five kilometers per hour, one kilogram, fifty megabits per second'],
  ['6ft 2in or 6\'2"', 'six feet two inches or six feet two'],
  ['-5 °C or 40C', 'minus five degrees Celsius or forty degrees Celsius'],
  ['100 km², 12 sq ft', 'one hundred square kilometers, twelve square feet'],
  ['4 1/2 lbs', 'four and a half pounds'],
  ['a 10 km run', 'a ten kilometer run'],
  ['5-10 km or 10x20 m', 'five to ten kilometers or ten by twenty meters'],
  ['30 min. later', 'thirty minutes later'],
  ['5 in the morning', 'five in the morning'],
]);
