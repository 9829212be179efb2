/*
 * speed CONF FILE...: how many of these mails a second msg_read(), GMime and
 * libetpan read, each with its subject, sender and the text of its parts in
 * UTF-8. Medians of alternating rounds, in CPU time of this process.
 */
#include <gmime/gmime.h>
#include <libetpan/libetpan.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/file.h"
#include "mail/msg.h"
#include "mail/quote.h"

#define ROUNDS 5
#define ROUND_SECONDS 0.3

static size_t seen; /* keeps the work from being left out */

static void
read_ours(const struct buf *b, void *ctx)
{
	static struct arena *a;
	struct mail_reader r = {
		.limits = mail_limits_default, .authserv_id = "", .quotes = ctx
	};
	struct msg m;
	struct why w;

	if (a == NULL)
		a = arena_new();
	arena_reset(a);
	msg_read(a, &r, b->s, b->len, &m, &w);
	seen += strlen(m.subject) + strlen(m.text) + m.from.n;
}

static void
gmime_part(GMimeObject *parent, GMimeObject *part, gpointer ctx)
{
	char *text;

	(void)parent;
	(void)ctx;
	if (!GMIME_IS_TEXT_PART(part))
		return;
	text = g_mime_text_part_get_text(GMIME_TEXT_PART(part));
	seen += text ? strlen(text) : 0;
	g_free(text);
}

static void
read_gmime(const struct buf *b, void *ctx)
{
	GMimeStream *s = g_mime_stream_mem_new_with_buffer(b->s, b->len);
	GMimeParser *p = g_mime_parser_new_with_stream(s);
	GMimeMessage *m = g_mime_parser_construct_message(p, NULL);
	const char *subject;

	(void)ctx;
	if (m != NULL) {
		subject = g_mime_message_get_subject(m);
		seen += subject ? strlen(subject) : 0;
		seen += (size_t)internet_address_list_length(
		    g_mime_message_get_from(m));
		g_mime_message_foreach(m, gmime_part, NULL);
		g_object_unref(m);
	}
	g_object_unref(p);
	g_object_unref(s);
}

static void
etpan_text(struct mailmime *m)
{
	struct mailmime_data *d = m->mm_data.mm_single;
	char *raw = NULL, *text = NULL;
	size_t at = 0, len, n;

	if (m->mm_content_type == NULL ||
	    m->mm_content_type->ct_type->tp_type !=
		MAILMIME_TYPE_DISCRETE_TYPE ||
	    m->mm_content_type->ct_type->tp_data.tp_discrete_type->dt_type !=
		MAILMIME_DISCRETE_TYPE_TEXT)
		return;
	if (mailmime_part_parse(d->dt_data.dt_text.dt_data,
		d->dt_data.dt_text.dt_length, &at, d->dt_encoding, &raw,
		&len) != MAILIMF_NO_ERROR)
		return;
	if (charconv_buffer("utf-8", "utf-8", raw, len, &text, &n) == 0) {
		seen += n;
		charconv_buffer_free(text);
	}
	mailmime_decoded_part_free(raw);
}

static void
etpan_walk(struct mailmime *m)
{
	clistiter *i;

	if (m->mm_type == MAILMIME_SINGLE)
		etpan_text(m);
	else if (m->mm_type == MAILMIME_MESSAGE &&
		 m->mm_data.mm_message.mm_msg_mime)
		etpan_walk(m->mm_data.mm_message.mm_msg_mime);
	else if (m->mm_type == MAILMIME_MULTIPLE)
		for (i = clist_begin(m->mm_data.mm_multipart.mm_mp_list); i;
		     i = clist_next(i))
			etpan_walk(clist_content(i));
}

static void
read_etpan(const struct buf *b, void *ctx)
{
	struct mailmime *m = NULL;
	size_t at = 0;

	(void)ctx;
	if (mailmime_parse(b->s, b->len, &at, &m) != MAILIMF_NO_ERROR)
		return;
	etpan_walk(m);
	mailmime_free(m);
}

static double
cpu(void)
{
	struct timespec t;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* Mails a second. */
static double
round_of(void (*reader)(const struct buf *b, void *ctx), void *ctx,
    const struct buf *mails, int n)
{
	double from = cpu(), now;
	long done = 0;
	int i;

	do {
		for (i = 0; i < n; i++)
			reader(&mails[i], ctx);
		done += n;
	} while ((now = cpu()) - from < ROUND_SECONDS);
	return (double)done / (now - from);
}

static int
by_size(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

static struct quote_patterns *
patterns(const char *path)
{
	struct quote_patterns *q = quote_patterns_new();
	struct buf b;
	struct why w;

	buf_init(&b, 1 << 20);
	if (file_read(path, &b, &w) != OK ||
	    quote_patterns_add(q, path, b.s, b.len, &w) != OK) {
		fprintf(stderr, "speed: %s\n", w.s);
		exit(1);
	}
	buf_free(&b);
	return q;
}

int
main(int argc, char **argv)
{
	void (*const readers[])(const struct buf *b, void *ctx) = { read_ours,
		read_gmime, read_etpan };
	static const char *const names[] = { "msg_read", "GMime", "libetpan" };
	struct quote_patterns *q = patterns(argv[1]);
	struct buf *mails = calloc((size_t)argc, sizeof(*mails));
	double v[3][ROUNDS];
	struct why w;
	int i, r;

	g_mime_init();
	for (i = 2; i < argc; i++) {
		buf_init(&mails[i - 2], 64 << 20);
		if (file_read(argv[i], &mails[i - 2], &w) != OK) {
			fprintf(stderr, "speed: %s\n", w.s);
			return 1;
		}
	}
	for (i = 0; i < ROUNDS; i++)
		for (r = 0; r < 3; r++)
			v[r][i] = round_of(readers[r], q, mails, argc - 2);
	for (r = 0; r < 3; r++) {
		qsort(v[r], ROUNDS, sizeof(v[r][0]), by_size);
		printf("%s %.0f\n", names[r], v[r][ROUNDS / 2]);
	}
	return seen == 0;
}
