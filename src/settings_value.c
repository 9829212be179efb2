/*
 * Readers of single values of the configuration: text to a typed field, or a
 * plain no. They know nothing of which setting is which.
 */
#include <ctype.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/banned.h"
#include "base/text.h"
#include "base/tod.h"
#include "mail/compose.h"
#include "settings.h"
#include "settings_value.h"

static const char span_units[] = "smhd", size_units[] = "KMG";
static const int64_t span_scale[] = { 1, 60, 3600, 86400 };
static const int64_t size_scale[] = { 1 << 10, 1 << 20, 1 << 30 };

bool
read_text(
    struct arena *a, const struct setting *s, const char *value, void *place)
{
	(void)s;
	*(const char **)place = arena_str(a, value);
	return true;
}

bool
read_word(
    struct arena *a, const struct setting *s, const char *value, void *place)
{
	return strpbrk(value, " \t") == NULL && read_text(a, s, value, place);
}

bool
read_prefix(
    struct arena *a, const struct setting *s, const char *value, void *place)
{
	size_t n = strspn(value, "ABCDEFGHIJKLMNOPQRSTUVWXYZ");

	return n >= 1 && n <= 10 && value[n] == '\0' &&
	       read_text(a, s, value, place);
}

bool
read_token(
    struct arena *a, const struct setting *s, const char *value, void *place)
{
	return strchr(value, ';') == NULL && read_word(a, s, value, place);
}

bool
read_url(
    struct arena *a, const struct setting *s, const char *value, void *place)
{
	const char *host = strstr(value, "://");

	if (*value != '\0' &&
	    ((!text_istarts(value, "http://") &&
		 !text_istarts(value, "https://")) ||
		host[3] == '\0' || strpbrk(value, "\"<>") != NULL))
		return false;
	return read_word(a, s, value, place);
}

bool
read_some(
    struct arena *a, const struct setting *s, const char *value, void *place)
{
	return *value != '\0' && read_text(a, s, value, place);
}

bool
read_address(
    struct arena *a, const struct setting *s, const char *value, void *place)
{
	return addr_is_safe(value) && read_text(a, s, value, place);
}

bool
read_bool(
    struct arena *a, const struct setting *s, const char *value, void *place)
{
	bool yes = text_ieq(value, "yes") || text_ieq(value, "ya");

	(void)a;
	(void)s;
	if (!yes && !text_ieq(value, "no") && !text_ieq(value, "tidak"))
		return false;
	*(bool *)place = yes;
	return true;
}

bool
read_int(
    struct arena *a, const struct setting *s, const char *value, void *place)
{
	int64_t n;

	(void)a;
	if (!num_parse(value, (int64_t)s->lo, (int64_t)s->hi, &n))
		return false;
	*(int *)place = (int)n;
	return true;
}

bool
read_share(
    struct arena *a, const struct setting *s, const char *value, void *place)
{
	char *end;
	double d = strtod(value, &end);

	(void)a;
	if (end == value || *end != '\0' || !(d >= s->lo && d <= s->hi))
		return false;
	*(double *)place = d;
	return true;
}

/* A number and one unit letter; units says which, scale what each is. */
static bool
read_scaled(const struct setting *s, const char *value, const char *units,
    const int64_t *scale, int64_t *n_r)
{
	char digits[20];
	size_t n = strspn(value, "0123456789");
	const char *unit;

	if (n == 0 || n >= sizeof(digits))
		return false;
	memcpy(digits, value, n);
	digits[n] = '\0';
	if (!num_parse(digits, 0, INT64_C(1) << 40, n_r))
		return false;
	if (value[n] != '\0') {
		unit = strchr(units, value[n]);
		if (unit == NULL || value[n + 1] != '\0')
			return false;
		*n_r *= scale[unit - units];
	}
	return (double)*n_r >= s->lo && (double)*n_r <= s->hi;
}

bool
read_span(
    struct arena *a, const struct setting *s, const char *value, void *place)
{
	(void)a;
	return read_scaled(s, value, span_units, span_scale, place);
}

bool
read_seconds(
    struct arena *a, const struct setting *s, const char *value, void *place)
{
	int64_t seconds;

	if (!read_span(a, s, value, &seconds))
		return false;
	*(int *)place = (int)seconds;
	return true;
}

bool
read_days(
    struct arena *a, const struct setting *s, const char *value, void *place)
{
	int64_t seconds;

	if (!read_span(a, s, value, &seconds))
		return false;
	*(int *)place = (int)(seconds / 86400);
	return true;
}

bool
read_size(
    struct arena *a, const struct setting *s, const char *value, void *place)
{
	int64_t n;

	(void)a;
	if (!read_scaled(s, value, size_units, size_scale, &n))
		return false;
	*(size_t *)place = (size_t)n;
	return true;
}

bool
read_count(
    struct arena *a, const struct setting *s, const char *value, void *place)
{
	int64_t n;

	(void)a;
	if (!num_parse(value, (int64_t)s->lo, (int64_t)s->hi, &n))
		return false;
	*(size_t *)place = (size_t)n;
	return true;
}

/* In the largest unit that leaves a whole number. */
static void
add_scaled(struct buf *b, double value, const char *units, const int64_t *scale)
{
	int64_t n = (int64_t)value;
	size_t i = strlen(units);

	while (i > 0 && (n == 0 || n % scale[i - 1] != 0))
		i--;
	if (i == 0)
		buf_addf(b, "%" PRId64, n);
	else
		buf_addf(b, "%" PRId64 "%c", n / scale[i - 1], units[i - 1]);
}

void
setting_right(const struct setting *s, struct buf *b)
{
	const char *units = "";
	const int64_t *scale = NULL;

	if (s->read == read_span || s->read == read_seconds ||
	    s->read == read_days) {
		units = span_units;
		scale = span_scale;
	} else if (s->read == read_size) {
		units = size_units;
		scale = size_scale;
	} else if (s->read != read_int && s->read != read_count) {
		buf_adds(b, s->right);
		return;
	}
	buf_addf(b, "%s%sfrom ", s->right, scale ? ", " : " ");
	add_scaled(b, s->lo, units, scale);
	buf_adds(b, " to ");
	add_scaled(b, s->hi, units, scale);
}

bool
read_level(
    struct arena *a, const struct setting *s, const char *value, void *place)
{
	static const char *const words[] = { "error", "warn", "info", "debug" };
	size_t i;

	(void)a;
	(void)s;
	for (i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (text_ieq(value, words[i])) {
			*(enum log_level *)place = (enum log_level)i;
			return true;
		}
	return false;
}

bool
read_after(
    struct arena *a, const struct setting *s, const char *value, void *place)
{
	(void)a;
	(void)s;
	*(bool *)place = text_ieq(value, "move");
	return *(bool *)place || text_ieq(value, "keyword");
}

bool
read_tls(
    struct arena *a, const struct setting *s, const char *value, void *place)
{
	(void)a;
	(void)s;
	if (text_ieq(value, "implicit"))
		*(enum net_tls *)place = TLS_IMPLICIT;
	else if (text_ieq(value, "starttls"))
		*(enum net_tls *)place = TLS_STARTTLS;
	else if (text_ieq(value, "none"))
		*(enum net_tls *)place = TLS_NONE;
	else
		return false;
	return true;
}

bool
read_auth(
    struct arena *a, const struct setting *s, const char *value, void *place)
{
	static const char *const words[] = { "plain", "login", "cram-md5",
		"xoauth2", "oauthbearer" };
	size_t i;

	if (text_ieq(value, "auto"))
		return read_text(a, s, "", place);
	for (i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (text_ieq(value, words[i]))
			return read_text(a, s, words[i], place);
	return false;
}

bool
read_minute(const char *s, int *minute)
{
	if (!isdigit((unsigned char)s[0]) || !isdigit((unsigned char)s[1]) ||
	    (s[2] != ':' && s[2] != '.') || !isdigit((unsigned char)s[3]) ||
	    !isdigit((unsigned char)s[4]))
		return false;
	*minute = (s[0] - '0') * 600 + (s[1] - '0') * 60 + (s[3] - '0') * 10 +
		  (s[4] - '0');
	return s[3] < '6' && *minute <= 24 * 60;
}

bool
read_hours(
    struct arena *a, const struct setting *s, const char *value, void *place)
{
	struct hours *h = place;

	(void)a;
	(void)s;
	h->from = h->to = 0;
	if (text_ieq(value, "tutup") || text_ieq(value, "closed"))
		return true;
	return strlen(value) == 11 && value[5] == '-' &&
	       read_minute(value, &h->from) && read_minute(value + 6, &h->to) &&
	       h->from < h->to;
}

bool
read_source(
    struct arena *a, const struct setting *s, const char *value, void *place)
{
	if (!text_ieq(value, "imap") &&
	    (!text_istarts(value, "folder:") || value[7] == '\0'))
		return false;
	return read_text(a, s, value, place);
}

/* Words or addresses between white space or commas. */
struct strs
split_words(struct arena *a, const char *value)
{
	const char **v = arena_array(a, strlen(value) / 2 + 1, sizeof(*v));
	size_t n = 0, len;

	while (*(value += strspn(value, " \t,")) != '\0') {
		len = strcspn(value, " \t,");
		v[n++] = arena_strn(a, value, len);
		value += len;
	}
	return (struct strs){ v, n };
}

bool
read_addresses(
    struct arena *a, const struct setting *s, const char *value, void *place)
{
	struct strs list = split_words(a, value);
	size_t i;

	(void)s;
	for (i = 0; i < list.n; i++)
		if (!addr_is_safe(list.v[i]))
			return false;
	*(struct strs *)place = list;
	return true;
}

bool
read_zone(
    struct arena *a, const struct setting *s, const char *value, void *place)
{
	struct office *o = place;
	const char *abbreviation;

	(void)s;
	if (!tod_zone(value, &o->offset, &abbreviation))
		return false;
	o->zone_name = arena_str(a, *abbreviation ? abbreviation : value);
	return true;
}
