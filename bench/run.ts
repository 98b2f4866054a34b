import { benchLibrary } from './library.js';
import { benchNarration } from './narration.js';
import { benchShow } from './show.js';

/** `npm run bench [-- NAME …]`: every figure is a ratio of two things measured in this run. */
const BENCHES: Readonly<Record<string, () => Promise<void>>> = {
  show: benchShow,
  narration: benchNarration,
  library: benchLibrary,
};

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !(name in BENCHES));
if (unknown.length > 0) {
  console.error(`There is no benchmark ${unknown.join(', ')}. Use: ${Object.keys(BENCHES).join(', ')}.`);
  process.exit(2);
}
for (const [name, bench] of Object.entries(BENCHES)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  console.log(`\n## ${name}`);
  await bench();
}
