/**
 * HTML that a sanitiser has made harmless; the only value `{{html …}}` prints as it stands.
 * Made by {@link markSafe} alone, so no data from a source can pass for it.
 */
export class SafeHtml {
  readonly #html: string;

  private constructor(html: string) {
    this.#html = html;
  }

  static of(html: string): SafeHtml {
    return new SafeHtml(html);
  }

  toString(): string {
    return this.#html;
  }

  toJSON(): string {
    return this.#html;
  }
}

/** Declares HTML harmless: call it on a sanitiser's result and on nothing else. */
export function markSafe(html: string): SafeHtml {
  return SafeHtml.of(html);
}
