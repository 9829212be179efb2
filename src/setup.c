/*
 * Loads everything that the settings name, in the order in which an error is
 * easiest to mend. Nothing here talks to a network or a database.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/banned.h"
#include "base/file.h"
#include "base/hash.h"
#include "base/mem.h"
#include "base/text.h"
#include "catalogue.h"
#include "desk/portal.h"
#include "desk/voice.h"
#include "mail/quote.h"
#include "setup.h"

#define DATA_FILE_MAX (4u << 20)

static enum err
with_file(struct setup *s, const char *path,
    enum err (*use)(struct setup *s, const char *path, const struct buf *text,
	struct why *w),
    struct why *w)
{
	struct buf text;
	enum err e;

	buf_init(&text, DATA_FILE_MAX);
	e = file_read(path, &text, w);
	if (e == OK)
		e = use(s, path, &text, w);
	buf_free(&text);
	return e;
}

static enum err
use_days(
    struct setup *s, const char *path, const struct buf *text, struct why *w)
{
	const char *slash = strrchr(path, '/');

	if (text_istarts(slash ? slash + 1 : path, "ramadan"))
		return calendar_add_ramadan(
		    s->calendar, path, text->s, text->len, w);
	return calendar_add_days(s->calendar, path, text->s, text->len, w);
}

static enum err
use_rules(
    struct setup *s, const char *path, const struct buf *text, struct why *w)
{
	return rules_add(s->rules, path, text->s, text->len, w);
}

static enum err
use_patterns(
    struct setup *s, const char *path, const struct buf *text, struct why *w)
{
	return quote_patterns_add(s->quotes, path, text->s, text->len, w);
}

static enum err
use_portals(
    struct setup *s, const char *path, const struct buf *text, struct why *w)
{
	return portals_add(s->portals, path, text->s, text->len, w);
}

static enum err
use_concepts(
    struct setup *s, const char *path, const struct buf *text, struct why *w)
{
	return understanding_concepts(
	    s->understanding, path, text->s, text->len, w);
}

static enum err
use_areas(
    struct setup *s, const char *path, const struct buf *text, struct why *w)
{
	return understanding_areas(
	    s->understanding, path, text->s, text->len, w);
}

static enum err
each_days(void *ctx, const char *path, struct why *w)
{
	return with_file(ctx, path, use_days, w);
}

static enum err
each_rules(void *ctx, const char *path, struct why *w)
{
	return with_file(ctx, path, use_rules, w);
}

static enum err
each_patterns(void *ctx, const char *path, struct why *w)
{
	return with_file(ctx, path, use_patterns, w);
}

static enum err
each_portals(void *ctx, const char *path, struct why *w)
{
	return with_file(ctx, path, use_portals, w);
}

static enum err
load_calendar(struct setup *s, struct why *w)
{
	const struct settings *c = &s->settings;
	int day;

	s->calendar = calendar_new(c->office.offset);
	for (day = 0; day < 7; day++) {
		calendar_hours(
		    s->calendar, day, c->hours[day].from, c->hours[day].to);
		calendar_ramadan_hours(
		    s->calendar, day, c->ramadan[day].from, c->ramadan[day].to);
	}
	return file_each(c->holidays, ".txt", each_days, s, w);
}

/* Word lists and model lie beside a program that was just built; an installed
 * one finds them from where it is, wherever the tree was moved. */
static const char *
data_dir(struct arena *a, const char *set)
{
	static const char *const places[] = { "data", "../share/tanggap/data" };
	char exe[4096], *slash;
	const char *dir;
	ssize_t n;
	size_t i;

	if (*set != '\0')
		return set;
	n = readlink("/proc/self/exe", exe, sizeof(exe) - 1);
	exe[n > 0 ? n : 0] = '\0';
	slash = strrchr(exe, '/');
	for (i = 0; slash != NULL && i < 2; i++) {
		dir = arena_printf(
		    a, "%.*s/%s", (int)(slash - exe), exe, places[i]);
		if (access(dir, R_OK) == 0)
			return dir;
	}
	return DATADIR "/data";
}

/* An error about a folder alone would not say where it is set. */
static enum err
check_folders(const struct settings *c, struct why *w)
{
	const char *const folders[][2] = { { "holidays", c->holidays },
		{ "rules", c->rules }, { "patterns", c->patterns },
		{ "intake", c->intake }, { "templates", c->templates } };
	struct stat st;
	size_t i;

	for (i = 0; i < sizeof(folders) / sizeof(folders[0]); i++) {
		const char *key = folders[i][0], *path = folders[i][1];

		if (stat(path, &st) == 0 && !S_ISDIR(st.st_mode))
			errno = ENOTDIR;
		else if (access(path, R_OK | X_OK) == 0)
			continue;
		return why_set(w, ERR_ITEM, "%s: [files] %s = %s: %s", c->path,
		    key, path, strerror(errno));
	}
	return OK;
}

const char *
setup_learnt(struct arena *a, const struct settings *c)
{
	const char *slash = strrchr(c->database, '/');

	return arena_printf(a, "%.*smodel",
	    slash != NULL ? (int)(slash - c->database) + 1 : 0, c->database);
}

/* The model that `tanggap train` made, where there is one; one of an earlier
 * version of the program gives way to the shipped one. */
static enum err
load_classifier(struct setup *s, struct why *w)
{
	const char *data = s->settings.data;
	const char *learnt = setup_learnt(s->arena, &s->settings);
	const char *shipped = arena_printf(s->arena, "%s/model", data);
	struct why none;
	struct buf b;
	enum err e = classifier_new(s->rules, data, &s->classifier, w);

	if (e != OK)
		return e;
	s->model = access(shipped, R_OK) == 0 ? shipped : "";
	buf_init(&b, DATA_FILE_MAX);
	if (access(learnt, R_OK) == 0 && file_read(learnt, &b, &none) == OK &&
	    classifier_use(s->classifier, b.s, b.len, &none) == OK)
		s->model = learnt;
	buf_free(&b);
	return OK;
}

/* What the build learnt of officers' prose (conf/voice). */
static enum err
load_voice(struct setup *s, struct why *w)
{
	const char *path = arena_printf(s->arena, "%s/voice", s->settings.data);
	struct buf b;
	enum err e;

	if (access(path, R_OK) != 0)
		return OK;
	buf_init(&b, DATA_FILE_MAX);
	if ((e = file_read(path, &b, w)) == OK)
		e = voice_load(classifier_spelling(s->classifier), b.s, b.len,
		    &s->voice, w);
	buf_free(&b);
	return e;
}

static enum err
load_understanding(struct setup *s, struct why *w)
{
	const struct settings *c = &s->settings;
	enum err e = OK;

	s->understanding = understanding_new();
	if (*c->concepts != '\0')
		e = with_file(s, c->concepts, use_concepts, w);
	if (e == OK && *c->areas != '\0')
		e = with_file(s, c->areas, use_areas, w);
	return e;
}

static enum err
load_parts(struct setup *s, struct why *w)
{
	struct settings *c = &s->settings;
	enum err e;

	c->data = data_dir(s->arena, c->data);
	if ((e = check_folders(c, w)) != OK || (e = load_calendar(s, w)) != OK)
		return e;
	s->rules = rules_new();
	if ((e = file_each(c->rules, ".rules", each_rules, s, w)) != OK)
		return e;
	if ((e = load_classifier(s, w)) != OK || (e = load_voice(s, w)) != OK)
		return e;
	s->quotes = quote_patterns_new();
	if ((e = file_each(c->patterns, ".conf", each_patterns, s, w)) != OK)
		return e;
	s->portals = portals_new();
	if ((e = file_each(c->intake, ".conf", each_portals, s, w)) != OK ||
	    (e = portals_test(s->portals, w)) != OK)
		return e;
	if ((e = catalogue_check(c, w)) != OK ||
	    (e = load_understanding(s, w)) != OK)
		return e;
	return templates_load(c->templates, &s->templates, w);
}

enum err
setup_load(const char *path, struct setup **s_r, struct why *w)
{
	struct setup *s = mem_zero(1, sizeof(*s));
	enum err e;

	s->arena = arena_new();
	e = settings_load(s->arena, path, &s->settings, w);
	if (e == OK)
		e = load_parts(s, w);
	if (e != OK) {
		setup_free(&s);
		return e;
	}
	s->settings.reader.quotes = s->quotes;
	*s_r = s;
	return OK;
}

void
setup_free(struct setup **s)
{
	struct setup *p = *s;

	if (p == NULL)
		return;
	templates_free(&p->templates);
	portals_free(&p->portals);
	understanding_free(&p->understanding);
	quote_patterns_free(&p->quotes);
	voice_free(&p->voice);
	classifier_free(&p->classifier);
	rules_free(&p->rules);
	calendar_free(&p->calendar);
	arena_free(&p->arena);
	free(p);
	*s = NULL;
}

/* Written whole under a new name first: a crash leaves no half key. */
static enum err
make_key(const char *path, struct why *w)
{
	unsigned char key[TOKEN_KEY_SIZE];
	char hex[2 * TOKEN_KEY_SIZE + 2];
	struct buf tmp;
	enum err e = OK;
	int fd;

	hash_random(key, sizeof(key));
	hash_hex(key, sizeof(key), hex);
	hex[2 * TOKEN_KEY_SIZE] = '\n';
	buf_init(&tmp, 4096);
	buf_addf(&tmp, "%s.new", path);
	fd = open(tmp.s, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	if (fd < 0 ||
	    write(fd, hex, 2 * TOKEN_KEY_SIZE + 1) != 2 * TOKEN_KEY_SIZE + 1 ||
	    fsync(fd) < 0 || link(tmp.s, path) < 0)
		e = why_set(w, ERR_STOP, "%s: %s", path, strerror(errno));
	unlink(tmp.s);
	if (fd >= 0)
		close(fd);
	buf_free(&tmp);
	return e;
}

static bool
from_hex(const char *hex, unsigned char *out, size_t n)
{
	static const char digits[] = "0123456789abcdef";
	const char *hi, *lo;
	size_t i;

	if (strlen(hex) != 2 * n)
		return false;
	for (i = 0; i < n; i++) {
		hi = memchr(digits, hex[2 * i], 16);
		lo = memchr(digits, hex[2 * i + 1], 16);
		if (hi == NULL || lo == NULL)
			return false;
		out[i] = (unsigned char)((hi - digits) << 4 | (lo - digits));
	}
	return true;
}

enum err
setup_key(struct setup *s, bool make, struct why *w)
{
	const char *path = s->settings.key;
	struct buf hex;
	enum err e;

	if (make && access(path, F_OK) < 0 && errno == ENOENT &&
	    (e = make_key(path, w)) != OK)
		return e;
	buf_init(&hex, 1024);
	e = file_read_secret(path, &hex, w);
	if (e == OK && !from_hex(hex.s, s->key.bytes, sizeof(s->key.bytes)))
		e = why_set(w, ERR_STOP, "%s: not a key of this program", path);
	buf_free(&hex);
	return e;
}

struct desk
setup_desk(const struct setup *s)
{
	return (struct desk){ .office = &s->settings.office,
		.calendar = s->calendar,
		.portals = s->portals,
		.understanding = s->understanding,
		.classifier = s->classifier };
}
