/*
 * What the server offers, for a person who sets the program up.
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

#define LIST_MAX ((int64_t)4 << 20)
#define NAME_MAX_BYTES 4000

static void
add_capability(struct buf *b, const struct mailimap_capability *c)
{
	bool auth = c->cap_type == MAILIMAP_CAPABILITY_AUTH_TYPE;

	if (b->len > 0)
		buf_addc(b, ' ');
	if (auth)
		buf_adds(b, "AUTH=");
	buf_adds(b, auth ? c->cap_data.cap_auth_type : c->cap_data.cap_name);
}

static char *
capabilities(const struct session *s)
{
	struct mailimap_capability_data *caps = s->imap->imap_connection_info
						    ->imap_capability;
	struct buf b, safe;
	clistiter *i;

	buf_init(&b, 8000);
	buf_init(&safe, 8000);
	for (i = caps ? clist_begin(caps->cap_list) : NULL; i;
	     i = clist_next(i))
		add_capability(&b, clist_content(i));
	text_add_safe(&safe, b.s, b.len, 8000);
	buf_free(&b);
	return buf_steal(&safe);
}

static char *
folder_name(const struct mailimap_mailbox_list *row)
{
	struct buf b, safe;
	size_t i;

	buf_init(&b, NAME_MAX_BYTES);
	buf_init(&safe, NAME_MAX_BYTES);
	utf7_add_decoded(&b, row->mb_name);
	if (row->mb_delimiter != '\0' && row->mb_delimiter != '/')
		for (i = 0; i < b.len; i++)
			if (b.s[i] == row->mb_delimiter)
				b.s[i] = '/';
	text_add_safe(&safe, b.s, b.len, NAME_MAX_BYTES);
	buf_free(&b);
	return buf_steal(&safe);
}

static enum heard
list_folders(struct session *s, struct source_status *st)
{
	clist *list = NULL;
	clistiter *i;
	int r;

	stream_allow(s->stream, LIST_MAX);
	r = mailimap_list(s->imap, "", "*", &list);
	if (session_heard(r) != HEARD_OK)
		return session_heard(r);
	st->folders = mem_zero(
	    (size_t)clist_count(list) + 1, sizeof(*st->folders));
	for (i = clist_begin(list); i; i = clist_next(i)) {
		const struct mailimap_mailbox_list *row = clist_content(i);

		if (row->mb_name)
			st->folders[st->folder_count++] = folder_name(row);
	}
	mailimap_list_result_free(list);
	return HEARD_OK;
}

enum err
session_status(struct session *s, struct source_status *status_r, struct why *w)
{
	struct source_status *st = status_r;

	*st = (struct source_status){ 0 };
	st->uidvalidity = s->uidvalidity;
	st->uidnext = s->uidnext;
	st->exists = s->imap->imap_selection_info->sel_exists;
	st->idle = s->idle;
	st->move = s->move;
	st->uidplus = s->uidplus;
	st->capabilities = capabilities(s);
	st->keywords = mem_str(s->keyword ? ""
					  : "the mailbox takes no "
					    "keywords (PERMANENTFLAGS)");
	if (list_folders(s, st) == HEARD_OK)
		return OK;
	source_status_free(st);
	return why_set(w, ERR_LATER, "%s:%d: LIST: %s", s->conf->net->host,
	    s->conf->net->port, session_words(s));
}
