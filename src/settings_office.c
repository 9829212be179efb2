/*
 * Readers of the settings that speak of officers: roles, rosters, ladders,
 * times of the digest. It must never know what is done with them.
 */
#include <string.h>

#include "base/banned.h"
#include "base/text.h"
#include "desk/office.h"
#include "settings_value.h"

#define LADDER_DAYS 366

static const char *const weekdays[] = { "sunday", "monday", "tuesday",
	"wednesday", "thursday", "friday", "saturday" };

bool
read_words(
    struct arena *a, const struct setting *s, const char *value, void *place)
{
	(void)s;
	*(struct strs *)place = split_words(a, value);
	return true;
}

bool
read_assign(
    struct arena *a, const struct setting *s, const char *value, void *place)
{
	static const char *const words[] = { "roster", "turn", "all" };
	size_t i;

	(void)a;
	(void)s;
	for (i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (text_ieq(value, words[i])) {
			*(enum assign *)place = (enum assign)i;
			return true;
		}
	return false;
}

bool
read_clock(
    struct arena *a, const struct setting *s, const char *value, void *place)
{
	int *minute = place;

	(void)a;
	(void)s;
	*minute = -1;
	return text_ieq(value, "buka") ||
	       (strlen(value) == 5 && read_minute(value, minute));
}

bool
read_weekday(
    struct arena *a, const struct setting *s, const char *value, void *place)
{
	int i;

	(void)a;
	(void)s;
	*(int *)place = -1;
	for (i = 0; i < 7; i++)
		if (text_ieq(value, weekdays[i]))
			*(int *)place = i;
	return *(int *)place >= 0 || text_ieq(value, "no");
}

static bool
read_role(const char *word, unsigned *role_r)
{
	static const char *const words[] = { "petugas", "narasumber",
		"koordinator", "pengaduan", "kepala", "provinsi", "admin" };
	size_t i;

	for (i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (text_ieq(word, words[i])) {
			*role_r = 1u << i;
			return true;
		}
	return false;
}

bool
read_roles(struct arena *a, const char *value, unsigned *roles_r)
{
	struct strs list = split_words(a, value);
	unsigned role;
	size_t i;

	for (i = 0; i < list.n; i++) {
		if (!read_role(list.v[i], &role))
			return false;
		*roles_r |= role;
	}
	return list.n > 0;
}

/* "-2", "0", "+1" */
static bool
read_step(const char *s, int *days_r)
{
	bool before = *s == '-';
	int64_t n;

	if (!num_parse(s + (before || *s == '+'), 0, LADDER_DAYS, &n))
		return false;
	*days_r = before ? -(int)n : (int)n;
	return true;
}

/* A word that is a number begins a step, roles follow it. The province is
 * told by a human only (DESIGN section 6). */
bool
read_ladder(
    struct arena *a, const struct setting *s, const char *value, void *place)
{
	struct strs list = split_words(a, value);
	struct ladder *l = place;
	unsigned role;
	size_t i;
	int days;

	(void)s;
	*l = (struct ladder){ .n = 0 };
	for (i = 0; i < list.n; i++) {
		if (read_role(list.v[i], &role)) {
			if (l->n == 0 || role == ROLE_PROVINSI)
				return false;
			l->v[l->n - 1].roles |= role;
			continue;
		}
		if (!read_step(list.v[i], &days) || l->n == LADDER_STEPS ||
		    (l->n > 0 && (days <= l->v[l->n - 1].days ||
				     l->v[l->n - 1].roles == 0)))
			return false;
		l->v[l->n++].days = days;
	}
	return l->n == 0 || l->v[l->n - 1].roles != 0;
}
