/*
 * The managers' digest as values of its template. It must never name a
 * citizen, nor tell of a case to whom it is not for.
 */
#include "base/banned.h"
#include "desk/digest_priv.h"

/* "Kamis 19 Nov 16.00" */
const char *
digest_say(struct arena *a, const struct digest_facts *f, int64_t at)
{
	struct tod t;

	tod_split(at, f->office->offset, &t);
	return arena_printf(a, "%s %d %.3s %02d.%02d",
	    calendar_weekday(t.weekday, "id"), t.day,
	    calendar_month(t.month, "id"), t.hour, t.minute);
}

static void
add_mailbox(struct values *root, const struct digest_facts *f)
{
	struct arena *a = root->a;

	values_flag(root, "down", f->down_since != TOD_NONE);
	values_text(root, "read_at",
	    f->read_at == TOD_NONE ? "" : digest_say(a, f, f->read_at));
	values_text(root, "since", digest_say(a, f, f->since));
	values_text(root, "received", number_say(a, f->received));
	values_text(root, "accounted", number_say(a, f->accounted));
	values_text(root, "all_received", number_say(a, f->all_received));
	values_text(root, "all_accounted", number_say(a, f->all_accounted));
	values_flag(root, "unequal",
	    f->received != f->accounted || f->all_received != f->all_accounted);
}

/* The whole mail in one line; it is the subject too. */
static void
add_title(struct values *root, int64_t late, int64_t today, int64_t troubles)
{
	struct arena *a = root->a;
	const char *s = "";

	if (late > 0)
		s = arena_printf(a, "%s terlambat", number_say(a, late));
	if (today > 0)
		s = arena_printf(a, "%s%s%s jatuh tempo hari ini", s,
		    *s ? ", " : "", number_say(a, today));
	if (late == 0 && today == 0)
		s = "semua tepat waktu";
	if (troubles > 0)
		s = arena_printf(
		    a, "%s, %s gangguan", s, number_say(a, troubles));
	values_text(root, "title", s);
	values_flag(root, "calm", late == 0 && troubles == 0);
}

/* Of cases that this reader may only count. */
static void
add_hidden(struct values *root, const struct sorted *s)
{
	struct arena *a = root->a;
	const char *t = "";

	if (s->hidden_late > 0)
		t = arena_printf(
		    a, "%s terlambat", number_say(a, s->hidden_late));
	if (s->hidden_today > 0)
		t = arena_printf(a, "%s%s%s jatuh tempo hari ini", t,
		    *t ? ", " : "", number_say(a, s->hidden_today));
	values_text(root, "restricted_cases", t);
}

struct value
digest_values(struct arena *a, const struct digest_facts *f)
{
	struct values root = { .a = a };
	struct sorted s;
	struct tod now;
	int64_t late, today;

	digest_sort(a, f, &s);
	late = (int64_t)s.nlate + s.hidden_late;
	today = (int64_t)s.ntoday + s.hidden_today;
	tod_split(f->now, f->office->offset, &now);
	values_office(&root, f->office);
	values_text(&root, "reader", f->reader->name);
	values_textf(&root, "date", "%s, %d %s %d",
	    calendar_weekday(now.weekday, "id"), now.day,
	    calendar_month(now.month, "id"), now.year);
	values_textf(
	    &root, "day", "%d %.3s", now.day, calendar_month(now.month, "id"));
	add_mailbox(&root, f);
	digest_add_bars(&root,
	    (const struct bar[]){ { "Tiket baru", f->opened, false },
		{ "Dijawab", f->answered, false },
		{ "Menunggu pemohon", s.waiting, false },
		{ "Jatuh tempo hari ini", today, false },
		{ "Terlambat", late, true } },
	    5);
	digest_add_cases(&root, "overdue", f, s.late, s.nlate);
	digest_add_cases(&root, "today", f, s.today, s.ntoday);
	add_hidden(&root, &s);
	values_text(&root, "next", s.next ? number_say(a, s.next) : "");
	values_text(&root, "open", number_say(a, (int64_t)f->nopen));
	add_title(
	    &root, late, today, digest_add_troubles(&root, f, s.unlisted));
	digest_add_trends(&root, "weeks", f, f->weeks, f->nweeks);
	digest_add_trends(&root, "months", f, f->months, f->nmonths);
	return values_root(&root);
}
