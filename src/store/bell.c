/*
 * How another process wakes the daemon. It must never know why.
 */
#include <fcntl.h>
#include <stddef.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/banned.h"
#include "base/buf.h"
#include "store/bell.h"

#define NAME_MAX_BYTES 4096

int
bell_listen(const char *path)
{
	int fd = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
	struct buf name;

	buf_init(&name, NAME_MAX_BYTES);
	buf_addf(&name, "%s.lock", path);
	if (fd >= 0 && inotify_add_watch(fd, name.s, IN_ATTRIB) < 0) {
		close(fd);
		fd = -1;
	}
	buf_free(&name);
	return fd;
}

void
bell_ring(const char *path)
{
	struct buf name;

	buf_init(&name, NAME_MAX_BYTES);
	buf_addf(&name, "%s.lock", path);
	if (utimensat(AT_FDCWD, name.s, NULL, 0) < 0) {
		/* nobody to hear it, or he looks later */
	}
	buf_free(&name);
}
