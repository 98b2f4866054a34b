/** The parts of a page a case brings; a frame puts what real pages have around them. */
export type PageParts = { readonly head: string; readonly header: string; readonly body: string };

/** Words that only a frame says: none of them may ever be part of an article. */
export const FRAME_WORDS =
  /Frontpage|Sign in|Share this|Harbour newsletter|Most read|Three ferries|Old mill reopens|Accept all|reader comments|Leave a reply|Terms of use|Advertisement|Filed under|Previous post/u;

/** The title of a case that brings none. */
export const TITLE = 'Ships queue for the harbour';

/** Paragraphs that make every case an article; they come out as they went in. */
export const FIRST_PARAGRAPH =
  'The harbour office counted forty-one ships on Monday, nine more than a week before, and the pilots worked through the night to bring them in.';
export const LAST_PARAGRAPH =
  'By Friday the queue had gone, the office said, and the town went back to complaining about the weather, as it usually does in autumn.';

/** Four kinds of page the same article may stand in. */
export const FRAMES: readonly ((parts: PageParts) => string)[] = [newsroom, weblog, unnamed, layoutTable];

function newsroom({ head, header, body }: PageParts): string {
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8">${head}</head><body>
<header class="site-header"><nav class="main-nav"><ul><li><a href="/">Frontpage</a></li><li><a href="/sport">Sport</a></li><li><a href="/login">Sign in</a></li></ul></nav></header>
<div class="cookie-banner">We use cookies to improve this site. <button>Accept all</button></div>
<main><article class="story">
<header class="story-header">${header}<div class="share-bar"><span>Share this</span> <a href="#">Facebook</a> <a href="#">Mail</a></div></header>
<div class="story-body">
<p>${FIRST_PARAGRAPH}</p>
<div class="ad-slot">Advertisement</div>
${body}
<p>${LAST_PARAGRAPH}</p>
<div class="newsletter-signup"><h3>Harbour newsletter</h3><p>Get the Harbour newsletter in your inbox every morning, free.</p></div>
</div>
<aside class="related"><h3>Most read</h3><ul><li><a href="/a">Three ferries out of service</a></li><li><a href="/b">Old mill reopens</a></li></ul></aside>
</article></main>
<section id="comments"><h2>12 reader comments</h2><p>First comment: I was there, and it was worse than that, believe me.</p></section>
<footer><a href="/terms">Terms of use</a> © Harbour Press</footer>
</body></html>`;
}

function weblog({ head, header, body }: PageParts): string {
  return `<!DOCTYPE html>
<html lang="en"><head>${head}</head>
<body class="post-template single single-post has-sidebar comments-open">
<div id="page"><div id="masthead" class="site-branding"><a href="/">Frontpage</a></div>
<div id="content"><div id="primary"><article id="post-12" class="post type-post hentry tag-harbour">
<div class="entry-header">${header}</div>
<div class="entry-content">
<p>${FIRST_PARAGRAPH}</p>
${body}
<p>${LAST_PARAGRAPH}</p>
<div class="sharedaddy"><h3>Share this:</h3><ul><li><a href="?s=f">Facebook</a></li></ul></div>
</div>
<div class="entry-footer"><span class="cat-links">Filed under <a href="/c">Harbour</a></span></div>
</article>
<div class="post-navigation"><a href="/p">Previous post: Old mill reopens</a></div>
<div id="respond"><h3>Leave a reply</h3><form><label>Name</label><input></form></div>
</div><div id="secondary" class="widget-area sidebar"><h2>Most read</h2><p>Three ferries out of service, and nobody knows for how long.</p></div></div>
<div id="colophon">Terms of use</div></div></body></html>`;
}

function unnamed({ head, header, body }: PageParts): string {
  return `<html lang="en"><head>${head}</head><body><div><div><a href="/">Frontpage</a> <a href="/l">Sign in</a></div>
<div><div>${header}</div><div>
<p>${FIRST_PARAGRAPH}</p>
${body}
<p>${LAST_PARAGRAPH}</p>
<p>Share this: <a href="#f">Facebook</a> | <a href="#m">Mail</a></p>
</div></div>
<div><ul><li><a href="/a">Three ferries out of service</a></li><li><a href="/b">Old mill reopens</a></li></ul></div>
<div><a href="/t">Terms of use</a></div></div></body></html>`;
}

function layoutTable({ head, header, body }: PageParts): string {
  return `<HTML LANG="en"><HEAD>${head}</HEAD><BODY BGCOLOR="white">
<TABLE WIDTH="100%"><TR><TD COLSPAN=3><A HREF="/">Frontpage</A> | <A HREF="/l">Sign in</A></TD></TR>
<TR><TD WIDTH=150><A HREF="/a">Three ferries out of service</A><BR><A HREF="/b">Old mill reopens</A></TD>
<TD>${header}
<P>${FIRST_PARAGRAPH}</P>
${body}
<P>${LAST_PARAGRAPH}</P>
</TD><TD WIDTH=150><B>Most read</B><BR><A HREF="/c">Old mill reopens</A></TD></TR>
<TR><TD COLSPAN=3><A HREF="/t">Terms of use</A></TD></TR></TABLE></BODY></HTML>`;
}
