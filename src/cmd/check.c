/*
 * tanggap check: is the configuration right, and everything that it names?
 * Without --online nothing leaves the machine.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/banned.h"
#include "base/hash.h"
#include "base/log.h"
#include "base/text.h"
#include "cmd/cmd.h"
#include "desk/portal.h"
#include "mail/compose.h"
#include "net/deliver.h"
#include "source_setup.h"

#define PROBE_SECONDS 30

/* Counts of what was said. */
struct check {
	const struct options *o;
	struct setup *setup;
	int errors, notes;
};

static void
say_ok(const char *what, const char *detail)
{
	printf("ok    %-12s %s\n", what, detail);
}

static void
say_error(struct check *c, const char *what, const char *why)
{
	c->errors++;
	printf("ERROR %-12s ", what);
	cmd_print(stdout, why, 400);
	printf("\n");
}

static void
say_note(struct check *c, const char *what, const char *why)
{
	c->notes++;
	printf("note  %-12s ", what);
	cmd_print(stdout, why, 400);
	printf("\n");
}

/* A secret that is not there yet is a note until somebody goes online. */
static bool
missing_secret(const struct net_conf *n)
{
	const char *path = *n->password_file ? n->password_file : n->token_file;

	return *path != '\0' && access(path, F_OK) < 0 && errno == ENOENT;
}

static void
check_server(struct check *c, const char *what, const struct net_conf *n)
{
	struct net_conf bare = *n;
	struct why w;
	char text[300];

	if (*n->host == '\0') {
		say_error(c, what, "host is missing");
		return;
	}
	if (missing_secret(n) && !c->o->online) {
		snprintf(text, sizeof(text),
		    "%s: not there yet; put the "
		    "secret into it, chmod 600, before `tanggap run`",
		    *n->password_file ? n->password_file : n->token_file);
		say_note(c, what, text);
		bare.password_file = bare.token_file = bare.user = "";
		bare.auth = "";
	}
	if (net_conf_check(&bare, &w) != OK) {
		say_error(c, what, w.s);
		return;
	}
	snprintf(text, sizeof(text), "%s:%d, %s", n->host, n->port,
	    n->tls == TLS_IMPLICIT   ? "TLS"
	    : n->tls == TLS_STARTTLS ? "STARTTLS"
				     : "plain text");
	say_ok(what, text);
}

static void
check_calendar(struct check *c)
{
	int64_t now = cmd_now(c->o);
	struct tod t;
	char text[160];
	int year;

	tod_split(now, c->setup->settings.office.offset, &t);
	for (year = t.year; year <= t.year + (t.month > 9); year++)
		if (!calendar_has_year(c->setup->calendar, year)) {
			snprintf(text, sizeof(text),
			    "no holiday list for %d: "
			    "deadlines in it ignore its holidays; add "
			    "holidays-%d.txt",
			    year, year);
			say_error(c, "calendar", text);
			return;
		}
	snprintf(text, sizeof(text), "holidays of %d%s are known", t.year,
	    t.month > 9 ? " and the next year" : "");
	say_ok("calendar", text);
}

static void
say_model(struct check *c)
{
	const struct setup *s = c->setup;
	struct arena *a = arena_new();
	const char *learnt = setup_learnt(a, &s->settings);

	if (*s->model == '\0')
		say_note(c, "model", "none: rules alone tell what a mail asks");
	else
		say_ok("model", s->model);
	if (access(learnt, F_OK) == 0 && strcmp(learnt, s->model) != 0)
		say_note(c, "model",
		    arena_printf(a,
			"%s is of another version: run `tanggap "
			"train` again",
			learnt));
	arena_free(&a);
}

static void
check_files(struct check *c)
{
	const struct settings *s = &c->setup->settings;
	size_t concepts, areas;
	struct why w;
	char text[200];

	snprintf(text, sizeof(text), "%zu rules, each matches its example",
	    rules_count(c->setup->rules));
	say_ok("rules", text);
	say_model(c);
	say_ok("patterns", "each matches its example");
	snprintf(text, sizeof(text), "%zu notices, each matches its example",
	    portals_count(c->setup->portals));
	say_ok("intake", text);
	understanding_count(c->setup->understanding, &concepts, &areas);
	snprintf(
	    text, sizeof(text), "%zu concepts, %zu areas", concepts, areas);
	say_ok("understood", text);
	say_ok("templates", "complete in id and en, no unknown variable");
	snprintf(text, sizeof(text), "%zu, with complaints going to somebody",
	    s->office.nofficers);
	say_ok("officers", text);
	if (access(s->key, F_OK) < 0 && errno == ENOENT)
		say_note(c, "key", "made at the first start");
	else if (setup_key(c->setup, false, &w) != OK)
		say_error(c, "key", w.s);
	else
		say_ok("key", s->key);
}

static void
check_folder(struct check *c, const char *source)
{
	const char *path = source + strlen("folder:");
	struct stat st;
	char text[400];

	if (stat(path, &st) == 0 && !S_ISDIR(st.st_mode))
		errno = ENOTDIR;
	else if (access(path, R_OK | X_OK) == 0) {
		say_ok("mailbox", source);
		return;
	}
	snprintf(
	    text, sizeof(text), "source = %s: %s", source, strerror(errno));
	say_error(c, "mailbox", text);
}

/* Cuts the last part of a path off; false where that leaves none. */
static bool
to_parent(char *path)
{
	char *slash = strrchr(path, '/');

	if (slash == NULL || slash == path)
		return false;
	*slash = '\0';
	return true;
}

/* The daemon makes the file, and one directory where it is missing. */
static void
check_new_database(struct check *c, const char *path)
{
	char *dir = arena_str(c->setup->arena, path);
	char text[400];

	if (!to_parent(dir) || access(dir, W_OK | X_OK) == 0 ||
	    (errno == ENOENT && to_parent(dir) &&
		access(dir, W_OK | X_OK) == 0)) {
		say_note(c, "database", "made at the first start");
		return;
	}
	snprintf(text, sizeof(text), "%s cannot be made: %s: %s", path, dir,
	    strerror(errno));
	say_error(c, "database", text);
}

static void
check_database(struct check *c)
{
	const char *path = c->setup->settings.database;
	struct store *s;
	struct why w;

	if (access(path, F_OK) < 0 && (errno == ENOENT || errno == ENOTDIR)) {
		check_new_database(c, path);
		return;
	}
	if (store_open(path, STORE_READ, &s, &w) != OK) {
		say_error(c, "database", w.s);
		return;
	}
	say_ok("database", path);
	store_close(&s);
}

static void
print_status(struct check *c, const struct source_status *st)
{
	char text[400];
	size_t i;

	snprintf(text, sizeof(text), "%u mails, UIDVALIDITY %u%s%s%s",
	    st->exists, st->uidvalidity, st->idle ? ", IDLE" : ", no IDLE",
	    st->move ? ", MOVE" : "", st->uidplus ? ", UIDPLUS" : "");
	say_ok("mailbox", text);
	printf("      %-12s %s\n", "capability", st->capabilities);
	printf("      %-12s", "folders");
	for (i = 0; i < st->folder_count; i++) {
		printf(" ");
		cmd_print(stdout, st->folders[i], 80);
	}
	printf("\n");
	if (*st->keywords != '\0')
		say_note(c, "mailbox", st->keywords);
}

/* Waits for the probe in the mailbox; the mailbox is only read. */
static bool
arrives(struct source *src, const char *id, struct why *w)
{
	int64_t end = tod_now() + PROBE_SECONDS;
	struct fetched f;
	bool found = false;

	while (!found && tod_now() < end) {
		if (source_next(src, 500, &f, w) != OK)
			return false;
		found = f.bytes != NULL && strstr(f.bytes, id) != NULL;
		if (f.what == FETCH_END && !found)
			source_wait(src, 2, w);
		fetched_free(&f);
	}
	return found;
}

static enum err
send_probe(struct check *c, struct deliver *d, const char *id, const char *plus,
    struct why *w)
{
	const struct office *o = &c->setup->settings.office;
	struct addr to = { "", plus };
	struct compose mail = { .from = { o->name, o->address },
		.to = { &to, 1 },
		.reply_to = { "", "" },
		.subject = "tanggap: plus-address probe",
		.message_id = id,
		.in_reply_to = "",
		.date = tod_now(),
		.offset = o->offset,
		.text = "tanggap check --online sent this to itself.\n",
		.html = "",
		.auto_submitted = "auto-generated",
		.language = "en" };
	struct deliver_rcpt rcpt = { .address = plus };
	struct deliver_mail out = {
		.from = o->address, .rcpts = &rcpt, .rcpt_count = 1, .envid = ""
	};
	struct buf b;
	enum err e;

	buf_init(&b, 65536);
	e = compose_mail(&mail, &b, w);
	out.bytes = b.s;
	out.len = b.len;
	if (e == OK && (e = deliver_send(d, &out, w)) == OK &&
	    rcpt.fate != DELIVER_SENT)
		e = why_set(
		    w, ERR_ITEM, "refused: %s", rcpt.words ? rcpt.words : "");
	deliver_mail_free(&out);
	buf_free(&b);
	return e;
}

static void
probe_plus(struct check *c, struct source *src, struct deliver *d)
{
	const struct office *o = &c->setup->settings.office;
	const char *at = strchr(o->address, '@'), *id, *plus;
	unsigned char random[8];
	char word[17];
	struct why w = { "" };
	bool works;

	hash_random(random, sizeof(random));
	hash_hex(random, sizeof(random), word);
	id = arena_printf(c->setup->arena, "tanggap-probe.%s%s", word, at);
	plus = arena_printf(c->setup->arena, "%.*s+probe%s",
	    (int)(at - o->address), o->address, at);
	works = send_probe(c, d, id, plus, &w) == OK && arrives(src, id, &w);
	if (works == o->plus_addressing)
		say_ok("plus", works ? "mail to local+anything arrives"
				     : "not used, and it does not arrive");
	else if (works)
		say_note(c, "plus",
		    "plus-addressing works here: set "
		    "plus_addressing = yes");
	else
		say_error(c, "plus",
		    *w.s ? w.s
			 : "a mail to local+probe "
			   "did not arrive: set plus_addressing = no");
}

static void
check_online(struct check *c)
{
	struct source_setup ss;
	struct source_position from = { .name = "" };
	struct source_status st;
	struct deliver_status ds;
	struct deliver *d;
	struct source *src;
	struct why w;
	bool up = false;

	d = deliver_open(&c->setup->settings.smtp, -1);
	if (deliver_probe(d, &ds, &w) == OK) {
		say_ok("smtp", ds.dsn ? "logged in, DSN" : "logged in, no DSN");
		up = true;
	} else {
		say_error(c, "smtp", w.s);
	}
	source_setup_make(&ss, &c->setup->settings);
	ss.conf.move_count = 0;
	if (source_open(&ss.conf, &from, -1, &src, &w) == OK) {
		if (source_status(src, &st, &w) != OK) {
			say_error(c, "mailbox", w.s);
		} else {
			print_status(c, &st);
			source_close(&src);
			from.uidvalidity = st.uidvalidity;
			from.last_uid = st.uidnext ? st.uidnext - 1 : 0;
			source_status_free(&st);
			if (up &&
			    source_open(&ss.conf, &from, -1, &src, &w) == OK)
				probe_plus(c, src, d);
		}
		source_close(&src);
	} else {
		say_error(c, "mailbox", w.s);
	}
	deliver_close(&d);
}

static int
list_settings(void)
{
	struct buf b;

	buf_init(&b, 65536);
	settings_list(&b);
	fwrite(b.s, 1, b.len, stdout);
	buf_free(&b);
	return EXIT_DONE;
}

int
cmd_check(const struct options *o)
{
	struct check c = { .o = o };
	struct why w;

	if (o->settings)
		return list_settings();
	if (setup_load(o->config, &c.setup, &w) != OK) {
		say_error(&c, "config", w.s);
		return EXIT_BAD;
	}
	say_ok("config", o->config);
	check_files(&c);
	check_calendar(&c);
	if (strcmp(c.setup->settings.source, "imap") == 0)
		check_server(&c, "mailbox", &c.setup->settings.imap);
	else
		check_folder(&c, c.setup->settings.source);
	check_server(&c, "smtp", &c.setup->settings.smtp);
	check_database(&c);
	if (o->online && c.errors == 0)
		check_online(&c);
	printf("%s%s\n",
	    c.errors ? "not ready: mend what is marked ERROR" : "all is right",
	    c.errors == 0 && c.notes ? ", with notes" : "");
	setup_free(&c.setup);
	return c.errors ? EXIT_BAD : EXIT_DONE;
}
