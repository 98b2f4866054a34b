import { parseArgs } from 'node:util';
import type { SpokenStyle } from '../../src/script/passage/to-spoken-form.js';
import { benchExtraction } from './extraction.js';
import { benchScriptSpeed } from './script-speed.js';
import { benchSegments } from './segments.js';
import { benchSpokenForms } from './spoken-forms.js';

/** `npm run bench:reading -- --data DIR`: extraction and spoken forms against public cases in DIR, and speed. */
const { values } = parseArgs({
  options: {
    data: { type: 'string' },
    only: { type: 'string' },
    worst: { type: 'string' },
    pages: { type: 'boolean', default: false },
    failures: { type: 'string' },
  },
});
if (values.data === undefined) {
  console.error(
    'Name the folder of the cases: npm run bench:reading -- --data DIR [--only extraction|segments|spoken-forms|speed] [--worst PAGES] [--pages] [--failures newsreader|formal]',
  );
  process.exit(2);
}
const isWanted = (name: string): boolean => values.only === undefined || values.only === name;
if (isWanted('extraction')) await benchExtraction(values.data, Number(values.worst ?? 0));
if (isWanted('segments')) await benchSegments(values.data, values.pages);
if (isWanted('spoken-forms')) {
  await benchSpokenForms(
    values.data,
    values.failures === undefined ? {} : { showMisses: spokenStyle(values.failures) },
  );
}
if (isWanted('speed')) benchScriptSpeed();

function spokenStyle(name: string): SpokenStyle {
  if (name === 'newsreader' || name === 'formal') return name;
  console.error(`--failures is newsreader or formal, not "${name}".`);
  process.exit(2);
}
