/*
 * Passwords and tokens, read at each connect and wiped after use. It knows
 * nothing of servers and never puts a secret into words or a log.
 */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/banned.h"
#include "base/file.h"
#include "base/text.h"
#include "net/secret.h"

extern char **environ;

bool
secret_is_token(const struct net_conf *c)
{
	return c->token_file[0] != '\0' || c->token_command[0] != '\0';
}

void
secret_wipe(struct buf *b)
{
	if (b->room > 0)
		explicit_bzero(b->s, b->room);
	buf_free(b);
}

static int64_t
now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* /bin/sh in a process group of its own: the deadline ends its children too. */
static enum err
start(const char *command, int out, pid_t *pid_r, struct why *w)
{
	char *argv[] = { (char[]){ "sh" }, (char[]){ "-c" }, NULL, NULL };
	posix_spawn_file_actions_t files;
	posix_spawnattr_t attr;
	sigset_t none;
	int r;

	argv[2] = strdup(command);
	sigemptyset(&none);
	posix_spawn_file_actions_init(&files);
	posix_spawn_file_actions_addopen(&files, 0, "/dev/null", O_RDONLY, 0);
	posix_spawn_file_actions_adddup2(&files, out, 1);
	posix_spawnattr_init(&attr);
	posix_spawnattr_setflags(
	    &attr, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK);
	posix_spawnattr_setpgroup(&attr, 0);
	posix_spawnattr_setsigmask(&attr, &none);
	r = posix_spawn(pid_r, "/bin/sh", &files, &attr, argv, environ);
	posix_spawnattr_destroy(&attr);
	posix_spawn_file_actions_destroy(&files);
	free(argv[2]);
	return r == 0 ? OK
		      : why_set(w, ERR_LATER, "token_command: %s", strerror(r));
}

static enum err
read_output(int in, int stop_fd, int64_t until, struct buf *b, struct why *w)
{
	struct pollfd p[2] = { { .fd = in, .events = POLLIN },
		{ .fd = stop_fd, .events = POLLIN } };

	for (;;) {
		int64_t left = until - now_ms();
		ssize_t n;

		if (left <= 0)
			return why_set(
			    w, ERR_LATER, "token_command: did not end in time");
		if (poll(p, 2, (int)left) < 0 && errno != EINTR)
			return why_set(
			    w, ERR_LATER, "token_command: %s", strerror(errno));
		if (p[1].revents != 0)
			return why_set(w, ERR_LATER, "stopped");
		if (p[0].revents == 0)
			continue;
		if (!buf_reserve(b, 4096))
			return why_set(w, ERR_LATER,
			    "token_command: printed more than one token");
		n = read(in, b->s + b->len, 4096);
		if (n < 0 && errno != EINTR)
			return why_set(
			    w, ERR_LATER, "token_command: %s", strerror(errno));
		if (n == 0)
			return OK;
		if (n > 0)
			b->len += (size_t)n;
		b->s[b->len] = '\0';
	}
}

/* The output is closed, so it is about to end; a grace, then it is killed. */
static int
reap(pid_t pid, bool kill_now)
{
	int i, status = -1;

	for (i = 0; i < 200 && !kill_now; i++) {
		if (waitpid(pid, &status, WNOHANG) != 0)
			return status;
		poll(NULL, 0, 10);
	}
	kill(-pid, SIGKILL);
	waitpid(pid, &status, 0);
	return status;
}

static enum err
run_command(const struct net_conf *c, int stop_fd, struct buf *b, struct why *w)
{
	int64_t until = now_ms() + (int64_t)c->connect_timeout * 1000;
	int status, p[2];
	enum err e;
	pid_t pid;

	if (pipe2(p, O_CLOEXEC) < 0)
		return why_set(
		    w, ERR_LATER, "token_command: %s", strerror(errno));
	e = start(c->token_command, p[1], &pid, w);
	close(p[1]);
	if (e == OK) {
		e = read_output(p[0], stop_fd, until, b, w);
		status = reap(pid, e != OK);
		if (e == OK && (!WIFEXITED(status) || WEXITSTATUS(status) != 0))
			e = why_set(w, ERR_LATER,
			    "token_command: ended with status %d",
			    WIFEXITED(status) ? WEXITSTATUS(status)
					      : 128 + WTERMSIG(status));
	}
	close(p[0]);
	return e;
}

static void
cut_line_end(struct buf *b)
{
	while (b->len > 0 &&
	       (b->s[b->len - 1] == '\n' || b->s[b->len - 1] == '\r'))
		buf_cut(b, b->len - 1);
}

enum err
secret_read(const struct net_conf *c, int stop_fd, struct buf *b, struct why *w)
{
	struct why cause;
	enum err e;

	if (c->token_command[0] != '\0') {
		if ((e = run_command(c, stop_fd, b, w)) != OK)
			return e;
		cut_line_end(b);
		if (b->len == 0 || !text_is_line(b->s, b->len))
			return why_set(w, ERR_LATER,
			    "token_command: printed no token of one line");
		return OK;
	}
	e = file_read_secret(
	    c->token_file[0] != '\0' ? c->token_file : c->password_file, b,
	    &cause);
	return e == OK ? OK : why_set(w, ERR_LATER, "%s", cause.s);
}
