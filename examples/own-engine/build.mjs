// Narrates a show with the engine of this folder: node build.mjs <folder of the show>
import { loadConfig, openShow } from 'lector';
import { tones } from './tone-engine.mjs';

const { config } = await loadConfig({ cwd: process.argv[2] ?? '.', overrides: { engine: 'tones' } });
const { rows } = await openShow(config, { engines: { tones } }).build();
for (const { slug, outcome } of rows) process.stdout.write(`${outcome} ${slug}\n`);
