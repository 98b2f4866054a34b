import { speakOnce } from './narration.js';

// A process of its own, so that it can be kept to some cores: see narration.ts.
process.stdout.write(JSON.stringify(await speakOnce(process.argv[2] ?? 'bare')));
