import { primaryLanguage } from '../../model/primary-language.js';
/** Words Lector itself adds to an article, in the article's language. */
export type Phrases = {
  readonly by: string;
  readonly from: string;
  readonly published: string;
  readonly inThisEdition: string;
  readonly thatWas: string;
  readonly disclosure: string;
  readonly image: string;
  readonly table: string;
  readonly note: string;
  readonly formula: string;
  readonly rows: (count: number) => string;
  readonly codeExample: (lineCount: number, language: string | undefined) => string;
};

/** The phrases of a language; nothing when Lector does not know it, for English words in it would be worse. */
export function phrasesOf(language: string): Phrases | undefined {
  return PHRASES[primaryLanguage(language)];
}

type Forms = Readonly<Partial<Record<Intl.LDMLPluralRule, string>>> & { readonly other: string };

function counted(language: string, forms: Forms): (count: number) => string {
  const rules = new Intl.PluralRules(language);
  return (count) => `${count} ${forms[rules.select(count)] ?? forms.other}`;
}

function code(parts: {
  readonly name: string;
  readonly lines: (count: number) => string;
  readonly in: string;
}): Phrases['codeExample'] {
  return (count, language) =>
    `${parts.name}, ${parts.lines(count)}${language === undefined ? '' : `${parts.in}${language}`}.`;
}

const PHRASES: Readonly<Record<string, Phrases | undefined>> = {
  en: {
    by: 'By',
    from: 'From',
    published: 'Published on',
    inThisEdition: 'In this edition',
    thatWas: 'That was',
    disclosure: 'This text was read by a synthetic voice.',
    image: 'Image',
    table: 'Table',
    note: 'Note',
    formula: 'A formula stands here.',
    rows: counted('en', { one: 'row', other: 'rows' }),
    codeExample: code({ name: 'Code example', lines: counted('en', { one: 'line', other: 'lines' }), in: ' of ' }),
  },
  de: {
    by: 'Von',
    from: 'Aus',
    published: 'Veröffentlicht am',
    inThisEdition: 'In dieser Ausgabe',
    thatWas: 'Das war',
    disclosure: 'Dieser Text wurde von einer künstlichen Stimme gelesen.',
    image: 'Bild',
    table: 'Tabelle',
    note: 'Anmerkung',
    formula: 'Hier steht eine Formel.',
    rows: counted('de', { one: 'Zeile', other: 'Zeilen' }),
    codeExample: code({ name: 'Codebeispiel', lines: counted('de', { one: 'Zeile', other: 'Zeilen' }), in: ' ' }),
  },
  fr: {
    by: 'Par',
    from: 'Source :',
    published: 'Publié le',
    inThisEdition: 'Dans cette édition',
    thatWas: 'C’était',
    disclosure: 'Ce texte a été lu par une voix de synthèse.',
    image: 'Image',
    table: 'Tableau',
    note: 'Note',
    formula: 'Ici figure une formule.',
    rows: counted('fr', { one: 'ligne', other: 'lignes' }),
    codeExample: code({ name: 'Exemple de code', lines: counted('fr', { one: 'ligne', other: 'lignes' }), in: ' en ' }),
  },
  es: {
    by: 'Por',
    from: 'Fuente:',
    published: 'Publicado el',
    inThisEdition: 'En esta edición',
    thatWas: 'Esto fue',
    disclosure: 'Este texto ha sido leído por una voz sintética.',
    image: 'Imagen',
    table: 'Tabla',
    note: 'Nota',
    formula: 'Aquí figura una fórmula.',
    rows: counted('es', { one: 'fila', other: 'filas' }),
    codeExample: code({
      name: 'Ejemplo de código',
      lines: counted('es', { one: 'línea', other: 'líneas' }),
      in: ' de ',
    }),
  },
  it: {
    by: 'Di',
    from: 'Fonte:',
    published: 'Pubblicato il',
    inThisEdition: 'In questa edizione',
    thatWas: 'Era',
    disclosure: 'Questo testo è stato letto da una voce sintetica.',
    image: 'Immagine',
    table: 'Tabella',
    note: 'Nota',
    formula: 'Qui c’è una formula.',
    rows: counted('it', { one: 'riga', other: 'righe' }),
    codeExample: code({ name: 'Esempio di codice', lines: counted('it', { one: 'riga', other: 'righe' }), in: ' in ' }),
  },
  pt: {
    by: 'Por',
    from: 'Fonte:',
    published: 'Publicado em',
    inThisEdition: 'Nesta edição',
    thatWas: 'Isto foi',
    disclosure: 'Este texto foi lido por uma voz sintética.',
    image: 'Imagem',
    table: 'Tabela',
    note: 'Nota',
    formula: 'Aqui há uma fórmula.',
    rows: counted('pt', { one: 'linha', other: 'linhas' }),
    codeExample: code({
      name: 'Exemplo de código',
      lines: counted('pt', { one: 'linha', other: 'linhas' }),
      in: ' em ',
    }),
  },
  ru: {
    by: 'Автор:',
    from: 'Источник:',
    published: 'Опубликовано',
    inThisEdition: 'В этом выпуске',
    thatWas: 'Вы прослушали:',
    disclosure: 'Текст прочитан синтезированным голосом.',
    image: 'Изображение',
    table: 'Таблица',
    note: 'Примечание',
    formula: 'Здесь приведена формула.',
    rows: counted('ru', { one: 'строка', few: 'строки', many: 'строк', other: 'строки' }),
    codeExample: code({
      name: 'Пример кода',
      lines: counted('ru', { one: 'строка', few: 'строки', many: 'строк', other: 'строки' }),
      in: ', язык ',
    }),
  },
};
