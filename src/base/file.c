/*
 * Reading files, and whole folders of them, with errors that name them.
 */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/banned.h"
#include "base/file.h"
#include "base/text.h"

static enum err
read_all(int fd, const char *path, struct buf *b, struct why *w)
{
	ssize_t n;

	for (;;) {
		size_t left = b->max - b->len;
		size_t want = left > 65536 ? 65536 : left;
		char over;

		if (want == 0) {
			if ((n = read(fd, &over, 1)) == 0)
				return OK;
			return why_set(w, ERR_ITEM, "%s: longer than %zu bytes",
			    path, b->max);
		}
		buf_reserve(b, want);
		n = read(fd, b->s + b->len, want);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return why_set(
			    w, ERR_ITEM, "%s: %s", path, strerror(errno));
		if (n == 0)
			return OK;
		b->len += (size_t)n;
		b->s[b->len] = '\0';
	}
}

static enum err
read_checked(const char *path, struct buf *b, bool secret, struct why *w)
{
	struct stat st;
	enum err e;
	int fd;

	fd = open(path, O_RDONLY | O_CLOEXEC | (secret ? O_NONBLOCK : 0));
	if (fd < 0 || fstat(fd, &st) < 0) {
		e = why_set(w, ERR_ITEM, "%s: %s", path, strerror(errno));
		if (fd >= 0)
			close(fd);
		return e;
	}
	if (S_ISDIR(st.st_mode))
		e = why_set(w, ERR_ITEM, "%s: is a directory", path);
	else if (secret && !S_ISREG(st.st_mode))
		e = why_set(w, ERR_ITEM, "%s: not a regular file", path);
	else if (secret && st.st_uid != geteuid() && st.st_uid != 0)
		e = why_set(w, ERR_ITEM, "%s: belongs to user %u, not to us",
		    path, (unsigned)st.st_uid);
	else if (secret && (st.st_mode & 077) != 0)
		e = why_set(w, ERR_ITEM,
		    "%s: others can read it (mode %03o): chmod 600 %s", path,
		    (unsigned)st.st_mode & 0777, path);
	else
		e = read_all(fd, path, b, w);
	close(fd);
	return e;
}

enum err
file_read(const char *path, struct buf *b, struct why *w)
{
	return read_checked(path, b, false, w);
}

enum err
file_read_secret(const char *path, struct buf *b, struct why *w)
{
	enum err e = read_checked(path, b, true, w);

	if (e != OK)
		return e;
	if (b->len > 0 && b->s[b->len - 1] == '\n')
		buf_cut(b, b->len - 1);
	if (b->len > 0 && b->s[b->len - 1] == '\r')
		buf_cut(b, b->len - 1);
	if (b->len == 0)
		return why_set(w, ERR_ITEM, "%s: is empty", path);
	if (!text_is_line(b->s, b->len))
		return why_set(w, ERR_ITEM, "%s: more than one line", path);
	return OK;
}

enum err
file_each(const char *dir, const char *tail,
    enum err (*each)(void *ctx, const char *path, struct why *w), void *ctx,
    struct why *w)
{
	struct dirent **list;
	struct buf path;
	enum err e = OK;
	int i, n;

	n = scandir(dir, &list, NULL, alphasort);
	if (n < 0)
		return why_set(w, ERR_ITEM, "%s: %s", dir, strerror(errno));
	buf_init(&path, 4096);
	for (i = 0; i < n; i++) {
		const char *name = list[i]->d_name;

		if (e == OK && name[0] != '.' && text_ends(name, tail)) {
			buf_reset(&path);
			buf_addf(&path, "%s/%s", dir, name);
			e = each(ctx, path.s, w);
		}
		free(list[i]);
	}
	free(list);
	buf_free(&path);
	return e;
}

static bool
write_all(int fd, const char *s, size_t n)
{
	ssize_t done;

	while (n > 0) {
		done = write(fd, s, n);
		if (done < 0 && errno == EINTR)
			continue;
		if (done <= 0)
			return false;
		s += done;
		n -= (size_t)done;
	}
	return true;
}

/* The new name of a file lasts when its folder does. */
static bool
sync_folder(const char *path)
{
	const char *slash = strrchr(path, '/');
	struct buf dir;
	bool ok;
	int fd;

	buf_init(&dir, 4096);
	buf_add(
	    &dir, slash ? path : ".", slash ? (size_t)(slash - path) + 1 : 1);
	fd = open(dir.s, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	ok = fd >= 0 && fsync(fd) == 0;
	if (fd >= 0)
		close(fd);
	buf_free(&dir);
	return ok;
}

enum err
file_replace(const char *path, const struct buf *b, struct why *w)
{
	enum err e = OK;
	struct buf tmp;
	bool ok;
	int fd;

	buf_init(&tmp, 4096);
	buf_addf(&tmp, "%s.new", path);
	fd = open(tmp.s, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	ok = fd >= 0 && write_all(fd, b->s, b->len) && fsync(fd) == 0;
	if (fd >= 0 && close(fd) < 0)
		ok = false;
	if (!ok || rename(tmp.s, path) < 0 || !sync_folder(path))
		e = why_set(w, ERR_ITEM, "%s: %s", path, strerror(errno));
	if (e != OK && fd >= 0)
		unlink(tmp.s);
	buf_free(&tmp);
	return e;
}
