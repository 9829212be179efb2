/*
 * What follows from a mail of ours that did not arrive, beside the notice to
 * the officers. It must never know how we heard of it.
 */
#include <string.h>

#include "base/banned.h"
#include "base/text.h"
#include "base/tod.h"
#include "case/notify.h"
#include "case/undelivered.h"
#include "store/people.h"

/* Nobody reads there. A passing fault (a full mailbox) or a policy says
 * nothing of the kind. */
static bool
is_dead(const struct dsn *r)
{
	return text_ieq(r->action, "failed") &&
	       (text_istarts(r->status, "5.1.") ||
		   text_ieq(r->status, "5.2.1") ||
		   text_ieq(r->status, "5.7.17"));
}

enum err
undelivered_mute(struct casework *k, const struct ticket_row *t,
    const struct outbox_row *o, const struct dsn *v, size_t n, struct why *w)
{
	struct person p = { .address = o->address,
		.name = "",
		.language = "",
		.last_at = k->now,
		.muted_until = INT64_MAX,
		.hard_bounces = 1 };
	enum err e = OK;
	size_t i;

	for (i = 0; i < n && !is_dead(&v[i]); i++)
		continue;
	if (i < n && *o->address != '\0') {
		p.muted_why = arena_printf(
		    k->a, "%s %s", v[i].status, v[i].diagnostic);
		e = person_mute(k->s, &p, w);
	}
	if (e == OK && t->id != 0 &&
	    (text_istarts(o->template, "ack-") ||
		text_istarts(o->template, "ask-")))
		e = case_event(k, t, "no-address",
		    arena_printf(
			k->a, "%s: %s", o->address, n > 0 ? v[0].status : ""),
		    w);
	return e;
}

enum err
undelivered_is_mute(
    struct casework *k, const char *address, bool *mute_r, struct why *w)
{
	struct person p;
	enum err e = person_get(k->s, k->a, address, &p, w);

	*mute_r = e == OK && p.address != NULL && p.muted_until != TOD_NONE &&
		  p.muted_until > k->now;
	return e;
}

enum err
undelivered_officer(
    struct casework *k, const struct outbox_row *o, struct why *w)
{
	const struct office *f = &k->setup->settings.office;
	struct notify_alarm n = { .subject = "Perlu perhatian",
		.key = arena_printf(k->a, "officer-bounce %s %lld", o->address,
		    (long long)tod_day(k->now, f->offset)),
		.words = arena_printf(k->a,
		    "Pemberitahuan kepada petugas %s tidak sampai. Mohon "
		    "periksa kotak surat petugas tersebut.",
		    o->address),
		.ticket = o->ticket };

	return notify_alarm(k, &n, w);
}
