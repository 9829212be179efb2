/* objects: base/arena base/buf base/err base/mem base/spill base/text */
#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/spill.h"
#include "tap.h"

#define SIZE ((size_t)3 << 20)

static int
files_in(const char *dir)
{
	struct dirent *d;
	DIR *list = opendir(dir);
	int n = 0;

	while (list != NULL && (d = readdir(list)) != NULL)
		n += d->d_name[0] != '.';
	if (list != NULL)
		closedir(list);
	return n;
}

int
main(void)
{
	char dir[] = "/tmp/spill.XXXXXX", *want = mem_zero(1, SIZE), *other;
	struct spill *s;
	struct why w;
	const char *p;
	size_t i, n;

	if (mkdtemp(dir) == NULL)
		return 1;
	for (i = 0; i < SIZE; i++)
		want[i] = (char)(i * i >> 3);
	other = mem_zero(1, SIZE);
	memcpy(other, want, SIZE);
	is_int(spill_new("/no/such/folder", &s, &w), ERR_STOP, "no folder");
	ok(s == NULL && strstr(w.s, "/no/such/folder") != NULL, "the words");
	is_int(spill_new(dir, &s, &w), OK, "a new one");
	is_int(files_in(dir), 0, "has no name");
	spill_passed(s, want, SIZE);
	is_int(spill_bytes(s, &p, &n, &w), OK, "nothing in it");
	is_int((long long)n, 0, "is nothing");
	for (i = 0; i < SIZE; i += n) {
		n = SIZE - i < 70001 ? SIZE - i : 70001;
		if (spill_add(s, want + i, n, &w) != OK)
			break;
	}
	is_int((long long)i, (long long)SIZE, "it is filled");
	is_int(spill_bytes(s, &p, &n, &w), OK, "mapped");
	ok(n == SIZE && memcmp(p, want, n) == 0, "it has the bytes");
	spill_passed(s, p + 5, SIZE - 9);
	spill_passed(s, p, SIZE);
	ok(memcmp(p, want, n) == 0, "also when they were passed");
	spill_passed(s, want, SIZE);
	spill_passed(s, p + 1, SIZE);
	ok(memcmp(other, want, SIZE) == 0, "those of others are let alone");
	spill_free(&s);
	ok(s == NULL, "gone");
	spill_free(&s);
	free(want);
	free(other);
	rmdir(dir);
	return done_testing();
}
