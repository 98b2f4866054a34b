/** Of everything the companion shows; nothing of it reaches the page around, and nothing of that reaches in. */
const CSS_TEXT = `
:host{all:initial!important;color-scheme:light;display:block!important}
.is-dark{color-scheme:dark}
*{box-sizing:border-box;font:inherit;color:inherit;letter-spacing:0}
[hidden]{display:none!important}
.bar,.here{--ink:var(--lector-ink,light-dark(#1c1a17,#f2efe8));--paper:var(--lector-paper,light-dark(#fff,#1e1c17));--soft:color-mix(in srgb,var(--ink) 75%,var(--paper));--line:color-mix(in srgb,var(--ink) 22%,var(--paper));--hover:color-mix(in srgb,var(--ink) 8%,var(--paper));--accent:var(--lector-accent,light-dark(#97300f,#f0a184));--on:var(--paper)}
.bar{font:400 14px/1.3 system-ui,sans-serif;color:var(--ink);background:var(--paper);border:1px solid var(--line);border-radius:8px;padding:8px 10px;text-align:start;max-width:720px;margin:0}
.bar.is-frame{border:0;border-radius:0;padding:4px 8px;max-width:none}
.bar.is-afloat{position:fixed;inset:auto 8px 8px;margin:0 auto;z-index:2147483000;box-shadow:0 4px 20px #0005}
.row{display:flex;align-items:center;gap:4px 8px;min-width:0}
.row+.row{margin-top:2px}
button,select{min-width:32px;min-height:32px;border:1px solid transparent;border-radius:6px;background:none;padding:0 6px;cursor:pointer;display:inline-flex;align-items:center;justify-content:center;text-decoration:none;flex:none}
button:not(.play):hover,select:hover{background:var(--hover)}
:focus-visible{outline:3px solid var(--accent);outline-offset:1px}
svg{width:20px;height:20px;fill:currentColor;display:block}
:dir(rtl)>.turns{transform:scaleX(-1)}
.play{width:44px;height:44px;border-radius:50%;background:var(--accent);color:var(--on);padding:0}
.about{flex:1;min-width:0;display:grid}
.about>*{overflow:hidden;text-overflow:ellipsis;white-space:nowrap}
.title{font-weight:600}
.title:not(:hover){text-decoration:none}
.what,.time{color:var(--soft);font-variant-numeric:tabular-nums}
.time{flex:none;font-size:13px}
input{flex:1;min-width:40px;height:24px;margin:0;accent-color:var(--accent);cursor:pointer}
select{min-width:0;flex:0 1 auto;text-overflow:ellipsis;border-color:var(--line);background:var(--paper)}
.chapters{flex:9 1 60px}
.wide{flex:1}
.more{display:grid;gap:8px;justify-items:start;margin-top:8px;border-top:1px solid var(--line);padding-top:8px;overflow-wrap:anywhere}
.more a{color:var(--accent)}
.more svg{width:160px;height:160px;background:#fff;fill:#000;border:8px solid #fff}
.status{margin:0}
.status:empty{display:none}
[aria-pressed=true]{background:var(--hover);border-color:var(--line)}
.here{position:absolute;margin:0}
.here button{position:absolute;width:32px;height:32px;border-radius:50%;padding:0;opacity:0;pointer-events:none;background:var(--accent);color:var(--on)}
.here button.is-near,.here button:focus{opacity:1;pointer-events:auto}
.here svg{width:16px;height:16px}
@media (pointer:coarse) and (min-height:200px){button,select{min-width:44px;min-height:44px}}
@media (prefers-reduced-motion:no-preference){.here button{transition:opacity .15s}}
@media (forced-colors:active){.bar,.here{--ink:CanvasText;--paper:Canvas;--soft:CanvasText;--line:CanvasText;--accent:LinkText;--on:Canvas}.play,.here button{forced-color-adjust:none}}
@media print{:host{display:none!important}}
`;

let sheet: CSSStyleSheet | undefined;

/** A place of its own for what is shown, under any policy the page has: no markup is parsed and no style element made. */
export function openShadow(host: HTMLElement): ShadowRoot {
  const shadow = host.attachShadow({ mode: 'open' });
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(CSS_TEXT);
  }
  shadow.adoptedStyleSheets = [sheet];
  // Its words are none of the article's.
  host.dataset['lector'] = '';
  return shadow;
}
