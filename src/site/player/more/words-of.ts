/** The words of what is fetched when it is wanted, in the language of the show; they lie beside the modules. */
export type Words = (name: string) => string;

let words: Promise<Words> | undefined;

/** @throws When they cannot be had. */
export function loadWordsOfSheet(): Promise<Words> {
  words ??= fetch(new URL('../words.json', import.meta.url))
    .then((answer) => answer.json() as Promise<Readonly<Record<string, string>>>)
    .then((read) => (name: string) => read[name] ?? name)
    .catch((error: unknown) => {
      words = undefined;
      throw error;
    });
  return words;
}
