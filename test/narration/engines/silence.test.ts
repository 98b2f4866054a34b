import { silence } from '../../../src/narration/engines/silence.js';
import { describeSpeechEngine } from '../../contracts/describe-speech-engine.js';

describeSpeechEngine('silence', silence);
