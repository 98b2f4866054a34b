/** Apps whose drawing of notes is known. */
export const NOTES_APPS = ['apple', 'spotify'] as const;
export type NotesApp = (typeof NOTES_APPS)[number];
