/*
 * Opening, closing and understanding one IMAP connection. It knows nothing of
 * threads, queues and retries.
 */
#include <libetpan/libetpan.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/banned.h"
#include "base/buf.h"
#include "base/mem.h"
#include "base/text.h"
#include "net/session.h"
#include "net/utf7.h"

#define ANSWER_MAX (1 << 20) /* bytes of the answer to a small command */
#define NAME_MAX_BYTES 1000

void
session_init(struct session *s, const struct source_conf *conf, int stop_fd)
{
	*s = (struct session){ .conf = conf, .stop_fd = stop_fd };
}

void
session_close(struct session *s)
{
	if (s->imap && s->imap->imap_stream) {
		mailstream *m = s->imap->imap_stream;

		if (stream_fault(s->stream)[0] == '\0') {
			mailstream_write(m, "bye LOGOUT\r\n", 12);
			mailstream_flush(m);
		}
		/* mailimap_free() would talk to a dead peer. */
		mailstream_close(m);
		s->imap->imap_stream = NULL;
	}
	if (s->imap)
		mailimap_free(s->imap);
	s->imap = NULL;
	stream_free(&s->stream);
}

enum heard
session_heard(int result)
{
	switch (result) {
	case MAILIMAP_NO_ERROR:
	case MAILIMAP_NO_ERROR_AUTHENTICATED:
	case MAILIMAP_NO_ERROR_NON_AUTHENTICATED:
		return HEARD_OK;
	case MAILIMAP_ERROR_STREAM:
	case MAILIMAP_ERROR_FATAL:
		return HEARD_DEAD;
	case MAILIMAP_ERROR_PARSE:
	case MAILIMAP_ERROR_PROTOCOL:
	case MAILIMAP_ERROR_MEMORY:
		return HEARD_GARBLED;
	default:
		return HEARD_NO;
	}
}

const char *
session_words(const struct session *s)
{
	if (s->stream && stream_fault(s->stream)[0] != '\0')
		return stream_fault(s->stream);
	if (s->imap && s->imap->imap_response)
		return s->imap->imap_response;
	return "the server's answer cannot be understood";
}

bool
session_is_temporary(const struct session *s)
{
	static const char *const codes[] = { "UNAVAILABLE", "INUSE", "LIMIT",
		"CONTACTADMIN", "OVERQUOTA" };
	const char *code = s->imap->imap_response_info
			       ? s->imap->imap_response_info->rsp_atom
			       : NULL;
	size_t i;

	for (i = 0; code && i < sizeof(codes) / sizeof(codes[0]); i++)
		if (text_ieq(code, codes[i]))
			return true;
	return false;
}

bool
session_needs_person(const struct session *s)
{
	return dial_needs_person(s->fault) || s->denied;
}

static enum err
fail(struct session *s, const char *what, struct why *w)
{
	enum err e = why_set(w, ERR_LATER, "%s:%d: %s: %s", s->conf->net->host,
	    s->conf->net->port, what, session_words(s));

	session_close(s);
	return e;
}

static enum heard
ask_capabilities(struct session *s)
{
	struct mailimap_connection_info *info = s->imap->imap_connection_info;
	struct mailimap_capability_data *caps = NULL;
	int r;

	/* libetpan 1.9.4 looks into nothing where a server says OK alone. */
	if (info->imap_capability == NULL)
		info->imap_capability = mailimap_capability_data_new(
		    clist_new());
	stream_allow(s->stream, ANSWER_MAX);
	r = mailimap_capability(s->imap, &caps);
	if (session_heard(r) != HEARD_OK)
		return session_heard(r);
	mailimap_capability_data_free(caps);
	s->idle = mailimap_has_extension(s->imap, (char[]){ "IDLE" }) != 0;
	s->move = mailimap_has_extension(s->imap, (char[]){ "MOVE" }) != 0;
	s->uidplus = mailimap_has_extension(s->imap, (char[]){ "UIDPLUS" }) !=
		     0;
	return HEARD_OK;
}

/* LIST "" "" tells the delimiter (RFC 3501 6.3.8). */
static enum heard
ask_delimiter(struct session *s)
{
	clist *list = NULL;
	clistiter *i;
	int r;

	stream_allow(s->stream, ANSWER_MAX);
	r = mailimap_list(s->imap, "", "", &list);
	if (session_heard(r) != HEARD_OK)
		return session_heard(r);
	for (i = clist_begin(list); i; i = clist_next(i)) {
		struct mailimap_mailbox_list *row = clist_content(i);

		s->delimiter = row->mb_delimiter;
	}
	mailimap_list_result_free(list);
	return HEARD_OK;
}

/* PERMANENTFLAGS: may our keyword be kept here? Unsaid means yes. */
static bool
may_keep(const struct session *s)
{
	clist *flags = s->imap->imap_selection_info->sel_perm_flags;
	clistiter *i;

	if (flags == NULL)
		return true;
	for (i = clist_begin(flags); i; i = clist_next(i)) {
		struct mailimap_flag_perm *p = clist_content(i);

		if (p->fl_type == MAILIMAP_FLAG_PERM_ALL)
			return true;
		if (p->fl_type == MAILIMAP_FLAG_PERM_FLAG &&
		    p->fl_flag->fl_type == MAILIMAP_FLAG_KEYWORD &&
		    text_ieq(p->fl_flag->fl_data.fl_keyword, s->conf->keyword))
			return true;
	}
	return false;
}

static enum heard
select_mailbox(struct session *s)
{
	char *name = session_folder(s, s->conf->mailbox);
	int r;

	stream_allow(s->stream, ANSWER_MAX);
	r = mailimap_select(s->imap, name);
	free(name);
	s->denied = session_heard(r) == HEARD_NO && !session_is_temporary(s);
	if (session_heard(r) != HEARD_OK)
		return session_heard(r);
	s->uidvalidity = s->imap->imap_selection_info->sel_uidvalidity;
	s->uidnext = s->imap->imap_selection_info->sel_uidnext;
	s->keyword = may_keep(s);
	return HEARD_OK;
}

enum err
session_open(struct session *s, struct why *w)
{
	struct wire *wire;
	char what[300];
	enum err e;

	session_close(s);
	s->denied = false;
	e = dial(s->conf->net, NET_IMAP, s->stop_fd, &wire, &s->fault, w);
	if (e != OK)
		return e;
	s->stream = stream_new(
	    &wire, "* PREAUTH x\r\n", s->conf->net, s->stop_fd);
	s->imap = mailimap_new(0, NULL);
	if (s->imap == NULL)
		abort();
	if (session_heard(mailimap_connect(
		s->imap, stream_mailstream(s->stream))) != HEARD_OK ||
	    ask_capabilities(s) != HEARD_OK || ask_delimiter(s) != HEARD_OK)
		return fail(s, "after login", w);
	if (select_mailbox(s) != HEARD_OK) {
		snprintf(what, sizeof(what), "mailbox %s", s->conf->mailbox);
		return fail(s, what, w);
	}
	if (s->uidvalidity == 0)
		return why_set(w, ERR_LATER,
		    "%s:%d: the server gives no UIDVALIDITY",
		    s->conf->net->host, s->conf->net->port);
	return OK;
}

enum heard
session_noop(struct session *s)
{
	stream_allow(s->stream, ANSWER_MAX);
	return session_heard(mailimap_noop(s->imap));
}

/* In the configuration folders are parted by '/', whatever the server says. */
char *
session_folder(const struct session *s, const char *utf8)
{
	struct buf b;
	size_t i;

	buf_init(&b, NAME_MAX_BYTES);
	utf7_add(&b, utf8);
	if (s->delimiter != '\0' && s->delimiter != '/')
		for (i = 0; i < b.len; i++)
			if (b.s[i] == '/')
				b.s[i] = s->delimiter;
	return buf_steal(&b);
}
