/*
 * Waiting for new mail by IDLE (RFC 2177), line by line: libetpan's own
 * mistakes what comes before the "+". It reads no mail.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/banned.h"
#include "base/text.h"
#include "net/session.h"

#define REISSUE (25 * 60) /* seconds: servers may hang up after 30 minutes */
#define LINE_BUDGET 65536

static enum heard
say(struct session *s, const char *line)
{
	mailstream *m = s->imap->imap_stream;

	stream_allow(s->stream, LINE_BUDGET);
	return mailstream_write(m, line, strlen(line)) < 0 ||
		       mailstream_flush(m) < 0
		   ? HEARD_DEAD
		   : HEARD_OK;
}

static const char *
next_line(struct session *s)
{
	return mailstream_read_line(
	    s->imap->imap_stream, s->imap->imap_stream_buffer);
}

static void
look_at(const char *line, bool *new_r)
{
	if (line[0] == '*' && text_istr(line, " EXISTS"))
		*new_r = true;
}

/* Until a line that starts with end; others may tell of new mail. */
static enum heard
hear_until(struct session *s, const char *end, bool *new_r)
{
	const char *line;

	while ((line = next_line(s)) != NULL) {
		if (text_istarts(line, end))
			return HEARD_OK;
		if (text_istarts(line, "idle BAD"))
			return HEARD_GARBLED;
		if (text_istarts(line, "idle NO"))
			return HEARD_NO;
		look_at(line, new_r);
	}
	return HEARD_DEAD;
}

/* Until new mail, a dead connection, or the time is over. */
static enum heard
listen(struct session *s, int64_t until, bool *new_r)
{
	mailstream *m = s->imap->imap_stream;
	const char *line;
	int64_t left;
	int n;

	while (!*new_r && (left = until - stream_now_ms()) > 0) {
		if (m->read_buffer_len == 0) {
			n = stream_wait(s->stream, (int)left);
			if (n < 0)
				return HEARD_DEAD;
			if (n == 0)
				break;
		}
		stream_allow(s->stream, LINE_BUDGET);
		if ((line = next_line(s)) == NULL)
			return HEARD_DEAD;
		look_at(line, new_r);
	}
	return HEARD_OK;
}

enum heard
session_idle(struct session *s, int seconds, bool *new_r)
{
	int64_t until = stream_now_ms() + (int64_t)seconds * 1000;
	enum heard h;

	*new_r = false;
	if (!s->idle || s->conf->no_idle) {
		if (seconds > s->conf->poll)
			seconds = s->conf->poll;
		return stream_sleep(s->stream, seconds * 1000) ? HEARD_OK
							       : HEARD_DEAD;
	}
	while (!*new_r && stream_now_ms() < until) {
		int64_t again = stream_now_ms() + (int64_t)REISSUE * 1000;

		if ((h = say(s, "idle IDLE\r\n")) != HEARD_OK ||
		    (h = hear_until(s, "+", new_r)) != HEARD_OK ||
		    (h = listen(s, again < until ? again : until, new_r)) !=
			HEARD_OK ||
		    (h = say(s, "DONE\r\n")) != HEARD_OK ||
		    (h = hear_until(s, "idle OK", new_r)) != HEARD_OK)
			return h;
	}
	return HEARD_OK;
}
