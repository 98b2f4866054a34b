import type { Voice } from '../../speech-engine.js';
import { genderOf } from '../fit-voice.js';

/**
 * Reads what macOS (`Alex   en_US   # Most people recognize me by my voice.`) or Windows (`Name|en-US|Female`, our own
 * format) prints about its voices. Lines that are neither are no voices.
 */
export function readVoices(text: string): readonly Voice[] {
  return text.split(/\r?\n/u).flatMap((line): Voice[] => {
    const mac = /^(\S.*?)\s+([a-z]{2,3}[_-][A-Za-z0-9]{2,4}(?:[_-]\w+)?)\s+#\s*(.*)$/u.exec(line);
    if (mac) return [voiceOf(mac)];
    const windows = /^([^|]+)\|([A-Za-z0-9-]+)\|(.*)$/u.exec(line.trim());
    return windows ? [voiceOf(windows)] : [];
  });
}

function voiceOf([, id = '', language = '', description = '']: RegExpExecArray): Voice {
  const gender = genderOf(description);
  return { id, languages: [language.replaceAll('_', '-')], ...gender, ...(description !== '' && { description }) };
}
