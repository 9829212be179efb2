/*
 * The tickets of the report as rows for a spreadsheet. It must never hold
 * what a citizen wrote or is called.
 */
#include <string.h>

#include "base/banned.h"
#include "base/text.h"
#include "desk/monthly_priv.h"

static const char header[] =
    "ticket,kind,topic,service,channel,officer,secret,supervisory,opened,"
    "complete,due,first_due,first_answer,answered,closed,outcome,in_time,"
    "first_in_time,first_answer_hours,asked,handed,reopened,bounced,"
    "visit_in_time,score\r\n";

/* Quoted where RFC 4180 asks for it. */
static void
field(struct buf *b, const char *s, bool last)
{
	bool quote = strpbrk(s, ",\"\r\n") != NULL;

	if (quote)
		buf_addc(b, '"');
	for (; *s != '\0'; s++) {
		if (*s == '"')
			buf_addc(b, '"');
		buf_addc(b, *s);
	}
	buf_adds(b, quote ? "\"" : "");
	buf_adds(b, last ? "\r\n" : ",");
}

static void
moment(struct buf *b, const struct monthly_facts *f, int64_t at)
{
	char text[TOD_TEXT];

	field(b, at == TOD_NONE ? "" : tod_text(at, f->office->offset, text),
	    false);
}

static void
number(struct buf *b, int64_t n)
{
	buf_addf(b, "%lld,", (long long)n);
}

static const char *
kept(enum monthly_due d)
{
	return d == DUE_KEPT ? "1" : d == DUE_LATE ? "0" : "";
}

/* Officers may write any service; only ours are named. */
static const char *
service(const struct monthly_case *c)
{
	static const char *const ours[] = { "", "produk", "romantik", "ppid",
		"perpustakaan", "data-pribadi" };
	size_t i;

	for (i = 0; i < sizeof(ours) / sizeof(ours[0]); i++)
		if (text_ieq(ours[i], c->service))
			return ours[i];
	return "lain";
}

static void
add_hours(
    struct buf *b, const struct monthly_facts *f, const struct monthly_case *c)
{
	int64_t tenths, at = monthly_first_word(c);

	if (at == TOD_NONE || c->visit) {
		buf_addc(b, ',');
		return;
	}
	tenths = (calendar_work_between(f->calendar, c->opened_at, at) + 180) /
		 360;
	buf_addf(b, "%lld.%lld,", (long long)(tenths / 10),
	    (long long)(tenths % 10));
}

static void
add_case(struct buf *b, struct arena *a, const struct monthly_facts *f,
    const struct monthly_case *c)
{
	field(b, c->code, false);
	field(b, kind_word(c->kind), false);
	field(b, topic_word(c->topic), false);
	field(b, service(c), false);
	field(b, c->channel, false);
	field(b, c->officer, false);
	number(b, c->secret);
	number(b, c->supervisory);
	moment(b, f, c->opened_at);
	moment(b, f, c->complete_at);
	moment(b, f, c->due_at);
	moment(b, f, c->kind == KIND_PENGADUAN ? c->first_due_at : TOD_NONE);
	moment(b, f, monthly_first_word(c));
	moment(b, f, c->answered_at);
	moment(b, f, c->closed_at);
	field(b, monthly_end_word(monthly_end(c)), false);
	field(b, c->visit ? "" : kept(monthly_due(c, f->now)), false);
	field(b, kept(monthly_first(c, f->now)), false);
	add_hours(b, f, c);
	number(b, c->asks);
	number(b, c->officers);
	number(b, c->reopened);
	number(b, c->bounced);
	field(b, !c->visit ? "" : c->visit_in_time ? "1" : "0", false);
	field(b, c->score ? arena_printf(a, "%d", c->score) : "", true);
}

void
monthly_csv(struct buf *b, struct arena *a, const struct monthly_facts *f)
{
	size_t i;

	buf_adds(b, header);
	for (i = 0; i < f->ncases; i++)
		add_case(b, a, f, &f->cases[i]);
}
