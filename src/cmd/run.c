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
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include "base/banned.h"
#include "base/hash.h"
#include "base/log.h"
#include "base/mem.h"
#include "catalogue.h"
#include "cmd/cmd.h"
#include "dispatch.h"
#include "intake.h"
#include "net/source.h"
#include "sent.h"
#include "source_setup.h"
#include "store/bell.h"
#include "store/outbox.h"
#include "case/sweep.h"

/* With IDLE the mailbox itself wakes us: only for the server's patience. */
#define IDLE_SECONDS (25 * 60)
/* "Read at" in the store is at most so much older than the last look. */
#define NOTE_SECONDS (3 * 60)
#define SWEEP_SECONDS 60
#define MMAP_BYTES (256 << 10)

/*
 * Two events: stop ends what goes on everywhere; wake ends only what the
 * mailbox does, so that a reload never leaves a mail half handed over. wake
 * stands for the signals and for the bell of the database.
 */
static int stop_fd = -1, wake_fd = -1, signal_fd = -1;
static volatile sig_atomic_t reload_wanted;

static void
raise_event(int fd)
{
	int saved = errno;
	uint64_t one = 1;

	if (write(fd, &one, sizeof(one)) < 0) {
		/* the counter is full: it is readable already */
	}
	errno = saved;
}

static void
on_stop(int sig)
{
	(void)sig;
	raise_event(stop_fd);
	raise_event(signal_fd);
}

static void
on_reload(int sig)
{
	(void)sig;
	reload_wanted = 1;
	raise_event(signal_fd);
}

static bool
readable(int fd)
{
	struct pollfd p = { .fd = fd, .events = POLLIN };

	return poll(&p, 1, 0) > 0;
}

static bool
stopped(void)
{
	return readable(stop_fd);
}

static bool
woken(void)
{
	return readable(wake_fd);
}

static void
read_empty(int fd)
{
	char events[4096];

	while (fd >= 0 && read(fd, events, sizeof(events)) > 0)
		;
}

static bool
watch(int fd)
{
	struct epoll_event ev = { .events = EPOLLIN };

	return epoll_ctl(wake_fd, EPOLL_CTL_ADD, fd, &ev) == 0;
}

struct daemon {
	const struct options *o;
	struct setup *setup;
	struct store *store;
	struct source_setup source_setup;
	struct source *source; /* NULL: not connected */
	struct intake *intake;
	struct sent *sent; /* NULL: no such folder */
	struct dispatch dispatch;
	int bell_fd;        /* of the database, -1 */
	int64_t noted_at;   /* that the source is well; 0: not since a fault */
	int failures;       /* of the source, in a row */
	int64_t retry_at;   /* when the source is tried again */
	int64_t send_after; /* SMTP was out of reach: not before */
	int send_failures;
	int64_t swept_at; /* the last look at what time brings about */
	int64_t sweep_at; /* and when there will be something, TOD_NONE */
};

/* The mailbox was read: a quiet desk need not write that down each time. */
static enum err
note_well(struct daemon *d, struct why *w)
{
	int64_t now = cmd_now(d->o);
	enum err e;

	d->failures = 0;
	if (d->noted_at != 0 && now - d->noted_at < NOTE_SECONDS)
		return OK;
	if ((e = store_begin(d->store, w)) != OK)
		return e;
	e = meta_set_int(d->store, "source-ok-at", now, w);
	if (e == OK)
		e = meta_set_int(d->store, "source-down-since", 0, w);
	if ((e = store_end(d->store, e, w)) == OK)
		d->noted_at = now;
	return e;
}

static enum err
note_down(struct daemon *d, const char *error, struct why *w)
{
	int64_t down = 0;
	enum err e;

	d->noted_at = 0;
	if ((e = store_begin(d->store, w)) != OK)
		return e;
	e = meta_get_int(d->store, "source-down-since", &down, w);
	if (e == OK && down == 0)
		e = meta_set_int(
		    d->store, "source-down-since", cmd_now(d->o), w);
	if (e == OK)
		e = meta_set(d->store, "source-error", error, w);
	return store_end(d->store, e, w);
}

/* What the store keeps of the configuration: the catalogue, and the zone, for
 * its views count days of the office. */
static enum err
note_settings(struct daemon *d, struct why *w)
{
	enum err e;

	e = catalogue_take(d->store, &d->setup->settings, w);
	if (e != OK || (e = store_begin(d->store, w)) != OK)
		return e;
	e = meta_set_int(
	    d->store, "zone-offset", d->setup->settings.office.offset, w);
	return store_end(d->store, e, w);
}

/* The same, and the deadlines where the calendar was edited. */
static enum err
note_basis(struct daemon *d, struct why *w)
{
	enum err e = note_settings(d, w);

	return e == OK ? sweep_recount(d->store, d->setup, cmd_now(d->o), w)
		       : e;
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
	    &d->source_setup.conf, &from, wake_fd, &d->source, w);
}

/* It is tried again later, slowly where only a person can help. */
static enum err
source_failed(struct daemon *d, struct why *w)
{
	struct why cause = *w;
	char quoted[LOG_QUOTED];
	enum err e;

	log_warn("what=source-failed why=%s", log_quote(quoted, cause.s));
	if (d->source != NULL && source_needs_person(d->source))
		d->failures = d->failures < 6 ? 6 : d->failures;
	source_close(&d->source);
	d->retry_at = tod_now() + backoff(d->failures++);
	if ((e = note_down(d, cause.s, w)) != OK)
		return e;
	*w = cause;
	return ERR_LATER;
}

/* Everything the mailbox has now. */
static enum err
take_mail(struct daemon *d, struct why *w)
{
	enum err e = OK;

	intake_now(d->intake, cmd_now(d->o));
	if ((e = intake_resume(d->intake, w)) != OK)
		return e;
	if (d->source == NULL && (e = connect_source(d, w)) == ERR_STOP)
		return e;
	if (e == OK)
		e = intake_pass(d->intake, d->source, w);
	if (e == OK)
		return note_well(d, w);
	if (e == ERR_STOP || !woken())
		return e == ERR_STOP ? e : source_failed(d, w);
	source_close(&d->source);
	return OK;
}

/* What officers sent from the mailbox itself; no pass fails for want of it. */
static enum err
look_at_sent(struct daemon *d, struct why *w)
{
	char quoted[LOG_QUOTED];
	enum err e = sent_look(d->sent, cmd_now(d->o), wake_fd, w);

	if (e == ERR_STOP)
		return e;
	if (e != OK && !woken())
		log_warn(
		    "what=sent-folder-failed why=%s", log_quote(quoted, w->s));
	return OK;
}

static enum err
send_mail(struct daemon *d, struct why *w)
{
	enum err e = dispatch_due(&d->dispatch, w);
	char quoted[LOG_QUOTED];

	if (e != ERR_LATER || stopped()) {
		d->send_failures = 0;
		return e == ERR_LATER ? OK : e;
	}
	log_warn("what=smtp-failed why=%s", log_quote(quoted, w->s));
	d->send_after = tod_now() + backoff(d->send_failures++);
	return ERR_LATER;
}

/* What time brings about. Whatever a pass has changed may bring it nearer, but
 * a burst of mail need not look through all that is open each time. */
static enum err
sweep_pass(struct daemon *d, struct why *w)
{
	int64_t now = cmd_now(d->o), again = d->swept_at + SWEEP_SECONDS;
	char quoted[LOG_QUOTED];
	enum err e;

	if (now >= d->swept_at && now < again &&
	    (d->sweep_at == TOD_NONE || now < d->sweep_at)) {
		d->sweep_at = again;
		return OK;
	}
	d->swept_at = now;
	e = sweep(d->store, d->setup, now, &d->sweep_at, w);
	if (e != OK && e != ERR_STOP)
		log_warn("what=sweep-failed why=%s", log_quote(quoted, w->s));
	return e;
}

/* What a running daemon cannot change: where its mail is, where it is kept.
 * NULL: all is the same. */
static const char *
moved(const struct settings *a, const struct settings *b)
{
	return strcmp(a->source, b->source) != 0       ? "source"
	       : strcmp(a->folder, b->folder) != 0     ? "folder"
	       : strcmp(a->database, b->database) != 0 ? "database"
						       : NULL;
}

static enum err
load_again(struct daemon *d, struct setup **s_r, struct why *w)
{
	const char *what;
	enum err e;

	if ((e = setup_load(d->o->config, s_r, w)) != OK)
		return e;
	e = setup_key(*s_r, false, w);
	what = moved(&d->setup->settings, &(*s_r)->settings);
	if (e == OK && what != NULL)
		e = why_set(w, ERR_ITEM,
		    "%s: %s has changed: that needs a restart", d->o->config,
		    what);
	if (e != OK)
		setup_free(s_r);
	return e;
}

static void
use(struct daemon *d, struct setup *fresh)
{
	source_close(&d->source);
	deliver_close(&d->dispatch.deliver);
	setup_free(&d->setup);
	d->setup = fresh;
	log_set_level(fresh->settings.log_level);
	source_setup_make(&d->source_setup, &fresh->settings);
	intake_use(d->intake, fresh);
	sent_free(&d->sent);
	d->sent = sent_new(d->store, fresh);
	d->dispatch.setup = fresh;
	d->dispatch.deliver = deliver_open(&fresh->settings.smtp, stop_fd);
	d->retry_at = d->send_after = 0;
	d->failures = d->send_failures = 0;
}

/* A configuration that is wrong changes nothing: the old one goes on. */
static enum err
reload(struct daemon *d, struct why *w)
{
	char quoted[LOG_QUOTED];
	struct setup *fresh;

	reload_wanted = 0;
	if (load_again(d, &fresh, w) != OK) {
		log_error(
		    "what=reload-refused why=%s", log_quote(quoted, w->s));
		return OK;
	}
	use(d, fresh);
	log_info("what=reloaded");
	return note_basis(d, w);
}

/* First empty, then look: what comes in between wakes once more. */
static enum err
answer_wake(struct daemon *d, struct why *w)
{
	read_empty(signal_fd);
	read_empty(d->bell_fd);
	return reload_wanted ? reload(d, w) : OK;
}

/* Seconds until the outbox or the source needs us. */
static int
idle_seconds(struct daemon *d)
{
	int64_t wait = IDLE_SECONDS, at = TOD_NONE, now = tod_now();
	struct why w;

	if (outbox_next(d->store, &at, &w) == OK && at != TOD_NONE) {
		if (at < d->send_after)
			at = d->send_after;
		wait = at - now < wait ? at - now : wait;
	}
	if (d->source == NULL && d->retry_at - now < wait)
		wait = d->retry_at - now;
	if (d->sweep_at != TOD_NONE && d->sweep_at - now < wait)
		wait = d->sweep_at - now;
	if (d->sent != NULL && wait > SENT_SECONDS)
		wait = SENT_SECONDS;
	return wait < 1 ? 1 : (int)wait;
}

/* The event may have ended what the source did: then it is opened anew. */
static void
rest(struct daemon *d)
{
	struct pollfd p = { .fd = wake_fd, .events = POLLIN };
	int seconds = idle_seconds(d);
	char quoted[LOG_QUOTED];
	struct why w;

	store_rest(d->store);
	mem_rest();
	if (d->source == NULL) {
		poll(&p, 1, seconds * 1000);
	} else if (source_wait(d->source, seconds, &w) != OK) {
		if (!woken())
			log_info(
			    "what=source-gone why=%s", log_quote(quoted, w.s));
		source_close(&d->source);
	}
}

static void
report(struct daemon *d)
{
	struct intake_counts c = intake_counts(d->intake);
	struct dispatch_counts *s = &d->dispatch.counts;

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
		if (took != ERR_STOP && !stopped() &&
		    look_at_sent(d, &ignored) == ERR_STOP) {
			*w = ignored;
			took = ERR_STOP;
		}
		if (took == ERR_STOP)
			return took;
		if (!stopped() && sweep_pass(d, &ignored) == ERR_STOP) {
			*w = ignored;
			return ERR_STOP;
		}
		sent = OK;
		if (!stopped() && tod_now() >= d->send_after)
			sent = send_mail(d, took == OK ? w : &ignored);
		report(d);
		if (sent == ERR_STOP || d->o->once)
			return sent == OK ? took : sent;
		if (!woken())
			rest(d);
		if (stopped())
			return OK;
		if (woken() && answer_wake(d, w) == ERR_STOP)
			return ERR_STOP;
	}
}

static enum err
catch_signals(struct why *w)
{
	struct sigaction stop = { .sa_handler = on_stop };
	struct sigaction hup = { .sa_handler = on_reload };

	stop_fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
	signal_fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
	wake_fd = epoll_create1(EPOLL_CLOEXEC);
	if (stop_fd < 0 || signal_fd < 0 || wake_fd < 0 || !watch(signal_fd))
		return why_set(w, ERR_STOP, "events: %s", strerror(errno));
	sigaction(SIGTERM, &stop, NULL);
	sigaction(SIGINT, &stop, NULL);
	sigaction(SIGHUP, &hup, NULL);
	return OK;
}

static enum err
start(struct daemon *d, struct why *w)
{
	enum err e;

	if ((e = cmd_open(d->o, STORE_DAEMON, &d->setup, &d->store, w)) != OK)
		return e;
	if ((e = setup_key(d->setup, true, w)) != OK)
		return e;
	d->bell_fd = bell_listen(d->setup->settings.database);
	if (d->bell_fd >= 0 && !watch(d->bell_fd))
		return why_set(w, ERR_STOP, "events: %s", strerror(errno));
	source_setup_make(&d->source_setup, &d->setup->settings);
	d->intake = intake_new(d->store, d->setup, d->source_setup.name);
	d->sent = sent_new(d->store, d->setup);
	d->dispatch = (struct dispatch){ .store = d->store,
		.setup = d->setup,
		.fixed_now = d->o->now,
		.stop_fd = stop_fd,
		.deliver = deliver_open(&d->setup->settings.smtp, stop_fd) };
	return note_basis(d, w);
}

int
cmd_run(const struct options *o)
{
	struct daemon d = { .o = o, .bell_fd = -1, .sweep_at = TOD_NONE };
	struct why w;
	enum err e;

	if (o->now != TOD_NONE && !o->once)
		return cmd_usage(o, "--now goes with --once alone");
	log_set_stamp(1);
	/* fixed: else glibc learns from big mails to keep their memory */
	mallopt(M_MMAP_THRESHOLD, MMAP_BYTES);
	if ((e = catch_signals(&w)) == OK)
		e = start(&d, &w);
	if (e == OK) {
		mem_rest(); /* what reading the configuration needed */
		log_info("what=started config=%s", o->config);
		e = loop(&d, &w);
		log_info("what=ended");
	}
	source_close(&d.source);
	if (d.dispatch.deliver != NULL)
		deliver_close(&d.dispatch.deliver);
	intake_free(&d.intake);
	sent_free(&d.sent);
	store_close(&d.store);
	setup_free(&d.setup);
	return e == OK ? EXIT_DONE : cmd_fail(o, e, &w);
}
