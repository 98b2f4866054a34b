import { tableOf, type ElementRule } from '../grammar.js';
import { ADDRESS, IDENTIFIER, REFERENCE } from '../values/addresses.js';
import { DATE_W3C } from '../values/dates.js';
import { decimal, LANGUAGE, matching, MEDIA_TYPE, oneOf, PLAY_TIME, wholeNumber } from '../values/numbers-and-words.js';
import { CIRCLE, LATITUDE, LONGITUDE, positions } from '../values/positions.js';
import { ANY, HTML, PLAIN, WORDS } from '../values/texts.js';

const CHANNELS = 'channel rss1:channel atom:feed';
const ITEMS = 'item rss1:item atom:entry';
const BOTH = `${CHANNELS} ${ITEMS}`;
/** Dublin Core may describe every part of RSS 1.0. */
const ALL = `${BOTH} image textInput rss1:image rss1:textinput`;

const DUBLIN_CORE = tableOf('Dublin Core 1.1', {
  ...Object.fromEntries(
    'title subject description publisher contributor type format identifier source relation coverage rights'
      .split(' ')
      .map((name) => [`dc:${name}`, { in: `* ${ALL}`, holds: name === 'description' ? ANY : PLAIN }]),
  ),
  'dc:creator': { in: `* ${ALL}`, holds: WORDS },
  'dc:date': { in: `* ${ALL}`, holds: DATE_W3C },
  'dc:language': { in: `* ${ALL}`, holds: LANGUAGE },
});

const SYNDICATION = tableOf('RSS 1.0 Syndication', {
  'sy:updatePeriod': { in: `? ${CHANNELS}`, holds: oneOf('hourly daily weekly monthly yearly') },
  'sy:updateFrequency': { in: `? ${CHANNELS}`, holds: wholeNumber(1) },
  'sy:updateBase': { in: `? ${CHANNELS}`, holds: DATE_W3C },
});

const CONTENT = tableOf('RSS 1.0 Content', {
  'content:encoded': { in: '? item rss1:item', holds: HTML },
  'content:items': { in: '? item rss1:item', holds: 'anything' },
});

const COMMENTS = [
  ...tableOf('RSS 1.0 Slash', {
    'slash:comments': { in: `? ${ITEMS}`, holds: wholeNumber(0) },
    'slash:section': { in: `? ${ITEMS}`, holds: PLAIN },
    'slash:department': { in: `? ${ITEMS}`, holds: PLAIN },
    'slash:hit_parade': {
      in: `? ${ITEMS}`,
      holds: matching('whole numbers with commas', /^\d+(?:,\s*\d+)*$/u, 'write figures with commas.', 'E_NUMBER'),
    },
  }),
  ...tableOf('Well-Formed Web Comment API', {
    'wfw:comment': { in: `? ${ITEMS}`, holds: ADDRESS },
    'wfw:commentRss': { in: `? ${ITEMS}`, holds: ADDRESS },
    'wfw:commentRSS': { in: `? ${ITEMS}`, holds: ADDRESS },
  }),
  ...tableOf('RFC 4685', {
    'thr:in-reply-to': {
      in: `* ${ITEMS}`,
      with: { 'ref!': IDENTIFIER, href: REFERENCE, source: REFERENCE, type: MEDIA_TYPE },
    },
    'thr:total': { in: `? ${ITEMS}`, holds: wholeNumber(0) },
  }),
];

/** Of which reference system positions are. */
const GML = { srsName: ANY, srsDimension: wholeNumber(2, 3) };
const PLACES = [
  ...tableOf('W3C Basic Geo', {
    'geo:lat': [
      { in: `? ${BOTH}`, holds: LATITUDE },
      { in: '1 geo:Point', holds: LATITUDE },
    ],
    'geo:long': [
      { in: `? ${BOTH}`, holds: LONGITUDE },
      { in: '1 geo:Point', holds: LONGITUDE },
    ],
    'geo:alt': { in: `? ${BOTH} geo:Point`, holds: decimal(-Infinity) },
    'geo:Point': { in: `* ${BOTH}`, holds: 'elements' },
  }),
  ...tableOf('GeoRSS', {
    'georss:point': { in: `* ${BOTH}`, holds: positions({ name: 'a latitude and a longitude', min: 1, max: 1 }) },
    'georss:line': { in: `* ${BOTH}`, holds: positions({ name: 'two positions or more', min: 2 }) },
    'georss:box': { in: `* ${BOTH}`, holds: positions({ name: 'two corners', min: 2, max: 2 }) },
    'georss:polygon': {
      in: `* ${BOTH}`,
      holds: positions({ name: 'four positions or more, the last one the first', min: 4, isClosed: true }),
    },
    'georss:circle': { in: `* ${BOTH}`, holds: CIRCLE },
    'georss:where': { in: `* ${BOTH}`, holds: 'elements' },
    'gml:Point': { in: '? georss:where', holds: 'elements', with: GML },
    'gml:pos': {
      in: '1 gml:Point',
      holds: positions({ name: 'a latitude and a longitude', min: 1, max: 1 }),
      with: GML,
    },
    'gml:Envelope': { in: '? georss:where', holds: 'elements', with: GML },
    ...Object.fromEntries(
      ['lowerCorner', 'upperCorner'].map((name) => [
        `gml:${name}`,
        { in: '1 gml:Envelope', holds: positions({ name: 'a corner', min: 1, max: 1 }), with: GML },
      ]),
    ),
    ...Object.fromEntries(
      ['LineString', 'Polygon', 'MultiPoint', 'MultiCurve', 'MultiSurface', 'CircleByCenterPoint'].map((name) => [
        `gml:${name}`,
        { in: '? georss:where', holds: 'anything' as const },
      ]),
    ),
    'georss:elev': { in: `? ${BOTH}`, holds: decimal(-Infinity) },
    'georss:floor': { in: `? ${BOTH}`, holds: decimal(-Infinity) },
    'georss:radius': { in: `? ${BOTH}`, holds: decimal(0) },
    ...Object.fromEntries(
      ['featurename', 'featureName', 'featuretypetag', 'relationshiptag'].map((name) => [
        `georss:${name}`,
        { in: `* ${BOTH}`, holds: 'anything' as const },
      ]),
    ),
  }),
];

const LICENCE = tableOf('creativeCommons RSS module', {
  'creativeCommons:license': { in: `* ${BOTH}`, holds: ADDRESS },
});

/** https://podlove.org/simple-chapters/; order and titles are judged by the rules of chapters. */
const CHAPTERS = tableOf('Podlove Simple Chapters 1.2', {
  'psc:chapters': { in: `? ${ITEMS}`, holds: 'elements', with: { 'version!': ANY }, codes: { place: 'E_PSC_PLACE' } },
  'psc:chapter': {
    in: '+ psc:chapters',
    with: { start: PLAY_TIME, title: ANY, href: ADDRESS, image: ADDRESS },
  },
});

/** The smaller modules feeds carry. */
export const MODULE_TABLES: readonly ElementRule[] = [
  ...DUBLIN_CORE,
  ...SYNDICATION,
  ...CONTENT,
  ...COMMENTS,
  ...PLACES,
  ...LICENCE,
  ...CHAPTERS,
];
