/*
 * The low driver under libetpan: timeout, deadline, byte budget and stop fd
 * on every byte. It knows nothing of IMAP or SMTP.
 */
#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/banned.h"
#include "base/mem.h"
#include "net/stream.h"
#include "net/wire.h"

/* More than one TLS record, so nothing decrypted waits below a poll(). */
#define STREAM_BUFFER 65536

static const char too_slow[] = "too slow, the deadline is over";
static const char silent[] = "silent, the timeout is over";

struct stream {
	struct wire *wire;    /* owned */
	const char *greeting; /* what is left of it */
	const struct net_conf *conf;
	int stop_fd;
	int64_t deadline; /* monotonic, ms */
	int64_t budget;   /* bytes left */
	const char *fault;
	bool in_write;
	int grace_ms; /* -1: not patient */
};

int64_t
stream_now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

struct stream *
stream_new(struct wire **wire, const char *greeting,
    const struct net_conf *conf, int stop_fd)
{
	struct stream *s = mem_zero(1, sizeof(*s));

	s->wire = *wire;
	*wire = NULL;
	s->greeting = greeting;
	s->conf = conf;
	s->stop_fd = stop_fd;
	s->fault = "";
	s->grace_ms = -1;
	stream_allow(s, 1 << 20);
	return s;
}

void
stream_free(struct stream **s)
{
	if (*s == NULL)
		return;
	wire_close(&(*s)->wire);
	free(*s);
	*s = NULL;
}

void
stream_allow(struct stream *s, int64_t bytes)
{
	s->deadline = stream_now_ms() + (int64_t)s->conf->deadline * 1000;
	s->budget = bytes < s->conf->budget ? bytes : s->conf->budget;
}

void
stream_patient(struct stream *s, int grace_ms)
{
	s->grace_ms = grace_ms;
}

bool
stream_timed_out(const struct stream *s)
{
	return s->fault == too_slow || s->fault == silent;
}

bool
stream_fault_in_write(const struct stream *s)
{
	return s->fault[0] != 0 && s->in_write;
}

const char *
stream_fault(const struct stream *s)
{
	return s->fault;
}

static int64_t
shorter(int64_t a, int64_t b)
{
	return a < b ? a : b;
}

/* 1 ready, 0 timeout_ms is over, -1 with s->fault set. */
static int
wait_for(struct stream *s, short events, int64_t timeout_ms)
{
	struct pollfd p[2] = { { .fd = wire_fd(s->wire), .events = events },
		{ .fd = s->stop_fd, .events = POLLIN } };
	int64_t until = stream_now_ms() + timeout_ms;
	int grace = s->grace_ms;

	for (;;) {
		int64_t left = until - stream_now_ms();
		int n = poll(p, 2, left > 0 ? (int)left : 0);

		if (n < 0 && errno != EINTR) {
			s->fault = "cannot wait for the connection";
			return -1;
		}
		if (n > 0 && p[1].revents != 0 && grace > 0) {
			p[1].fd = -1;
			until = shorter(until, stream_now_ms() + grace);
			grace = 0;
			continue;
		}
		if (n > 0 && p[1].revents != 0) {
			s->fault = "stopped";
			return -1;
		}
		if (n > 0)
			return 1;
		if (n == 0 && left <= 0)
			return 0;
	}
}

int
stream_wait(struct stream *s, int timeout_ms)
{
	return wait_for(s, POLLIN, timeout_ms);
}

bool
stream_sleep(struct stream *s, int ms)
{
	return wait_for(s, 0, ms) == 0;
}

static bool
ready(struct stream *s, short events)
{
	int64_t left = s->deadline - stream_now_ms();
	int64_t limit = s->grace_ms >= 0 ? left
					 : (int64_t)s->conf->timeout * 1000;
	int n = wait_for(s, events, shorter(left, limit));

	if (n == 0)
		s->fault = left < limit ? too_slow : silent;
	return n > 0;
}

static ssize_t
low_read(mailstream_low *low, void *to, size_t n)
{
	struct stream *s = low->data;
	ssize_t got;
	size_t len = strlen(s->greeting);

	if (len > 0) {
		len = len < n ? len : n;
		memcpy(to, s->greeting, len);
		s->greeting += len;
		return (ssize_t)len;
	}
	while (s->fault[0] == '\0') {
		if (s->budget <= 0) {
			s->fault = "the answer is too long";
			break;
		}
		if (stream_now_ms() > s->deadline) {
			s->fault = too_slow;
			break;
		}
		got = wire_read(s->wire, to, n);
		if (got > 0) {
			s->budget -= got;
			return got;
		}
		if (got < 0)
			s->fault = "the server closed the connection";
		else
			ready(s, POLLIN);
	}
	return -1;
}

static ssize_t
low_write(mailstream_low *low, const void *from, size_t n)
{
	struct stream *s = low->data;
	ssize_t done;

	s->in_write = true;
	while (s->fault[0] == '\0') {
		done = wire_write(s->wire, from, n);
		if (done > 0) {
			s->in_write = false;
			return done;
		}
		if (done < 0)
			s->fault = "the server closed the connection";
		else
			ready(s, POLLOUT);
	}
	return -1;
}

static int
low_close(mailstream_low *low)
{
	(void)low;
	return 0;
}

static int
low_fd(mailstream_low *low)
{
	return wire_fd(((struct stream *)low->data)->wire);
}

static void
low_free(mailstream_low *low)
{
	free(low);
}

static void
low_cancel(mailstream_low *low)
{
	(void)low;
}

static int
low_none(mailstream_low *low)
{
	(void)low;
	return -1;
}

static carray *
low_chain(mailstream_low *low)
{
	(void)low;
	return NULL;
}

static struct mailstream_cancel *
low_get_cancel(mailstream_low *low)
{
	(void)low;
	return NULL;
}

/* libetpan takes it without const; it never writes to it. */
static mailstream_low_driver driver = { .mailstream_read = low_read,
	.mailstream_write = low_write,
	.mailstream_close = low_close,
	.mailstream_get_fd = low_fd,
	.mailstream_free = low_free,
	.mailstream_cancel = low_cancel,
	.mailstream_get_cancel = low_get_cancel,
	.mailstream_get_certificate_chain = low_chain,
	.mailstream_setup_idle = low_none,
	.mailstream_unsetup_idle = low_none,
	.mailstream_interrupt_idle = low_none };

mailstream *
stream_mailstream(struct stream *s)
{
	mailstream_low *low = mailstream_low_new(s, &driver);
	mailstream *m;

	if (low == NULL || (m = mailstream_new(low, STREAM_BUFFER)) == NULL)
		abort();
	return m;
}
