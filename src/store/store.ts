/**
 * What several machines share: blobs that never change once they are there. Whoever puts one under a name first has it;
 * nothing replaces it, so that a late result of somebody thought dead does no harm.
 */
export type Store = {
  readonly name: 'folder' | 's3';
  /** Where a blob lies, for messages. */
  locate(name: string): string;
  /** The file a blob is, where the store is a folder of this machine. */
  fileOf(name: string): string | undefined;
  /** All bytes of a blob; nothing when there is none. */
  get(name: string): Promise<Buffer | undefined>;
  has(name: string): Promise<boolean>;
  /**
   * Stores a blob durably where there is none of that name.
   *
   * @returns False when there is one; it stays as it is.
   */
  putIfAbsent(name: string, content: Blob): Promise<boolean>;
  /** Names below a prefix such as `jobs/`, in order. */
  list(prefix: string): Promise<readonly string[]>;
  /** Does nothing when there is no such blob. */
  remove(name: string): Promise<void>;
};

/** Bytes in memory, or a file of this machine. */
export type Blob = Uint8Array | { readonly file: string };
