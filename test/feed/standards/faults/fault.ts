/** What is wrong, the feed, the code that must be found, and the element or attribute it must be found at. */
export type Fault = readonly [name: string, feed: string | Uint8Array, code: string, element: string];
