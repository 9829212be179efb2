#ifndef SETTINGS_H
#define SETTINGS_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/log.h"
#include "desk/kind.h"
#include "desk/office.h"
#include "mail/msg.h"
#include "net/conf.h"

/*
 * The configuration file as the program uses it: one table row per setting
 * in settings.c, const after loading. Strings live in the arena.
 */
struct hours {
	int from, to; /* minutes after midnight; equal: closed */
};

struct settings {
	const char *path;
	struct office office;
	struct hours hours[7], ramadan[7]; /* 0 Sunday */
	struct mail_reader reader;
	int attempts;
	size_t notify_size; /* of the files that a notification carries */
	int64_t answer_age; /* seconds: older mail gets no answer */

	const char *source; /* "imap" or "folder:PATH", path made absolute */
	struct net_conf imap, smtp;
	const char *folder;
	const char *sent_folder; /* where officers' own answers lie, "" */
	bool move;               /* else leave with a keyword */
	const char *move_to[OUTCOME_COUNT];
	int poll;        /* seconds */
	int64_t give_up; /* seconds */

	const char *database, *key;
	const char *templates, *rules, *holidays, *patterns, *intake, *data;
	const char *catalogue;        /* "" for none */
	const char *concepts, *areas; /* "" for none */
	enum log_level log_level;
};

/*
 * Reads and checks the file. ERR_ITEM: w names file, line and what would be
 * right. Nothing but the file itself is looked at; files it names are
 * checked by those who open them.
 */
enum err settings_load(
    struct arena *a, const char *path, struct settings *s_r, struct why *w);

/* The same from n bytes of text; path is for errors and relative paths. */
enum err settings_parse(struct arena *a, const char *path, const char *text,
    size_t n, struct settings *s_r, struct why *w);

/* Every setting, "section key", one a line: for the test that all are
 * documented. */
void settings_list(struct buf *b);

#endif
