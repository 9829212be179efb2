/*
 * Mail from files: a Maildir, a directory of .eml files, or one file. It
 * changes nothing there and interprets no byte.
 */
#include <dirent.h>
#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/banned.h"
#include "base/buf.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/text.h"
#include "net/folder.h"

#define PATH_LIMIT 4096

struct folder {
	struct source base;
	const struct source_conf *conf;
	int stop_fd;
	char **names; /* owned, sorted, relative to conf->path */
	size_t count, room, at;
	uint32_t last_uid;
	char *last_name;
	bool listed;
};

static void
add_name(struct folder *f, const char *dir, const char *name)
{
	struct buf b;

	buf_init(&b, PATH_LIMIT);
	buf_addf(&b, "%s%s", dir, name);
	if (f->count == f->room) {
		f->room = f->room ? f->room * 2 : 64;
		f->names = mem_grow(f->names, f->room * sizeof(*f->names));
	}
	f->names[f->count++] = buf_steal(&b);
}

static char *
path_of(const struct folder *f, const char *name)
{
	struct buf b;

	buf_init(&b, PATH_LIMIT);
	buf_addf(&b, "%s%s%s", f->conf->path, name[0] ? "/" : "", name);
	return buf_steal(&b);
}

/* sub is "new/", "cur/" or "": there only what ends in .eml is a mail. */
static enum err
list_dir(struct folder *f, const char *sub, struct why *w)
{
	char *path = path_of(f, sub);
	DIR *d = opendir(path);
	struct dirent *e;

	if (d == NULL) {
		why_set(w, ERR_LATER, "%s: %s", path, strerror(errno));
		free(path);
		return ERR_LATER;
	}
	while ((e = readdir(d)) != NULL)
		if (e->d_name[0] != '.' &&
		    (sub[0] != '\0' || text_ends(e->d_name, ".eml")))
			add_name(f, sub, e->d_name);
	closedir(d);
	free(path);
	return OK;
}

/* Without "new/" or "cur/": a mail that is read keeps its place. */
static const char *
base_of(const char *name)
{
	const char *slash = strrchr(name, '/');

	return slash ? slash + 1 : name;
}

static int
by_base(const void *a, const void *b)
{
	const char *x = base_of(*(char *const *)a);
	const char *y = base_of(*(char *const *)b);
	size_t n = strcspn(x, ":"), m = strcspn(y, ":");
	int r = memcmp(x, y, n < m ? n : m);

	return r != 0 ? r : n < m ? -1 : n > m;
}

static bool
is_dir(const struct folder *f, const char *name)
{
	char *path = path_of(f, name);
	struct stat st;
	bool is = stat(path, &st) == 0 && S_ISDIR(st.st_mode);

	free(path);
	return is;
}

static void
forget(struct folder *f)
{
	while (f->count > 0)
		free(f->names[--f->count]);
	f->at = 0;
}

/* Past what was given before; UIDs go on counting. */
static void
skip_given(struct folder *f)
{
	while (f->last_name && f->at < f->count &&
	       by_base(&f->names[f->at], &f->last_name) <= 0)
		f->at++;
}

static enum err
list(struct folder *f, struct why *w)
{
	enum err e = OK;

	forget(f);
	if (!is_dir(f, "")) {
		add_name(f, "", "");
	} else if (is_dir(f, "new") && is_dir(f, "cur")) {
		e = list_dir(f, "new/", w);
		if (e == OK)
			e = list_dir(f, "cur/", w);
	} else {
		e = list_dir(f, "", w);
	}
	if (e != OK)
		return e;
	if (f->count > 0)
		qsort(f->names, f->count, sizeof(*f->names), by_base);
	skip_given(f);
	f->listed = true;
	return OK;
}

static void
read_mail(struct folder *f, struct fetched *item)
{
	size_t limit = (size_t)f->conf->limit;
	char *path = path_of(f, f->names[f->at]);
	struct stat st = { 0 };
	struct why cause;
	struct buf b;

	buf_init(&b, limit);
	item->what = FETCH_MAIL;
	stat(path, &st);
	item->internal_date = st.st_mtime;
	item->size = st.st_size;
	if (file_read(path, &b, &cause) == OK) {
		item->len = b.len;
		item->bytes = buf_steal(&b);
	} else if (st.st_size > f->conf->limit && b.len > 0) {
		item->truncated = true;
		item->len = b.len < f->conf->big ? b.len : f->conf->big;
		item->bytes = mem_grow(buf_steal(&b), item->len + 1);
		item->bytes[item->len] = '\0';
	} else {
		item->what = FETCH_BROKEN;
		item->error = mem_str(cause.s);
		buf_free(&b);
	}
	free(path);
}

static bool
must_stop(const struct folder *f, int timeout_ms)
{
	struct pollfd p = { .fd = f->stop_fd, .events = POLLIN };

	return poll(&p, 1, timeout_ms) > 0;
}

static enum err
folder_next(
    struct source *src, int timeout_ms, struct fetched *item_r, struct why *w)
{
	struct folder *f = (struct folder *)src;
	enum err e;

	(void)timeout_ms;
	if (must_stop(f, 0))
		return why_set(w, ERR_LATER, "stopped");
	if (!f->listed && (e = list(f, w)) != OK)
		return e;
	item_r->uidvalidity = 1;
	if (f->at == f->count) {
		item_r->what = FETCH_END;
		item_r->done_uid = f->last_uid;
		f->listed = false;
		return OK;
	}
	read_mail(f, item_r);
	item_r->uid = item_r->done_uid = ++f->last_uid;
	item_r->name = f->names[f->at][0] != '\0'
			   ? mem_str(f->names[f->at])
			   : mem_str(base_of(f->conf->path));
	free(f->last_name);
	f->last_name = mem_str(f->names[f->at]);
	f->at++;
	return OK;
}

static void
folder_mark(struct source *src, uint32_t uid, const char *outcome)
{
	(void)src;
	(void)uid;
	(void)outcome;
}

static enum err
folder_flush(struct source *src, struct why *w)
{
	(void)src;
	(void)w;
	return OK;
}

static enum err
folder_wait(struct source *src, int seconds, struct why *w)
{
	struct folder *f = (struct folder *)src;
	int most = seconds < f->conf->poll ? seconds : f->conf->poll;

	return must_stop(f, most * 1000) ? why_set(w, ERR_LATER, "stopped")
					 : OK;
}

static enum err
folder_status(struct source *src, struct source_status *status_r, struct why *w)
{
	struct folder *f = (struct folder *)src;
	enum err e;

	if (!f->listed && (e = list(f, w)) != OK)
		return e;
	status_r->uidvalidity = 1;
	status_r->exists = (uint32_t)f->count;
	status_r->uidnext = (uint32_t)f->count + 1;
	status_r->capabilities = mem_str("");
	status_r->keywords = mem_str("files are not marked");
	return OK;
}

static void
folder_close(struct source *src)
{
	struct folder *f = (struct folder *)src;

	forget(f);
	free(f->names);
	free(f->last_name);
	free(f);
}

static const struct source_ops folder_ops = { .next = folder_next,
	.mark = folder_mark,
	.flush = folder_flush,
	.wait = folder_wait,
	.status = folder_status,
	.close = folder_close };

enum err
folder_open(const struct source_conf *conf, const struct source_position *from,
    int stop_fd, struct source **src_r, struct why *w)
{
	struct folder *f;
	struct stat st;

	if (stat(conf->path, &st) < 0)
		return why_set(
		    w, ERR_STOP, "%s: %s", conf->path, strerror(errno));
	f = mem_zero(1, sizeof(*f));
	f->base.ops = &folder_ops;
	f->conf = conf;
	f->stop_fd = stop_fd;
	f->last_uid = from->last_uid;
	if (from->name && from->name[0] != '\0')
		f->last_name = mem_str(from->name);
	*src_r = &f->base;
	return OK;
}
