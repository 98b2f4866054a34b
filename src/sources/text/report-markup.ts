import { warning } from '../../errors.js';
import type { Finding, Place } from '../../model/finding.js';
import { count } from '../../model/text.js';

/** What a text has that is not read as its author may think, told alike for Markdown, pages and feeds. */
export function markupFindings(
  { refusedLinks, hiddenTexts }: { readonly refusedLinks: number; readonly hiddenTexts: number },
  place?: Place,
): readonly Finding[] {
  const at = place === undefined ? {} : { place };
  const findings: Finding[] = [];
  if (refusedLinks > 0) {
    const lead = `${count(refusedLinks, 'link')} ${refusedLinks === 1 ? 'leads' : 'lead'}`;
    findings.push(
      warning('W_LINK_SCHEME', `${lead} nowhere on the web; the text is kept.`, {
        hint: 'link to http or https addresses.',
        ...at,
      }),
    );
  }
  if (hiddenTexts > 0) {
    findings.push(
      warning('W_HIDDEN_TEXT', `The article holds text that no reader sees (count ${hiddenTexts}); it was left out.`, {
        hint: 'mark text for listeners alone with data-audio="only".',
        ...at,
      }),
    );
  }
  return findings;
}
