import { LectorError } from '../../errors.js';
import { quoteValue } from '../../model/text.js';
import type { EngineOptions } from '../speech-engine.js';
import type { Recogniser } from './recogniser.js';

export type RecogniserFactory = (options: EngineOptions) => Recogniser | Promise<Recogniser>;

/** A caller's own recognisers by name, each as an object or as what makes one. They go before those of Lector. */
export type Recognisers = Readonly<Record<string, Recogniser | RecogniserFactory>>;

const RECOGNISERS: Readonly<Record<string, () => Promise<RecogniserFactory>>> = {
  'sherpa-onnx': async () => (await import('./sherpa-onnx.js')).sherpaOnnx,
  openai: async () => (await import('./transcriptions.js')).transcriptions,
};

/**
 * Opens a recogniser by name: one of the caller's own, else one of Lector's.
 *
 * @throws {@link LectorError} `E_ENGINE_UNKNOWN` naming the choices, `E_CONFIG` when it keeps another contract; what the
 *   recogniser throws when it is made.
 */
export async function openRecogniser(name: string, options: EngineOptions, own: Recognisers = {}): Promise<Recogniser> {
  const given = Object.hasOwn(own, name) ? own[name] : undefined;
  const load = Object.hasOwn(RECOGNISERS, name) ? RECOGNISERS[name] : undefined;
  if (given === undefined && load === undefined) {
    const names = [...Object.keys(own), ...Object.keys(RECOGNISERS)].join(', ');
    throw new LectorError('E_ENGINE_UNKNOWN', `there is no recogniser ${quoteValue(name)}.`, {
      hint: `set recogniser.engine to one of: ${names}.`,
    });
  }
  const made = given ?? (await load?.());
  const recogniser = typeof made === 'function' ? await made(options) : made;
  if (recogniser?.specificationVersion === 1) return recogniser;
  throw new LectorError('E_CONFIG', `the recogniser ${quoteValue(name)} keeps another contract than 1.`, {
    hint: 'use a version of it that was made for this version of Lector (specificationVersion).',
  });
}
