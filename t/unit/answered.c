/* objects: desk/form desk/phrase desk/survey desk/survey_form
 * desk/survey_piece base mail */
/*
 * The mails of t/golden as they come back: answered above, with and without
 * quote signs, and with their forms filled in where they stand. What we send
 * and what we read must fit each other.
 */
#include <stdlib.h>
#include <string.h>

#include "tap.h"

#include "base/arena.h"
#include "base/banned.h"
#include "base/buf.h"
#include "base/file.h"
#include "desk/form.h"
#include "desk/survey.h"
#include "mail/html.h"
#include "mail/quote.h"

static struct quote_patterns *
load_patterns(void)
{
	static const char *const files[] = { "conf/patterns/attribution.conf",
		"conf/patterns/client.conf", "conf/patterns/disclaimer.conf",
		"conf/patterns/separator.conf" };
	struct quote_patterns *q = quote_patterns_new();
	struct why w;
	struct buf b;
	size_t i;

	for (i = 0; i < 4; i++) {
		buf_init(&b, 1 << 20);
		if (file_read(files[i], &b, &w) != OK ||
		    quote_patterns_add(q, files[i], b.s, b.len, &w) != OK)
			exit(1);
		buf_free(&b);
	}
	return q;
}

/* The body of a golden mail: what stands below its subject. */
static const char *
body_of(struct arena *a, const char *path)
{
	const char *body = "";
	struct why w = { "" };
	struct buf b;

	buf_init(&b, 1 << 20);
	if (ok(file_read(path, &b, &w) == OK, "%s %s", path, w.s) &&
	    strstr(b.s, "\n\n") != NULL)
		body = arena_str(a, strstr(b.s, "\n\n") + 2);
	buf_free(&b);
	return body;
}

static const char *
quoted(struct arena *a, const char *s)
{
	struct buf b;
	const char *eol, *r;

	buf_init(&b, 1 << 20);
	for (; *s != '\0'; s = *eol ? eol + 1 : eol) {
		eol = strchrnul(s, '\n');
		buf_adds(&b, "> ");
		buf_add(&b, s, (size_t)(eol - s));
		buf_addc(&b, '\n');
	}
	r = arena_strn(a, b.s, b.len);
	buf_free(&b);
	return r;
}

#define ANSWER "Yth. Ibu Sari,\n\nJumlahnya 12.567 orang.\n\nSalam,\nRina"

struct round {
	struct arena *a;
	const struct quote_patterns *q;
};

/* Nothing of a mail to an officer goes on with his answer, whatever his
 * program does to it. */
static enum err
check_notice(void *ctx, const char *path, struct why *w)
{
	const struct round *r = ctx;
	const char *body = body_of(r->a, path);
	const char *const replies[] = {
		arena_printf(r->a, "%s\n\n%s", ANSWER, body),
		arena_printf(r->a, "%s\n\n%s", ANSWER, quoted(r->a, body)),
		arena_printf(r->a,
		    "%s\n\nPada Sen, 23 Nov 2026 pukul 09.13 Pelayanan "
		    "Statistik Terpadu BPS Kabupaten Contoh "
		    "<pst@contoh.example> menulis:\n\n%s",
		    ANSWER, quoted(r->a, body)),
		arena_printf(r->a,
		    "%s\n\n________________________________\nDari: PST "
		    "<pst@contoh.example>\nDikirim: Senin, 23 November 2026 "
		    "09.13\nKe: Rina\nSubjek: Tiket\n\n%s",
		    ANSWER, body),
	};
	size_t i;

	(void)w;
	if (strstr(path, "/ringkasan") != NULL)
		return OK; /* of no ticket: it can answer nobody */
	for (i = 0; i < 4; i++)
		is_str(
		    quote_own_words(r->a, r->q, replies[i], strlen(replies[i])),
		    ANSWER, arena_printf(r->a, "%s: reply %zu", path, i));
	return OK;
}

/* The same where the answer stands above in HTML and nothing marks a quote. */
static void
check_html(struct round *r, const char *path)
{
	const char *page, *own;
	struct why w = { "" };
	struct buf b, text;

	buf_init(&b, 1 << 20);
	buf_init(&text, 1 << 20);
	ok(file_read(path, &b, &w) == OK, "%s %s", path, w.s);
	page = arena_printf(r->a,
	    "<div>Jumlahnya 12.567 orang.</div><div><br></div><div>%s</div>",
	    b.s);
	html_add_marked(&text, page, strlen(page));
	own = quote_own_words(r->a, r->q, text.s, text.len);
	is_str(own, "Jumlahnya 12.567 orang.", path);
	buf_free(&b);
	buf_free(&text);
}

/* Puts value behind the first label that ends a line. */
static const char *
fill_in(struct arena *a, const char *text, const char *label, const char *value)
{
	const char *at = strstr(text, arena_printf(a, "\n%s\n", label));

	if (!ok(at != NULL, "there is a line \"%s\"", label))
		return text;
	at += 1 + strlen(label);
	return arena_printf(a, "%.*s %s%s", (int)(at - text), text, value, at);
}

static void
check_form(struct arena *a)
{
	static const char *const asked[] = { "data", "wilayah", "periode" };
	static const struct {
		const char *path, *labels[3];
	} rows[] = {
		{ "t/golden/ask-lengkapi.id.txt",
		    { "Data:", "Wilayah:", "Tahun:" } },
		{ "t/golden/ask-lengkapi.en.txt",
		    { "Data:", "Area:", "Year:" } },
		{ "t/golden/pengingat.id.txt",
		    { "Data:", "Wilayah:", "Tahun:" } },
		{ "t/golden/ulang-jenis-kurang.en.txt",
		    { "Data:", "Area:", "Year:" } },
		{ "t/golden/ask-lengkapi-campuran.id.txt",
		    { "Data:", "Wilayah:", "Tahun:" } },
	};
	const char *text;
	struct form f;
	size_t i, k;

	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		text = body_of(a, rows[i].path);
		form_read(a, quoted(a, text), (struct strs){ asked, 3 }, &f);
		is_int((int64_t)f.details.n, 0,
		    arena_printf(a, "%s: empty", rows[i].path));
		for (k = 0; k < 3; k++)
			text = fill_in(a, text, rows[i].labels[k], "2021");
		form_read(a, quoted(a, text), (struct strs){ asked, 3 }, &f);
		is_int((int64_t)f.details.n, 3,
		    arena_printf(a, "%s: filled in", rows[i].path));
	}
}

static void
check_survey(struct arena *a, const char *path, const char *third)
{
	const char *text = body_of(a, path), *all;
	struct survey s;

	all = arena_printf(a, "4\n\n%s", quoted(a, text));
	survey_read(a, "4", all, &s);
	is_int(s.how, SURVEY_RATED, "a mark alone");
	is_int(s.score, 4, "is the mark");
	is_int(s.element[2], 0, "and no element");
	survey_read(a, "", quoted(a, text), &s);
	is_int(s.how, SURVEY_NONE, "the mail itself is no answer");
	text = fill_in(a, text, third, "3");
	survey_read(a, "", quoted(a, text), &s);
	is_int(s.how, SURVEY_RATED, "the form is an answer");
	is_int(s.element[2], 3, "the third element");
	is_int(s.score, 0, "is no mark");
	is_str(s.words, "", "nothing else was said");
}

int
main(void)
{
	struct arena *a = arena_new();
	struct quote_patterns *q = load_patterns();
	struct round r = { a, q };
	struct why w = { "" };

	ok(file_each("t/golden/petugas", ".txt", check_notice, &r, &w) == OK,
	    "every notice %s", w.s);
	check_html(&r, "t/golden/petugas/baru.html");
	check_html(&r, "t/golden/petugas/kuitansi.html");
	check_form(a);
	check_survey(
	    a, "t/golden/selesai-survei.id.txt", "U3 Waktu penyelesaian:");
	check_survey(a, "t/golden/selesai-survei.en.txt", "U3 Time taken:");
	quote_patterns_free(&q);
	arena_free(&a);
	return done_testing();
}
