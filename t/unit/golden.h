#ifndef GOLDEN_H
#define GOLDEN_H

/*
 * What the tests of outgoing mails share: comparing with t/golden, text with
 * HTML, and both with the rules of plain language.
 */
#include <ctype.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "tap.h"

#include "base/arena.h"
#include "base/banned.h"
#include "base/file.h"
#include "base/text.h"
#include "desk/reply.h"

static void
write_file(const char *path, const char *s)
{
	FILE *f = fopen(path, "w");

	if (f == NULL || fputs(s, f) < 0 || fclose(f) != 0) {
		perror(path);
		exit(1);
	}
}

static void
golden(struct arena *a, const char *path, const char *got)
{
	const char *mode = getenv("TANGGAP_GOLDEN");
	struct why w = { "" };
	struct buf b;

	(void)a;
	if (mode != NULL && strcmp(mode, "write") == 0)
		write_file(path, got);
	buf_init(&b, 1 << 20);
	ok(file_read(path, &b, &w) == OK, "%s read %s", path, w.s);
	is_str(got, b.s, path);
	buf_free(&b);
}

static void
show(struct arena *a, const char *name, const char *language,
    const struct draft *d)
{
	const char *dir = getenv("TANGGAP_SHOW");

	if (dir == NULL)
		return;
	write_file(
	    arena_printf(a, "%s/%s.%s.html", dir, name, language), d->html);
	write_file(arena_printf(a, "%s/%s.%s.txt", dir, name, language),
	    arena_printf(a, "Subject: %s\n\n%s", d->subject, d->text));
}

/* The words alone: no tags, no marks of lists and of aligned labels. */
static char *
words_of(struct arena *a, const char *s, bool html)
{
	static const struct {
		const char *name, *text;
	} entities[] = { { "&amp;", "&" }, { "&lt;", "<" }, { "&gt;", ">" },
		{ "&quot;", "\"" }, { "&#39;", "'" }, { "&nbsp;", " " } };
	struct buf b, squeezed;
	char *r;
	size_t i;

	buf_init(&b, 1 << 20);
	buf_init(&squeezed, 1 << 20);
	if (html)
		s = strstr(s, "</head>");
	while (*s != '\0') {
		if (html && *s == '<') {
			if (strncmp(s, "<strong", 7) != 0 &&
			    strncmp(s, "</strong", 8) != 0 &&
			    strncmp(s, "<a ", 3) != 0 &&
			    strncmp(s, "</a", 3) != 0)
				buf_addc(&b, ' ');
			s = strchr(s, '>') + 1;
			continue;
		}
		for (i = 0; html && i < 6; i++)
			if (text_istarts(s, entities[i].name))
				break;
		if (html && i < 6) {
			buf_adds(&b, entities[i].text);
			s += strlen(entities[i].name);
		} else if (!html && strncmp(s, "\n>", 2) == 0) {
			buf_addc(&b, ' ');
			s += 2;
		} else if (!html && (strncmp(s, "\n- ", 3) == 0 ||
					strncmp(s, " : ", 3) == 0)) {
			buf_addc(&b, ' ');
			s += 3;
		} else
			buf_addc(&b, *s++);
	}
	text_add_squeezed(&squeezed, b.s, b.len);
	r = arena_strn(a, squeezed.s, squeezed.len);
	buf_free(&b);
	buf_free(&squeezed);
	return r;
}

/* head: what the HTML has as its heading and the text has not. */
__attribute__((unused)) static void
same_words(
    struct arena *a, const char *what, const struct draft *d, const char *head)
{
	const char *text = words_of(a, d->text, false);
	const char *html = words_of(a, d->html, true);

	if (ok(text_istarts(html, head), "%s: HTML has a heading", what))
		html += strlen(head);
	is_str(
	    html, text, arena_printf(a, "%s: HTML says what text says", what));
}

static int
longest_line(const char *s)
{
	int n = 0, max = 0;

	for (; *s != '\0'; s++) {
		if (*s == '\n')
			n = 0;
		else if (((unsigned char)*s & 0xc0) != 0x80)
			n++;
		if (n > max)
			max = n;
	}
	return max;
}

/* Words of the longest sentence, lists and addresses apart. */
static int
longest_sentence(const char *s)
{
	int n = 0, max = 0;
	bool skip = false, in = false;

	for (; *s != '\0'; s++) {
		bool start = s[-1] == '\n';

		if (start)
			skip = strncmp(s, "  ", 2) == 0 ||
			       strncmp(s, "- ", 2) == 0;
		if (skip || (*s == '\n' && s[1] == '\n') ||
		    (*s == '\n' && s[-1] == ':') ||
		    ((*s == '.' || *s == '?') && isspace((unsigned char)s[1])))
			n = 0, in = false;
		else if (isspace((unsigned char)*s))
			in = false;
		else if (!in) {
			in = true;
			n++;
		}
		if (n > max)
			max = n;
	}
	return max;
}

static int
shouted_words(const char *s)
{
	static const char *const names[] = { "BPS", "WIB", "PDRB", "GRDP",
		"PST", "SP4N", "MB", "LAPOR", "PPID", "PDF", "JPG", "DOCX",
		"XLSX", "KBLI", "KBJI", "KTP" };
	int found = 0;
	size_t i, n;

	for (; *s != '\0'; s += n ? n : 1) {
		n = strspn(s, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789");
		for (i = 0; i < sizeof(names) / sizeof(names[0]); i++)
			if (strlen(names[i]) == n &&
			    strncmp(s, names[i], n) == 0)
				break;
		if (n > 1 && i == sizeof(names) / sizeof(names[0]) &&
		    strcspn(s, "0123456789") > 1 && s[-1] != '-')
			found++;
	}
	return found;
}

static void
check_style(const char *what, const struct draft *d, struct arena *a)
{
	static const char *const never[] = { "<img", "<script", "<link",
		"<style", "src=", "url(", "{{", "}}", "Mempawah", "6104" };
	const char *padded = arena_printf(a, "\n%s", d->text);
	size_t i;
	int n;

	n = longest_line(d->text);
	ok(n <= 76, "%s: longest line has %d columns", what, n);
	n = longest_sentence(padded + 1);
	ok(n <= 20, "%s: longest sentence has %d words", what, n);
	n = shouted_words(padded + 1);
	ok(n == 0, "%s: %d words in capitals", what, n);
	for (i = 0; i < sizeof(never) / sizeof(never[0]); i++)
		ok(!strstr(d->html, never[i]) && !strstr(d->text, never[i]),
		    "%s: no %s", what, never[i]);
	ok(strstr(d->html,
	       arena_printf(a, "<html lang=\"%s\">", d->language)) != NULL,
	    "%s: HTML names its language", what);
	ok(!strstr(d->text, "\n\n\n"), "%s: no gaps", what);
}

#endif
