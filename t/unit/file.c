/* objects: base/buf base/err base/file base/mem base/text */
#include "tap.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"

static void
check_replace(const char *dir)
{
	struct buf b, got;
	char path[256], none[256];
	struct stat st;
	struct why w;

	snprintf(path, sizeof(path), "%s/f", dir);
	snprintf(none, sizeof(none), "%s/none/f", dir);
	buf_init(&b, 1024);
	buf_init(&got, 1024);
	buf_adds(&b, "one");
	ok(file_replace(path, &b, &w) == OK, "a new file");
	ok(stat(path, &st) == 0 && (st.st_mode & 0777) == 0600,
	    "for its owner alone");
	buf_reset(&b);
	buf_add(&b, "t\0wo", 4);
	ok(file_replace(path, &b, &w) == OK, "the next one replaces it");
	ok(file_read(path, &got, &w) == OK && got.len == 4 &&
		memcmp(got.s, "t\0wo", 4) == 0,
	    "byte by byte");
	ok(file_replace(none, &b, &w) == ERR_ITEM, "no such folder");
	ok(strstr(w.s, none) != NULL, "which is named");
	strcat(path, ".new");
	ok(access(path, F_OK) < 0, "nothing is left beside it");
	path[strlen(path) - 4] = '\0';
	unlink(path);
	buf_free(&b);
	buf_free(&got);
}

int
main(void)
{
	char dir[] = "/tmp/tanggap-file.XXXXXX";

	if (!ok(mkdtemp(dir) != NULL, "a folder"))
		return done_testing();
	check_replace(dir);
	rmdir(dir);
	return done_testing();
}
