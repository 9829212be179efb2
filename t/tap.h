#ifndef T_TAP_H
#define T_TAP_H

/* TAP for unit tests: ok(), is_str(), is_int(), done_testing(). */
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

static int tap_count, tap_failed;

__attribute__((format(printf, 2, 3), unused)) static bool
ok(bool pass, const char *fmt, ...)
{
	va_list ap;

	printf("%sok %d - ", pass ? "" : "not ", ++tap_count);
	va_start(ap, fmt);
	vprintf(fmt, ap);
	va_end(ap);
	putchar('\n');
	tap_failed += !pass;
	return pass;
}

__attribute__((unused)) static bool
is_str(const char *got, const char *want, const char *what)
{
	bool same = got != NULL && strcmp(got, want) == 0;

	ok(same, "%s", what);
	if (!same)
		printf("# got  \"%s\"\n# want \"%s\"\n", got ? got : "(null)",
		    want);
	return same;
}

__attribute__((unused)) static bool
is_int(long long got, long long want, const char *what)
{
	bool same = got == want;

	ok(same, "%s", what);
	if (!same)
		printf("# got %lld, want %lld\n", got, want);
	return same;
}

__attribute__((unused)) static int
done_testing(void)
{
	printf("1..%d\n", tap_count);
	return tap_failed != 0;
}

#endif
