/** Things of four topics, and what is said of any of them. */
const TOPICS: Readonly<Record<string, readonly (readonly string[])[]>> = {
  en: [
    ['ferry', 'harbour', 'captain', 'lighthouse', 'tides', 'anchor', 'sailors', 'deck', 'island', 'pier'],
    ['school', 'teacher', 'pupils', 'classroom', 'exams', 'lessons', 'homework', 'library', 'desks', 'grades'],
    ['hospital', 'nurses', 'surgeon', 'patients', 'ward', 'medicine', 'fever', 'clinic', 'bandages', 'doctor'],
    ['orchard', 'apples', 'farmer', 'harvest', 'tractor', 'soil', 'seeds', 'barn', 'cattle', 'meadow'],
  ],
  de: [
    ['Fähre', 'Hafen', 'Kapitän', 'Leuchtturm', 'Gezeiten', 'Anker', 'Matrosen', 'Insel', 'Kutter', 'Deich'],
    ['Schule', 'Lehrerin', 'Schüler', 'Prüfung', 'Unterricht', 'Klasse', 'Noten', 'Bücherei', 'Zeugnis', 'Pausenhof'],
    ['Klinik', 'Pfleger', 'Chirurgin', 'Patienten', 'Fieber', 'Verband', 'Arznei', 'Station', 'Notaufnahme', 'Ärztin'],
    ['Obstgarten', 'Äpfel', 'Bäuerin', 'Ernte', 'Traktor', 'Boden', 'Saatgut', 'Scheune', 'Rinder', 'Wiese'],
  ],
  ru: [
    ['паром', 'гавань', 'капитан', 'маяк', 'прилив', 'якорь', 'матросы', 'остров', 'причал', 'палуба'],
    ['школа', 'учитель', 'ученики', 'экзамен', 'уроки', 'тетради', 'оценки', 'библиотека', 'парта', 'звонок'],
    ['больница', 'медсестра', 'хирург', 'пациенты', 'температура', 'бинты', 'лекарство', 'палата', 'клиника', 'врач'],
    ['яблони', 'урожай', 'фермер', 'трактор', 'почва', 'семена', 'амбар', 'коровы', 'луга', 'теплица'],
  ],
};
const FRAMES: Readonly<Record<string, readonly string[]>> = {
  en: ['Yesterday the A stood between B and C for hours.', 'Nobody there had asked about the A or the B before.'],
  de: ['Gestern stand A lange zwischen B und C.', 'Niemand hatte dort vorher nach A oder B gefragt.'],
  ru: ['Вчера A долго было между B и C.', 'Никто там раньше не спрашивал про A или B.'],
};

/** So many paragraphs of eight sentences on one topic; the same for ever. */
export function paragraphsOn(language: string, topic: number, amount: number): readonly string[] {
  const things = TOPICS[language]?.[topic] ?? [];
  const frames = FRAMES[language] ?? [];
  const thing = (at: number): string => things[at % things.length] ?? '';
  return Array.from({ length: amount }, (_, index) =>
    Array.from({ length: 8 }, (__, sentence) => {
      const at = index * 3 + sentence * 7 + topic;
      const frame = frames[sentence % frames.length] ?? '';
      return frame
        .replace('A', thing(at))
        .replace('B', thing(at + 2))
        .replace('C', thing(at + 5));
    }).join(' '),
  );
}

/** A text of four topics, forty paragraphs, without headings. */
export const longText = (language: string): readonly string[] =>
  [0, 1, 2, 3].flatMap((topic) => paragraphsOn(language, topic, 10));
