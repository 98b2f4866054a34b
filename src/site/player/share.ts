/** Copies the address of this second of this edition; where copying is not allowed, puts it into the address bar. */
export async function shareAt(
  { seconds, edition }: { readonly seconds: number; readonly edition: string },
  status: HTMLElement,
  message: string,
): Promise<void> {
  const url = addressAt(location.href, { from: Math.floor(seconds), edition });
  history.replaceState(history.state, '', url);
  status.textContent = '';
  const isCopied = await copyText(url);
  status.textContent = isCopied ? message : url;
  setTimeout(() => (status.textContent = ''), 4000);
}

/** The address of a page at a second of an edition; with `to`, until that. */
export function addressAt(
  page: string,
  { from, to, edition }: { readonly from: number; readonly to?: number; readonly edition: string },
): string {
  const url = new URL(page);
  url.hash = `t=${from}${to === undefined ? '' : `,${to}`}${edition && `&a=${edition}`}`;
  return url.href;
}

export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
