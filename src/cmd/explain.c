/*
 * tanggap explain: the same decision as in the daemon, shown instead of
 * applied; each file on its own, or together through a private database.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/banned.h"
#include "base/file.h"
#include "base/log.h"
#include "base/mem.h"
#include "base/text.h"
#include "cmd/cmd.h"
#include "cmd/explain.h"
#include "intake.h"
#include "case/officer_mail.h"

#define FILES_MAX 1000000

struct run {
	const struct options *o;
	struct setup *setup;
	struct arena *names;
	const char **file; /* owned array, names in the arena */
	size_t n, room;
	struct arena *mail;
	struct buf standard; /* input, read once */
	bool bad;
};

static enum err
add_file(void *ctx, const char *path, struct why *w)
{
	struct run *r = ctx;

	if (r->n == FILES_MAX)
		return why_set(w, ERR_ITEM, "more than %d files", FILES_MAX);
	if (r->n == r->room) {
		r->room = r->room ? 2 * r->room : 64;
		r->file = mem_grow(r->file, r->room * sizeof(*r->file));
	}
	r->file[r->n++] = arena_str(r->names, path);
	return OK;
}

static enum err
add_mail(void *ctx, const char *path, struct why *w)
{
	size_t n = strlen(path);

	return n < 4 || !text_ieq(path + n - 4, ".eml")
		   ? OK
		   : add_file(ctx, path, w);
}

static enum err
add_dir(struct run *r, const char *dir, struct why *w)
{
	size_t before = r->n;
	enum err e = file_each(dir, "", add_mail, r, w);

	if (e == OK && r->n == before)
		e = why_set(w, ERR_ITEM, "%s: no .eml in it", dir);
	return e;
}

static enum err
add_arguments(struct run *r, struct why *w)
{
	struct stat st;
	enum err e;
	int i;

	for (i = 0; i < r->o->nargs; i++) {
		const char *path = r->o->args[i];

		if (strcmp(path, "-") != 0 && stat(path, &st) == 0 &&
		    S_ISDIR(st.st_mode))
			e = add_dir(r, path, w);
		else
			e = add_file(r, path, w);
		if (e != OK)
			return e;
	}
	return OK;
}

/* A pipe can be read but once, and the mail may be asked for twice. */
static enum err
read_standard(struct run *r, struct buf *b, struct why *w)
{
	struct buf *all = &r->standard;
	enum err e;

	if (all->max == 0) {
		buf_init(all, b->max + 1);
		e = file_read("/dev/stdin", all, w);
		if (e != OK && all->len < all->max)
			return e;
	}
	buf_add(b, all->s, all->len < b->max ? all->len : b->max);
	return all->len <= b->max ? OK : why_set(w, ERR_ITEM, "too long");
}

/* A named pipe would be waited for without an end. */
static enum err
read_named(const char *path, struct buf *b, struct why *w)
{
	struct stat st;

	if (stat(path, &st) == 0 && !S_ISREG(st.st_mode))
		return why_set(w, ERR_ITEM,
		    "%s: not a regular file; - is the standard input", path);
	return file_read(path, b, w);
}

/* The bytes of a file, of one over the limit only the first part. */
static enum err
load(struct run *r, const char *path, struct buf *b, int64_t *size_r,
    struct why *w)
{
	const struct mail_limits *l = &r->setup->settings.reader.limits;
	bool standard = strcmp(path, "-") == 0;
	struct stat st;
	enum err e;

	buf_init(b, l->bytes);
	e = standard ? read_standard(r, b, w) : read_named(path, b, w);
	*size_r = (int64_t)b->len;
	if (e == OK || b->len < b->max)
		return e;
	*size_r = !standard && stat(path, &st) == 0 && S_ISREG(st.st_mode)
		      ? st.st_size
		      : (int64_t)l->bytes + 1;
	buf_cut(b, l->header_bytes);
	return OK;
}

/* What a person reads when not all of a mail was read. */
static const char *
shortfall(const struct explained *x, const struct why *read, bool oversize)
{
	return x->read != OK ? read->s
	       : oversize    ? "mail-size: only the first part was read"
			     : "";
}

static void
print(struct run *r, const struct explained *x)
{
	if (*x->error != '\0')
		r->bad = true;
	if (r->o->json)
		explain_json(r->setup, x);
	else
		explain_text(r->setup, x);
}

static void
print_error(struct run *r, const char *file, const struct why *w)
{
	r->bad = true;
	if (r->o->json) {
		explain_json_error(file, w->s);
		return;
	}
	cmd_print(stdout, file, 400);
	fputs("\n  error      ", stdout);
	cmd_print(stdout, w->s, 400);
	fputs("\n\n", stdout);
}

/* When it reached the office: the newest Received, else Date. */
static int64_t
received(const struct msg *m)
{
	if (m->received != TOD_NONE)
		return m->received;
	return m->date != TOD_NONE ? m->date : tod_now();
}

/* What an officer's mail means as long as nothing is known of any ticket. */
static const struct plan *
plan_of(struct run *r, const struct msg *m, const struct decision *d)
{
	const struct office *o = &r->setup->settings.office;
	struct officer_facts f = { .voice = r->setup->voice,
		.token_template = "",
		.code = "",
		.officer = "",
		.requester = "",
		.requester_name = "",
		.held = "" };
	struct plan *p;
	size_t i;

	if (d->outcome != OUTCOME_COMMAND)
		return NULL;
	for (i = 0; i < m->from.n && f.who == NULL; i++)
		f.who = office_officer(o, m->from.v[i].address);
	f.proven = officer_is_proven(m);
	p = arena_alloc(r->mail, sizeof(*p));
	officer_plan(r->mail, o, m, &f, p);
	return p;
}

static void
explain_alone(struct run *r, const char *path)
{
	struct desk desk = setup_desk(r->setup);
	struct desk_facts facts = { .judge = { .limit = "" } };
	struct explained x = { .file = path, .error = "", .ticket = "" };
	struct decision d;
	struct msg m;
	struct why w;
	struct buf raw;
	int64_t size;

	arena_reset(r->mail);
	if (load(r, path, &raw, &size, &w) != OK) {
		print_error(r, path, &w);
		buf_free(&raw);
		return;
	}
	x.read = msg_read(
	    r->mail, &r->setup->settings.reader, raw.s, raw.len, &m, &w);
	facts.judge.oversize = size > (int64_t)raw.len;
	facts.judge.unreadable = x.read != OK;
	facts.judge.limit = x.read == OK ? "" : w.s;
	facts.received = facts.now = r->o->now != TOD_NONE ? r->o->now
							   : received(&m);
	decide_mail(r->mail, &desk, &m, &facts, &d);
	x.msg = &m;
	x.decision = &d;
	x.plan = plan_of(r, &m, &d);
	x.error = shortfall(&x, &w, facts.judge.oversize);
	print(r, &x);
	buf_free(&raw);
}

struct dated {
	const char *file;
	int64_t at;
	size_t order;
};

static int
by_date(const void *a, const void *b)
{
	const struct dated *x = a, *y = b;

	if (x->at != y->at)
		return x->at < y->at ? -1 : 1;
	return x->order < y->order ? -1 : x->order > y->order;
}

static struct dated *
in_order(struct run *r)
{
	struct dated *list = mem_zero(r->n, sizeof(*list));
	struct msg m;
	struct why w;
	struct buf raw;
	int64_t size;
	size_t i;

	for (i = 0; i < r->n; i++) {
		list[i] = (struct dated){ r->file[i], INT64_MAX, i };
		arena_reset(r->mail);
		if (load(r, r->file[i], &raw, &size, &w) == OK) {
			msg_read(r->mail, &r->setup->settings.reader, raw.s,
			    raw.len, &m, &w);
			list[i].at = received(&m);
		}
		buf_free(&raw);
	}
	qsort(list, r->n, sizeof(*list), by_date);
	return list;
}

/* The mails as one mailbox, and the one of them under way. */
struct together {
	struct store *store;
	struct intake *intake;
	struct buf raw;
	int64_t size;
	struct intake_result result;
};

/* One mail through a private database, with all that came before it. */
static enum err
through_store(
    struct run *r, struct together *t, const struct dated *f, struct why *w)
{
	int64_t at = r->o->now != TOD_NONE ? r->o->now : f->at;
	struct inbox_mail mail = { .mailbox = "explain",
		.uidvalidity = 1,
		.uid = (int64_t)f->order + 1,
		.name = f->file,
		.internal_date = at,
		.received_at = at,
		.size = t->size,
		.bytes = t->raw.s,
		.len = t->raw.len };
	struct inbox_added added;
	struct inbox_row row;
	enum err e;

	if ((e = store_begin(t->store, w)) != OK)
		return e;
	intake_now(t->intake, at);
	if ((e = inbox_add(t->store, &mail, &added, w)) == OK &&
	    (e = inbox_get(t->store, r->names, added.id, &row, w)) == OK)
		e = intake_decide(t->intake, &row, &t->raw, &t->result, w);
	return store_end(t->store, e, w);
}

static void
explain_next(struct run *r, struct together *t, const struct dated *f)
{
	const struct intake_result *result = &t->result;
	struct explained x = { .file = f->file, .error = "", .ticket = "" };
	struct why w;

	if (load(r, f->file, &t->raw, &t->size, &w) != OK ||
	    through_store(r, t, f, &w) != OK) {
		print_error(r, f->file, &w);
	} else {
		x.msg = &result->msg;
		x.decision = &result->decision;
		x.read = result->read;
		x.plan = result->applied.plan;
		x.error = shortfall(
		    &x, &result->read_why, t->size > (int64_t)t->raw.len);
		if (result->applied.ticket.id != 0)
			x.ticket = result->applied.ticket.code;
		print(r, &x);
	}
	buf_free(&t->raw);
}

static enum err
explain_together(struct run *r, struct why *w)
{
	struct together t = { 0 };
	struct dated *list;
	enum err e;
	size_t i;

	if ((e = store_open(NULL, STORE_TEMP, &t.store, w)) != OK)
		return e;
	t.intake = intake_new(t.store, r->setup, "explain");
	list = in_order(r);
	for (i = 0; i < r->n; i++)
		explain_next(r, &t, &list[i]);
	free(list);
	intake_free(&t.intake);
	store_close(&t.store);
	return OK;
}

int
cmd_explain(const struct options *o)
{
	struct run r = { .o = o };
	struct why w;
	enum err e;
	size_t i;

	if (o->nargs == 0)
		return cmd_usage(o, "needs files, a directory or -");
	if ((e = cmd_load(o, &r.setup, &w)) != OK)
		return cmd_fail(o, e, &w);
	log_set_level(LOG_ERROR);
	r.names = arena_new();
	r.mail = arena_new();
	e = add_arguments(&r, &w);
	if (e == OK && o->together)
		e = explain_together(&r, &w);
	else
		for (i = 0; e == OK && i < r.n; i++)
			explain_alone(&r, r.file[i]);
	arena_free(&r.names);
	arena_free(&r.mail);
	buf_free(&r.standard);
	free(r.file);
	setup_free(&r.setup);
	if (e != OK)
		return cmd_fail(o, e, &w);
	return r.bad ? EXIT_BAD : EXIT_DONE;
}
