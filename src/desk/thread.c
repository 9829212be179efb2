/*
 * Which ticket a mail belongs to, by the order of trust. It asks nobody: what
 * the store knows about the mail's references comes in as candidates.
 */
#include <string.h>
#include <strings.h>

#include "base/banned.h"
#include "base/text.h"
#include "base/tod.h"
#include "desk/thread.h"

#define DAY 86400

struct look {
	struct arena *arena;
	const struct msg *msg;
	const struct office *office;
	const char *sender; /* "" where nobody can be believed to be it */
	bool anybodys;      /* the subject says nothing */
	bool continues;     /* it says that it goes on */
	int64_t now;
};

enum claim {
	CLAIM_NONE,    /* says nothing */
	CLAIM_STRANGE, /* points at a ticket that is not the sender's */
	CLAIM_THIRD,   /* joins, marked */
	CLAIM_OWN      /* takes part */
};

static bool
is_word(const char *a, const char *b)
{
	return a != NULL && strcmp(a, b) == 0;
}

static enum claim
part_claim(const struct look *l, const struct thread_candidate *c)
{
	if (*l->sender == '\0')
		return CLAIM_STRANGE;
	if (c->sender_is_part)
		return is_word(c->sender_role, "third") ? CLAIM_THIRD
							: CLAIM_OWN;
	return office_officer(l->office, l->sender) != NULL ? CLAIM_OWN
							    : CLAIM_STRANGE;
}

static enum claim
token_claim(const struct look *l, const struct thread_candidate *c)
{
	bool same = c->address != NULL && *l->sender != '\0' &&
		    text_ieq(c->address, l->sender);
	enum claim part = part_claim(l, c);

	if (is_word(c->role, "officer"))
		return same ? CLAIM_OWN : CLAIM_STRANGE;
	if (is_word(c->role, "third"))
		return part == CLAIM_OWN ? CLAIM_OWN : CLAIM_THIRD;
	if (!is_word(c->role, "requester"))
		return CLAIM_NONE;
	if (same)
		return CLAIM_OWN;
	return part == CLAIM_OWN ? CLAIM_OWN : CLAIM_THIRD;
}

/* A subject that anybody writes joins two mails only when they speak of the
 * same thing, or the later one says that it goes on. */
static bool
subject_joins(const struct look *l, const struct thread_candidate *c)
{
	return !l->anybodys || l->continues ||
	       thread_same_matter(l->arena, l->office, l->msg, c->said);
}

static bool
is_recent(const struct look *l, const struct thread_candidate *c)
{
	return c->open && c->sender_is_part && *l->sender != '\0' &&
	       l->now - c->last_at <=
		   (int64_t)l->office->same_subject_days * DAY;
}

static enum claim
claim_of(const struct look *l, const struct thread_candidate *c)
{
	switch (c->via) {
	case VIA_TOKEN:
		return token_claim(l, c);
	case VIA_REFERENCES:
	case VIA_TAG:
		return part_claim(l, c);
	case VIA_SUBJECT:
		if (!is_recent(l, c) || !subject_joins(l, c))
			return CLAIM_NONE;
		return part_claim(l, c);
	case VIA_NUMBER:
		return CLAIM_STRANGE;
	case VIA_SENDER:
	case VIA_EXTERNAL:
		return CLAIM_NONE;
	}
	return CLAIM_NONE;
}

/* Open, or closed so recently that a reply takes it up again. */
static bool
joinable(const struct look *l, const struct thread_candidate *c)
{
	int64_t closed = c->closed_at != TOD_NONE ? c->closed_at : c->last_at;

	return c->open ||
	       l->now - closed <= (int64_t)l->office->reopen_days * DAY;
}

/* Of two on the same level: the better claim, the open one, the later. */
static bool
better(const struct look *l, const struct thread_candidate *c,
    const struct thread_candidate *than)
{
	enum claim a, b;

	if (than == NULL)
		return true;
	a = claim_of(l, c);
	b = claim_of(l, than);
	if (a != b)
		return a > b;
	if (c->open != than->open)
		return c->open;
	if (c->last_at != than->last_at)
		return c->last_at > than->last_at;
	return c->ticket > than->ticket;
}

enum search { SEARCH_JOIN, SEARCH_LATE, SEARCH_STRANGE };

static bool
fits(const struct look *l, const struct thread_candidate *c, enum search s)
{
	enum claim claim = claim_of(l, c);

	switch (s) {
	case SEARCH_JOIN:
		return claim >= CLAIM_THIRD && joinable(l, c);
	case SEARCH_LATE:
		return claim >= CLAIM_THIRD && !joinable(l, c);
	case SEARCH_STRANGE:
		return claim == CLAIM_STRANGE;
	}
	return false;
}

/* The most trusted level that has one, and there the best. */
static const struct thread_candidate *
pick(const struct look *l, const struct thread_candidate *c, size_t n,
    enum search s)
{
	const struct thread_candidate *best = NULL;
	size_t i;

	for (i = 0; i < n; i++)
		if (fits(l, &c[i], s) &&
		    (best == NULL || c[i].via < best->via ||
			(c[i].via == best->via && better(l, &c[i], best))))
			best = &c[i];
	return best;
}

/* An open case of the sender's that this mail may belong to; of several the
 * one where something happened last. */
static const struct thread_candidate *
perhaps(const struct look *l, const struct thread_candidate *c, size_t n)
{
	const struct thread_candidate *best = NULL;
	size_t i;

	for (i = 0; i < n; i++)
		if (((c[i].via == VIA_SENDER && l->continues) ||
			c[i].via == VIA_SUBJECT) &&
		    is_recent(l, &c[i]) &&
		    (best == NULL || c[i].via < best->via ||
			(c[i].via == best->via &&
			    c[i].last_at > best->last_at)))
			best = &c[i];
	return best;
}

static const char *
via_words(const struct thread_candidate *c)
{
	static const char *const words[] = { [VIA_TOKEN] = "token",
		[VIA_REFERENCES] = "reference",
		[VIA_TAG] = "subject tag",
		[VIA_SUBJECT] = "same subject",
		[VIA_NUMBER] = "number without check part",
		[VIA_SENDER] = "the sender's open case",
		[VIA_EXTERNAL] = "number of the portal" };

	return words[c->via];
}

static const char *
from_words(const struct msg *m)
{
	return m->from.n > 0 ? m->from.v[0].address : "nobody";
}

/* A bare number is a note, not an alarm, when its writer takes part. */
static const char *
alarm_words(struct arena *a, const struct look *l, const struct msg *m,
    const struct thread_candidate *c)
{
	if (c == NULL || (c->via == VIA_NUMBER && c->sender_is_part))
		return "";
	if (c->via == VIA_TOKEN)
		return arena_printf(a,
		    "an officer's token (%s) for %s came back from %s",
		    c->address != NULL ? c->address : "", c->code,
		    from_words(m));
	if (*l->sender == '\0')
		return arena_printf(a,
		    "%s is pointed at by %s in a mail whose sender %s is not "
		    "proved",
		    c->code, via_words(c), from_words(m));
	return arena_printf(a,
	    "%s, who takes no part in %s, points at it by %s", l->sender,
	    c->code, via_words(c));
}

static void
join(struct arena *a, const struct look *l, const struct thread_candidate *c,
    struct threading *t)
{
	static const enum thread_how how[] = { [VIA_TOKEN] = THREAD_TOKEN,
		[VIA_REFERENCES] = THREAD_REFERENCES,
		[VIA_TAG] = THREAD_TAG,
		[VIA_SUBJECT] = THREAD_SUBJECT,
		[VIA_NUMBER] = THREAD_NEW,
		[VIA_SENDER] = THREAD_NEW,
		[VIA_EXTERNAL] = THREAD_NEW };

	t->how = how[c->via];
	t->ticket = c;
	t->third_party = claim_of(l, c) == CLAIM_THIRD;
	t->why = arena_printf(a, "%s of %s%s%s%s", via_words(c), c->code,
	    t->third_party ? ", from another address: joins as a third party"
			   : ", and the sender takes part",
	    c->merged ? ", where its own ticket was merged" : "",
	    c->open ? "" : ", closed a short time ago");
}

static void
link_late(struct arena *a, const struct look *l,
    const struct thread_candidate *c, struct threading *t)
{
	t->linked = true;
	t->link = c;
	t->late = claim_of(l, c) == CLAIM_OWN;
	t->why = arena_printf(a,
	    "%s of %s, closed more than %d days ago: a new ticket, linked",
	    via_words(c), c->code, l->office->reopen_days);
}

static void
link_maybe(
    struct arena *a, const struct thread_candidate *c, struct threading *t)
{
	t->linked = t->maybe = true;
	t->link = c;
	t->why = arena_printf(a,
	    "it may go on with %s (%s): a new ticket, linked", c->code,
	    via_words(c));
}

void
thread_mail(struct arena *a, const struct office *o, const struct msg *m,
    const struct thread_candidate *c, size_t n, int64_t now,
    struct threading *t_r)
{
	struct look l = {
		.arena = a, .msg = m, .office = o, .sender = "", .now = now
	};
	const struct thread_candidate *found, *late, *strange, *open;

	if (m->from.n == 1 && m->auth.dmarc != AUTH_FAIL)
		l.sender = m->from.v[0].address;
	l.continues = n > 0 && thread_continues(a, m);
	l.anybodys = n > 0 && thread_subject_generic(a, o,
				  thread_subject(a, o->prefix,
				      m->subject ? m->subject : ""));
	strange = pick(&l, c, n, SEARCH_STRANGE);
	*t_r = (struct threading){ .alarm = alarm_words(a, &l, m, strange),
		.why = "nothing in it points at a ticket" };
	if ((found = pick(&l, c, n, SEARCH_JOIN)) != NULL) {
		/* its own ticket pointed at twice, once with less proof */
		if (strange != NULL && strange->ticket == found->ticket &&
		    strange->via != VIA_TOKEN)
			t_r->alarm = "";
		join(a, &l, found, t_r);
		return;
	}
	if ((late = pick(&l, c, n, SEARCH_LATE)) != NULL) {
		link_late(a, &l, late, t_r);
		return;
	}
	if (strange != NULL) {
		t_r->linked = true;
		t_r->link = strange;
		t_r->why = arena_printf(a,
		    "%s of %s is not enough to join: a new ticket, linked",
		    via_words(strange), strange->code);
		return;
	}
	if ((open = perhaps(&l, c, n)) != NULL)
		link_maybe(a, open, t_r);
}

const char *
thread_how_word(enum thread_how h)
{
	static const char *const words[] = { [THREAD_NEW] = "new",
		[THREAD_TOKEN] = "token",
		[THREAD_REFERENCES] = "references",
		[THREAD_TAG] = "tag",
		[THREAD_SUBJECT] = "subject",
		[THREAD_DUPLICATE] = "duplicate" };

	return words[h];
}
