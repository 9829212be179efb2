/*
 * The IMAP source: the thread that owns the session, and the calls that the
 * other side makes. Only requests, marks, items and one final error cross.
 */
#include <errno.h>
#include <malloc.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include "base/banned.h"
#include "base/mem.h"
#include "net/fetch.h"
#include "net/marks.h"
#include "net/pass.h"
#include "net/queue.h"
#include "net/session.h"

#define QUEUE_COUNT 1024
#define MARKS_AT_ONCE 1000 /* between two batches; the rest at the end */

enum request { NONE, PASS, FLUSH, WAIT, STATUS, QUIT };

struct fetch {
	struct source base;
	const struct source_conf *conf;
	int stop_fd; /* the caller's and quit_fd together (epoll) */
	int quit_fd;
	pthread_t thread;
	struct queue *queue;
	bool at_end; /* the caller's: it has seen FETCH_END or nothing yet */

	pthread_mutex_t lock; /* of what follows */
	pthread_cond_t asked, answered;
	enum request request;
	int wait_seconds;
	struct source_status *status;
	struct marks marks;
	enum err error; /* not OK: the thread has ended, why says why */
	bool needs_person;
	struct why why;

	struct session session; /* the thread's, as the next */
	struct pass pass;
};

static enum err
make_marks(struct fetch *f, size_t at_least, struct why *w)
{
	struct marks now = { 0 };
	enum heard h;

	pthread_mutex_lock(&f->lock);
	if (f->marks.count >= at_least)
		marks_take(&f->marks, &now);
	pthread_mutex_unlock(&f->lock);
	if (now.count == 0)
		return OK;
	h = marks_make(&now, &f->session);
	marks_free(&now);
	return h == HEARD_OK ? OK
			     : why_set(w, ERR_LATER, "%s:%d: marking mails: %s",
				   f->conf->net->host, f->conf->net->port,
				   session_words(&f->session));
}

static enum err
look_through(struct fetch *f, struct why *w)
{
	struct fetched end = { .what = FETCH_END };
	enum err e = pass_begin(&f->pass, w);

	while (e == OK && !f->pass.at_end) {
		e = pass_step(&f->pass, w);
		if (e == OK)
			e = make_marks(f, MARKS_AT_ONCE, w);
	}
	if (e != OK)
		return e;
	/* What the thread allocated lies scattered between what is in use. */
	malloc_trim(0);
	end.uidvalidity = f->pass.uidvalidity;
	end.done_uid = f->pass.done;
	queue_put(f->queue, &end);
	return OK;
}

static enum err
idle(struct fetch *f, int seconds, struct why *w)
{
	bool is_new;

	if (session_idle(&f->session, seconds, &is_new) == HEARD_OK)
		return OK;
	return why_set(w, ERR_LATER, "%s:%d: while waiting: %s",
	    f->conf->net->host, f->conf->net->port, session_words(&f->session));
}

static enum err
serve(struct fetch *f, enum request request, struct why *w)
{
	enum err e;

	if (request == PASS)
		return look_through(f, w);
	/* A pass would begin anew where UIDVALIDITY differs; marks are bound
	 * to the one that the caller knows. */
	if (f->session.imap == NULL && (e = pass_begin(&f->pass, w)) != OK)
		return e;
	if (request == STATUS)
		return session_status(&f->session, f->status, w);
	if ((e = make_marks(f, 1, w)) != OK || request == FLUSH)
		return e;
	return idle(f, f->wait_seconds, w);
}

static void *
run(void *arg)
{
	struct fetch *f = arg;
	enum err e = OK;
	struct why w;

	pthread_mutex_lock(&f->lock);
	while (e == OK) {
		enum request request;

		while ((request = f->request) == NONE)
			pthread_cond_wait(&f->asked, &f->lock);
		if (request == QUIT)
			break;
		pthread_mutex_unlock(&f->lock);
		e = serve(f, request, &w);
		pthread_mutex_lock(&f->lock);
		if (f->request == request)
			f->request = NONE;
		if (e != OK) {
			f->error = e;
			f->why = w;
			f->needs_person = session_needs_person(&f->session);
		}
		pthread_cond_signal(&f->answered);
	}
	pthread_mutex_unlock(&f->lock);
	session_close(&f->session);
	queue_close(f->queue);
	return NULL;
}

/* The thread's final error, to the caller. */
static enum err
failed(struct fetch *f, struct why *w)
{
	enum err e;

	pthread_mutex_lock(&f->lock);
	e = f->error;
	if (e != OK) {
		*w = f->why;
		f->base.needs_person = f->needs_person;
	}
	pthread_mutex_unlock(&f->lock);
	return e;
}

static void
ask(struct fetch *f, enum request request)
{
	pthread_mutex_lock(&f->lock);
	/* After its FETCH_END a pass is not quite over: the same request
	 * again would be taken for the one that ends. */
	while (f->request != NONE && f->error == OK)
		pthread_cond_wait(&f->answered, &f->lock);
	f->request = request;
	pthread_cond_signal(&f->asked);
	pthread_mutex_unlock(&f->lock);
}

static enum err
ask_and_wait(struct fetch *f, enum request request, struct why *w)
{
	enum err e;

	if ((e = failed(f, w)) != OK)
		return e;
	ask(f, request);
	pthread_mutex_lock(&f->lock);
	while (f->request == request && f->error == OK)
		pthread_cond_wait(&f->answered, &f->lock);
	pthread_mutex_unlock(&f->lock);
	return failed(f, w);
}

static enum err
fetch_next(
    struct source *src, int timeout_ms, struct fetched *item_r, struct why *w)
{
	struct fetch *f = (struct fetch *)src;
	enum err e;

	if (f->at_end) {
		if ((e = failed(f, w)) != OK)
			return e;
		f->at_end = false;
		ask(f, PASS);
	}
	if (queue_get(f->queue, timeout_ms, item_r)) {
		f->at_end = item_r->what == FETCH_END;
		return OK;
	}
	return queue_is_closed(f->queue) ? failed(f, w) : OK;
}

static void
fetch_mark(struct source *src, uint32_t uid, const char *outcome)
{
	struct fetch *f = (struct fetch *)src;
	size_t target;

	if (!marks_target(f->conf, outcome, &target))
		return;
	pthread_mutex_lock(&f->lock);
	marks_add(&f->marks, uid, target);
	pthread_mutex_unlock(&f->lock);
}

/* In the middle of a pass the thread may be waiting for us to take items. */
static enum err
fetch_flush(struct source *src, struct why *w)
{
	struct fetch *f = (struct fetch *)src;

	return f->at_end ? ask_and_wait(f, FLUSH, w) : failed(f, w);
}

static enum err
fetch_wait(struct source *src, int seconds, struct why *w)
{
	struct fetch *f = (struct fetch *)src;

	if (!f->at_end)
		return failed(f, w);
	f->wait_seconds = seconds;
	return ask_and_wait(f, WAIT, w);
}

static enum err
fetch_status(struct source *src, struct source_status *status_r, struct why *w)
{
	struct fetch *f = (struct fetch *)src;

	if (!f->at_end)
		return why_set(w, ERR_STOP, "asked in the middle of a pass");
	f->status = status_r;
	return ask_and_wait(f, STATUS, w);
}

static void
release(struct fetch *f)
{
	pass_free(&f->pass);
	queue_free(&f->queue);
	marks_free(&f->marks);
	pthread_cond_destroy(&f->asked);
	pthread_cond_destroy(&f->answered);
	pthread_mutex_destroy(&f->lock);
	if (f->stop_fd >= 0)
		close(f->stop_fd);
	if (f->quit_fd >= 0)
		close(f->quit_fd);
	free(f);
}

static void
fetch_close(struct source *src)
{
	struct fetch *f = (struct fetch *)src;
	uint64_t one = 1;

	while (write(f->quit_fd, &one, sizeof(one)) < 0 && errno == EINTR)
		;
	queue_close(f->queue);
	ask(f, QUIT);
	pthread_join(f->thread, NULL);
	release(f);
}

static const struct source_ops fetch_ops = { .next = fetch_next,
	.mark = fetch_mark,
	.flush = fetch_flush,
	.wait = fetch_wait,
	.status = fetch_status,
	.close = fetch_close };

static bool
watch(int epoll, int fd)
{
	struct epoll_event ev = { .events = EPOLLIN };

	return fd < 0 || epoll_ctl(epoll, EPOLL_CTL_ADD, fd, &ev) == 0;
}

/* Signals are the main thread's. */
static int
start(struct fetch *f)
{
	sigset_t all, old;
	int r;

	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, &old);
	r = pthread_create(&f->thread, NULL, run, f);
	pthread_sigmask(SIG_SETMASK, &old, NULL);
	return r;
}

enum err
fetch_open(const struct source_conf *conf, const struct source_position *from,
    int stop_fd, struct source **src_r, struct why *w)
{
	struct fetch *f = mem_zero(1, sizeof(*f));
	int r;

	f->base.ops = &fetch_ops;
	f->conf = conf;
	f->at_end = true;
	pthread_mutex_init(&f->lock, NULL);
	pthread_cond_init(&f->asked, NULL);
	pthread_cond_init(&f->answered, NULL);
	f->queue = queue_new(conf->queue_bytes, QUEUE_COUNT);
	f->quit_fd = eventfd(0, EFD_CLOEXEC);
	f->stop_fd = epoll_create1(EPOLL_CLOEXEC);
	if (f->quit_fd < 0 || f->stop_fd < 0 || !watch(f->stop_fd, stop_fd) ||
	    !watch(f->stop_fd, f->quit_fd)) {
		why_set(w, ERR_STOP, "stop fd: %s", strerror(errno));
		release(f);
		return ERR_STOP;
	}
	session_init(&f->session, conf, f->stop_fd);
	pass_init(&f->pass, &f->session, f->queue, from);
	if ((r = start(f)) != 0) {
		why_set(w, ERR_STOP, "thread: %s", strerror(r));
		release(f);
		return ERR_STOP;
	}
	*src_r = &f->base;
	return OK;
}
