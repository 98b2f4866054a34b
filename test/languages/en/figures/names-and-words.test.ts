import { describeSpoken } from '../../spoken-rows.js';

describeSpoken('roman', [
  ['World War II and World War I', 'World War two and World War one'],
  ['Henry VIII, Elizabeth II, Louis XIV', 'Henry the eighth, Elizabeth the second, Louis the fourteenth'],
  ['Pope John Paul II', 'Pope John Paul the second'],
  ['Davis Love III', 'Davis Love the third'],
  ['Chapter IV, Act I, clause (iii)', 'Chapter four, Act one, clause (three)'],
  ['the XIX century', 'the nineteenth century'],
  ['Super Bowl LVII', 'Super Bowl fifty-seven'],
  ['Xi Jinping said that Xi left.', 'Xi Jinping said that Xi left.'],
  ['Ann and I think Henry and I saw it.', 'Ann and I think Henry and I saw it.'],
  ['Malcolm X', 'Malcolm X'],
]);

describeSpoken('abbreviation', [
  ['No. 5 is alive. No. That is wrong.', 'number five is alive. No. That is wrong.'],
  ['Dr. Lee of Oak Dr. slept.', 'Doctor Lee of Oak Drive slept.'],
  ["He lives on St. John's St. in St. Louis.", "He lives on Saint John's Street in Saint Louis."],
  ['Gov. Jones met Mr. and Mrs. Brown.', 'Governor Jones met Mister and Missus Brown.'],
  ['Roe v. Wade', 'Roe versus Wade'],
  ['cats vs. dogs, i.e. pets, e.g. mine, etc.', 'cats versus dogs, that is pets, for example mine, et cetera.'],
  ['Acme Inc. It grew.', 'Acme Incorporated. It grew.'],
  ['p. 5 of vol. 3, c. 1850', 'page five of volume three, circa eighteen fifty'],
  ['est. 1999, est. $5m', 'established nineteen ninety-nine, estimated five million dollars'],
]);

describeSpoken('acronym', [
  ['SCO sued. NATO did not.', 'S C O sued. NATO did not.'],
  ["the SCO's case, the BBC's news, three MPs", "the S C O's case, the B B C's news, three M P's"],
  ['AT&T, R&D and Q&A', 'A T and T, R and D and Q and A'],
  ['The U.S. Senate met. He left the U.S.', 'The U S Senate met. He left the U S.'],
  ['the CIA and the USA', 'the C I-A and the U S-A'],
  ['It is OK', 'It is okay'],
  ['THE PRIME MINISTER RESIGNS TODAY', 'THE PRIME MINISTER RESIGNS TODAY'],
  ['You MUST NOT go.', 'You MUST NOT go.'],
]);

describeSpoken('initials', [
  ['J. K. Rowling, J.R.R. Tolkien, George W. Bush', 'J K Rowling, J R R Tolkien, George W Bush'],
  ['He takes vitamin C. Then he runs.', 'He takes vitamin C. Then he runs.'],
]);

describeSpoken('address', [
  [
    '2788 Oak Expy, Austin, TX 78701',
    'twenty-seven eighty-eight Oak Expressway, Austin, Texas seven eight seven zero one',
  ],
  ['1211 E Pine Ave', 'twelve eleven East Pine Avenue'],
  ['12 S 1st St', 'twelve South first Street'],
  ['221B Baker St. It rained.', 'two twenty-one B Baker Street. It rained.'],
]);
