// A worker whose engine ends the whole process at one word, as a library that crashes does.
import { silence } from '../../dist/narration/engines/silence.js';
import { runWorker } from '../../dist/worker/run-worker.js';

const [queue, folder] = process.argv.slice(2);
await runWorker({
  queue,
  store: folder,
  folder,
  environment: process.env,
  engines: {
    silence: async (options) => {
      const engine = await silence(options);
      return {
        ...engine,
        speak(request) {
          if (request.text.includes('Poison')) process.kill(process.pid, 'SIGKILL');
          return engine.speak(request);
        },
      };
    },
  },
  leaseMs: 2000,
  signal: new AbortController().signal,
  warn: () => undefined,
});
