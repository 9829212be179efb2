/*
 * The command line: one row per subcommand, one function each.
 */
#include <errno.h>
#include <getopt.h>
#include <limits.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <stdarg.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/banned.h"
#include "base/log.h"
#include "base/text.h"
#include "cmd/cmd.h"

#define VERSION "0.1"
#define MANY INT_MAX

static const struct command commands[] = {
	{ "run", "[--once] [--now TIME]", "the daemon, in the foreground",
	    cmd_run, 0 },
	{ "check", "[--online] [--settings]",
	    "is the configuration right, and all that it names?", cmd_check,
	    0 },
	{ "explain", "[--json] [--together] FILE...|DIR|-",
	    "what would happen to these mails, and why", cmd_explain, MANY },
	{ "status", "", "the desk at a glance", cmd_status, 0 },
	{ "list", "[--all]", "tickets that are open", cmd_list, 0 },
	{ "show", "TICKET", "one case with its whole history", cmd_show, 1 },
	{ "answer", "TICKET TEXT...|-", "send this to the citizen", cmd_case,
	    MANY },
	{ "progress", "TICKET TEXT...|-",
	    "tell the citizen how it stands; the clock runs on", cmd_case,
	    MANY },
	{ "ask", "TICKET TEXT...|-", "ask the citizen; the clock waits",
	    cmd_case, MANY },
	{ "note", "TICKET TEXT...|-", "note it; nobody outside sees it",
	    cmd_case, MANY },
	{ "close", "TICKET [TEXT...]", "close the ticket", cmd_case, MANY },
	{ "reopen", "TICKET", "take the ticket up again", cmd_case, MANY },
	{ "cancel", "TICKET", "call back what has not gone yet", cmd_case,
	    MANY },
	{ "assign", "TICKET OFFICER", "whose it is", cmd_case, MANY },
	{ "kind", "TICKET KIND [TOPIC]", "correct kind and topic", cmd_case,
	    MANY },
	{ "merge", "TICKET TICKET", "the first goes on in the second", cmd_case,
	    MANY },
	{ "split", "TICKET KIND [TOPIC]",
	    "its last mail becomes a ticket of its own", cmd_case, MANY },
	{ "refer", "TICKET SERVICE", "refer the citizen to another service",
	    cmd_case, MANY },
	{ "requester", "TICKET ADDRESS", "this address is the citizen's",
	    cmd_case, MANY },
	{ "confidential", "TICKET", "hide who wrote it", cmd_case, MANY },
	{ "visit", "TEXT...|-", "record a visit", cmd_case, MANY },
	{ "whatsapp", "TEXT...|-", "record a chat", cmd_case, MANY },
	{ "phone", "TEXT...|-", "record a call", cmd_case, MANY },
	{ "box", "TEXT...|-", "record a letter from the box", cmd_case, MANY },
	{ "instagram", "TEXT...|-", "record a chat", cmd_case, MANY },
	{ "lapor", "TEXT...|-", "record a report of LAPOR!", cmd_case, MANY },
	{ "due", "--from TIME --days N", "a deadline, and how it is counted",
	    cmd_due, 0 },
	{ "sla", "", "how the promises stand, and what is due", cmd_sla, 0 },
	{ "digest", "[--print text|html]", "the managers' mail, now",
	    cmd_digest, 0 },
	{ "report", "[--month YYYY-MM] [--format FORM]",
	    "a month in numbers: text, html or csv", cmd_report, 0 },
	{ "survey", "[--month YYYY-MM | --quarter YYYY-N]",
	    "what citizens say of the service", cmd_survey, 0 },
	{ "verify", "", "is the database what it says?", cmd_verify, 0 },
	{ "release", "INBOX...", "take quarantined mails up again", cmd_release,
	    MANY },
	{ "requeue", "OUTBOX...", "send a failed or uncertain mail again",
	    cmd_requeue, MANY },
	{ "backup", "FILE", "a consistent copy of the database", cmd_backup,
	    1 },
	{ "states", "", "the table of ticket states", cmd_states, 0 },
	{ "train", "[--dry]", "learn from the officers' corrections", cmd_train,
	    0 },
	{ "rules", "FILE.rules DIR", "try a file of rules on a folder of mails",
	    cmd_rules, 2 },
	{ "templates", "", "the templates and what they read", cmd_templates,
	    0 },
};
#define COMMANDS (sizeof(commands) / sizeof(commands[0]))

static void
print_usage(FILE *f)
{
	size_t i;

	fputs("usage: tanggap COMMAND [--config FILE] ...\n\n", f);
	for (i = 0; i < COMMANDS; i++)
		fprintf(f, "  %-12s %-36s %s\n", commands[i].name,
		    commands[i].args, commands[i].summary);
	fputs(
	    "\nTimes are RFC 3339. Exit status: 0 done, 1 the thing asked "
	    "about is bad,\n2 usage, 3 try again later. More in tanggap(1).\n",
	    f);
}

int
cmd_usage(const struct options *o, const char *fmt, ...)
{
	va_list ap;

	fprintf(stderr, "tanggap %s: ", o->command);
	va_start(ap, fmt);
	vfprintf(stderr, fmt, ap);
	va_end(ap);
	fputs("\n", stderr);
	return EXIT_USAGE;
}

int
cmd_fail(const struct options *o, enum err e, const struct why *w)
{
	fprintf(stderr, "tanggap %s: %s\n", o->command, w->s);
	return e == ERR_LATER ? EXIT_LATER : EXIT_BAD;
}

int64_t
cmd_now(const struct options *o)
{
	return o->now == TOD_NONE ? tod_now() : o->now;
}

enum err
cmd_load(const struct options *o, struct setup **s_r, struct why *w)
{
	enum err e = setup_load(o->config, s_r, w);

	if (e == OK)
		log_set_level((*s_r)->settings.log_level);
	return e;
}

enum err
cmd_open(const struct options *o, enum store_mode mode, struct setup **setup_r,
    struct store **store_r, struct why *w)
{
	const char *path;
	enum err e;

	*store_r = NULL;
	if ((e = cmd_load(o, setup_r, w)) != OK)
		return e;
	path = (*setup_r)->settings.database;
	if (mode != STORE_DAEMON && access(path, F_OK) < 0 && errno == ENOENT)
		e = why_set(w, ERR_ITEM,
		    "%s: there is no database yet; the first `tanggap run` "
		    "makes it",
		    path);
	else
		e = store_open(path, mode, store_r, w);
	if (e != OK)
		setup_free(setup_r);
	return e;
}

void
cmd_print(FILE *f, const char *s, size_t max)
{
	struct buf b;

	buf_init(&b, 4 * max + 16);
	text_add_safe(&b, s, strlen(s), max);
	fwrite(b.s, 1, b.len, f);
	buf_free(&b);
}

void
cmd_print_time(FILE *f, const struct setup *s, int64_t at)
{
	struct tod t;

	if (at == TOD_NONE) {
		fprintf(f, "%-16s", "-");
		return;
	}
	tod_split(at, s->settings.office.offset, &t);
	fprintf(f, "%04d-%02d-%02d %02d:%02d", t.year, t.month, t.day, t.hour,
	    t.minute);
}

/* In a source tree its own configuration, else the installed one. */
static const char *
default_config(void)
{
	return access("conf/tanggap.conf", R_OK) == 0 &&
		       access("src/tanggap.1", F_OK) == 0
		   ? "conf/tanggap.conf"
		   : SYSCONFDIR "/tanggap.conf";
}

static int
take_time(const struct options *o, const char *name, int64_t *at_r)
{
	if (tod_parse(optarg, 7 * 3600, at_r))
		return 0;
	return cmd_usage(o,
	    "--%s %s: must be RFC 3339, like "
	    "2026-11-20T09:12:00+07:00",
	    name, optarg);
}

static int
take_option(struct options *o, int c)
{
	switch (c) {
	case 'c':
		o->config = optarg;
		return 0;
	case 'n':
		return take_time(o, "now", &o->now);
	case 'f':
		return take_time(o, "from", &o->from);
	case 'd':
		if (num_parse(optarg, 0, 3650, &o->days))
			return 0;
		return cmd_usage(o, "--days %s: must be 0 to 3650", optarg);
	case 'p':
		o->print = optarg;
		return 0;
	case 'F':
		o->format = optarg;
		return 0;
	case 'm':
		o->month = optarg;
		return 0;
	case 'q':
		o->quarter = optarg;
		return 0;
	default:
		return EXIT_USAGE;
	}
}

static int
parse(struct options *o, int argc, char **argv)
{
	int once = 0, online = 0, json = 0, together = 0, all = 0, c, bad;
	int settings = 0, dry = 0;
	const struct option longs[] = {
		{ "config", required_argument, NULL, 'c' },
		{ "now", required_argument, NULL, 'n' },
		{ "from", required_argument, NULL, 'f' },
		{ "days", required_argument, NULL, 'd' },
		{ "print", required_argument, NULL, 'p' },
		{ "format", required_argument, NULL, 'F' },
		{ "month", required_argument, NULL, 'm' },
		{ "quarter", required_argument, NULL, 'q' },
		{ "dry", no_argument, &dry, 1 },
		{ "once", no_argument, &once, 1 },
		{ "online", no_argument, &online, 1 },
		{ "json", no_argument, &json, 1 },
		{ "together", no_argument, &together, 1 },
		{ "all", no_argument, &all, 1 },
		{ "settings", no_argument, &settings, 1 },
		{ NULL, 0, NULL, 0 },
	};

	while ((c = getopt_long(argc, argv, "c:", longs, NULL)) != -1)
		if (c != 0 && (bad = take_option(o, c)) != 0)
			return bad;
	o->dry = dry;
	o->once = once;
	o->online = online;
	o->json = json;
	o->together = together;
	o->all = all;
	o->settings = settings;
	o->args = argv + optind;
	o->nargs = argc - optind;
	return 0;
}

static const struct command *
find(const char *name)
{
	size_t i;

	for (i = 0; i < COMMANDS; i++)
		if (strcmp(commands[i].name, name) == 0)
			return &commands[i];
	return NULL;
}

/* What a full disk did not take was not printed. */
static int
finish(int status)
{
	errno = 0;
	if (fflush(stdout) == 0 && !ferror(stdout))
		return status;
	fprintf(stderr, "tanggap: not all could be printed%s%s\n",
	    errno ? ": " : "", errno ? strerror(errno) : "");
	return status == EXIT_DONE ? EXIT_BAD : status;
}

static bool
is_one_of(const char *word, const char *a, const char *b, const char *c)
{
	return strcmp(word, a) == 0 || strcmp(word, b) == 0 ||
	       strcmp(word, c) == 0;
}

int
main(int argc, char **argv)
{
	struct options o = { .now = TOD_NONE, .from = TOD_NONE, .days = -1 };
	const struct command *c;
	int bad;

	umask(077);
	signal(SIGPIPE, SIG_IGN);
	if (argc >= 2 && is_one_of(argv[1], "-h", "--help", "help")) {
		print_usage(stdout);
		return finish(EXIT_DONE);
	}
	if (argc >= 2 && is_one_of(argv[1], "-V", "--version", "version")) {
		puts("tanggap " VERSION);
		return finish(EXIT_DONE);
	}
	if (argc < 2 || (c = find(argv[1])) == NULL) {
		if (argc >= 2)
			fprintf(
			    stderr, "tanggap: no command \"%s\"\n\n", argv[1]);
		print_usage(stderr);
		return EXIT_USAGE;
	}
	o.command = c->name;
	o.config = default_config();
	if ((bad = parse(&o, argc - 1, argv + 1)) != 0)
		return bad;
	if (o.nargs > c->most)
		return cmd_usage(&o, "\"%s\" is too much", o.args[c->most]);
	return finish(c->run(&o));
}
