import { describeSpoken } from '../spoken-rows.js';

describeSpoken(
  'German',
  [
    ['Am 3. Oktober 1990, der 3. Oktober', 'Am dritten Oktober neunzehnhundertneunzig, der dritte Oktober'],
    ['Er ist 13. Sie kam um 14:30 Uhr.', 'Er ist dreizehn. Sie kam um vierzehn Uhr dreißig.'],
    [
      '2,5 Mio. Euro und 1.234,56 €',
      'zwei Komma fünf Millionen Euro und eintausendzweihundertvierunddreißig Euro sechsundfünfzig Cent',
    ],
    ['Version 1.5 für 1.500 Euro', 'Version eins Punkt fünf für eintausendfünfhundert Euro'],
    [
      '5 % bei -5 °C, 30 km/h, 20 m²',
      'fünf Prozent bei minus fünf Grad Celsius, dreißig Kilometer pro Stunde, zwanzig Quadratmeter',
    ],
    ['Dr. Lang, z. B. Nr. 5, im 19. Jahrhundert', 'Doktor Lang, zum Beispiel Nummer fünf, im neunzehnten Jahrhundert'],
    ['3/4 von 1 1/2, 3:1', 'drei viertel von eineinhalb, drei zu eins'],
  ],
  { language: 'de' },
);

describeSpoken(
  'German, formal',
  [['147 am 2.3.2003', 'ein hundert sieben und vierzig am zweiten März zwei tausend drei']],
  { language: 'de', style: 'formal' },
);

describeSpoken(
  'French',
  [
    ['Le 1er mai 2020 à 14h30', 'Le premier mai deux mille vingt à quatorze heures trente'],
    ['5 % de 3 Md€, 2,50 €', "cinq pour cent de trois milliards d'euros, deux euros et cinquante centimes"],
    ['Louis XIV au XIXe siècle, la 2e fois', 'Louis quatorze au dix-neuvième siècle, la deuxième fois'],
    [
      'M. Petit, n° 5, 1 234,5 km',
      'monsieur Petit, numéro cinq, mille deux cent trente-quatre virgule cinq kilomètres',
    ],
    ['1 1/2, 2/9, 1,05', 'un et demi, deux neuvièmes, un virgule zéro cinq'],
    ['Le ou Ce', 'Le ou Ce'],
  ],
  { language: 'fr' },
);

describeSpoken(
  'Spanish',
  [
    ['El 1 de mayo de 2020 a las 5 p. m.', 'El primero de mayo de dos mil veinte a las cinco de la tarde.'],
    ['1,5 millones de euros, 2,50 €', 'uno coma cinco millones de euros, dos euros cincuenta céntimos'],
    ['21 libras, 21 años, 200 millas', 'veintiuna libras, veintiún años, doscientas millas'],
    ['el Dr. Sol, EE. UU., n.º 5, el siglo XIX', 'el doctor Sol, Estados Unidos, número cinco, el siglo diecinueve'],
    ['1er lugar, 2ª edición, 3/4, 16', 'primer lugar, segunda edición, tres cuartos, dieciséis'],
    ['1.000.000 a 20 km/h', 'un millón a veinte kilómetros por hora'],
  ],
  { language: 'es' },
);

describeSpoken(
  'Italian',
  [
    ['Il 1 maggio 2020 alle 14:30', 'Il primo maggio duemilaventi alle quattordici e trenta'],
    ['il 5% di 1,5 milioni di euro', 'il cinque percento di uno virgola cinque milioni di euro'],
    ['il dott. Neri, n. 5, il XIX secolo', 'il dottor Neri, numero cinque, il diciannovesimo secolo'],
    ['2,50 €, 21 km, 43.000', 'due euro cinquanta centesimi, ventuno chilometri, quarantatremila'],
  ],
  { language: 'it' },
);

describeSpoken(
  'Portuguese',
  [
    ['1 de maio de 2020, às 14h30', 'primeiro de maio de dois mil e vinte, às catorze horas e trinta'],
    ['R$ 2,50 e US$ 3 milhões', 'dois reais e cinquenta centavos e três milhões de dólares'],
    ['1.500 pessoas, 16 anos, 2ª edição', 'mil quinhentas pessoas, dezesseis anos, segunda edição'],
    ['3.000.000.000', 'três bilhões'],
  ],
  { language: 'pt' },
);

describeSpoken(
  'Portuguese of Portugal',
  [
    ['3.000.000.016', 'três mil milhões e dezasseis'],
    ['3,50 €', 'três euros e cinquenta cêntimos'],
  ],
  { language: 'pt-PT' },
);

describeSpoken(
  'French of Belgium',
  [
    ['75 ans, 91 €, 80 km', 'septante-cinq ans, nonante et un euros, quatre-vingts kilomètres'],
    ['la 75e fois', 'la septante-cinquième fois'],
  ],
  { language: 'fr-BE' },
);

describeSpoken(
  'Spanish of Mexico',
  [
    ['$500 el 1 de mayo', 'quinientos pesos el primero de mayo'],
    ['US$ 5', 'cinco dólares estadounidenses'],
  ],
  { language: 'es-MX' },
);

describeSpoken('Spanish of Spain', [['$500 el 1 de mayo', 'quinientos dólares el uno de mayo']], { language: 'es-ES' });

describeSpoken(
  'Russian',
  [
    [
      'В 1996 году, 9 мая 1945 года',
      'В тысяча девятьсот девяносто шестом году, девятого мая тысяча девятьсот сорок пятого года',
    ],
    ['1990-е годы, 2-й этаж, XIX век', 'тысяча девятьсот девяностые годы, второй этаж, девятнадцатый век'],
    ['1,5 млн руб., 21 км, 5 кг', 'одна целая пять десятых миллиона рублей, двадцать один километр, пять килограммов'],
    ['5 % и 1 %, № 5, 0,25', 'пять процентов и один процент, номер пять, ноль целых двадцать пять сотых'],
  ],
  { language: 'ru' },
);

describeSpoken('a language without rules', [['Pe 5 mai 2020, 5% & 3 kg', 'Pe 5 mai 2020, 5% & 3 kg']], {
  language: 'ro',
});
