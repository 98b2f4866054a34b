import { warning } from '../../errors.js';
import type { Finding, Place, Warn } from '../../model/finding.js';
import { count } from '../../model/text.js';
import { cleanText, type CleanedText } from '../../model/text/clean-text.js';

/** Cleans a text and says what was taken out, once for each kind. */
export function cleanAndReport(input: {
  readonly text: string;
  /** What the text is, for the message: `the text`, `field title`. */
  readonly subject: string;
  readonly place: Place;
  readonly warn: Warn;
}): string {
  const cleaned = cleanText(input.text);
  for (const finding of findingsOf(cleaned, input)) input.warn(finding);
  return cleaned.text;
}

function* findingsOf(
  cleaned: CleanedText,
  { subject, place }: { readonly subject: string; readonly place: Place },
): Generator<Finding> {
  const { controlCount, firstControl = 0, invisibleCount, invisibleNames, cutStackCount } = cleaned;
  if (controlCount > 0) {
    const first = controlCount > 1 ? `, the first at offset ${firstControl}` : ` at offset ${firstControl}`;
    yield warning('W_CONTROL_CHARS', `${subject} had ${count(controlCount, 'control character')}${first}; removed.`, {
      place,
    });
  }
  if (invisibleCount > 0) {
    const names = invisibleNames.join(', ');
    yield warning(
      'W_INVISIBLE',
      `${subject} had ${count(invisibleCount, 'invisible character')} (${names}); removed.`,
      {
        hint: 'check that nothing was hidden in the text.',
        place,
      },
    );
  }
  if (cutStackCount > 0) {
    yield warning('W_COMBINING', `${subject} had ${count(cutStackCount, 'letter')} with more than 8 marks; cut to 8.`, {
      place,
    });
  }
}
