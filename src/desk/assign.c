/*
 * Who may know of a ticket and who is told. It knows officers and kinds; it
 * must never know how somebody is told.
 */
#include <string.h>

#include "base/banned.h"
#include "base/text.h"
#include "desk/assign.h"

#define ANYBODY (~0u)

/* The roles for whom a ticket is; a complaint names colleagues (DESIGN 5). */
static unsigned
roles_of(const struct assign_case *c)
{
	if (c->supervisory)
		return ROLE_PENGADUAN | ROLE_KEPALA;
	if (c->kind == KIND_PENGADUAN || c->secret)
		return ROLE_PENGADUAN;
	return ANYBODY;
}

/* Whose case it was made may know it, whatever his roles are: somebody who
 * may know it has given it to him. */
bool
assign_may_know(const struct assign_case *c, const struct officer *who)
{
	return (who->roles & roles_of(c)) != 0 ||
	       (*c->officer != '\0' && text_ieq(c->officer, who->id));
}

static struct officers
with_roles(struct arena *a, const struct office *o, const struct assign_case *c,
    unsigned roles)
{
	const struct officer **v = arena_array(a, o->nofficers, sizeof(*v));
	size_t i, n = 0;

	for (i = 0; i < o->nofficers; i++)
		if ((o->officers[i].roles & roles) != 0 &&
		    (c == NULL || assign_may_know(c, &o->officers[i])))
			v[n++] = &o->officers[i];
	return (struct officers){ v, n };
}

/* The first of these roles that somebody has. */
static struct officers
first_of(struct arena *a, const struct office *o, const struct assign_case *c,
    const unsigned *roles, size_t nroles)
{
	struct officers r = { NULL, 0 };
	size_t i;

	for (i = 0; i < nroles && r.n == 0; i++)
		r = with_roles(a, o, c, roles[i]);
	return r;
}

static const struct officer *
in_turn(const struct office *o, int64_t turn)
{
	size_t i, n = 0, k;

	for (i = 0; i < o->nofficers; i++)
		n += (o->officers[i].roles & ROLE_PETUGAS) != 0;
	if (n == 0)
		return NULL;
	k = (size_t)(turn < 0 ? 0 : turn) % n;
	for (i = 0; i < o->nofficers; i++)
		if ((o->officers[i].roles & ROLE_PETUGAS) != 0 && k-- == 0)
			return &o->officers[i];
	return NULL;
}

/* Several names on one day share it in turn. */
static const struct officer *
on_roster(const struct office *o, const struct assign_case *c)
{
	const struct strs *day = &o->roster[c->weekday];

	if (day->n == 0)
		return NULL;
	return office_officer_id(
	    o, day->v[(size_t)(c->turn < 0 ? 0 : c->turn) % day->n]);
}

const struct officer *
assign_owner(const struct office *o, const struct assign_case *c)
{
	if (roles_of(c) != ANYBODY)
		return NULL;
	if ((c->kind == KIND_LAYANAN_LAIN || c->kind == KIND_BUKAN_LAYANAN) &&
	    o->other_officer != NULL && *o->other_officer != '\0')
		return office_officer_id(o, o->other_officer);
	switch (o->assign) {
	case ASSIGN_ROSTER:
		return on_roster(o, c);
	case ASSIGN_TURN:
		return in_turn(o, c->turn);
	default:
		return NULL;
	}
}

struct officers
assign_told(
    struct arena *a, const struct office *o, const struct assign_case *c)
{
	static const unsigned all[] = { ROLE_PETUGAS, ROLE_KOORDINATOR,
		ROLE_NARASUMBER, ROLE_KEPALA, ANYBODY };
	/* unsure may be a complaint: not for everybody's eyes */
	static const unsigned unsure[] = { ROLE_KOORDINATOR, ROLE_PENGADUAN,
		ROLE_KEPALA };
	static const unsigned complaint[] = { ROLE_PENGADUAN, ROLE_KEPALA };
	const struct officer **one, *who = office_officer_id(o, c->officer);

	if (*c->officer != '\0' && who != NULL) {
		one = arena_array(a, 1, sizeof(*one));
		one[0] = who;
		return (struct officers){ one, 1 };
	}
	if (c->supervisory)
		return with_roles(a, o, NULL, ROLE_PENGADUAN | ROLE_KEPALA);
	if (roles_of(c) != ANYBODY)
		return first_of(a, o, NULL, complaint, 2);
	if (c->kind == KIND_RAGU)
		return first_of(a, o, c, unsure, 3);
	return first_of(a, o, c, all, 5);
}

bool
assign_handles(struct arena *a, const struct office *o,
    const struct assign_case *c, const struct officer *who)
{
	struct officers told = assign_told(a, o, c);
	size_t i;

	for (i = 0; i < told.n; i++)
		if (told.v[i] == who)
			return true;
	return false;
}

struct officers
assign_roles(struct arena *a, const struct office *o,
    const struct assign_case *c, unsigned roles)
{
	const struct officer **v = arena_array(a, o->nofficers, sizeof(*v));
	struct officers told = assign_told(a, o, c);
	size_t i, k, n = 0;

	for (i = 0; i < o->nofficers; i++) {
		const struct officer *who = &o->officers[i];
		bool in = (who->roles & roles & ~(unsigned)ROLE_PETUGAS) != 0;

		for (k = 0; k < told.n && (roles & ROLE_PETUGAS) != 0; k++)
			in |= told.v[k] == who;
		if (in && assign_may_know(c, who))
			v[n++] = who;
	}
	return (struct officers){ v, n };
}

struct officers
assign_alarm(struct arena *a, const struct office *o)
{
	static const unsigned roles[] = { ROLE_KOORDINATOR, ROLE_ADMIN,
		ROLE_KEPALA, ANYBODY };

	return first_of(a, o, NULL, roles, 4);
}
