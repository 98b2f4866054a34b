import { callBare, makeScript } from './narration.js';

// One of two processes that narration.ts runs side by side.
await callBare(makeScript(60));
const { speed } = await callBare(makeScript(1_000));
process.stdout.write(String(speed));
