/*
 * One dial for IMAP and SMTP: libcurl with CONNECT_ONLY resolves, connects,
 * verifies and logs in. It knows nothing of what is said afterwards.
 */
#include <curl/curl.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <time.h>

#include "base/banned.h"
#include "base/mem.h"
#include "base/text.h"
#include "net/cert.h"
#include "net/dial.h"
#include "net/secret.h"
#include "net/stream.h"
#include "net/wire.h"

#define LINE_KEPT 200

struct wire {
	CURLM *multi; /* owned */
	CURL *easy;   /* owned */
	curl_socket_t fd;
	char error[CURL_ERROR_SIZE];
	char refusal[LINE_KEPT + 8]; /* the server's last "no" */
};

struct dialling {
	const struct net_conf *conf;
	enum net_protocol protocol;
	int stop_fd;
	const char *options; /* CURLOPT_LOGIN_OPTIONS */
};

static pthread_once_t once = PTHREAD_ONCE_INIT;

static void
init_curl(void)
{
	if (curl_global_init(CURL_GLOBAL_DEFAULT) != 0)
		abort();
}

bool
dial_needs_person(enum dial_fault fault)
{
	return fault == DIAL_CERT || fault == DIAL_LOGIN ||
	       fault == DIAL_SECRET;
}

void
wire_close(struct wire **wire)
{
	struct wire *w = *wire;

	if (w == NULL)
		return;
	if (w->multi && w->easy)
		curl_multi_remove_handle(w->multi, w->easy);
	curl_easy_cleanup(w->easy);
	curl_multi_cleanup(w->multi);
	free(w);
	*wire = NULL;
}

int
wire_fd(const struct wire *wire)
{
	return wire->fd;
}

ssize_t
wire_read(struct wire *wire, void *to, size_t n)
{
	size_t got = 0;
	CURLcode r = curl_easy_recv(wire->easy, to, n, &got);

	if (r == CURLE_AGAIN)
		return 0;
	return r == CURLE_OK && got > 0 ? (ssize_t)got : -1;
}

ssize_t
wire_write(struct wire *wire, const void *from, size_t n)
{
	size_t done = 0;
	CURLcode r = curl_easy_send(wire->easy, from, n, &done);

	if (r == CURLE_AGAIN)
		return 0;
	return r == CURLE_OK && done > 0 ? (ssize_t)done : -1;
}

/* "535 5.7.8 no" or "A2 NO [AUTHENTICATIONFAILED] no" or "* BYE no". */
static bool
is_refusal(const char *line)
{
	const char *word = strchr(line, ' ');

	if ((line[0] == '4' || line[0] == '5') && line[1] >= '0' &&
	    line[1] <= '9' && line[2] >= '0' && line[2] <= '9')
		return true;
	return word && (text_istarts(word + 1, "NO ") ||
			   text_istarts(word + 1, "BAD ") ||
			   text_istarts(word + 1, "BYE "));
}

static size_t
keep_line(char *line, size_t size, size_t n, void *ctx)
{
	struct wire *w = ctx;
	size_t all = size * n;
	struct buf b;

	buf_init(&b, sizeof(w->refusal) - 1);
	while (n > 0 && (line[n - 1] == '\n' || line[n - 1] == '\r'))
		n--;
	text_add_safe(&b, line, n, LINE_KEPT);
	if (is_refusal(b.s))
		memcpy(w->refusal, b.s, b.len + 1);
	buf_free(&b);
	return all;
}

static size_t
swallow(char *p, size_t size, size_t n, void *ctx)
{
	(void)p;
	(void)ctx;
	return size * n;
}

static void
set_url(CURL *h, const struct dialling *d)
{
	static const char *const names[2][2] = { { "imap", "imaps" },
		{ "smtp", "smtps" } };
	const char *host = d->conf->host;
	bool six = strchr(host, ':') != NULL;
	char url[400];

	snprintf(url, sizeof(url), "%s://%s%s%s:%d/",
	    names[d->protocol == NET_SMTP][d->conf->tls == TLS_IMPLICIT],
	    six ? "[" : "", host, six ? "]" : "", d->conf->port);
	curl_easy_setopt(h, CURLOPT_URL, url);
	curl_easy_setopt(h, CURLOPT_PROTOCOLS_STR, "imap,imaps,smtp,smtps");
	curl_easy_setopt(h, CURLOPT_PROXY, "");
}

/* What we start (a token command) inherits no connection. */
static int
on_socket(void *ctx, curl_socket_t fd, curlsocktype purpose)
{
	(void)ctx;
	(void)purpose;
	return fcntl(fd, F_SETFD, FD_CLOEXEC) < 0 ? CURL_SOCKOPT_ERROR
						  : CURL_SOCKOPT_OK;
}

static void
set_limits(CURL *h, const struct net_conf *c)
{
	long ms = (long)c->connect_timeout * 1000;

	curl_easy_setopt(h, CURLOPT_NOSIGNAL, 1L);
	curl_easy_setopt(h, CURLOPT_CONNECT_ONLY, 1L);
	curl_easy_setopt(h, CURLOPT_CONNECTTIMEOUT_MS, ms);
	curl_easy_setopt(h, CURLOPT_TIMEOUT_MS, ms);
	curl_easy_setopt(h, CURLOPT_TCP_KEEPALIVE, 1L);
	curl_easy_setopt(h, CURLOPT_BUFFERSIZE, 65536L);
	curl_easy_setopt(h, CURLOPT_SOCKOPTFUNCTION, on_socket);
	/* A slow name server must not hold up the end of the program. */
	curl_easy_setopt(h, CURLOPT_QUICK_EXIT, 1L);
}

static void
set_tls(CURL *h, const struct net_conf *c)
{
	curl_easy_setopt(h, CURLOPT_USE_SSL,
	    (long)(c->tls == TLS_NONE ? CURLUSESSL_NONE : CURLUSESSL_ALL));
	curl_easy_setopt(h, CURLOPT_SSL_VERIFYPEER, 1L);
	curl_easy_setopt(h, CURLOPT_SSL_VERIFYHOST, 2L);
	curl_easy_setopt(h, CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2);
	curl_easy_setopt(h, CURLOPT_CERTINFO, 1L);
	if (c->ca_file[0] == '\0')
		return;
	curl_easy_setopt(h, CURLOPT_CAINFO, c->ca_file);
	/* The GnuTLS flavour would add the system's set to our file. */
	curl_easy_setopt(h, CURLOPT_CAPATH, NULL);
}

static void
set_login(CURL *h, const struct dialling *d, const char *secret)
{
	if (d->conf->user[0] == '\0')
		return;
	curl_easy_setopt(h, CURLOPT_USERNAME, d->conf->user);
	curl_easy_setopt(h,
	    secret_is_token(d->conf) ? CURLOPT_XOAUTH2_BEARER
				     : CURLOPT_PASSWORD,
	    secret);
	if (d->options)
		curl_easy_setopt(h, CURLOPT_LOGIN_OPTIONS, d->options);
}

static struct wire *
wire_new(const struct dialling *d, const char *secret)
{
	struct wire *w = mem_zero(1, sizeof(*w));

	w->multi = curl_multi_init();
	w->easy = curl_easy_init();
	if (w->multi == NULL || w->easy == NULL)
		abort();
	set_url(w->easy, d);
	set_limits(w->easy, d->conf);
	set_tls(w->easy, d->conf);
	set_login(w->easy, d, secret);
	curl_easy_setopt(w->easy, CURLOPT_ERRORBUFFER, w->error);
	curl_easy_setopt(w->easy, CURLOPT_HEADERFUNCTION, keep_line);
	curl_easy_setopt(w->easy, CURLOPT_HEADERDATA, w);
	curl_easy_setopt(w->easy, CURLOPT_WRITEFUNCTION, swallow);
	curl_multi_add_handle(w->multi, w->easy);
	return w;
}

/* CURLE_OK, an error, or CURLE_ABORTED_BY_CALLBACK for stop_fd. */
static CURLcode
drive(struct wire *w, const struct dialling *d)
{
	int64_t until = stream_now_ms() + d->conf->connect_timeout * 1000 + 500;
	struct curl_waitfd stop = { .fd = d->stop_fd,
		.events = CURL_WAIT_POLLIN };
	CURLMsg *msg;
	int running, left;

	for (;;) {
		if (curl_multi_perform(w->multi, &running) != CURLM_OK)
			return CURLE_FAILED_INIT;
		if ((msg = curl_multi_info_read(w->multi, &left)) != NULL)
			return msg->data.result;
		if (stream_now_ms() > until)
			return CURLE_OPERATION_TIMEDOUT;
		curl_multi_poll(
		    w->multi, &stop, d->stop_fd >= 0 ? 1 : 0, 500, NULL);
		if (stop.revents != 0)
			return CURLE_ABORTED_BY_CALLBACK;
	}
}

static void
explain_cert(struct wire *w, const char *host, char *words, size_t n)
{
	struct curl_certinfo *info = NULL;
	struct curl_slist *row;

	snprintf(words, n, "%s", w->error);
	curl_easy_getinfo(w->easy, CURLINFO_CERTINFO, &info);
	if (info == NULL || info->num_of_certs < 1)
		return;
	for (row = info->certinfo[0]; row; row = row->next)
		if (strncmp(row->data, "Cert:", 5) == 0)
			cert_fault(row->data + 5, host, time(NULL), words, n);
}

/* "try later" of a server that is busy, not of one that denies. */
static bool
is_temporary(const char *refusal)
{
	return refusal[0] == '4' || text_istr(refusal, "[UNAVAILABLE]") ||
	       text_istr(refusal, "[INUSE]") || text_istr(refusal, "[LIMIT]") ||
	       text_istr(refusal, " BYE ");
}

static enum dial_fault
explain(
    struct wire *w, const struct dialling *d, CURLcode r, char *words, size_t n)
{
	switch (r) {
	case CURLE_ABORTED_BY_CALLBACK:
		snprintf(words, n, "stopped");
		return DIAL_STOP;
	case CURLE_OPERATION_TIMEDOUT:
		snprintf(words, n, "no answer within %d seconds",
		    d->conf->connect_timeout);
		return DIAL_NET;
	case CURLE_PEER_FAILED_VERIFICATION:
		explain_cert(w, d->conf->host, words, n);
		return DIAL_CERT;
	case CURLE_SSL_CACERT_BADFILE:
		snprintf(words, n, "the CA file %s cannot be used",
		    d->conf->ca_file);
		return DIAL_CERT;
	case CURLE_USE_SSL_FAILED:
		snprintf(words, n, "the server does not offer STARTTLS");
		return DIAL_CERT;
	case CURLE_LOGIN_DENIED:
		snprintf(words, n, "login of %s denied: %s", d->conf->user,
		    w->refusal[0] ? w->refusal
				  : "the server offers no fitting mechanism");
		return is_temporary(w->refusal) ? DIAL_NET : DIAL_LOGIN;
	default:
		snprintf(words, n, "%s",
		    w->refusal[0] ? w->refusal
		    : w->error[0] ? w->error
				  : curl_easy_strerror(r));
		return DIAL_NET;
	}
}

static enum err
try_once(const struct dialling *d, const char *secret, struct wire **wire_r,
    enum dial_fault *fault_r, struct why *w)
{
	struct wire *wire = wire_new(d, secret);
	CURLcode r = drive(wire, d);
	char words[600];

	if (r == CURLE_OK)
		r = curl_easy_getinfo(
		    wire->easy, CURLINFO_ACTIVESOCKET, &wire->fd);
	if (r == CURLE_OK && wire->fd != CURL_SOCKET_BAD) {
		*fault_r = DIAL_NONE;
		*wire_r = wire;
		return OK;
	}
	*fault_r = explain(wire, d, r, words, sizeof(words));
	/* No "no" was heard: what we insisted on is not offered. */
	if (*fault_r == DIAL_LOGIN && wire->refusal[0] == '\0')
		*fault_r = DIAL_NONE;
	wire_close(&wire);
	return why_set(
	    w, ERR_LATER, "%s:%d: %s", d->conf->host, d->conf->port, words);
}

/*
 * libcurl prefers CRAM-MD5, which fails with servers that keep only hashes;
 * under TLS PLAIN says the same with less. The second row is tried when the
 * server offers nothing of the first; "" leaves the choice to libcurl.
 */
static const char *
login_options(const struct dialling *d, int attempt)
{
	const char *auth = d->conf->auth;
	static const struct {
		const char *auth, *first, *second;
	} rows[] = { { "plain", "AUTH=PLAIN", NULL },
		{ "login", "AUTH=LOGIN", "AUTH=+LOGIN" },
		{ "cram-md5", "AUTH=CRAM-MD5", NULL },
		{ "xoauth2", "AUTH=XOAUTH2", NULL },
		{ "oauthbearer", "AUTH=OAUTHBEARER", NULL } };
	size_t i;

	if (auth[0] == '\0' && secret_is_token(d->conf))
		return attempt == 0 ? "AUTH=OAUTHBEARER;AUTH=XOAUTH2" : NULL;
	if (auth[0] == '\0' && d->conf->tls == TLS_NONE)
		return attempt == 0 ? "AUTH=*" : NULL;
	if (auth[0] == '\0')
		return attempt == 0 ? "AUTH=PLAIN;AUTH=LOGIN" : "AUTH=*";
	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		if (strcmp(rows[i].auth, auth) == 0)
			break;
	if (i == sizeof(rows) / sizeof(rows[0]))
		return NULL;
	if (attempt == 1 && d->protocol == NET_SMTP)
		return NULL;
	return attempt == 0 ? rows[i].first : rows[i].second;
}

static enum err
try_logins(struct dialling *d, const char *secret, struct wire **wire_r,
    enum dial_fault *fault_r, struct why *w)
{
	enum err e = ERR_LATER;
	int attempt;

	for (attempt = 0; attempt < 2; attempt++) {
		d->options = login_options(d, attempt);
		if (d->options == NULL)
			break;
		e = try_once(d, secret, wire_r, fault_r, w);
		if (e == OK || *fault_r != DIAL_NONE)
			return e;
	}
	*fault_r = DIAL_LOGIN;
	return e;
}

enum err
dial(const struct net_conf *conf, enum net_protocol protocol, int stop_fd,
    struct wire **wire_r, enum dial_fault *fault_r, struct why *w)
{
	struct dialling d = { conf, protocol, stop_fd, NULL };
	struct why cause;
	struct buf secret;
	enum err e;

	*wire_r = NULL;
	pthread_once(&once, init_curl);
	if (conf->user[0] == '\0')
		return try_once(&d, "", wire_r, fault_r, w);
	buf_init(&secret, SECRET_MAX);
	if (secret_read(conf, stop_fd, &secret, &cause) == OK) {
		e = try_logins(&d, secret.s, wire_r, fault_r, w);
	} else {
		*fault_r = DIAL_SECRET;
		e = why_set(
		    w, ERR_LATER, "%s:%d: %s", conf->host, conf->port, cause.s);
	}
	secret_wipe(&secret);
	return e;
}
