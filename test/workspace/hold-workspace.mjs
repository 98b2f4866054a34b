// Opens a workspace in a process of its own, says so, and holds it until it is told to stop or killed.
import { openWorkspace } from '../../dist/workspace.js';

const [root, how] = process.argv.slice(2);
try {
  const workspace = await openWorkspace({
    root,
    outDir: `${root}/output`,
    stateDir: `${root}/.lector`,
    now: () => new Date(),
    warn: () => undefined,
  });
  process.stdout.write('held\n');
  if (how === 'once') await workspace.close();
  else setInterval(() => undefined, 1000);
} catch (error) {
  process.stdout.write(`${error.code}\n`);
  process.exitCode = error.exitCode;
}
