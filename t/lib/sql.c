/* objects: */
/* sql DATABASE STATEMENT: its rows, columns parted by "|", for the tests. */
#include <sqlite3.h>
#include <stdio.h>

static void
print_row(sqlite3_stmt *st)
{
	int i;

	for (i = 0; i < sqlite3_column_count(st); i++)
		printf("%s%s", i > 0 ? "|" : "",
		    sqlite3_column_type(st, i) == SQLITE_NULL
			? ""
			: (const char *)sqlite3_column_text(st, i));
	printf("\n");
}

int
main(int argc, char **argv)
{
	sqlite3 *db;
	sqlite3_stmt *st = NULL;
	int rc;

	if (argc != 3) {
		fprintf(stderr, "usage: sql DATABASE STATEMENT\n");
		return 2;
	}
	rc = sqlite3_open_v2(argv[1], &db, SQLITE_OPEN_READWRITE, NULL);
	if (rc == SQLITE_OK)
		rc = sqlite3_prepare_v2(db, argv[2], -1, &st, NULL);
	while (rc == SQLITE_OK || rc == SQLITE_ROW) {
		rc = sqlite3_step(st);
		if (rc == SQLITE_ROW)
			print_row(st);
	}
	if (rc != SQLITE_DONE)
		fprintf(stderr, "sql: %s\n", sqlite3_errmsg(db));
	sqlite3_finalize(st);
	sqlite3_close(db);
	return rc != SQLITE_DONE;
}
