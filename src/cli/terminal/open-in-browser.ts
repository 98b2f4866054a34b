import type { Terminal } from './terminal.js';

/** Opens a page in the user's browser; where there is none, says so. */
export async function openInBrowser(url: string, terminal: Pick<Terminal, 'say'>): Promise<void> {
  const { openAddress } = await import('../../run-tool.js');
  if (!(await openAddress(url))) terminal.say(`No browser could be opened: open ${url} yourself.`);
}
