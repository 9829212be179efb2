/*
 * A consistent copy of the database while others work with it.
 */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "base/banned.h"
#include "store/sql.h"

/* In one go: in WAL mode a reader stops nobody from writing. */
static enum err
copy(struct store *s, sqlite3 *to, struct why *w)
{
	sqlite3_backup *b = sqlite3_backup_init(to, "main", s->db, "main");
	int rc;

	if (b == NULL)
		return why_set(w, ERR_STOP, "backup: %s", sqlite3_errmsg(to));
	rc = sqlite3_backup_step(b, -1);
	sqlite3_backup_finish(b);
	if (rc == SQLITE_DONE)
		return OK;
	if (rc == SQLITE_BUSY || rc == SQLITE_LOCKED)
		return why_set(w, ERR_LATER, "backup: somebody else writes");
	return why_set(w, ERR_STOP, "backup: %s", sqlite3_errstr(rc));
}

enum err
store_backup(struct store *s, const char *path, struct why *w)
{
	int fd = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	sqlite3 *to = NULL;
	enum err e;

	if (fd < 0)
		return why_set(w, ERR_ITEM, "%s: %s", path, strerror(errno));
	close(fd);
	if (sqlite3_open_v2(path, &to, SQLITE_OPEN_READWRITE, NULL) !=
	    SQLITE_OK)
		e = why_set(w, ERR_STOP, "%s: cannot open it", path);
	else
		e = copy(s, to, w);
	if (sqlite3_close(to) != SQLITE_OK && e == OK)
		e = why_set(w, ERR_STOP, "%s: cannot close it", path);
	if (e != OK)
		unlink(path);
	return e;
}
