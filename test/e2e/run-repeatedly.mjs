// Runs the compiled program again and again in one process that is warm from the run before: as `fork`ed, it is told
// `{ args, cwd, env }` and writes what the program writes, then `DONE` and the exit code at the end of either stream. Where
// the program ends the process, it ends.
import process from 'node:process';

const PROGRAM = new URL('../../dist/cli.js', import.meta.url);
const EMITTERS = [process, process.stdout, process.stderr];
let runCount = 0;

process.on('message', ({ args, cwd, env, done }) => void run({ args, cwd, env, done }));
process.on('disconnect', () => process.exit());

async function run({ args, cwd, env, done }) {
  const forget = noteListeners();
  process.chdir(cwd);
  for (const name of Object.keys(process.env)) if (!(name in env)) delete process.env[name];
  Object.assign(process.env, env);
  process.argv = [process.execPath, PROGRAM.pathname, ...args];
  process.exitCode = undefined;
  runCount += 1;
  // The program is what the module does; what it imports is loaded once.
  await import(`${PROGRAM.href}?${runCount}`);
  const ending = `${done}${process.exitCode ?? 0}\n`;
  process.exitCode = undefined;
  process.chdir('/');
  forget();
  process.stdout.write(ending);
  process.stderr.write(ending);
}

/** A process has one run; what this one listens to is gone with it. */
function noteListeners() {
  const before = EMITTERS.map(
    (emitter) => new Map(emitter.eventNames().map((name) => [name, emitter.listeners(name)])),
  );
  return () =>
    EMITTERS.forEach((emitter, index) => {
      for (const name of emitter.eventNames())
        for (const listener of emitter.listeners(name))
          if (!before[index].get(name)?.includes(listener)) emitter.removeListener(name, listener);
    });
}
