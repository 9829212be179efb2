/*
 * Numbers in words of the office. It must never know what is counted.
 */
#include <inttypes.h>

#include "base/banned.h"
#include "desk/number.h"

const char *
number_say(struct arena *a, int64_t n)
{
	const char *s = "";

	if (n < 0)
		return arena_printf(a, "-%s", number_say(a, -n));
	for (; n >= 1000; n /= 1000)
		s = arena_printf(a, ".%03d%s", (int)(n % 1000), s);
	return arena_printf(a, "%d%s", (int)n, s);
}

const char *
number_point(struct arena *a, int64_t n, int decimals)
{
	int64_t whole = 1;
	int i;

	for (i = 0; i < decimals; i++)
		whole *= 10;
	if (n < 0)
		return arena_printf(a, "-%s", number_point(a, -n, decimals));
	if (decimals == 0)
		return number_say(a, n);
	return arena_printf(
	    a, "%s,%0*d", number_say(a, n / whole), decimals, (int)(n % whole));
}

const char *
number_percent(struct arena *a, int permille)
{
	if (permille < 0)
		return "-";
	if (permille % 10 == 0)
		return arena_printf(a, "%d%%", permille / 10);
	return arena_printf(a, "%s%%", number_point(a, permille, 1));
}

const char *
number_hours(struct arena *a, int64_t seconds)
{
	int64_t tenths = (seconds + 180) / 360;

	return arena_printf(a, "%s jam",
	    tenths % 10 ? number_point(a, tenths, 1)
			: number_say(a, tenths / 10));
}
