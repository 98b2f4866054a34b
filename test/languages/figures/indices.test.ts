import { describeSpoken } from '../spoken-rows.js';

const ROWS = {
  de: ['Die Massen m₁ und m₂, CO₂', 'Die Massen m eins und m zwei, CO zwei'],
  fr: ['la vitesse v₁ et la masse m₁₂', 'la vitesse v un et la masse m douze'],
  es: ['la velocidad v₁ y la masa m₂', 'la velocidad v uno y la masa m dos'],
  it: ['la velocità v₁ e la massa m₂', 'la velocità v uno e la massa m due'],
  pt: ['a velocidade v₁ e a massa m₂', 'a velocidade v um e a massa m dois'],
  ru: ['скорость v₁ и масса m₂', 'скорость v один и масса m два'],
} as const;

for (const [language, row] of Object.entries(ROWS)) describeSpoken(`indices in ${language}`, [row], { language });
