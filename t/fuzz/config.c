/* objects: settings settings_value settings_office base/arena base/buf
 * base/conf base/err
 * base/file base/hash base/mem base/step base/text base/tod desk/kind
 * desk/office mail/compose mail/enc mail/leaf mail/addr mail/header mail/words
 * mail/charset net/conf net/secret */
/* The configuration file: any bytes give settings or an error with words. */
#include <stdint.h>
#include <stdlib.h>

#include "settings.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *a = arena_new();
	struct settings s;
	struct why w = { "" };

	if (settings_parse(a, "fuzz.conf", (const char *)data, size, &s, &w) !=
		OK &&
	    w.s[0] == '\0')
		abort();
	arena_free(&a);
	return 0;
}
