/*
 * Listing and fetching: the answers of the server, message by message, to a
 * function of the caller. Only BODY.PEEK, so \Seen stays as it is; never
 * ENVELOPE or BODYSTRUCTURE, whose parsing an attacker would feed.
 */
#include <libetpan/libetpan.h>
#include <stdlib.h>
#include <string.h>

#include "base/banned.h"
#include "base/tod.h"
#include "net/session.h"

#define LINE_COST 256              /* bytes around a message's content */
#define LIST_COST 128              /* bytes for a message of a list */
#define SLACK ((int64_t)256 << 10) /* unasked-for answers */

struct taking {
	struct session *session;
	int64_t allowance; /* bytes until the next message has come */
	size_t patience;   /* so many messages at most */
	void (*item)(void *ctx, const struct session_item *item);
	void (*uid)(void *ctx, uint32_t uid);
	void *ctx;
};

static int64_t
seconds_of(const struct mailimap_date_time *d)
{
	struct tod t = { .year = d->dt_year,
		.month = d->dt_month,
		.day = d->dt_day,
		.hour = d->dt_hour,
		.minute = d->dt_min,
		.second = d->dt_sec };
	int zone = d->dt_zone;

	if (!tod_valid_day(t.year, t.month, t.day))
		return 0;
	return tod_join(&t, (zone / 100 * 60 + zone % 100) * 60);
}

static void
take_static(struct session_item *item, const struct mailimap_msg_att_static *a)
{
	switch (a->att_type) {
	case MAILIMAP_MSG_ATT_UID:
		item->uid = a->att_data.att_uid;
		break;
	case MAILIMAP_MSG_ATT_RFC822_SIZE:
		item->size = a->att_data.att_rfc822_size;
		break;
	case MAILIMAP_MSG_ATT_INTERNALDATE:
		item->internal_date = seconds_of(a->att_data.att_internal_date);
		break;
	case MAILIMAP_MSG_ATT_BODY_SECTION:
		item->has_content = true;
		item->bytes = a->att_data.att_body_section->sec_body_part;
		item->len = a->att_data.att_body_section->sec_length;
		break;
	default:
		break;
	}
}

static void
on_message(struct mailimap_msg_att *att, void *ctx)
{
	struct taking *t = ctx;
	struct session_item item = { 0 };
	clistiter *i;

	for (i = clist_begin(att->att_list); i; i = clist_next(i)) {
		struct mailimap_msg_att_item *a = clist_content(i);

		if (a->att_type == MAILIMAP_MSG_ATT_ITEM_STATIC)
			take_static(&item, a->att_data.att_static);
	}
	if (item.uid == 0)
		return;
	if (t->uid) {
		t->uid(t->ctx, item.uid);
		return;
	}
	t->item(t->ctx, &item);
	/* The time that the caller took is not the server's either. */
	if (t->patience > 0) {
		t->patience--;
		stream_allow(t->session->stream, t->allowance);
	}
}

/* Without one, libetpan does not call the handler of messages either. */
static void
on_progress(size_t current, size_t maximum, void *ctx)
{
	(void)current;
	(void)maximum;
	(void)ctx;
}

/* Takes over type. */
static enum heard
run(struct session *s, struct mailimap_set *set,
    struct mailimap_fetch_type *type, struct taking *t)
{
	clist *rest = NULL;
	int r;

	if (set == NULL || type == NULL)
		abort();
	mailimap_set_progress_callback(s->imap, on_progress, on_progress, NULL);
	mailimap_set_msg_att_handler(s->imap, on_message, t);
	r = mailimap_uid_fetch(s->imap, set, type, &rest);
	mailimap_set_msg_att_handler(s->imap, NULL, NULL);
	mailimap_set_progress_callback(s->imap, NULL, NULL, NULL);
	if (r == MAILIMAP_NO_ERROR && rest)
		mailimap_fetch_list_free(rest);
	mailimap_fetch_type_free(type);
	mailimap_set_free(set);
	return session_heard(r);
}

static struct mailimap_fetch_type *
type_new(struct mailimap_fetch_att *first)
{
	struct mailimap_fetch_type
	    *type = mailimap_fetch_type_new_fetch_att_list_empty();

	if (type == NULL || first == NULL)
		abort();
	mailimap_fetch_type_new_fetch_att_list_add(type, first);
	return type;
}

static struct mailimap_fetch_att *
part(int64_t offset, size_t len)
{
	return mailimap_fetch_att_new_body_peek_section_partial(
	    mailimap_section_new(NULL), (uint32_t)offset, (uint32_t)len);
}

enum heard
session_list(struct session *s, uint32_t from, uint32_t upto,
    void (*each)(void *ctx, uint32_t uid), void *ctx)
{
	struct taking t = { .uid = each, .ctx = ctx };

	/* All of the answer stays in memory until its end. */
	stream_allow(s->stream,
	    s->imap->imap_selection_info->sel_exists * (int64_t)LIST_COST +
		SLACK);
	return run(s, mailimap_set_new_interval(from, upto),
	    type_new(mailimap_fetch_att_new_uid()), &t);
}

/* What one message may cost; each that comes allows for the next. */
static struct taking
taking(struct session *s,
    void (*each)(void *ctx, const struct session_item *item), void *ctx,
    size_t count)
{
	struct taking t = { .session = s,
		.allowance = (int64_t)s->conf->big + LINE_COST + SLACK,
		.patience = count * 2 + 100,
		.item = each,
		.ctx = ctx };

	stream_allow(s->stream, t.allowance);
	return t;
}

enum heard
session_fetch(struct session *s, uint32_t from, uint32_t upto, size_t count,
    void (*each)(void *ctx, const struct session_item *item), void *ctx)
{
	struct taking t = taking(s, each, ctx, count);
	struct mailimap_fetch_type *type = type_new(
	    mailimap_fetch_att_new_uid());

	mailimap_fetch_type_new_fetch_att_list_add(
	    type, mailimap_fetch_att_new_internaldate());
	mailimap_fetch_type_new_fetch_att_list_add(
	    type, mailimap_fetch_att_new_rfc822_size());
	mailimap_fetch_type_new_fetch_att_list_add(type, part(0, s->conf->big));
	return run(s, mailimap_set_new_interval(from, upto), type, &t);
}

enum heard
session_piece(struct session *s, uint32_t uid, int64_t offset,
    void (*each)(void *ctx, const struct session_item *item), void *ctx)
{
	struct taking t = taking(s, each, ctx, 1);
	struct mailimap_fetch_type *type = type_new(
	    mailimap_fetch_att_new_uid());

	mailimap_fetch_type_new_fetch_att_list_add(
	    type, part(offset, s->conf->big));
	return run(s, mailimap_set_new_single(uid), type, &t);
}
