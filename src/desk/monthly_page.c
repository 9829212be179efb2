/*
 * Small pieces of an HTML page. All text goes through page_text(), which is
 * the only place that writes what is not a constant of ours.
 */
#include <stdarg.h>
#include <string.h>

#include "base/banned.h"
#include "base/text.h"
#include "desk/monthly_priv.h"

#define PARA_MAX 8000

void
page_text(struct page_out *p, const char *s)
{
	text_add_html(p->b, s, strlen(s));
}

void
page_section(struct page_out *p, const char *title)
{
	buf_adds(p->b, "<section>\n<h2>");
	page_text(p, title);
	buf_adds(p->b, "</h2>\n");
}

void
page_section_end(struct page_out *p)
{
	buf_adds(p->b, "</section>\n");
}

void
page_para(struct page_out *p, const char *cls, const char *fmt, ...)
{
	struct buf b;
	va_list ap;

	buf_init(&b, PARA_MAX);
	va_start(ap, fmt);
	buf_addv(&b, fmt, ap);
	va_end(ap);
	buf_addf(p->b, "<p class=\"%s\">", cls);
	page_text(p, b.s);
	buf_adds(p->b, "</p>\n");
	buf_free(&b);
}

void
page_table(struct page_out *p, const char *heads)
{
	size_t n;

	buf_adds(p->b, "<table>\n<thead><tr>");
	for (; *heads != '\0'; heads += n + (heads[n] == '|')) {
		n = strcspn(heads, "|");
		buf_adds(p->b, "<th scope=\"col\">");
		page_text(p, arena_strn(p->a, heads, n));
		buf_adds(p->b, "</th>");
	}
	buf_adds(p->b, "</tr></thead>\n<tbody>\n");
}

/* Right-aligned what begins with a figure or says that there is none. */
static bool
is_number(const char *s)
{
	return (*s >= '0' && *s <= '9') || strcmp(s, "-") == 0;
}

void
page_row(struct page_out *p, const char *const *cells, size_t n)
{
	size_t i;

	buf_adds(p->b, "<tr>");
	for (i = 0; i < n; i++) {
		buf_adds(p->b,
		    i > 0 && is_number(cells[i]) ? "<td class=\"n\">" : "<td>");
		page_text(p, cells[i]);
		buf_adds(p->b, "</td>");
	}
	buf_adds(p->b, "</tr>\n");
}

void
page_table_end(struct page_out *p)
{
	buf_adds(p->b, "</tbody>\n</table>\n");
}
