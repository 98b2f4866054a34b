import assert from 'node:assert/strict';
import { alignWords, comparableWords, errorRate } from '../narration/hearing/compare-words.js';
import type { Recogniser } from '../narration/recognisers/recogniser.js';
import type { TestRunner } from './test-runner.js';

/** Speech a recogniser is tried with. */
export type RecogniserSample = {
  readonly samples: Int16Array;
  readonly sampleRateHz: number;
  /** What is said in it. */
  readonly text: string;
  /** BCP 47; `en` unless set. */
  readonly language?: string;
};

/** Worse than that nothing can be told from what is heard. */
const MAX_ERROR_RATE = 0.5;

/**
 * What every recogniser owes: one call in a test of its own, with a sentence that somebody speaks.
 *
 * @param name The recogniser's `name`.
 * @param make Opens it; called once.
 * @param speak Gives the sample; called once.
 */
export function describeRecogniser(
  name: string,
  make: () => Recogniser | Promise<Recogniser>,
  speak: () => RecogniserSample | Promise<RecogniserSample>,
  runner: TestRunner,
): void {
  const { describe, it, afterAll } = runner;

  describe(`the ${name} recogniser keeps the contract of recognisers`, () => {
    let opened: Promise<{ readonly recogniser: Recogniser; readonly sample: RecogniserSample }> | undefined;
    const open = () =>
      (opened ??= Promise.all([make(), speak()]).then(([recogniser, sample]) => ({ recogniser, sample })));
    afterAll(async () => (await open()).recogniser.close());

    async function hear(
      changes: { readonly samples?: Int16Array; readonly signal?: AbortSignal } = {},
    ): Promise<string> {
      const { recogniser, sample } = await open();
      const { samples, sampleRateHz, language: lang = 'en' } = sample;
      const signal = new AbortController().signal;
      return (await recogniser.hear({ samples, sampleRateHz, lang, signal, ...changes })).text;
    }

    async function requireHeard(text: string): Promise<void> {
      const { sample } = await open();
      const rate = errorRate(alignWords(comparableWords(sample.text), comparableWords(text)));
      assert.ok(rate <= MAX_ERROR_RATE, `${JSON.stringify(text)} is heard for ${JSON.stringify(sample.text)}`);
    }

    it('says who it is and what it can do', async () => {
      const { recogniser } = await open();
      assert.equal(recogniser.specificationVersion, 1);
      assert.equal(recogniser.name, name);
      assert.notEqual(recogniser.version, '');
      assert.ok(recogniser.concurrency >= 1, 'takes at least one request');
      assert.ok(recogniser.pricePerMinuteUsd >= 0, 'has a price');
      const { languages } = recogniser;
      assert.ok(languages === 'any' || languages.every((tag) => /^[a-z]{2,3}$/u.test(tag)), 'names primary tags');
    });

    it('writes down what is said, more or less', async () => {
      await requireHeard(await hear());
    });

    it('writes down the same for the same sound', async () => {
      assert.equal(await hear(), await hear());
    });

    it('serves several requests at once', async () => {
      for (const text of await Promise.all([hear(), hear()])) await requireHeard(text);
    });

    it('hears next to nothing in silence', async () => {
      const { sample } = await open();
      const text = await hear({ samples: new Int16Array(sample.sampleRateHz) });
      assert.ok(comparableWords(text).length <= 2, `${JSON.stringify(text)} is heard in silence`);
    });

    it('does nothing for a request that was given up before it began', async () => {
      const reason = new TypeError('given up');
      await assert.rejects(hear({ signal: AbortSignal.abort(reason) }), reason);
    });

    it('hears again after it was closed', async () => {
      const { recogniser } = await open();
      await recogniser.close();
      await requireHeard(await hear());
    });
  });
}
