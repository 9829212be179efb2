#ifndef T_UNIT_READ_MAIL_H
#define T_UNIT_READ_MAIL_H

#include <stdlib.h>

#include "base/buf.h"
#include "base/file.h"
#include "mail/msg.h"
#include "mail/quote.h"

/* A reader with the patterns of conf/patterns. */
static struct mail_reader reader;

static void
load(void)
{
	static const char *const files[] = { "attribution", "client",
		"disclaimer", "separator", "ours" };
	struct quote_patterns *q = quote_patterns_new();
	char path[100];
	struct why w;
	struct buf b;
	size_t i;

	for (i = 0; i < sizeof(files) / sizeof(files[0]); i++) {
		buf_init(&b, 1 << 20);
		snprintf(path, sizeof(path), "conf/patterns/%s.conf", files[i]);
		ok(file_read(path, &b, &w) == OK &&
			quote_patterns_add(q, path, b.s, b.len, &w) == OK,
		    "%s", path);
		buf_free(&b);
	}
	reader.limits = mail_limits_default;
	reader.authserv_id = "";
	reader.quotes = q;
}

/* The bytes of t/corpus/FOLDER/FILE.eml; b is the caller's. */
static inline bool
corpus_mail(const char *folder, const char *file, struct buf *b)
{
	char path[100];
	struct why w;

	buf_init(b, 1 << 20);
	snprintf(path, sizeof(path), "t/corpus/%s/%s.eml", folder, file);
	return ok(file_read(path, b, &w) == OK, "%s is there", path);
}

#endif
