#ifndef DESK_FORM_H
#define DESK_FORM_H

#include "base/arena.h"
#include "mail/msg.h"

/*
 * Reads back the form of the mail that asks for missing details
 * (templates/.../_form.txt): "Tahun: 2021-2025", filled in above, below or
 * inside the quote, on the line or on the next, in one line where a phone
 * wrapped it, behind dots or underscores, in Indonesian or English.
 */
struct form {
	struct strs details; /* words of struct completeness, as asked */
	struct strs values;  /* as given, one line each */
};

/* What text (the whole readable text, quotes and all) gives of the details in
 * asked; the author's own lines go before quoted ones. In the arena. */
void form_read(
    struct arena *a, const char *text, struct strs asked, struct form *f_r);
bool form_has(const struct form *f, const char *detail);
/* The same as lines "Data: ..." of a mail, for complete_mail(). */
const char *form_lines(struct arena *a, const struct form *f);

/* Does text name an account or a transaction at the service portal, or say
 * that there is one? */
bool form_account(struct arena *a, const char *text);

#endif
