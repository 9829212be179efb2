/*
 * tanggap run: the daemon in the foreground. A plain loop of bounded passes:
 * take what the mailbox has, send what is due, sleep until something happens.
 */
#include <errno.h>
#include <inttypes.h>
#include <malloc.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include "base/banned.h"
#include "base/hash.h"
#include "base/log.h"
#include "cmd/cmd.h"
#include "dispatch.h"
#include "intake.h"
#include "net/source.h"
#include "source_setup.h"
#include "store/outbox.h"

static int stop_fd = -1;
static volatile sig_atomic_t reload_wanted;

static void
on_stop(int sig)
{
	int saved = errno;
	uint64_t one = 1;

	(void)sig;
	if (write(stop_fd, &one, sizeof(one)) < 0) {
		/* the counter is full: it is readable already */
	}
	errno = saved;
}

static void
on_reload(int sig)
{
	(void)sig;
	reload_wanted = 1;
}

static bool
stopped(void)
{
	struct pollfd p = { .fd = stop_fd, .events = POLLIN };

	return poll(&p, 1, 0) > 0;
}

struct daemon {
	const struct options *o;
	struct setup *setup;
	struct store *store;
	struct source_setup source_setup;
	struct source *source; /* NULL: not connected */
	struct intake *intake;
	struct dispatch dispatch;
	struct dispatch_counts sent;
	int failures;       /* of the source, in a row */
	int64_t retry_at;   /* when the source is tried again */
	int64_t send_after; /* SMTP was out of reach: not before */
	int send_failures;
};

static enum err
note(struct daemon *d, const char *error, struct why *w)
{
	int64_t down = 0, now = cmd_now(d->o);
	enum err e;

	if ((e = store_begin(d->store, w)) != OK)
		return e;
	if (*error == '\0') {
		e = meta_set_int(d->store, "source-ok-at", now, w);
		if (e == OK)
			e = meta_set_int(d->store, "source-down-since", 0, w);
	} else {
		e = meta_get_int(d->store, "source-down-since", &down, w);
		if (e == OK && down == 0)
			e = meta_set_int(d->store, "source-down-since", now, w);
		if (e == OK)
			e = meta_set(d->store, "source-error", error, w);
	}
	if (e == OK)
		e = store_commit(d->store, w);
	if (e != OK)
		store_rollback(d->store);
	return e;
}

static int
backoff(int failures)
{
	uint32_t random;

	hash_random(&random, sizeof(random));
	return net_backoff(failures, random);
}

static enum err
connect_source(struct daemon *d, struct why *w)
{
	struct source_position from;
	enum err e;

	if ((e = intake_position(d->intake, &from, w)) != OK)
		return e;
	return source_open(
	    &d->source_setup.conf, &from, stop_fd, &d->source, w);
}

/* Everything the mailbox has now. A broken source is tried again later. */
static enum err
take_mail(struct daemon *d, struct why *w)
{
	struct why cause;
	enum err e = OK;

	intake_now(d->intake, cmd_now(d->o));
	if ((e = intake_resume(d->intake, w)) != OK)
		return e;
	if (d->source == NULL)
		e = connect_source(d, w);
	if (e == OK)
		e = intake_pass(d->intake, d->source, w);
	if (e == OK) {
		d->failures = 0;
		return note(d, "", w);
	}
	if (e == ERR_STOP && d->source == NULL)
		return e;
	if (stopped())
		return OK;
	cause = *w;
	log_warn("what=source-failed why=\"%s\"", cause.s);
	if (d->source != NULL && source_needs_person(d->source))
		d->failures = d->failures < 6 ? 6 : d->failures;
	source_close(&d->source);
	d->retry_at = tod_now() + backoff(d->failures++);
	if (e == ERR_STOP)
		return e;
	if ((e = note(d, cause.s, w)) != OK)
		return e;
	*w = cause;
	return ERR_LATER;
}

static enum err
send_mail(struct daemon *d, struct why *w)
{
	enum err e = dispatch_due(&d->dispatch, &d->sent, w);

	if (e != ERR_LATER) {
		d->send_failures = 0;
		return e;
	}
	log_warn("what=smtp-failed why=\"%s\"", w->s);
	d->send_after = tod_now() + backoff(d->send_failures++);
	return ERR_LATER;
}

/* A configuration that is wrong changes nothing: the old one goes on. */
static void
reload(struct daemon *d)
{
	struct setup *fresh;
	struct why w;

	reload_wanted = 0;
	if (setup_load(d->o->config, &fresh, &w) != OK ||
	    setup_key(fresh, false, &w) != OK) {
		log_error("what=reload-refused why=\"%s\"", w.s);
		return;
	}
	source_close(&d->source);
	deliver_close(&d->dispatch.deliver);
	setup_free(&d->setup);
	d->setup = fresh;
	log_set_level(fresh->settings.log_level);
	source_setup_make(&d->source_setup, &fresh->settings);
	intake_use(d->intake, fresh);
	d->dispatch.setup = fresh;
	d->dispatch.deliver = deliver_open(&fresh->settings.smtp, stop_fd);
	d->retry_at = 0;
	log_info("what=reloaded");
}

/* Seconds until the outbox or the source needs us, at most the poll time. */
static int
idle_seconds(struct daemon *d)
{
	int64_t wait = d->setup->settings.poll, at = TOD_NONE, now = tod_now();
	struct why w;

	if (outbox_next(d->store, &at, &w) == OK && at != TOD_NONE) {
		if (at < d->send_after)
			at = d->send_after;
		wait = at - now < wait ? at - now : wait;
	}
	if (d->source == NULL && d->retry_at - now < wait)
		wait = d->retry_at - now;
	return wait < 1 ? 1 : (int)wait;
}

static void
rest(struct daemon *d)
{
	struct pollfd p = { .fd = stop_fd, .events = POLLIN };
	int seconds = idle_seconds(d);
	struct why w;

	malloc_trim(0);
	if (d->source == NULL) {
		poll(&p, 1, seconds * 1000);
	} else if (source_wait(d->source, seconds, &w) != OK && !stopped()) {
		log_info("what=source-gone why=\"%s\"", w.s);
		source_close(&d->source);
	}
}

static void
report(struct daemon *d)
{
	struct intake_counts c = intake_counts(d->intake);
	struct dispatch_counts *s = &d->sent;

	if (c.total + c.adopted + s->sent + s->later + s->failed +
		s->uncertain ==
	    0)
		return;
	log_info("what=pass mails=%" PRId64 " tickets=%" PRId64
		 " followups=%" PRId64 " quarantined=%" PRId64 " known=%" PRId64
		 " sent=%" PRId64 " later=%" PRId64 " failed=%" PRId64
		 " uncertain=%" PRId64,
	    c.total, c.outcome[OUTCOME_TICKET], c.outcome[OUTCOME_FOLLOWUP],
	    c.outcome[OUTCOME_QUARANTINE], c.adopted, s->sent, s->later,
	    s->failed, s->uncertain);
	*s = (struct dispatch_counts){ 0 };
}

static enum err
loop(struct daemon *d, struct why *w)
{
	enum err took, sent;
	struct why ignored;

	for (;;) {
		took = OK;
		if (d->source != NULL || tod_now() >= d->retry_at)
			took = take_mail(d, w);
		if (took == ERR_STOP)
			return took;
		sent = OK;
		if (!stopped() && tod_now() >= d->send_after)
			sent = send_mail(d, took == OK ? w : &ignored);
		report(d);
		if (sent == ERR_STOP || d->o->once)
			return sent == OK ? took : sent;
		if (stopped())
			return OK;
		if (reload_wanted)
			reload(d);
		else
			rest(d);
	}
}

static void
catch_signals(void)
{
	struct sigaction stop = { .sa_handler = on_stop };
	struct sigaction hup = { .sa_handler = on_reload };

	stop_fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
	sigaction(SIGTERM, &stop, NULL);
	sigaction(SIGINT, &stop, NULL);
	sigaction(SIGHUP, &hup, NULL);
}

static enum err
start(struct daemon *d, struct why *w)
{
	enum err e;

	if ((e = cmd_open(d->o, STORE_DAEMON, &d->setup, &d->store, w)) != OK)
		return e;
	if ((e = setup_key(d->setup, true, w)) != OK)
		return e;
	source_setup_make(&d->source_setup, &d->setup->settings);
	d->intake = intake_new(d->store, d->setup, d->source_setup.name);
	d->dispatch = (struct dispatch){ .store = d->store,
		.setup = d->setup,
		.fixed_now = d->o->now,
		.stop_fd = stop_fd,
		.deliver = deliver_open(&d->setup->settings.smtp, stop_fd) };
	return dispatch_recover(&d->dispatch, w);
}

int
cmd_run(const struct options *o)
{
	struct daemon d = { .o = o };
	struct why w;
	enum err e;

	if (o->nargs != 0)
		return cmd_usage(o, "takes no \"%s\"", o->args[0]);
	log_set_stamp(1);
	catch_signals();
	e = start(&d, &w);
	if (e == OK) {
		log_info("what=started config=%s", o->config);
		e = loop(&d, &w);
		log_info("what=ended");
	}
	source_close(&d.source);
	if (d.dispatch.deliver != NULL)
		deliver_close(&d.dispatch.deliver);
	intake_free(&d.intake);
	store_close(&d.store);
	setup_free(&d.setup);
	return e == OK ? EXIT_DONE : cmd_fail(o, e, &w);
}
