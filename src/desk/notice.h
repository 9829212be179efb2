#ifndef DESK_NOTICE_H
#define DESK_NOTICE_H

#include "base/mustache.h"
#include "desk/reply.h"

/*
 * Mails to officers and managers: templates/petugas/NAME.{subject,txt,html},
 * Indonesian, filled from a tree of values that the caller builds. The names
 * that such a template may read are a closed set too (notice.c), wherever
 * they stand; a name that is not there is empty.
 */
enum err notice_draft(struct arena *a, const struct templates *t,
    const char *name, const struct value *root, struct draft *d_r,
    struct why *w);

/* A growing map or list of values in an arena. */
struct values {
	struct arena *a;
	struct value *v;
	size_t n, room;
};
void values_text(struct values *m, const char *key, const char *text);
void values_textf(struct values *m, const char *key, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));
void values_flag(struct values *m, const char *key, bool on);
void values_map(struct values *m, const char *key, const struct values *of);
void values_list(struct values *m, const char *key, const struct values *of);
struct value values_root(const struct values *m);

/* mailto: link with prepared subject and body (RFC 6068), percent-encoded so
 * that Outlook, Gmail and telephones take it; at most 1800 bytes. */
const char *notice_mailto(
    struct arena *a, const char *to, const char *subject, const char *body);

#endif
