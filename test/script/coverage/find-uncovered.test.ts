import { describe, expect, it } from 'vitest';
import { findUncovered } from '../../../src/script/coverage/find-uncovered.js';
import { parseLexicon } from '../../../src/script/lexicon/lexicon.js';
import { writeScript } from '../../../src/script/write-script.js';
import { articleOf, paragraph, scriptContext, SILENT_TEMPLATES } from '../sample-article.js';

const terms = async (text: string, yaml = '', language = 'en'): Promise<readonly string[]> => {
  const lexicon = parseLexicon(yaml, 'lexicon.yaml');
  const script = await writeScript(
    articleOf([paragraph(text)], { language }),
    scriptContext({ templates: SILENT_TEMPLATES, lexicon }),
  );
  return findUncovered(script).map(({ term, kind, count }) => `${kind} ${term} ${count}`);
};

describe('findUncovered', () => {
  it('lists names, acronyms and foreign words, most frequent first', async () => {
    expect(await terms('On Monday Tomash Kubalik met Qatzi. Then Qatzi left the SCO for a café. John went to London.')).toEqual([
      'name Qatzi 2',
      'acronym SCO 1',
      'name Tomash Kubalik 1',
      'foreign café 1',
    ]);
  });

  it('leaves out the names of the news, which are known', async () => {
    expect(await terms('Then Xi Jinping met Zelensky’s man Kubalik in Kyiv.')).toEqual(['name Kubalik 1']);
  });

  it('leaves out single letters, which are said as letters', async () => {
    expect(await terms('Then the U.N. chose plan B and J. Kubalikov.')).toEqual(['name Kubalikov 1']);
  });

  it('leaves out what the lexicon covers', async () => {
    expect(await terms('He met Qatzi of the SCO, and Qatzi’s aides.', 'Qatzi: shee\nSCO: {spell: true}')).toEqual([]);
  });

  it('gives the first sentence a term stands in', async () => {
    const script = await writeScript(
      articleOf([paragraph('It rained. They met Ngo there. And Ngo left.')]),
      scriptContext({ templates: SILENT_TEMPLATES }),
    );
    expect(findUncovered(script)).toEqual([
      { term: 'Ngo', kind: 'name', count: 2, sentence: 'They met Ngo there.', utteranceId: script.utterances[1]?.id },
    ]);
  });

  it('takes words in capitals beside each other for a name, and articles for none', async () => {
    expect(await terms('TOWN: In SAND ELLERY it rained, said The Lantern.')).toEqual([
      'name Lantern 1',
      'name SAND ELLERY 1',
      'acronym TOWN 1',
    ]);
  });

  it('does not take every German noun for a name', async () => {
    expect(await terms('Der Hafen öffnet am Montag für die NATO.', '', 'de')).toEqual(['acronym NATO 1']);
  });
});
