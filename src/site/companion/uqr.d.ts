export declare function encode(
  text: string,
  options: { readonly ecc: 'L'; readonly border: number },
): { readonly size: number; readonly data: readonly (readonly boolean[])[] };
