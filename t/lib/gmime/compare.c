/*
 * Reads mails with msg_read() and with GMime and prints what differs, a line
 * each: file, fact, ours, GMime's, with tabs between. It judges nothing: which
 * of the two is right stands in the list "known" beside it.
 */
#include <gmime/gmime.h>
#include <stdio.h>
#include <string.h>

#include "base/file.h"
#include "base/text.h"
#include "base/tod.h"
#include "mail/attach.h"
#include "mail/msg.h"

static const char *file;

static void
compare(const char *fact, struct buf *ours, struct buf *theirs)
{
	if (strcmp(ours->s, theirs->s) != 0) {
		printf("%s\t%s\t", file, fact);
		buf_addc(ours, '\0');
		for (const char *p = ours->s; *p != '\0'; p++)
			putchar((unsigned char)*p < ' ' ? ' ' : *p);
		putchar('\t');
		for (const char *p = theirs->s; *p != '\0'; p++)
			putchar((unsigned char)*p < ' ' ? ' ' : *p);
		putchar('\n');
	}
	buf_reset(ours);
	buf_reset(theirs);
}

static void
add_line(struct buf *b, const char *s)
{
	if (s != NULL)
		text_add_squeezed(b, s, strlen(s));
}

static void
add_ours(struct buf *b, const struct addrs *v)
{
	size_t i;

	for (i = 0; i < v->n; i++)
		buf_addf(b, "%s <%s> ", v->v[i].name, v->v[i].address);
}

/* Groups are opened as ours are. */
static void
add_theirs(struct buf *b, InternetAddressList *list)
{
	InternetAddress *a;
	const char *address, *name, *at;
	int i;

	for (i = 0; list && i < internet_address_list_length(list); i++) {
		a = internet_address_list_get_address(list, i);
		if (INTERNET_ADDRESS_IS_GROUP(a)) {
			add_theirs(b, INTERNET_ADDRESS_GROUP(a)->members);
			continue;
		}
		address = internet_address_mailbox_get_addr(
		    INTERNET_ADDRESS_MAILBOX(a));
		name = internet_address_get_name(a);
		add_line(b, name);
		at = address ? strrchr(address, '@') : NULL;
		buf_addf(b, " <%.*s", at ? (int)(at - address) : 999,
		    address ? address : "");
		for (; at && *at != '\0'; at++)
			buf_addc(b, g_ascii_tolower(*at));
		buf_adds(b, "> ");
	}
}

static void
compare_header(const struct msg *m, GMimeMessage *g)
{
	GDateTime *date = g_mime_message_get_date(g);
	struct buf ours, theirs;

	buf_init(&ours, 1 << 20);
	buf_init(&theirs, 1 << 20);
	add_line(&ours, m->subject);
	add_line(&theirs, g_mime_message_get_subject(g));
	compare("subject", &ours, &theirs);
	buf_adds(&ours, m->message_id);
	add_line(&theirs, g_mime_message_get_message_id(g));
	compare("message-id", &ours, &theirs);
	if (m->date != TOD_NONE)
		buf_addf(&ours, "%lld", (long long)m->date);
	if (date != NULL)
		buf_addf(&theirs, "%lld", (long long)g_date_time_to_unix(date));
	compare("date", &ours, &theirs);
	add_ours(&ours, &m->from);
	add_theirs(&theirs, g_mime_message_get_from(g));
	compare("from", &ours, &theirs);
	add_ours(&ours, &m->to);
	add_theirs(&theirs, g_mime_message_get_to(g));
	compare("to", &ours, &theirs);
	add_ours(&ours, &m->cc);
	add_theirs(&theirs, g_mime_message_get_cc(g));
	compare("cc", &ours, &theirs);
	buf_free(&ours);
	buf_free(&theirs);
}

static long long
size_of(GMimePart *part)
{
	GMimeDataWrapper *w = g_mime_part_get_content(part);
	GMimeStream *null = g_mime_stream_null_new();
	long long n;

	if (w != NULL)
		g_mime_data_wrapper_write_to_stream(w, null);
	n = (long long)GMIME_STREAM_NULL(null)->written;
	g_object_unref(null);
	return n;
}

/* Our name, where GMime sees one, too: unnamed parts get one from us. */
static void
add_name(struct arena *a, struct buf *b, GMimePart *part)
{
	const char *s = g_mime_part_get_filename(part);

	if (s != NULL)
		buf_adds(b, attach_safe(a, s));
}

static void
compare_parts(struct arena *a, const struct msg *m, GMimeMessage *g)
{
	GMimePartIter *it = g_mime_part_iter_new(GMIME_OBJECT(g));
	struct buf ours, theirs, names, their_names;
	GMimeObject *o;
	GMimeContentType *type;
	char *s;
	size_t i;

	buf_init(&ours, 1 << 20);
	buf_init(&theirs, 1 << 20);
	buf_init(&names, 1 << 20);
	buf_init(&their_names, 1 << 20);
	for (i = 0; i < m->nparts; i++) {
		if (m->parts[i].container)
			continue;
		buf_addf(&ours, "%s %zu ", m->parts[i].type, m->parts[i].size);
		if (*m->parts[i].name != '\0')
			buf_addf(&names, "%s|", m->parts[i].name);
	}
	do {
		o = g_mime_part_iter_get_current(it);
		if (o == NULL || !GMIME_IS_PART(o))
			continue;
		type = g_mime_object_get_content_type(o);
		s = g_mime_content_type_get_mime_type(type);
		for (i = 0; s[i] != '\0'; i++)
			buf_addc(&theirs, g_ascii_tolower(s[i]));
		buf_addf(&theirs, " %lld ", size_of(GMIME_PART(o)));
		g_free(s);
		i = their_names.len;
		add_name(a, &their_names, GMIME_PART(o));
		if (their_names.len > i)
			buf_addc(&their_names, '|');
	} while (g_mime_part_iter_next(it));
	compare("parts", &ours, &theirs);
	compare("names", &names, &their_names);
	g_mime_part_iter_free(it);
	buf_free(&ours);
	buf_free(&theirs);
	buf_free(&names);
	buf_free(&their_names);
}

static void
compare_file(const char *path)
{
	struct mail_reader r = { .limits = mail_limits_default,
		.authserv_id = "" };
	struct arena *a = arena_new();
	struct buf raw;
	struct why w;
	struct msg m;
	GMimeStream *stream;
	GMimeParser *parser;
	GMimeMessage *g;

	file = strrchr(path, '/') ? strrchr(path, '/') + 1 : path;
	buf_init(&raw, (size_t)64 << 20);
	if (file_read(path, &raw, &w) != OK) {
		printf("%s\tfile\t%s\t\n", file, w.s);
		return;
	}
	msg_read(a, &r, raw.s, raw.len, &m, &w);
	stream = g_mime_stream_mem_new_with_buffer(raw.s, raw.len);
	parser = g_mime_parser_new_with_stream(stream);
	if ((g = g_mime_parser_construct_message(parser, NULL)) == NULL) {
		printf("%s\tfile\tread\tnot read\n", file);
	} else {
		compare_header(&m, g);
		compare_parts(a, &m, g);
		g_object_unref(g);
	}
	g_object_unref(parser);
	g_object_unref(stream);
	buf_free(&raw);
	arena_free(&a);
}

int
main(int argc, char **argv)
{
	int i;

	g_mime_init();
	for (i = 1; i < argc; i++)
		compare_file(argv[i]);
	return 0;
}
