import type { VoiceRole } from '../../model/script.js';
import { languageVoice, type LanguageVoices } from '../../model/narration.js';

/** Voice ids by role; a role without one takes the narrator's, and no narrator means the engine's default. */
export type RoleVoices = Readonly<Partial<Record<VoiceRole, string>>> & {
  /** Voices of people who are quoted, by their name as the article writes it. */
  readonly speakers?: Readonly<Record<string, string>>;
  /** Narrators by language, for what is not in the show's own. */
  readonly languages?: LanguageVoices;
};

/** The voice of one utterance, if any was chosen. */
export function voiceFor(
  voices: RoleVoices,
  who: { readonly role: VoiceRole; readonly lang: string; readonly speaker?: string; readonly itemVoice?: string },
): string | undefined {
  const ofLanguage = who.itemVoice === undefined ? languageVoice(voices.languages, who.lang) : undefined;
  return speakerVoice(voices, who.speaker) ?? ofLanguage ?? roleVoice(voices, who.role, who.itemVoice);
}

function speakerVoice(voices: RoleVoices, speaker: string | undefined): string | undefined {
  if (speaker === undefined || voices.speakers === undefined) return undefined;
  const wanted = foldName(speaker);
  return Object.entries(voices.speakers).find(([name]) => foldName(name) === wanted)?.[1];
}

function roleVoice(voices: RoleVoices, role: VoiceRole, itemVoice: string | undefined): string | undefined {
  const narrator = itemVoice ?? voices.narrator;
  return role === 'narrator' ? narrator : (voices[role] ?? narrator);
}

function foldName(name: string): string {
  return name.normalize('NFKC').replace(/\s+/gu, ' ').trim().toLowerCase();
}
