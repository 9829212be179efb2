/* objects: base/arena base/buf base/err base/file base/hash base/log base/mem
 * base/text base/tod mail/addr mail/charset mail/leaf mail/words net/batch
 * net/cert net/conf net/deliver net/dial net/fetch net/folder net/marks
 * net/pass net/queue net/reply net/secret net/session net/session_fetch
 * net/session_idle net/session_status net/source net/stream net/utf7 */
/*
 * nettool check|fetch|status|send|probe KEY=VALUE...: the net room alone, for
 * the tests. Exit status: 0 fine, 3 ERR_LATER, 4 ERR_LATER that needs a
 * person, 2 ERR_STOP; the words go to standard error.
 */
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/timerfd.h>
#include <time.h>
#include <unistd.h>

#include "base/file.h"
#include "base/hash.h"
#include "base/mem.h"
#include "base/text.h"
#include "net/deliver.h"
#include "net/source.h"

#define LIST_MAX 64

struct tool {
	struct net_conf net;
	struct source_conf source;
	struct source_position from;
	struct source_move moves[LIST_MAX];
	struct deliver_rcpt to[LIST_MAX];
	size_t to_count;
	const char *sender, *envid, *file, *mark, *out;
	int64_t stop_ms, passes, wait, slow_ms, count, flush;
	bool dsn, quiet;
	int stop_fd;
};

struct text_key {
	const char *name;
	const char **to;
};

struct number_key {
	const char *name;
	int64_t *to;
};

static void
usage(const char *what)
{
	fprintf(stderr, "nettool: %s\n", what);
	exit(64);
}

static int64_t
number(const char *s)
{
	int64_t n;

	if (!num_parse(s, 0, INT64_MAX, &n))
		usage(s);
	return n;
}

static enum net_tls
tls(const char *s)
{
	return strcmp(s, "implicit") == 0   ? TLS_IMPLICIT
	       : strcmp(s, "starttls") == 0 ? TLS_STARTTLS
					    : TLS_NONE;
}

static bool
set_text(struct tool *t, const char *key, const char *value)
{
	const struct text_key keys[] = { { "host", &t->net.host },
		{ "ca", &t->net.ca_file }, { "user", &t->net.user },
		{ "auth", &t->net.auth },
		{ "password_file", &t->net.password_file },
		{ "token_file", &t->net.token_file },
		{ "token_command", &t->net.token_command },
		{ "mailbox", &t->source.mailbox },
		{ "keyword", &t->source.keyword }, { "path", &t->source.path },
		{ "name", &t->from.name }, { "from", &t->sender },
		{ "envid", &t->envid }, { "file", &t->file },
		{ "mark", &t->mark }, { "out", &t->out } };
	size_t i;

	for (i = 0; i < sizeof(keys) / sizeof(keys[0]); i++)
		if (strcmp(keys[i].name, key) == 0) {
			*keys[i].to = value;
			return true;
		}
	return false;
}

static bool
set_special(struct tool *t, const char *key, char *value)
{
	char *colon = strchr(value, ':');

	if (strcmp(key, "tls") == 0) {
		t->net.tls = tls(value);
	} else if (strcmp(key, "to") == 0 && t->to_count < LIST_MAX) {
		t->to[t->to_count++].address = value;
	} else if (strcmp(key, "move") == 0 && colon) {
		*colon = '\0';
		t->moves[t->source.move_count++] = (struct source_move){ value,
			colon + 1 };
	} else {
		return false;
	}
	return true;
}

static void
set_number(struct tool *t, const char *key, int64_t n)
{
	struct number_key keys[] = { { "stop_ms", &t->stop_ms },
		{ "passes", &t->passes }, { "wait", &t->wait },
		{ "slow_ms", &t->slow_ms }, { "count", &t->count },
		{ "flush", &t->flush }, { "limit", &t->source.limit },
		{ "budget", &t->net.budget } };
	size_t i;

	for (i = 0; i < sizeof(keys) / sizeof(keys[0]); i++)
		if (strcmp(keys[i].name, key) == 0) {
			*keys[i].to = n;
			return;
		}
	if (strcmp(key, "port") == 0)
		t->net.port = (int)n;
	else if (strcmp(key, "timeout") == 0)
		t->net.timeout = (int)n;
	else if (strcmp(key, "connect_timeout") == 0)
		t->net.connect_timeout = (int)n;
	else if (strcmp(key, "deadline") == 0)
		t->net.deadline = (int)n;
	else if (strcmp(key, "insecure") == 0)
		t->net.insecure_plaintext = n != 0;
	else if (strcmp(key, "uidvalidity") == 0)
		t->from.uidvalidity = (uint32_t)n;
	else if (strcmp(key, "last_uid") == 0)
		t->from.last_uid = (uint32_t)n;
	else if (strcmp(key, "big") == 0)
		t->source.big = (size_t)n;
	else if (strcmp(key, "queue") == 0)
		t->source.queue_bytes = (size_t)n;
	else if (strcmp(key, "no_idle") == 0)
		t->source.no_idle = n != 0;
	else if (strcmp(key, "poll") == 0)
		t->source.poll = (int)n;
	else if (strcmp(key, "dsn") == 0)
		t->dsn = n != 0;
	else if (strcmp(key, "quiet") == 0)
		t->quiet = n != 0;
	else
		usage(key);
}

static void
read_keys(struct tool *t, char **argv)
{
	for (; *argv; argv++) {
		char *equal = strchr(*argv, '=');

		if (equal == NULL)
			usage(*argv);
		*equal = '\0';
		if (!set_text(t, *argv, equal + 1) &&
		    !set_special(t, *argv, equal + 1))
			set_number(t, *argv, number(equal + 1));
	}
	t->stop_fd = -1;
	if (t->stop_ms > 0) {
		struct itimerspec at = { .it_value = { t->stop_ms / 1000,
					     t->stop_ms % 1000 * 1000000 } };

		t->stop_fd = timerfd_create(CLOCK_MONOTONIC, 0);
		timerfd_settime(t->stop_fd, 0, &at, NULL);
	}
}

static int
end(enum err e, bool needs_person, const struct why *w)
{
	if (e == OK)
		return 0;
	fprintf(stderr, "%s\n", w->s);
	return e == ERR_STOP ? 2 : needs_person ? 4 : 3;
}

static void
keep(const struct tool *t, const struct fetched *f)
{
	char path[4096];
	FILE *out;

	snprintf(path, sizeof(path), "%s/%u", t->out, f->uid);
	out = fopen(path, f->what == FETCH_CHUNK && !f->first ? "a" : "w");
	if (out == NULL || fwrite(f->bytes, 1, f->len, out) != f->len)
		usage(path);
	fclose(out);
}

static void
print_item(const struct tool *t, const struct fetched *f)
{
	static const char *const names[] = { "mail", "chunk", "broken", "end",
		"nothing" };
	unsigned char sum[HASH_SIZE];
	char hex[2 * HASH_SIZE + 1] = "-";

	if (t->quiet && (f->what == FETCH_MAIL || f->what == FETCH_CHUNK))
		return;
	if (f->bytes) {
		hash_sha256(f->bytes, f->len, sum);
		hash_hex(sum, 8, hex);
	}
	printf("%s uid=%u done=%u validity=%u date=%lld size=%lld len=%zu "
	       "sum=%s",
	    names[f->what], f->uid, f->done_uid, f->uidvalidity,
	    (long long)f->internal_date, (long long)f->size, f->len, hex);
	if (f->what == FETCH_CHUNK)
		printf(
		    "%s%s", f->first ? " first" : "", f->last ? " last" : "");
	printf("%s", f->truncated ? " truncated" : "");
	if (f->name)
		printf(" name=%s", f->name);
	printf("%s%s\n", f->error ? " error=" : "", f->error ? f->error : "");
	fflush(stdout);
}

static enum err
one_pass(struct tool *t, struct source *src, struct why *w)
{
	struct fetched f;
	enum err e;

	while ((e = source_next(src, 1000, &f, w)) == OK) {
		bool last = f.what == FETCH_END;

		if (f.what != FETCH_NOTHING)
			print_item(t, &f);
		if (t->out && f.bytes)
			keep(t, &f);
		if (t->slow_ms > 0)
			poll(NULL, 0, (int)t->slow_ms);
		if (t->mark && (f.what == FETCH_MAIL || f.last))
			source_mark(src, f.uid, t->mark);
		fetched_free(&f);
		if (last)
			break;
	}
	return e;
}

static int
fetch(struct tool *t)
{
	struct source *src = NULL;
	struct rusage use;
	struct why w;
	enum err e = source_open(&t->source, &t->from, t->stop_fd, &src, &w);
	int64_t i;
	int r;

	for (i = 0; e == OK && i < t->passes; i++) {
		e = one_pass(t, src, &w);
		if (e == OK && t->flush)
			e = source_flush(src, &w);
		if (e == OK && t->wait > 0) {
			printf("waiting\n");
			fflush(stdout);
			e = source_wait(src, (int)t->wait, &w);
		}
	}
	r = end(e, src && source_needs_person(src), &w);
	source_close(&src);
	getrusage(RUSAGE_SELF, &use);
	if (t->quiet)
		printf("peak %ld KiB\n", use.ru_maxrss);
	return r;
}

static int
status(struct tool *t)
{
	struct source *src = NULL;
	struct source_status st;
	struct why w;
	enum err e = source_open(&t->source, &t->from, t->stop_fd, &src, &w);
	size_t i;
	int r;

	if (e == OK)
		e = source_status(src, &st, &w);
	r = end(e, src && source_needs_person(src), &w);
	if (e == OK) {
		printf("exists=%u idle=%d move=%d uidplus=%d keywords=%s\n",
		    st.exists, st.idle, st.move, st.uidplus, st.keywords);
		printf("capabilities=%s\n", st.capabilities);
		for (i = 0; i < st.folder_count; i++)
			printf("folder=%s\n", st.folders[i]);
		source_status_free(&st);
	}
	source_close(&src);
	return r;
}

static void
print_fates(const struct deliver_mail *m)
{
	static const char *const names[] = { "sent", "later", "never",
		"uncertain" };
	size_t i;

	for (i = 0; i < m->rcpt_count; i++)
		printf("%s %s code=%d status=%s words=%s\n",
		    m->rcpts[i].address, names[m->rcpts[i].fate],
		    m->rcpts[i].code, m->rcpts[i].status, m->rcpts[i].words);
	fflush(stdout);
}

static int
send_mails(struct tool *t)
{
	struct deliver *d = deliver_open(&t->net, t->stop_fd);
	struct deliver_mail m = { .from = t->sender,
		.rcpts = t->to,
		.rcpt_count = t->to_count,
		.envid = t->envid,
		.dsn = t->dsn };
	struct buf b;
	struct why w;
	enum err e = OK;
	int64_t i;
	int r = 0;

	buf_init(&b, (size_t)1 << 30);
	if (file_read(t->file, &b, &w) != OK)
		usage(w.s);
	m.bytes = b.s;
	m.len = b.len;
	for (i = 0; i < t->count; i++) {
		if (i > 0 && t->slow_ms > 0)
			poll(NULL, 0, (int)t->slow_ms);
		e = deliver_send(d, &m, &w);
		if (!t->quiet)
			print_fates(&m);
		r = end(e, deliver_needs_person(d), &w);
		deliver_mail_free(&m);
	}
	deliver_close(&d);
	buf_free(&b);
	return r;
}

static int
probe(struct tool *t)
{
	struct deliver *d = deliver_open(&t->net, t->stop_fd);
	struct deliver_status st;
	struct why w;
	enum err e = deliver_probe(d, &st, &w);
	int r = end(e, deliver_needs_person(d), &w);

	if (r == 0)
		printf("dsn=%d size=%d auth=%d tls=%d max_size=%lld\n", st.dsn,
		    st.size, st.auth, st.tls, st.max_size);
	deliver_close(&d);
	return r;
}

int
main(int argc, char **argv)
{
	struct tool t = {
		.passes = 1, .count = 1, .flush = 1, .sender = "", .envid = ""
	};
	struct why w;

	if (argc < 2)
		usage("check|fetch|status|send|probe KEY=VALUE...");
	net_conf_init(&t.net);
	source_conf_init(&t.source);
	t.net.host = "localhost";
	t.source.net = &t.net;
	t.source.moves = t.moves;
	t.from.name = NULL;
	read_keys(&t, argv + 2);
	if (strcmp(argv[1], "check") == 0)
		return end(net_conf_check(&t.net, &w), true, &w);
	if (strcmp(argv[1], "fetch") == 0)
		return fetch(&t);
	if (strcmp(argv[1], "status") == 0)
		return status(&t);
	if (strcmp(argv[1], "send") == 0)
		return send_mails(&t);
	if (strcmp(argv[1], "probe") == 0)
		return probe(&t);
	usage(argv[1]);
}
