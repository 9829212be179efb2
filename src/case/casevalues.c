/*
 * A ticket as its officers are told of it. It decides nothing about who is
 * told, and sends nothing.
 */
#include <string.h>

#include "base/banned.h"
#include "base/text.h"
#include "base/tod.h"
#include "case/casevalues.h"
#include "desk/mask.h"
#include "desk/shown.h"

#define EARLIER_MAX 5
#define REASONS_MAX 6

struct assign_case
case_assign(const struct casework *k, const struct ticket_row *t)
{
	struct tod at;

	tod_split(t->opened_at, k->setup->settings.office.offset, &at);
	return (struct assign_case){ .kind = t->kind,
		.secret = t->secret,
		.supervisory = t->supervisory,
		.officer = t->officer,
		.weekday = at.weekday };
}

const char *
case_names(struct arena *a, struct officers v, const struct officer *but)
{
	const char *s = "";
	size_t i, left = 0;

	for (i = 0; i < v.n; i++)
		left += v.v[i] != but;
	for (i = 0; i < v.n; i++) {
		if (v.v[i] == but)
			continue;
		s = arena_printf(a, "%s%s%s", s,
		    *s == '\0'  ? ""
		    : left == 1 ? " dan "
				: ", ",
		    v.v[i]->name);
		left--;
	}
	return s;
}

const char *
case_masked(
    const struct casework *k, const struct ticket_row *t, const char *text)
{
	struct mask m = { .name = t->name,
		.address = t->requester,
		.office = k->setup->settings.office.name };

	return t->secret ? mask_identity(k->a, &m, text) : text;
}

static const char *
rule_said(struct arena *a, const struct rule_hit *h, bool secret)
{
	const char *kind = notice_kind(
	    h->rule->topic != TOPIC_NONE ? KIND_KONSULTASI : h->rule->kind,
	    h->rule->topic, false);

	return secret ? arena_printf(a, "Ciri %s", kind)
		      : arena_printf(a, "\"%s\": ciri %s",
			    shown_line(a, h->words, 60), kind);
}

/* What desk/reasons.c says beside the rules; "" for those. */
static const char *
reason_said(struct arena *a, const char *line)
{
	size_t n;
	enum kind k;
	char *score;

	if (text_istarts(line, "sender:"))
		return "Nama petugas dipakai pengirim yang tidak terbukti";
	if (!text_istarts(line, "model "))
		return "";
	line += strlen("model ");
	n = strcspn(line, " ");
	if (!kind_parse(arena_strn(a, line, n), &k))
		return "";
	line += n + (line[n] == ' ');
	score = arena_strn(a, line, n = strcspn(line, ":"));
	if (strchr(score, '.') != NULL)
		*strchr(score, '.') = ',';
	line += n + (line[n] == ':');
	return arena_printf(a, "Kata seperti pada contoh terdahulu (%s, %s):%s",
	    notice_kind(k, TOPIC_NONE, false), score, line);
}

/* The rules that spoke for the verdict, heaviest first; of the model what it
 * says itself. */
void
case_reasons(
    struct values *m, const struct verdict *v, const struct ticket_row *t)
{
	struct values list = { .a = m->a };
	bool *told = arena_array(m->a, v->nhits, sizeof(*told));
	size_t i, best, n;

	for (n = 0; n < REASONS_MAX; n++) {
		for (i = 0, best = v->nhits; i < v->nhits; i++) {
			const struct rule *r = v->hits[i].rule;

			if (told[i] || r->weight <= 0 ||
			    (r->kind != v->kind && (r->topic == TOPIC_NONE ||
						       r->topic != v->topic)))
				continue;
			if (best == v->nhits ||
			    r->weight > v->hits[best].rule->weight)
				best = i;
		}
		if (best == v->nhits)
			break;
		told[best] = true;
		struct values item = { .a = m->a };

		values_text(&item, "reason",
		    rule_said(m->a, &v->hits[best], t->secret));
		values_map(&list, NULL, &item);
		if (t->secret)
			break; /* without its words one says what all say */
	}
	for (i = 0; i < v->reasons.n && n < REASONS_MAX; i++) {
		struct values item = { .a = m->a };
		const char *said = reason_said(m->a, v->reasons.v[i]);

		if (*said == '\0' || t->secret)
			continue;
		values_text(&item, "reason", said);
		values_map(&list, NULL, &item);
		n++;
	}
	values_list(m, "reasons", &list);
}

static void
put_time(
    struct values *m, const struct casework *k, const char *key, int64_t at)
{
	const struct office *o = &k->setup->settings.office;

	if (at != TOD_NONE)
		values_text(m, key,
		    calendar_say(m->a, at, o->offset, o->zone_name, "id"));
}

static void
put_clock(
    struct values *m, const struct casework *k, const struct ticket_row *t)
{
	const struct calendar *c = k->setup->calendar;
	bool runs = ticket_clock_runs(t);

	put_time(m, k, "received", t->opened_at);
	values_flag(m, "waiting", t->state == STATE_MENUNGGU);
	if (!runs || t->due_at == TOD_NONE)
		return;
	put_time(m, k, "due", t->due_at);
	values_flag(m, "due_unlisted", t->due_unlisted);
	if (t->due_at >= k->now)
		values_text(m, "left", notice_span(m->a, c, k->now, t->due_at));
	else
		values_text(m, "late", notice_span(m->a, c, t->due_at, k->now));
	if (t->first_due_at == TOD_NONE || t->first_due_at == t->due_at)
		return;
	put_time(m, k, "first_due", t->first_due_at);
	if (t->first_due_at >= k->now)
		values_text(m, "first_left",
		    notice_span(m->a, c, k->now, t->first_due_at));
}

static void
put_people(
    struct values *m, const struct casework *k, const struct casevalues *q)
{
	const struct office *o = &k->setup->settings.office;
	const struct ticket_row *t = q->ticket;
	const struct officer *owner = office_officer_id(o, t->officer);
	struct assign_case c = case_assign(k, t);

	values_text(m, "reader", q->reader->name);
	values_text(m, "owner", owner ? owner->name : "");
	values_flag(m, "yours", owner == q->reader);
	values_flag(m, "hidden", t->secret);
	if (!t->secret) {
		values_text(m, "name", t->name);
		values_text(m, "address", t->requester);
	}
	values_flag(m, "no_address", *t->requester == '\0');
	values_flag(
	    m, "reply_is_answer", *t->requester != '\0' && !q->watching);
	values_flag(m, "watching", q->watching);
	values_flag(m, "restricted", ticket_is_hidden(t));
	if (ticket_is_hidden(t))
		values_text(m, "others",
		    case_names(m->a, assign_told(m->a, o, &c), q->reader));
}

static void
put_ticket(struct values *list, const struct ticket_row *t, const char *about)
{
	struct values item = { .a = list->a };

	values_text(&item, "ticket", t->code);
	values_text(&item, "about", about);
	values_map(list, NULL, &item);
}

/* What the same person asked before: nothing of a hidden case, on either
 * side, lest one tells of the other. */
static enum err
put_earlier(struct values *m, struct casework *k, const struct ticket_row *t,
    struct why *w)
{
	struct ticket_ask ask = { .list = LIST_REQUESTER,
		.who = t->requester,
		.page = { 0, EARLIER_MAX + 1 } };
	struct values list = { .a = m->a };
	struct ticket_rows rows;
	enum err e;
	size_t i, n = 0;

	if (ticket_is_hidden(t) || *t->requester == '\0')
		return OK;
	if ((e = tickets(k->s, k->a, &ask, &rows, w)) != OK)
		return e;
	for (i = 0; i < rows.n && n < EARLIER_MAX; i++) {
		if (rows.v[i].id == t->id || ticket_is_hidden(&rows.v[i]))
			continue;
		put_ticket(&list, &rows.v[i],
		    arena_printf(m->a, "%s, %s: %s",
			notice_kind(rows.v[i].kind, rows.v[i].topic, false),
			state_word(rows.v[i].state), rows.v[i].subject));
		n++;
	}
	values_list(m, "earlier", &list);
	return OK;
}

static const char *
link_words(const char *why)
{
	static const char *const words[][2] = {
		{ "stranger",
		    "pos-el dari orang lain yang menyebut nomor tiket itu" },
		{ "late", "kelanjutan tiket yang sudah ditutup" },
		{ "also-asks", "dari pos-el yang sama" },
		{ "complaint", "pengaduan dalam tiket itu" },
		{ "merged", "digabungkan" },
		{ "split", "dipisahkan dari tiket itu" },
		{ "maybe", "mungkin kelanjutan tiket itu" },
	};
	size_t i;

	for (i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (strcmp(words[i][0], why) == 0)
			return words[i][1];
	return why;
}

static enum err
put_linked(struct values *m, struct casework *k, const struct casevalues *q,
    struct why *w)
{
	const struct ticket_row *t = q->ticket;
	struct values list = { .a = m->a };
	struct link_rows links;
	struct ticket_row other;
	struct assign_case c;
	enum err e;
	size_t i;

	if ((e = ticket_links(k->s, k->a, t->id, &links, w)) != OK)
		return e;
	for (i = 0; i < links.n; i++) {
		int64_t id = links.v[i].from == t->id ? links.v[i].to
						      : links.v[i].from;

		if ((e = ticket_get(k->s, k->a, id, &other, w)) != OK)
			return e;
		c = case_assign(k, &other);
		/* one with a name tells whose the other is */
		if (other.id != 0 && other.secret == t->secret &&
		    assign_may_know(&c, q->reader))
			put_ticket(&list, &other, link_words(links.v[i].why));
	}
	values_list(m, "linked", &list);
	return OK;
}

/* One click each; the body is the command, the subject finds the ticket. No
 * words stand for what is missing: somebody would send them to a citizen. */
static void
put_actions(struct values *m, const struct casevalues *q, const char *tag)
{
	static const struct {
		const char *label, *command;
		bool open, address;
	} rows[] = {
		{ "Tanyakan kelengkapan", "#lengkapi ", true, true },
		{ "Tulis catatan", "#catatan ", true, false },
		{ "Saya ambil", "#ambil", true, false },
		{ "Serahkan", "#serahkan ", true, false },
		{ "Ubah jenis", "#jenis ", true, false },
		{ "Alihkan", "#alihkan ", true, true },
		{ "Tutup tiket", "#selesai", true, false },
		{ "Buka lagi", "#buka", false, false },
		{ "Lihat riwayat", "#lihat", true, false },
	};
	bool open = state_is_open(q->ticket->state);
	struct values list = { .a = m->a };
	size_t i;

	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct values item = { .a = m->a };

		if (rows[i].open != open ||
		    (rows[i].address && *q->ticket->requester == '\0'))
			continue;
		values_text(&item, "label", rows[i].label);
		values_text(&item, "command", rows[i].command);
		values_text(&item, "link",
		    notice_mailto(m->a, q->desk,
			arena_printf(m->a, "Re: %s", tag), rows[i].command));
		values_map(&list, NULL, &item);
	}
	values_list(m, "actions", &list);
}

enum err
case_values(struct casework *k, const struct casevalues *q, struct values *m,
    struct why *w)
{
	const struct ticket_row *t = q->ticket;
	char tag[CODE_TEXT];
	int hundredths;
	enum err e;

	values_office(m, &k->setup->settings.office);
	values_text(m, "code", t->code);
	values_text(m, "kind", notice_kind(t->kind, t->topic, t->supervisory));
	hundredths = (int)(t->score * 100 + 0.5);
	values_textf(m, "score", "%d,%02d", hundredths / 100, hundredths % 100);
	values_flag(m, "unsure", t->kind == KIND_RAGU);
	values_text(m, "state", state_word(t->state));
	values_text(m, "channel", notice_channel(t->channel));
	values_text(m, "subject",
	    shown_subject(m->a, k->setup->settings.office.prefix,
		case_masked(k, t, t->subject)));
	values_text(m, "external", t->external ? t->external : "");
	values_missing(m, &t->missing);
	put_people(m, k, q);
	put_clock(m, k, t);
	token_tag(&k->setup->key, t->code, tag);
	put_actions(m, q, tag);
	if ((e = put_earlier(m, k, t, w)) != OK)
		return e;
	return put_linked(m, k, q, w);
}
