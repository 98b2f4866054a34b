import { createRequire } from 'node:module';
import { LectorError } from '../../errors.js';
import { quoteValue } from '../../model/text.js';
import type { EngineOptions, SpeechEngine } from '../speech-engine.js';
import { findProgram, openProgram } from './espeak-ng/program.js';
import { readSettings } from './http/read-settings.js';

const PACKAGE = '@echogarden/espeak-ng-emscripten';

/**
 * eSpeak NG: a hundred languages, plain rather than pleasant. It is the installed program where there is one, else the
 * optional package; the package alone says when each word is heard, and goes first with `usePackage`.
 *
 * @throws {@link LectorError} `E_ENGINE_PLATFORM` when neither is there.
 */
export async function espeakNg(options: EngineOptions): Promise<SpeechEngine> {
  const defaults = { program: 'espeak-ng', usePackage: false, pitch: 50, wordGap: 0 };
  const { program: name, usePackage, pitch, wordGap } = readSettings('espeak-ng', options.settings, defaults);
  const voice = { pitch, wordGap, concurrency: options.concurrency };
  const program = usePackage ? undefined : await findProgram(name, options.environment['PATH'] ?? '');
  if (program !== undefined) return openProgram(program, voice);
  // A program that was asked for by its name is not replaced by something that sounds otherwise.
  const packaged = name === defaults.program ? findPackage() : undefined;
  if (packaged === undefined) throw notThere(name, usePackage);
  const { openPackage } = await import('./espeak-ng/npm-package.js');
  return openPackage(packaged, voice);
}

/** The version of the optional package, when it is installed. */
function findPackage(): string | undefined {
  try {
    return (createRequire(import.meta.url)(`${PACKAGE}/package.json`) as { readonly version: string }).version;
  } catch {
    return undefined;
  }
}

function notThere(program: string, usePackage: boolean): LectorError {
  const what = usePackage ? `the package ${PACKAGE}` : `the program ${quoteValue(program)}`;
  return new LectorError('E_ENGINE_PLATFORM', `${what} is not installed.`, {
    hint: `install espeak-ng (apt install espeak-ng, brew install espeak-ng, npm install ${PACKAGE}), or set tts.engine to embedded.`,
  });
}
