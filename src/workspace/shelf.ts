/** Files of a folder that others have as well: those of a store that several machines share. */
export type Shelf = {
  /**
   * Brings a file here.
   *
   * @returns Whether it lies here now.
   */
  bring(name: string): Promise<boolean>;
  /**
   * Keeps a file here and for the others.
   *
   * @returns False when somebody else was first: then theirs lies here, and stays.
   */
  keep(name: string, bytes: Uint8Array): Promise<boolean>;
  /** Takes a damaged file away from everybody. */
  discard(name: string): Promise<void>;
};
