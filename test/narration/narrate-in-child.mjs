// Narrates a script with a service in a process of its own, so that it can be killed.
import { readFileSync } from 'node:fs';
import { narrate } from '../../dist/narration/narrate.js';
import { openNarrationSession } from '../../dist/narration/narration-session.js';
import { openai } from '../../dist/narration/engines/openai.js';
import { openWorkspace } from '../../dist/workspace.js';

const [root, baseUrl, scriptFile, budgetUsd] = process.argv.slice(2);
const now = () => new Date();
const warn = () => undefined;
const workspace = await openWorkspace({ root, outDir: `${root}/output`, stateDir: `${root}/.lector`, now, warn });
try {
  const { clips } = await narrate(JSON.parse(readFileSync(scriptFile, 'utf8')), {
    session: openNarrationSession({
      engine: openai({
        environment: { OPENAI_API_KEY: 'test-key' },
        settings: { baseUrl, pricePerMillionCharactersUsd: 15 },
      }),
      clips: workspace.clips,
      spending: workspace.spending,
      budgetUsd: Number(budgetUsd),
      concurrency: 4,
      temporaryFolder: await workspace.temporaryFolder(),
    }),
    rate: 1,
    signal: new AbortController().signal,
    warn,
  });
  process.stdout.write(JSON.stringify(clips.map(({ sha256 }) => sha256)));
} catch (error) {
  process.stderr.write(`${error.code} ${error.message}`);
  process.exitCode = error.exitCode ?? 1;
} finally {
  await workspace.close();
}
