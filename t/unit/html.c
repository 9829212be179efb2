/* objects: base/buf base/mem base/text mail/html mail/html_entity
 * mail/html_look mail/html_out mail/html_tok */
#include <stdlib.h>
#include <time.h>

#include "tap.h"

#include "base/buf.h"
#include "base/text.h"
#include "mail/html.h"

static const struct row {
	const char *what, *html, *want;
} rows[] = {
	{ "paragraphs", "<p>satu</p><p>dua</p>", "satu\n\ndua\n" },
	{ "white space collapses", "<p> a\n\t b  c </p>", "a b c\n" },
	{ "divs are lines", "<div>a</div><div>b</div>", "a\nb\n" },
	{ "br", "a<br>b<br/>c", "a\nb\nc\n" },
	{ "br at the end of a block is nothing", "<div>a<br></div><div>b</div>",
	    "a\nb\n" },
	{ "Gmail's blank line", "<div>a</div><div><br></div><div>b</div>",
	    "a\n\nb\n" },
	{ "Outlook's paragraphs are lines",
	    "<p class=MsoNormal>a<o:p></o:p></p>"
	    "<p class=\"MsoNormal\">b</p>",
	    "a\nb\n" },
	{ "Outlook's blank line",
	    "<p class=MsoNormal>a</p><p class=MsoNormal>&nbsp;</p>"
	    "<p class=MsoNormal>b</p>",
	    "a\n\nb\n" },
	{ "tight paragraphs",
	    "<p style=\"margin:0\">a</p>"
	    "<p style='margin: 0cm'>b</p>",
	    "a\nb\n" },
	{ "inline elements break nothing",
	    "<b>a</b><i>b</i> <span>c</span><u>d</u>", "ab cd\n" },
	{ "headings", "<h1>Judul</h1>teks", "Judul\n\nteks\n" },
	{ "lists", "<ul><li>a</li><li>b<ul><li>c</ul></ul>",
	    "- a\n- b\n  - c\n" },
	{ "numbered list", "<ol><li>a<li>b</ol>", "1. a\n2. b\n" },
	{ "paragraphs in items", "<ul><li><p>a</p></li><li><p>b</p></li></ul>",
	    "- a\n\n- b\n" },
	{ "table rows are lines",
	    "<table><tr><th>Nama</th><th>Umur</th></tr>"
	    "<tr><td>Budi</td><td>40</td></tr></table>",
	    "Nama\tUmur\nBudi\t40\n" },
	{ "paragraphs in cells",
	    "<table><tr><td><p>a</p></td><td><p>b</p></td></tr>"
	    "<tr><td><p>c</p></td><td><p>d</p></td></tr></table>",
	    "a\tb\nc\td\n" },
	{ "a label in a cell",
	    "<table><tr><td>Nama:</td><td>Budi</td></tr></table>",
	    "Nama: Budi\n" },
	{ "link in full", "<a href=\"https://bps.go.id/a?b=1&amp;c=2\">ini</a>",
	    "ini <https://bps.go.id/a?b=1&c=2>\n" },
	{ "link that says itself", "<a href='http://bps.go.id/'>bps.go.id</a>",
	    "bps.go.id\n" },
	{ "mail link that says itself",
	    "<a href=\"mailto:a@b.id?subject=x\">a@b.id</a>", "a@b.id\n" },
	{ "mail link in words", "<a href=\"mailto:a@b.id\">surel kami</a>",
	    "surel kami <a@b.id>\n" },
	{ "anchors and scripts are no links",
	    "<a href=\"#x\">a</a> <a href=\"javascript:y()\">b</a>", "a b\n" },
	{ "quote", "<p>a</p><blockquote>b<br>c</blockquote><p>d</p>",
	    "a\n\n> b\n> c\n\nd\n" },
	{ "quote in a quote",
	    "<blockquote type=cite>a<blockquote type=cite>b</blockquote>"
	    "</blockquote>",
	    "> a\n>\n> > b\n" },
	{ "a blockquote that only indents",
	    "<blockquote style=\"margin:0 0 0 40px;border:none;padding:0px\">"
	    "a</blockquote>",
	    "a\n" },
	{ "hidden text",
	    "a<div style=\"display:none\">b</div>"
	    "<span style=\"DISPLAY : none !important\">c</span>"
	    "<span style='font-size:0px'>d</span>"
	    "<p style=\"visibility:hidden\">e</p><div hidden>f</div>"
	    "<div style=\"max-height:0;overflow:hidden\">g</div>"
	    "<span style=\"mso-hide:all\">h</span>z",
	    "az\n" },
	{ "hidden inside hidden",
	    "<div style=\"display:none\">a<div>b</div>c</div>d", "d\n" },
	{ "white on white", "a <font color=\"#ffffff\">b</font> c", "a c\n" },
	{ "white on dark is a button",
	    "<td bgcolor=\"#003366\"><font color=white>Buka</font></td>",
	    "Buka\n" },
	{ "white on its own dark paper",
	    "<a style=\"color:#fff;background:#1a73e8\">Buka</a>", "Buka\n" },
	{ "scripts, styles, title",
	    "<head><title>t</title><style>p{}</style></head>"
	    "<script>if (a<b) x();</script>z",
	    "z\n" },
	{ "comments and declarations",
	    "<!DOCTYPE html><!-- a --><!--[if mso]>b<![endif]-->"
	    "<![if !supportLists]>c<![endif]><?xml x?>d",
	    "cd\n" },
	{ "a comment that never ends keeps the text", "a<!-- b>c", "ac\n" },
	{ "entities", "&lt;a&gt; &amp; &quot;b&quot; &#8364; &#x41; &eacute;",
	    "<a> & \"b\" \xe2\x82\xac A \xc3\xa9\n" },
	{ "entities without a semicolon", "&copy 2026 &amp &nosuch; &",
	    "\xc2\xa9 2026 & &nosuch; &\n" },
	{ "numbers mean windows-1252", "&#147;a&#148; &#0;",
	    "\xe2\x80\x9c"
	    "a\xe2\x80\x9d \xef\xbf\xbd\n" },
	{ "a number too big", "&#99999999999;a",
	    "\xef\xbf\xbd"
	    "a\n" },
	{ "a bare <", "a < b and 5<6", "a < b and 5<6\n" },
	{ "a tag that never ends", "a <b c=\"d", "a <b c=\"d\n" },
	{ "a quote sign that never ends", "<a title=\"x>a</a> b", "a b\n" },
	{ "> inside an attribute", "<img alt=\"a>b\">c", "[a>b]c\n" },
	{ "stray end tags", "a</div></b></p>b", "a\n\nb\n" },
	{ "misnested", "<b>a<div>b</b>c</div>d", "a\nbc\nd\n" },
	{ "an end tag closes nothing outside its cell",
	    "<blockquote><table><tr><td></blockquote>a</td></tr></table>b"
	    "</blockquote>c",
	    "> a\n> b\n\nc\n" },
	{ "pre", "<pre>a\n  b</pre>", "a\n  b\n" },
	{ "pictures",
	    "<img src=x alt=\"Logo BPS\"> <img width=1 height=1 alt=x>"
	    "<img alt=\"\xf0\x9f\x98\x80\"><img src=y>",
	    "[Logo BPS] \xf0\x9f\x98\x80\n" },
	{ "no width, no hyphen",
	    "a\xe2\x80\x8b"
	    "b&shy;c\xef\xbb\xbf"
	    "d",
	    "abcd\n" },
	{ "nothing", "", "" },
	{ "nothing to read", "<html><body></body></html>", "" },
	{ "upper case", "<P>A</P><BLOCKQUOTE>B</BLOCKQUOTE>", "A\n\n> B\n" },
	{ "hr", "a<hr>b", "a\nb\n" },
	{ "definition list", "<dl><dt>a<dd>b</dl>", "a\nb\n" },
};

static void
test_rows(void)
{
	struct buf b;
	size_t i;

	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		buf_init(&b, 10000);
		html_add_text(&b, rows[i].html, strlen(rows[i].html));
		is_str(b.s, rows[i].want, rows[i].what);
		buf_free(&b);
	}
}

static const struct row marked[] = {
	{ "Gmail's quote",
	    "<div>a</div><div class=\"gmail_quote\">On x:<br>"
	    "<blockquote class=\"gmail_quote\">b</blockquote></div>",
	    "a\n\1\nOn x:\n\n> b\n" },
	{ "Outlook's quote",
	    "<div>a</div><hr><div id=\"divRplyFwdMsg\">From: b</div>",
	    "a\n\2\nFrom: b\n" },
	{ "Outlook's quote on a desktop",
	    "<p>a</p><div style='border:none;border-top:solid #E1E1E1 1.0pt'>"
	    "<p><b>From:</b> b</p></div>",
	    "a\n\3\n\nFrom: b\n" },
	{ "Gmail's signature", "a<div class=\"gmail_signature\">b</div>c",
	    "a\n\4\nb\n\5\nc\n" },
};

static void
test_marks(void)
{
	struct buf b;
	size_t i;

	for (i = 0; i < sizeof(marked) / sizeof(marked[0]); i++) {
		buf_init(&b, 10000);
		html_add_marked(&b, marked[i].html, strlen(marked[i].html));
		is_str(b.s, marked[i].want, marked[i].what);
		buf_reset(&b);
		html_add_text(&b, marked[i].html, strlen(marked[i].html));
		ok(strpbrk(b.s, "\1\2\3\4\5") == NULL,
		    "%s: no mark in plain text", marked[i].what);
		buf_free(&b);
	}
}

static void
test_cap(void)
{
	struct buf b;

	buf_init(&b, 4);
	ok(!html_add_text(&b, "<p>abcdefgh", 11), "the cap is told");
	ok(b.len <= 4 && !b.over, "and kept");
	buf_cut(&b, 0);
	ok(!html_add_text(&b, "ab\xc3\xa9\xc3\xa9", 6), "a character over it");
	ok(text_is_utf8(b.s, b.len), "is not cut in two");
	buf_free(&b);
}

/* n times piece, read; must take time that grows no faster than n. */
static bool
is_quick(const char *first, size_t n, const char *again)
{
	struct buf in, out;
	clock_t begin;
	double took;
	size_t i;

	buf_init(&in, 64u << 20);
	buf_init(&out, 64u << 20);
	for (i = 0; i < n; i++)
		buf_adds(&in, first);
	for (i = 0; i < n; i++)
		buf_adds(&in, again);
	begin = clock();
	html_add_marked(&out, in.s, in.len);
	took = (double)(clock() - begin) / CLOCKS_PER_SEC;
	buf_free(&in);
	buf_free(&out);
	return took < 5.0;
}

/* Quadratic work on these would take minutes. */
static void
test_hostile(void)
{
	static const char *const pieces[][2] = { { "<div>", "</b>" },
		{ "<div>", "</span>" }, { "<b>", "<p></i>" }, { "<a b=", "\"" },
		{ "<!--", "x" }, { "<", "" }, { "<style>", "" },
		{ "<a b=\"", "<a c='" }, { "&", "&#" }, { "<blockquote>", "a" },
		{ "<table><tr><td>", "</tr>" }, { "<ul><li>", "x" },
		{ "<section><td><span>", "</section>" },
		{ "<div style=\"a:b\">", "<a href=\"http://x/\">" } };
	size_t i;

	for (i = 0; i < sizeof(pieces) / sizeof(pieces[0]); i++)
		ok(is_quick(pieces[i][0], 200000, pieces[i][1]),
		    "200,000 times \"%s\" and \"%s\"", pieces[i][0],
		    pieces[i][1]);
}

int
main(void)
{
	test_rows();
	test_marks();
	test_cap();
	test_hostile();
	return done_testing();
}
