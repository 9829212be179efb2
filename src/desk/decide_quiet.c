/*
 * Whether the automatic answer that was decided may go: RFC 3834, addresses
 * that are dead, budgets against mail bombs and duels of machines (DESIGN
 * section 10). It knows no kind of request.
 */
#include <string.h>

#include "base/banned.h"
#include "base/text.h"
#include "base/tod.h"
#include "desk/decide_priv.h"

#define SAME_WORDS 2 /* so often from other addresses of one domain */
#define VARIED 3     /* mails a day where what stands behind a + may vary */

static const char *
domain_of(const char *address)
{
	const char *at = strrchr(address, '@');

	return at != NULL ? at + 1 : "";
}

/* The day, and for the budget of an hour the hour, in the office's zone. */
static const char *
moment(const struct deciding *x, bool hour)
{
	struct tod t;

	tod_split(x->f->now, x->d->office->offset, &t);
	if (hour)
		return arena_printf(x->a, "%04d-%02d-%02d:%02d", t.year,
		    t.month, t.day, t.hour);
	return arena_printf(x->a, "%04d-%02d-%02d", t.year, t.month, t.day);
}

static void
raise_alarm(struct deciding *x, const char *words, const char *what, bool hour)
{
	x->r->alarm = words;
	x->r->alarm_key = arena_printf(
	    x->a, "budget:%s:%s", what, moment(x, hour));
}

/* Whoever vouches for his mail, or answers one of ours, is no forged sender. */
static bool
is_known(const struct deciding *x)
{
	return x->r->authenticated || x->r->thread.how == THREAD_TOKEN;
}

/* Also in a further mail, which belongs to the case that the first opened. */
static const char *
strange_hand(struct deciding *x, const char *to)
{
	size_t i;

	(void)to;
	for (i = 0; i < x->f->n; i++)
		if (x->f->candidates[i].via == VIA_TOKEN &&
		    x->f->candidates[i].role != NULL &&
		    text_ieq(x->f->candidates[i].role, "officer"))
			return "an officer's token in a strange hand";
	return NULL;
}

static const char *
muted(struct deciding *x, const char *to)
{
	(void)to;
	return x->f->muted && !is_known(x) ? "mails to this address come back"
					   : NULL;
}

/* An unknown sender hears from us once per case and day; further mails of one
 * who is known are bounded by the budget of his address. */
static const char *
enough(struct deciding *x, const char *to)
{
	const struct desk_ticket *t = decide_ticket(x->f, x->r->thread.ticket);

	(void)to;
	return t != NULL && t->sent_today > 0 && !is_known(x)
		   ? "who is not known hears of a case once a day"
		   : NULL;
}

static const char *
of_address(struct deciding *x, const char *to)
{
	int most = x->d->office->budget_address_day;

	/* a machine may take a new address for each mail */
	if (strchr(to, '+') != NULL && !is_known(x) && most > VARIED)
		most = VARIED;
	return x->f->sent_address >= most
		   ? "this address has had its automatic mails of today"
		   : NULL;
}

/* Does it answer something of ours, or come from an address of the many that
 * one mailbox may have? People who merely write the same are no machine. */
static bool
is_answer(const struct deciding *x, const char *to)
{
	static const char *const re[] = {
		"re:", "bls:", "balas:", "jwb:", "aw:", "auto:"
	};
	size_t i;

	for (i = 0; i < x->f->n; i++)
		if (x->f->candidates[i].via < VIA_SUBJECT ||
		    x->f->candidates[i].via == VIA_NUMBER)
			return true;
	for (i = 0; i < sizeof(re) / sizeof(re[0]); i++)
		if (text_istarts(x->m->subject, re[i]))
			return true;
	return strchr(to, '+') != NULL;
}

static const char *
duel(struct deciding *x, const char *to)
{
	const char *domain = domain_of(to);

	if (x->f->same_words < SAME_WORDS || is_known(x) || !is_answer(x, to))
		return NULL;
	raise_alarm(x,
	    arena_printf(x->a,
		"Beberapa alamat di %s mengirim pos-el dengan isi yang sama. "
		"Mungkin sebuah mesin menjawab kami. Tiketnya tetap dicatat, "
		"tetapi tidak dijawab secara otomatis.",
		domain),
	    arena_printf(x->a, "words:%s", domain), false);
	return "other addresses of this domain sent the same words";
}

static const char *
of_domain(struct deciding *x, const char *to)
{
	const char *domain = domain_of(to);

	if (x->f->sent_domain < x->d->office->budget_domain_day)
		return NULL;
	raise_alarm(x,
	    arena_printf(x->a,
		"Batas pos-el otomatis hari ini untuk alamat di %s sudah "
		"tercapai. Surat dari sana tetap dicatat sebagai tiket, tetapi "
		"tidak dijawab secara otomatis sampai besok. Periksa apakah "
		"pengirimnya benar-benar orang.",
		domain),
	    arena_printf(x->a, "domain:%s", domain), false);
	return "this domain has had its automatic mails of today";
}

static const char *
of_total(struct deciding *x, const char *to)
{
	(void)to;
	if (x->f->sent_total < x->d->office->budget_total_hour)
		return NULL;
	raise_alarm(x,
	    "Batas pos-el otomatis dalam satu jam sudah tercapai. Surat yang "
	    "masuk tetap dicatat sebagai tiket, tetapi tidak dijawab secara "
	    "otomatis sampai satu jam itu lewat. Mungkin ada yang mengirim "
	    "pos-el dalam jumlah besar ke kotak surat kantor.",
	    "total", true);
	return "the automatic mails of this hour are used up";
}

static const char *(*const limits[])(struct deciding *x, const char *to) = {
	strange_hand, muted, of_total, of_domain, duel, of_address, enough
};

/* Who gets the answer: the citizen whom a task names, else the author. */
static const char *
recipient(const struct deciding *x)
{
	const struct addr *to;

	if (x->r->task != NULL)
		return x->r->task->address;
	to = judge_reply_address(x->d->office, x->m);
	return to != NULL ? to->address : "";
}

void
decide_silence(struct deciding *x)
{
	struct decision *r = x->r;
	const char *to = recipient(x), *why = NULL;
	size_t i;

	if (*r->template == '\0')
		return;
	if (r->task == NULL && !r->judged.may_reply)
		why = r->judged.reply_why;
	else if (*to == '\0')
		why = "no address that can be answered";
	for (i = 0; why == NULL && i < sizeof(limits) / sizeof(limits[0]); i++)
		why = limits[i](x, to);
	if (why != NULL)
		r->silence = why;
	if (*r->silence != '\0')
		r->template = "";
	else
		r->to = to;
}
