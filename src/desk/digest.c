/*
 * The managers' digest as values of its template. It must never name a
 * citizen, nor tell of a case to whom it is not for.
 */
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/banned.h"
#include "desk/assign.h"
#include "desk/digest.h"
#include "desk/notice.h"
#include "desk/number.h"

#define ROWS 12 /* of a list; the rest is counted */
#define BAR 16  /* blocks of the longest bar in the text */
#define LABEL 22
#define OCTOBER 10

static int64_t
deadline(const struct digest_case *c)
{
	if (!c->runs)
		return TOD_NONE;
	if (c->due_at == TOD_NONE ||
	    (c->first_due_at != TOD_NONE && c->first_due_at < c->due_at))
		return c->first_due_at;
	return c->due_at;
}

/* What the open cases come to, and which are shown to this reader. */
struct sorted {
	const struct digest_case **late, **today; /* earliest first */
	size_t nlate, ntoday;
	int64_t waiting, next, unlisted;
	int64_t hidden_late, hidden_today; /* counted, not shown */
};

static bool
is_shown(const struct digest_facts *f, const struct digest_case *c)
{
	struct assign_case q = { .kind = c->kind,
		.secret = c->secret,
		.supervisory = c->supervisory,
		.officer = c->officer };

	return !c->supervisory || assign_may_know(&q, f->reader);
}

static int
by_deadline(const void *a, const void *b)
{
	const struct digest_case *const *x = a, *const *y = b;
	int64_t dx = deadline(*x), dy = deadline(*y);

	return (dx > dy) - (dx < dy);
}

static void
sort_one(const struct digest_facts *f, const struct digest_case *c,
    int64_t next, struct sorted *s)
{
	int offset = f->office->offset;
	int64_t due = deadline(c), day = tod_day(f->now, offset);
	bool shown = is_shown(f, c);

	s->waiting += c->state == STATE_MENUNGGU;
	s->unlisted += c->due_unlisted && due != TOD_NONE;
	if (due == TOD_NONE)
		return;
	if (due < f->now) {
		s->hidden_late += !shown;
		if (shown)
			s->late[s->nlate++] = c;
	} else if (tod_day(due, offset) <= day) {
		s->hidden_today += !shown;
		if (shown)
			s->today[s->ntoday++] = c;
	} else if (tod_day(due, offset) <= next) {
		s->next++;
	}
}

static int64_t
next_working_day(const struct digest_facts *f)
{
	int64_t day = tod_day(f->now, f->office->offset);
	int i;

	for (i = 1; i < 366; i++)
		if (calendar_is_working_day(f->calendar, day + i))
			break;
	return day + i;
}

static void
sort(struct arena *a, const struct digest_facts *f, struct sorted *s)
{
	int64_t next = next_working_day(f);
	size_t i;

	*s = (struct sorted){ 0 };
	s->late = arena_array(a, f->nopen, sizeof(*s->late));
	s->today = arena_array(a, f->nopen, sizeof(*s->today));
	for (i = 0; i < f->nopen; i++)
		sort_one(f, &f->open[i], next, s);
	qsort(s->late, s->nlate, sizeof(*s->late), by_deadline);
	qsort(s->today, s->ntoday, sizeof(*s->today), by_deadline);
}

static const char *
say(struct arena *a, const struct digest_facts *f, int64_t at)
{
	return calendar_say(a, at, f->office->offset,
	    f->office->zone_name ? f->office->zone_name : "", "id");
}

/* "Kamis 19 Nov 16.00" */
static const char *
say_short(struct arena *a, const struct digest_facts *f, int64_t at)
{
	struct tod t;

	tod_split(at, f->office->offset, &t);
	return arena_printf(a, "%s %d %.3s %02d.%02d",
	    calendar_weekday(t.weekday, "id"), t.day,
	    calendar_month(t.month, "id"), t.hour, t.minute);
}

static const char *
owner(const struct digest_facts *f, const struct digest_case *c)
{
	const struct officer *who = office_officer_id(f->office, c->officer);

	if (*c->officer == '\0')
		return "belum ada petugas";
	return who != NULL ? who->name : c->officer;
}

static void
add_cases(struct values *root, const char *key, const struct digest_facts *f,
    const struct digest_case **v, size_t n)
{
	struct values list = { .a = root->a };
	size_t i;

	for (i = 0; i < n && i < ROWS; i++) {
		struct values row = { .a = root->a };
		int64_t due = deadline(v[i]);

		values_text(&row, "ticket", v[i]->code);
		values_text(&row, "kind",
		    notice_kind(v[i]->kind, v[i]->topic, v[i]->supervisory));
		values_text(&row, "owner", owner(f, v[i]));
		values_text(&row, "due", say_short(root->a, f, due));
		values_text(&row, "late",
		    due < f->now
			? notice_span(root->a, f->calendar, due, f->now)
			: "");
		values_map(&list, NULL, &row);
	}
	values_list(root, key, &list);
	if (n > ROWS)
		values_textf(root,
		    strcmp(key, "overdue") == 0 ? "overdue_more" : "today_more",
		    "dan %s tiket lagi",
		    number_say(root->a, (int64_t)(n - ROWS)));
}

static const char *
blocks(struct arena *a, int64_t n, int64_t most)
{
	int64_t i, len = most ? (n * BAR + most - 1) / most : 0;
	const char *s = "";

	for (i = 0; i < len; i++)
		s = arena_printf(a, "%s\xe2\x96\x88", s);
	return s;
}

struct bar {
	const char *label;
	int64_t n;
	bool bad; /* anything but none is bad */
};

/* "Terlambat ............ 2 ████" */
static const char *
bar_line(struct arena *a, const struct bar *b, const char *bar)
{
	static const char dots[] = " .....................";
	size_t len = strlen(b->label);

	return arena_printf(a, "%s%.*s %s %s", b->label,
	    (int)(len < LABEL ? LABEL - len : 1), dots, number_say(a, b->n),
	    bar);
}

static void
add_bars(struct values *root, const struct bar *v, size_t n)
{
	struct values list = { .a = root->a };
	int64_t most = 0;
	size_t i;

	for (i = 0; i < n; i++)
		most = v[i].n > most ? v[i].n : most;
	for (i = 0; i < n; i++) {
		struct values row = { .a = root->a };
		const char *bar = blocks(root->a, v[i].n, most);

		values_text(&row, "label", v[i].label);
		values_text(&row, "count", number_say(root->a, v[i].n));
		values_text(&row, "bar", bar);
		values_textf(
		    &row, "width", "%d", most ? (int)(v[i].n * 100 / most) : 0);
		values_text(&row, "line", bar_line(root->a, &v[i], bar));
		values_flag(&row, "bad", v[i].bad && v[i].n > 0);
		values_map(&list, NULL, &row);
	}
	values_list(root, "counts", &list);
}

struct troubles {
	struct values list;
	int64_t n;
};

__attribute__((format(printf, 3, 4))) static void
trouble(struct troubles *t, bool is, const char *fmt, ...)
{
	struct values row = { .a = t->list.a };
	struct buf b;
	va_list ap;

	if (!is)
		return;
	buf_init(&b, 1000);
	va_start(ap, fmt);
	buf_addv(&b, fmt, ap);
	va_end(ap);
	values_text(&row, "trouble", b.s);
	buf_free(&b);
	values_map(&t->list, NULL, &row);
	t->n++;
}

static void
calendar_troubles(const struct digest_facts *f, struct troubles *t)
{
	struct tod now;

	tod_split(f->now, f->office->offset, &now);
	trouble(t, !calendar_has_year(f->calendar, now.year),
	    "Daftar hari libur %d belum ada: batas waktu mungkin keliru.",
	    now.year);
	trouble(t,
	    now.month >= OCTOBER &&
		!calendar_has_year(f->calendar, now.year + 1),
	    "Daftar hari libur %d belum ada: batas waktu yang melewati tahun "
	    "baru mungkin keliru.",
	    now.year + 1);
}

static void
mail_troubles(const struct digest_facts *f, struct troubles *t)
{
	struct arena *a = t->list.a;

	trouble(t, f->down_since != TOD_NONE,
	    "Kotak surat tidak terbaca sejak %s.",
	    f->down_since == TOD_NONE ? "" : say(a, f, f->down_since));
	trouble(t,
	    f->accounted != f->received || f->all_accounted != f->all_received,
	    "%s surat masuk belum tercatat hasilnya.",
	    number_say(a, f->all_received - f->all_accounted));
	trouble(t, f->held > 0,
	    "%s surat petugas ditahan: menunggu kepastian pengirimnya.",
	    number_say(a, f->held));
	trouble(t, f->quarantined > 0,
	    "%s surat dikarantina: lihat dengan perintah tanggap status.",
	    number_say(a, f->quarantined));
	trouble(t, f->uncertain > 0,
	    "%s surat keluar tidak pasti sampai: kirim ulang bila perlu.",
	    number_say(a, f->uncertain));
	trouble(t, f->failed > 0, "%s surat keluar gagal dikirim.",
	    number_say(a, f->failed));
	trouble(t, f->bounced > 0,
	    "%s surat kepada pemohon kembali (tidak sampai).",
	    number_say(a, f->bounced));
	trouble(t, f->stuck_since != TOD_NONE,
	    "Surat keluar tertahan di antrean sejak %s.",
	    f->stuck_since == TOD_NONE ? "" : say(a, f, f->stuck_since));
	trouble(t, f->throttled > 0,
	    "Batas jawaban otomatis tercapai: %s surat tidak dijawab otomatis.",
	    number_say(a, f->throttled));
}

static int64_t
add_troubles(
    struct values *root, const struct digest_facts *f, int64_t unlisted)
{
	struct troubles t = { .list = { .a = root->a } };

	mail_troubles(f, &t);
	calendar_troubles(f, &t);
	trouble(&t, unlisted > 0,
	    "%s batas waktu berada di tahun tanpa daftar hari libur.",
	    number_say(root->a, unlisted));
	values_list(root, "troubles", &t.list);
	return t.n;
}

/* "1\xe2\x80\x937 Nov" or "Oktober 2026" */
static const char *
period_name(struct arena *a, const struct digest_facts *f,
    const struct digest_trend *t, bool month)
{
	struct tod from, to;

	tod_split(t->from, f->office->offset, &from);
	tod_split(t->to - 1, f->office->offset, &to);
	if (month)
		return arena_printf(
		    a, "%s %d", calendar_month(from.month, "id"), from.year);
	if (from.month == to.month)
		return arena_printf(a, "%d\xe2\x80\x93%d %.3s", from.day,
		    to.day, calendar_month(to.month, "id"));
	return arena_printf(a, "%d %.3s\xe2\x80\x93%d %.3s", from.day,
	    calendar_month(from.month, "id"), to.day,
	    calendar_month(to.month, "id"));
}

static void
add_trend(struct values *list, const struct digest_facts *f,
    const struct digest_trend *t, int64_t most, bool month)
{
	struct arena *a = list->a;
	struct values row = { .a = a };
	const char *share = t->permille < 0 ? "-"
					    : number_percent(a, t->permille);
	const char *time = t->n ? number_hours(a, t->median) : "-";

	values_text(&row, "label", period_name(a, f, t, month));
	values_text(&row, "count", number_say(a, t->cases));
	values_text(&row, "share", share);
	values_text(&row, "time", time);
	values_text(&row, "bar", blocks(a, t->cases, most));
	values_textf(
	    &row, "width", "%d", most ? (int)(t->cases * 100 / most) : 0);
	values_map(list, NULL, &row);
}

static void
add_trends(struct values *root, const char *key, const struct digest_facts *f,
    const struct digest_trend *v, size_t n)
{
	struct values list = { .a = root->a };
	bool month = v == f->months;
	int64_t most = 0;
	size_t i;

	for (i = 0; i < n; i++)
		most = v[i].cases > most ? v[i].cases : most;
	for (i = 0; i < n; i++)
		add_trend(&list, f, &v[i], most, month);
	values_list(root, key, &list);
}

static void
add_mailbox(struct values *root, const struct digest_facts *f)
{
	struct arena *a = root->a;

	values_flag(root, "down", f->down_since != TOD_NONE);
	values_text(root, "read_at",
	    f->read_at == TOD_NONE ? "" : say_short(a, f, f->read_at));
	values_text(root, "since", say_short(a, f, f->since));
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

	sort(a, f, &s);
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
	add_bars(&root,
	    (const struct bar[]){ { "Tiket baru", f->opened, false },
		{ "Dijawab", f->answered, false },
		{ "Menunggu pemohon", s.waiting, false },
		{ "Jatuh tempo hari ini", today, false },
		{ "Terlambat", late, true } },
	    5);
	add_cases(&root, "overdue", f, s.late, s.nlate);
	add_cases(&root, "today", f, s.today, s.ntoday);
	add_hidden(&root, &s);
	values_text(&root, "next", s.next ? number_say(a, s.next) : "");
	values_text(&root, "open", number_say(a, (int64_t)f->nopen));
	add_title(&root, late, today, add_troubles(&root, f, s.unlisted));
	add_trends(&root, "weeks", f, f->weeks, f->nweeks);
	add_trends(&root, "months", f, f->months, f->nmonths);
	return values_root(&root);
}
