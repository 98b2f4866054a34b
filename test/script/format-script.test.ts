import { describe, expect, it } from 'vitest';
import { formatScript } from '../../src/script/format-script.js';
import { parseLexicon } from '../../src/script/lexicon/lexicon.js';
import { writeScript } from '../../src/script/write-script.js';
import { articleOf, heading, paragraph, scriptContext, SILENT_TEMPLATES } from './sample-article.js';

describe('formatScript', () => {
  it('shows what is shown and said side by side, changes marked, with their rules and what is left out', async () => {
    const context = scriptContext({
      templates: SILENT_TEMPLATES,
      lexicon: parseLexicon('SCO: {spell: true}', 'lexicon.yaml'),
      voices: { heading: 'slt' },
    });
    const script = await writeScript(
      articleOf([heading('Talks', 2, 'talks'), paragraph('The SCO met in Tianjin on Monday, a day late.[1]')]),
      context,
    );
    const [first, second] = script.utterances.map(({ id }) => id);
    expect(formatScript(script, { width: 60 })).toEqual([
      'Harbour reopens (en), 2 utterances',
      '',
      '# Talks',
      '',
      `b1 · heading · voice slt · en · pause 650 ms · ${first}`,
      'Talks                        | Talks.',
      '',
      `b2 · narrator · en · pause 0 ms · ${second}`,
      'The ‹SCO› met in Tianjin on  | The ‹S C O› met in Tianjin',
      'Monday, a day late.‹[1]›     | on Monday, a day late.',
      '    SCO → S C O [lexicon:SCO]',
      '    [1] → (silent) [citation]',
      '',
      'Not spoken',
      'b2 paragraph: citation: [1]',
    ]);
  });
});
