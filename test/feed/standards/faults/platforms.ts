import { inEpisode, inShow, show } from '../sample-feeds.js';
import type { Fault } from './fault.js';

const TITLE = '<title>The tide table, explained</title>';
const described = (html: string): string => show('&lt;p&gt;Why the water comes back.&lt;/p&gt;', html);

/** What Spotify's delivery specification and YouTube's help ask besides the standards. */
export const PLATFORM_FAULTS: readonly Fault[] = [
  ['no author', show('<itunes:author>Harbour Gazette</itunes:author>\n', ''), 'W_FEED_AUTHOR', 'channel'],
  ['a size of 0', show('length="2250000"', 'length="0"'), 'W_ENCLOSURE', '@length'],
  [
    'an origin by name',
    inShow('<spotify:countryOfOrigin>Germany</spotify:countryOfOrigin>'),
    'E_VALUE',
    'spotify:countryOfOrigin',
  ],
  ['a limit as text', inShow('<spotify:limit>20</spotify:limit>'), 'E_ATTRIBUTE_MISSING', '@recentCount'],
  ['a part nobody knows', inShow('<spotify:market>de</spotify:market>'), 'W_FEED_UNKNOWN', 'spotify:market'],
  [
    'a restriction by address',
    inEpisode('<media:restriction relationship="deny" type="uri">https://a.example/</media:restriction>'),
    'W_PLATFORM_VALUE',
    '@type',
  ],
  [
    'a period in words',
    inEpisode('<dcterms:valid xmlns:dcterms="http://purl.org/dc/terms/">until May</dcterms:valid>'),
    'W_DATE',
    'dcterms:valid',
  ],
  [
    'a period with a part of its own',
    inEpisode(
      '<dcterms:valid xmlns:dcterms="http://purl.org/dc/terms/">from=2026-03-01; to=2026-04-01</dcterms:valid>',
    ),
    'E_VALUE',
    'dcterms:valid',
  ],
  [
    'a period that begins on no day',
    inEpisode(
      '<dcterms:valid xmlns:dcterms="http://purl.org/dc/terms/">start=2026-02-30; scheme=W3C-DTF</dcterms:valid>',
    ),
    'W_DATE',
    'dcterms:valid',
  ],
  ['two times', described('0:00 One&lt;br&gt;1:00 Two'), 'W_CHAPTERS_LIST', 'description'],
  [
    'times that begin late',
    described('0:30 One&lt;br&gt;1:00 Two&lt;br&gt;2:00 Three'),
    'W_CHAPTERS_LIST',
    'description',
  ],
  ['times that go back', described('0:00 One&lt;br&gt;3:00 Two&lt;br&gt;2:00 Three'), 'W_CHAPTERS_LIST', 'description'],
  [
    'a title of a time that is too long',
    described(`0:00 One&lt;br&gt;1:00 ${'x'.repeat(41)}&lt;br&gt;2:00 Three`),
    'W_CHAPTERS_LIST',
    'description',
  ],
  ['a title beyond 100', show(TITLE, `<title>${'water '.repeat(17)}</title>`), 'W_PLATFORM_LONG', 'title'],
  ['an arrow in a title', show(TITLE, '<title>Low -&gt; high</title>'), 'W_PLATFORM_VALUE', 'title'],
  ['an arrow in the title of the show', show('Harbour Reader', 'Harbour &lt;3'), 'W_PLATFORM_VALUE', 'title'],
  ['notes beyond 5000', described('water '.repeat(834)), 'W_PLATFORM_LONG', 'description'],
  ['thirteen hours in seconds', show('>187<', '>46800<'), 'W_PLATFORM_LONG', 'itunes:duration'],
  ['thirteen hours on a clock', show('>187<', '>13:00:00<'), 'W_PLATFORM_LONG', 'itunes:duration'],
  ['no date', show('<pubDate>Mon, 02 Mar 2026 06:30:00 GMT</pubDate>', ''), 'W_DATE', 'item'],
];
