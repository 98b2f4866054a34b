// Builds the show in this folder: node build.mjs
import { loadConfig, openShow } from 'lector';
import { jsonExport } from './json-source.mjs';

const { config } = await loadConfig({ cwd: import.meta.dirname });
const { rows } = await openShow(config, { sources: [jsonExport] }).build();
for (const { slug, outcome } of rows) process.stdout.write(`${outcome} ${slug}\n`);
