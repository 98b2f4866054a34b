/** Contracts of what others add to Lector, as tests: each is one call in a test of theirs. */
export { describePublishTarget, type TargetOnTrial } from './describe-publish-target.js';
export { describeRecogniser, type RecogniserSample } from './describe-recogniser.js';
export { describeSource, type SourceSample } from './describe-source.js';
export { describeSpeechEngine, type SpeechEngineSample } from './describe-speech-engine.js';
export type { TestRunner } from './test-runner.js';
