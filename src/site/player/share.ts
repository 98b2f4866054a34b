/** Copies the address of this second of this edition; where copying is not allowed, puts it into the address bar. */
export async function shareAt(
  { seconds, edition }: { readonly seconds: number; readonly edition: string },
  status: HTMLElement,
  message: string,
): Promise<void> {
  const url = new URL(location.href);
  url.hash = `t=${Math.floor(seconds)}${edition && `&a=${edition}`}`;
  history.replaceState(history.state, '', url);
  status.textContent = '';
  const isCopied = await copyText(url.href);
  status.textContent = isCopied ? message : url.href;
  setTimeout(() => (status.textContent = ''), 4000);
}

export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
