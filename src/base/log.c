/*
 * The log: one sanitised line per event. It knows nothing of who reads it.
 */
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/banned.h"
#include "base/buf.h"
#include "base/log.h"
#include "base/text.h"
#include "base/tod.h"

#define LOG_LINE_MAX 2000

static enum log_level level = LOG_INFO;
static int stamp;

void
log_set_level(enum log_level max)
{
	level = max;
}

void
log_set_stamp(int on)
{
	stamp = on;
}

static void
write_line(enum log_level at, const char *fmt, va_list ap)
{
	static const char *const words[] = { "error ", "warning ", "", "" };
	struct buf raw, line;
	char now[TOD_TEXT];
	int saved = errno;

	if (at > level)
		return;
	buf_init(&raw, 16 * LOG_LINE_MAX);
	buf_init(&line, 2 * LOG_LINE_MAX);
	buf_addv(&raw, fmt, ap);
	if (stamp)
		buf_addf(&line, "%s ", tod_text(tod_now(), 0, now));
	buf_adds(&line, words[at]);
	text_add_safe(&line, raw.s, raw.len, LOG_LINE_MAX);
	buf_addc(&line, '\n');
	fwrite(line.s, 1, line.len, stderr);
	buf_free(&raw);
	buf_free(&line);
	errno = saved;
}

const char *
log_quote(char out[LOG_QUOTED], const char *s)
{
	struct buf b;
	size_t i, n = 0;

	buf_init(&b, LOG_QUOTED);
	text_add_safe(&b, s, strlen(s), LOG_QUOTED / 2 - 4);
	out[n++] = '"';
	for (i = 0; i < b.len; i++) {
		if (b.s[i] == '"' || b.s[i] == '\\')
			out[n++] = '\\';
		out[n++] = b.s[i];
	}
	out[n++] = '"';
	out[n] = '\0';
	buf_free(&b);
	return out;
}

#define LOG_BODY(at) \
	va_list ap; \
	va_start(ap, fmt); \
	write_line((at), fmt, ap); \
	va_end(ap)

void
log_error(const char *fmt, ...)
{
	LOG_BODY(LOG_ERROR);
}

void
log_warn(const char *fmt, ...)
{
	LOG_BODY(LOG_WARN);
}

void
log_info(const char *fmt, ...)
{
	LOG_BODY(LOG_INFO);
}

void
log_debug(const char *fmt, ...)
{
	LOG_BODY(LOG_DEBUG);
}
