/* objects: settings settings_value base/conf base/file base/text base/tod
 * base/buf base/mem base/err base/arena base/log mail/addr net/conf
 * desk/kind mail/words desk/office net/secret mail/charset mail/leaf */
/*
 * Any text as configuration (seeds: conf): it loads or is refused with words
 * that name the file and fit one line.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/banned.h"
#include "settings.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *a = arena_new();
	struct settings s;
	struct why w;

	if (settings_parse(a, "fuzz.conf", (const char *)data, size, &s, &w) !=
	    OK) {
		if (strncmp(w.s, "fuzz.conf", 9) != 0 ||
		    strpbrk(w.s, "\r\n\x1b") != NULL)
			abort();
	}
	arena_free(&a);
	return 0;
}
