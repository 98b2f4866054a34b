/**
 * A word of the index, and where it is said: numbers of passages, rising, counted through all episodes of a part from its
 * oldest on. Words of titles count for the first passage of their episode.
 */
export type Posting = {
  readonly term: string;
  readonly said: readonly number[];
  readonly titled: readonly number[];
};

/** What leads to all other files of the index, which are named by what they hold. */
export type Catalogue = {
  readonly version: 2;
  readonly parts: readonly CataloguePart[];
};

export type CataloguePart = {
  readonly passageCount: number;
  /**
   * Words said so often that they tell little and weigh much, and the size of their list before compression; of those said
   * in most passages the newest alone are told.
   */
  readonly often: readonly (readonly [term: string, sizeBytes: number])[];
  /** By what they hold together: its files are called so, and by their numbers. */
  readonly name: string;
  /** Of each shard, in the order of their words, as much of its first word as tells it from those before. */
  readonly shards: readonly string[];
  /** Of each file of {@link readEpisodes}, behind those of the shards, the number of its first passage. */
  readonly episodes: readonly number[];
};

/** The name of a file of a part. */
export function fileOfPart({ name }: Pick<CataloguePart, 'name'>, number: number): string {
  return name + number.toString(16).padStart(4, '0');
}

/** The names of all files of a part, those of the shards first. */
export function filesOfPart(part: CataloguePart): readonly string[] {
  return [...part.shards, ...part.episodes].map((_, number) => fileOfPart(part, number));
}

/** The slugs of episodes, and how many passages each has. */
export function readEpisodes(bytes: Uint8Array): readonly (readonly [slug: string, passageCount: number])[] {
  const lines = new TextDecoder().decode(bytes).split('\n');
  return lines.map((line) => {
    const [slug = '', count] = line.split(' ');
    return [slug, Number(count)];
  });
}

/** The words of a shard. Each: letters shared with the word before, the rest, and two lists of steps from number to number. */
export function readShard(bytes: Uint8Array): readonly Posting[] {
  const postings: Posting[] = [];
  const decoder = new TextDecoder();
  let at = 0;
  const number = (): number => {
    let value = 0;
    for (let shift = 1; ; shift *= 128) {
      const byte = bytes[at++] ?? 0;
      value += (byte & 127) * shift;
      if (byte < 128) return value;
    }
  };
  const list = (): readonly number[] => {
    const numbers: number[] = [];
    let last = -1;
    for (let left = number(); left > 0; left -= 1) numbers.push((last += number()));
    return numbers;
  };
  let term = '';
  while (at < bytes.length) {
    const shared = number();
    const length = number();
    term = term.slice(0, shared) + decoder.decode(bytes.subarray(at, (at += length)));
    postings.push({ term, said: list(), titled: list() });
  }
  return postings;
}
