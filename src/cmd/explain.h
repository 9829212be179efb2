#ifndef CMD_EXPLAIN_H
#define CMD_EXPLAIN_H

#include "desk/decide.h"
#include "desk/officer.h"
#include "setup.h"

/* One explained mail, printed: as a line of JSON (DESIGN section 9, a
 * contract) or on one screen for a person. */
struct explained {
	const char *file;
	const struct msg *msg;
	enum err read;
	const char *error; /* words when read failed, else "" */
	const struct decision *decision;
	const char *ticket;      /* code, "" */
	const struct plan *plan; /* of an officer's mail, NULL */
};

void explain_json(const struct setup *s, const struct explained *x);
void explain_text(const struct setup *s, const struct explained *x);
/* A file that could not even be opened. */
void explain_json_error(const char *file, const char *error);

#endif
