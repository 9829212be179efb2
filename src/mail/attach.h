#ifndef MAIL_ATTACH_H
#define MAIL_ATTACH_H

#include <stddef.h>

#include "base/arena.h"
#include "mail/msg.h"

/*
 * A file name that can be shown, stored and sent: no path, control byte,
 * invisible or direction-changing character, reserved device name of Windows,
 * leading dot; at most 200 bytes with its extension kept. "" when nothing of
 * name is left.
 */
const char *attach_safe(struct arena *a, const char *name);

/* Type by the first bytes of a file, "" where they say nothing. */
const char *attach_sniff(const char *p, size_t n);

/* A usual extension with its dot for a type, "" if there is none. */
const char *attach_extension(const char *type);

/*
 * Names the attachments among v: those without a name get one by type, equal
 * names (case ignored) get a number before the extension.
 */
void attach_name_all(struct arena *a, struct part *v, size_t n);

#endif
