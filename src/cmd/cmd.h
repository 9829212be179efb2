#ifndef CMD_CMD_H
#define CMD_CMD_H

#include <stdio.h>

#include "base/tod.h"
#include "setup.h"
#include "store/store.h"

/*
 * What all subcommands share. Exit status: 0 done, 1 the thing asked about
 * is bad, 2 usage, 3 try again later (network, lock).
 */
enum { EXIT_DONE = 0, EXIT_BAD = 1, EXIT_USAGE = 2, EXIT_LATER = 3 };

struct options {
	const char *config;
	int64_t now;                 /* TOD_NONE: the clock */
	int64_t from;                /* TOD_NONE */
	int64_t days;                /* -1 */
	const char *print, *format;  /* NULL */
	const char *month, *quarter; /* "2026-11", "2026-4"; NULL */
	bool dry, once, online, json, together, all, settings;
	char **args; /* the rest */
	int nargs;
	const char *command;
};

struct command {
	const char *name, *args, *summary;
	int (*run)(const struct options *o);
	int most; /* arguments beside the options */
};

int cmd_run(const struct options *o);
int cmd_check(const struct options *o);
int cmd_explain(const struct options *o);
int cmd_case(const struct options *o);
int cmd_status(const struct options *o);
int cmd_list(const struct options *o);
int cmd_show(const struct options *o);
int cmd_due(const struct options *o);
int cmd_sla(const struct options *o);
int cmd_verify(const struct options *o);
int cmd_release(const struct options *o);
int cmd_requeue(const struct options *o);
int cmd_backup(const struct options *o);
int cmd_states(const struct options *o);
int cmd_templates(const struct options *o);
int cmd_digest(const struct options *o);
int cmd_report(const struct options *o);
int cmd_survey(const struct options *o);
int cmd_train(const struct options *o);
int cmd_rules(const struct options *o);

/* Says why on standard error and gives the exit status of e. */
int cmd_fail(const struct options *o, enum err e, const struct why *w);
int cmd_usage(const struct options *o, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));
int64_t cmd_now(const struct options *o);

/* Settings and all that they name; and the database, opened in this mode. */
enum err cmd_load(const struct options *o, struct setup **s_r, struct why *w);
enum err cmd_open(const struct options *o, enum store_mode mode,
    struct setup **setup_r, struct store **store_r, struct why *w);

/* Untrusted text for a terminal: one line, at most max columns or so. */
void cmd_print(FILE *f, const char *s, size_t max);
/* "Kamis, 26 November 2026 16.00 WIB"-like short form: 2026-11-26 16:00. */
void cmd_print_time(FILE *f, const struct setup *s, int64_t at);

#endif
