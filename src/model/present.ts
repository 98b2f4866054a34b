/** The same properties, those that may be undefined as optional ones. */
export type Present<T> = {
  [K in keyof T as undefined extends T[K] ? never : K]: T[K];
} & {
  [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>;
};

/** The properties that have a value; a missing thing is an absent property, never one that is undefined. */
export function present<T extends object>(properties: T): Present<T> {
  const own: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(properties)) if (value !== undefined) own[name] = value;
  return own as Present<T>;
}
