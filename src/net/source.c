/*
 * The one interface of the sources: chooses the kind, passes the calls on.
 */
#include <stdlib.h>
#include <string.h>

#include "base/banned.h"
#include "net/fetch.h"
#include "net/folder.h"
#include "net/source_ops.h"

void
source_conf_init(struct source_conf *c)
{
	*c = (struct source_conf){ .path = "",
		.mailbox = "INBOX",
		.keyword = "$Tanggap",
		.big = (size_t)1 << 20,
		.limit = (int64_t)200 << 20,
		.queue_bytes = (size_t)1 << 20,
		.poll = 60 };
}

enum err
source_open(const struct source_conf *conf, const struct source_position *from,
    int stop_fd, struct source **src_r, struct why *w)
{
	return conf->path[0] != '\0'
		   ? folder_open(conf, from, stop_fd, src_r, w)
		   : fetch_open(conf, from, stop_fd, src_r, w);
}

void
source_close(struct source **src)
{
	if (*src)
		(*src)->ops->close(*src);
	*src = NULL;
}

enum err
source_next(
    struct source *src, int timeout_ms, struct fetched *item_r, struct why *w)
{
	*item_r = (struct fetched){ .what = FETCH_NOTHING };
	return src->ops->next(src, timeout_ms, item_r, w);
}

void
source_mark(struct source *src, uint32_t uid, const char *outcome)
{
	src->ops->mark(src, uid, outcome);
}

enum err
source_flush(struct source *src, struct why *w)
{
	return src->ops->flush(src, w);
}

enum err
source_wait(struct source *src, int seconds, struct why *w)
{
	return src->ops->wait(src, seconds, w);
}

bool
source_needs_person(const struct source *src)
{
	return src->needs_person;
}

enum err
source_status(struct source *src, struct source_status *status_r, struct why *w)
{
	*status_r = (struct source_status){ 0 };
	return src->ops->status(src, status_r, w);
}

void
source_status_free(struct source_status *status)
{
	size_t i;

	for (i = 0; i < status->folder_count; i++)
		free(status->folders[i]);
	free(status->folders);
	free(status->capabilities);
	free(status->keywords);
	*status = (struct source_status){ 0 };
}

void
fetched_free(struct fetched *f)
{
	free(f->bytes);
	free(f->name);
	free(f->error);
	*f = (struct fetched){ .what = FETCH_NOTHING };
}
