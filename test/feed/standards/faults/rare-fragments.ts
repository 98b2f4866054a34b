import { faultsIn, faultyValues } from '../fragments.js';
import { withHtml } from '../sample-feeds.js';
import type { Fault } from './fault.js';

const HASH = 'a'.repeat(40);
const MEDIA = '<media:content url="https://tides.example/a.mp3">';

/** What is seldom written and seldom read. */
export const RARE_FAULTS: readonly Fault[] = [
  ...faultsIn('channel', {
    '<itunes:keywords>a,b,c,d,e,f,g,h,i,j,k,l,m</itunes:keywords>': 'W_PLATFORM_LONG itunes:keywords',
    '<itunes:image/>': 'E_ATTRIBUTE_MISSING @href',
    '<copyright>&lt;b&gt;Ada&lt;/b&gt;</copyright>': 'W_TEXT_MARKUP copyright',
    '<cloud domain="r.example.org" port="80" path="/" registerProcedure="n" protocol="soap" user="x"/>':
      'E_ATTRIBUTE_UNKNOWN @user',
    '<opensearch:itemsPerPage>ten</opensearch:itemsPerPage>': 'E_NUMBER opensearch:itemsPerPage',
    '<blogChannel:blogRoll>/roll.opml</blogChannel:blogRoll>': 'E_URL blogChannel:blogRoll',
  }),
  ...faultsIn('item', {
    '<ag:timestamp>today</ag:timestamp>': 'W_DATE ag:timestamp',
    '<ag:sourceURL>/a</ag:sourceURL>': 'E_URL ag:sourceURL',
    [`${MEDIA}<media:hash algo="md5">${HASH}</media:hash></media:content>`]: 'E_VALUE media:hash',
    [`${MEDIA}<media:hash algo="sha-1">${HASH.slice(8)}</media:hash></media:content>`]: 'E_VALUE media:hash',
    [`${MEDIA}<media:text start="00:00:20" end="00:00:10">Low</media:text></media:content>`]: 'E_VALUE @end',
    [`${MEDIA}<media:price type="rent" price="cheap" currency="EUR"/></media:content>`]: 'E_NUMBER @price',
    '<media:restriction relationship="deny" type="uri">not an address</media:restriction>': 'E_URL media:restriction',
    '<media:community><media:starRating average="7" min="1" max="5"/></media:community>': 'E_NUMBER @average',
    '<media:community><media:starRating average="0.5" min="1" max="5"/></media:community>': 'E_NUMBER @average',
  }),
  ...faultsIn('entry', {
    '<link rel="replies" href="https://a.example/" thr:count="some"/>': 'E_NUMBER @thr:count',
    '<content type="application/xml"><a xmlns="urn:a"/><b xmlns="urn:a"/></content>': 'E_CONTENT content',
    '<app:control><app:draft>maybe</app:draft></app:control>': 'E_VALUE app:draft',
  }),
  ...faultyValues('HTML', withHtml, {
    '<!DOCTYPE html><p>Low</p>': 'W_HTML',
    '<?php echo 1 ?><p>Low</p>': 'W_HTML',
    '<![if !supportLists]>Low<![endif]>': 'W_HTML',
    '<p>Low <!': 'W_HTML',
    '<p>Low &nbsp water</p>': 'W_HTML',
    '<p>&copy 2026 Ada</p>': 'W_HTML',
    '<o:p>Low</o:p>': 'W_HTML',
    '<img src="https://a.example/a.png" srcset="https://a.example/b.png 1x, /c.png 2x" alt="">': 'W_HTML_RELATIVE',
    '<blockquote cite="/low">Low</blockquote>': 'W_HTML_RELATIVE',
  }),
];
