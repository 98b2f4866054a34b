import { quoteValue } from '../../model/text.js';
import type { XmlElement } from '../../markup/xml-tree.js';
import { checkUrl } from './check-url.js';
import { childNamed, childrenNamed, type FeedReport } from './feed-report.js';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/iu;
const MEDIUM = /^(?:(?:podcast|music|video|film|audiobook|newsletter|blog|publisher|course)L?|mixed)$/u;
const TRANSCRIPT_TYPES =
  /^(?:text\/vtt|application\/(?:x-)?(?:subrip|srt)|text\/srt|application\/json|text\/html|text\/plain)(?:;.*)?$/u;
/** Podcasting 2.0 limits, in characters. */
const MAX_TXT_LENGTH = 4000;
const MAX_SHORT_LENGTH = 128;

/** What the Podcasting 2.0 namespace asks of a channel. */
export function checkPodcastingChannel(channel: XmlElement, report: FeedReport): void {
  const locked = childNamed(channel, 'podcast:locked');
  if (!locked) {
    report.warning('W_FEED_LOCKED', 'the channel has no podcast:locked (PSP-1, recommended).', {
      at: channel,
      hint: 'write yes or no.',
    });
  } else if (!/^(?:yes|no)$/iu.test(locked.text.trim())) {
    report.error('E_FEED_LOCKED', `podcast:locked ${quoteValue(locked.text)} is neither yes nor no.`, {
      at: locked,
      hint: 'write yes or no.',
    });
  }
  const guid = childNamed(channel, 'podcast:guid');
  if (!guid) {
    report.warning('W_FEED_GUID', 'the channel has no podcast:guid (PSP-1, recommended).', {
      at: channel,
      hint: 'add the UUIDv5 of the first feed address.',
    });
  } else if (!UUID.test(guid.text.trim())) {
    report.error('E_FEED_GUID', `podcast:guid ${quoteValue(guid.text)} is not a UUID.`, {
      at: guid,
      hint: 'add the UUIDv5 of the first feed address.',
    });
  }
  const medium = childNamed(channel, 'podcast:medium');
  if (medium && !MEDIUM.test(medium.text.trim())) {
    report.error('E_FEED_MEDIUM', `podcast:medium ${quoteValue(medium.text)} is unknown.`, {
      at: medium,
      hint: 'write podcast, newsletter, blog, audiobook…',
    });
  }
  for (const funding of childrenNamed(channel, 'podcast:funding')) {
    checkUrl({ url: funding.attributes['url'] ?? '', field: 'podcast:funding url', at: funding, report });
  }
  checkPersonsAndTexts(channel, 'the channel', report);
}

type ItemContext = {
  readonly label: string;
  readonly report: FeedReport;
  /** Media types of transcripts besides those the standard names. */
  readonly transcriptTypes: readonly string[];
};

/** What the Podcasting 2.0 namespace asks of an item. */
export function checkPodcastingItem(item: XmlElement, context: ItemContext): void {
  const { label, report } = context;
  const transcripts = childrenNamed(item, 'podcast:transcript');
  if (transcripts.length === 0) {
    report.warning('W_ITEM_TRANSCRIPT', `${label} has no podcast:transcript (PSP-1, recommended).`, {
      at: item,
      hint: 'publish a transcript as WebVTT.',
    });
  }
  for (const transcript of transcripts) checkTranscript(transcript, context);
  for (const chapters of childrenNamed(item, 'podcast:chapters')) checkChaptersLink(chapters, label, report);
  checkPersonsAndTexts(item, label, report);
}

function checkTranscript(transcript: XmlElement, { label, report, transcriptTypes }: ItemContext): void {
  const { url = '', type = '', rel } = transcript.attributes;
  checkUrl({ url, field: `${label} podcast:transcript url`, at: transcript, report });
  if (!TRANSCRIPT_TYPES.test(type) && !transcriptTypes.includes(type)) {
    report.error('E_ITEM_TRANSCRIPT', `${label} podcast:transcript type ${quoteValue(type)} is unknown.`, {
      at: transcript,
      hint: 'use text/vtt, application/x-subrip, application/json, text/html or text/plain.',
    });
  }
  if (rel === 'captions' && /^text\/(?:html|plain)/u.test(type)) {
    report.warning('W_ITEM_CAPTIONS', `${label} calls a ${type} transcript captions, which it cannot be.`, {
      at: transcript,
      hint: 'leave rel="captions" to timed formats.',
    });
  }
}

function checkChaptersLink(chapters: XmlElement, label: string, report: FeedReport): void {
  const { url = '', type = '' } = chapters.attributes;
  checkUrl({ url, field: `${label} podcast:chapters url`, at: chapters, report });
  if (type === 'application/json+chapters') return;
  const isOld = type === 'application/audio-chapters+json';
  const details = { at: chapters, hint: 'write type="application/json+chapters".' };
  if (isOld)
    report.warning('W_ITEM_CHAPTERS_TYPE', `${label} podcast:chapters has the type of JSON chapters 1.1.`, details);
  else report.error('E_ITEM_CHAPTERS', `${label} podcast:chapters type ${quoteValue(type)} is unknown.`, details);
}

function checkPersonsAndTexts(parent: XmlElement, label: string, report: FeedReport): void {
  for (const person of childrenNamed(parent, 'podcast:person')) {
    const name = person.text.trim();
    if (name !== '' && name.length <= MAX_SHORT_LENGTH) continue;
    report.error(
      'E_FEED_PERSON',
      `${label} podcast:person ${quoteValue(name)} is empty or longer than ${MAX_SHORT_LENGTH} characters.`,
      {
        at: person,
        hint: 'write the name of one person.',
      },
    );
  }
  for (const txt of childrenNamed(parent, 'podcast:txt')) {
    const text = txt.text.trim();
    const purpose = txt.attributes['purpose'];
    if (text.length > MAX_TXT_LENGTH || (purpose?.length ?? 0) > MAX_SHORT_LENGTH) {
      report.error(
        'E_FEED_TXT',
        `${label} podcast:txt is longer than ${MAX_TXT_LENGTH} characters, or its purpose than ${MAX_SHORT_LENGTH}.`,
        { at: txt, hint: 'shorten it.' },
      );
    }
    if (purpose === 'ai-content' && !/^(?:true|false)$/u.test(text)) {
      report.error('E_FEED_TXT', `${label} podcast:txt ai-content ${quoteValue(text)} is neither true nor false.`, {
        at: txt,
        hint: 'write true or false.',
      });
    }
  }
}
