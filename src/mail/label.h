#ifndef MAIL_LABEL_H
#define MAIL_LABEL_H

#include <stdbool.h>
#include <stddef.h>

/*
 * The field names that mail clients write above a quoted or forwarded mail
 * ("From:", "Dari:", "*Von:*"), in the languages that they speak.
 */
enum label {
	LABEL_NONE,
	LABEL_FROM,
	LABEL_DATE,
	LABEL_TO,
	LABEL_CC,
	LABEL_SUBJECT,
	LABEL_REPLY_TO,
	LABEL_OTHER /* attachments, importance, ... */
};

/* What field the line (without its end) is; its value, white space and stars
 * at both ends taken off. */
enum label label_of(const char *s, size_t n, const char **v_r, size_t *vn_r);

/* How many bytes at the end of s are a field's name as written, 0 if none:
 * Yahoo sets all fields on one line, without space between. */
size_t label_suffix(const char *s, size_t n, enum label *label_r);

/* A subject that begins with a forward's prefix: Fwd:, FW:, Trs:, WG:, ... */
bool label_is_forward_subject(const char *subject);
/* The subject without all prefixes of replies and forwards, borrowed. */
const char *label_bare_subject(const char *subject);

#endif
