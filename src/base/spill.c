/*
 * A large stretch of bytes outside of memory. It must never know what they
 * are.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/banned.h"
#include "base/mem.h"
#include "base/spill.h"

struct spill {
	int fd;
	size_t len;
	char *map; /* NULL: not yet */
};

static int
open_nameless(const char *dir)
{
	char name[4096];
	int fd = open(dir, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600), n;

	if (fd >= 0 || (errno != EOPNOTSUPP && errno != EISDIR))
		return fd;
	/* a file system that cannot do it */
	n = snprintf(name, sizeof(name), "%s/spill.XXXXXX", dir);
	if (n < 0 || (size_t)n >= sizeof(name))
		return -1;
	if ((fd = mkostemp(name, O_CLOEXEC)) >= 0)
		unlink(name);
	return fd;
}

enum err
spill_new(const char *dir, struct spill **s_r, struct why *w)
{
	int fd = open_nameless(dir);

	*s_r = NULL;
	if (fd < 0)
		return why_set(w, ERR_STOP, "%s: %s", dir, strerror(errno));
	*s_r = mem_zero(1, sizeof(**s_r));
	(*s_r)->fd = fd;
	return OK;
}

void
spill_free(struct spill **s)
{
	if (*s == NULL)
		return;
	if ((*s)->map != NULL)
		munmap((*s)->map, (*s)->len);
	close((*s)->fd);
	free(*s);
	*s = NULL;
}

enum err
spill_add(struct spill *s, const void *p, size_t n, struct why *w)
{
	const char *at = p;
	ssize_t done;

	while (n > 0) {
		done = write(s->fd, at, n);
		if (done < 0 && errno == EINTR)
			continue;
		if (done <= 0)
			return why_set(
			    w, ERR_STOP, "temporary file: %s", strerror(errno));
		at += done;
		n -= (size_t)done;
		s->len += (size_t)done;
	}
	return OK;
}

enum err
spill_bytes(struct spill *s, const char **p_r, size_t *n_r, struct why *w)
{
	void *map;

	*p_r = "";
	*n_r = s->len;
	if (s->len == 0)
		return OK;
	map = mmap(NULL, s->len, PROT_READ, MAP_PRIVATE, s->fd, 0);
	if (map == MAP_FAILED)
		return why_set(
		    w, ERR_STOP, "temporary file: %s", strerror(errno));
	*p_r = s->map = map;
	return OK;
}

void
spill_passed(void *spill, const char *p, size_t n)
{
	struct spill *s = spill;
	uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE);
	uintptr_t at = (uintptr_t)p, map = (uintptr_t)s->map, from, to;

	if (s->map == NULL || at < map || at - map > s->len ||
	    n > s->len - (at - map))
		return;
	from = (at + page - 1) / page * page;
	to = (at + n) / page * page;
	if (from < to)
		madvise(s->map + (from - map), to - from, MADV_DONTNEED);
}
