#ifndef NET_DIAL_H
#define NET_DIAL_H

#include "base/err.h"
#include "net/conf.h"

/*
 * libcurl dials: resolves, connects, verifies chain, name and dates of the
 * certificate, and logs in. What comes back is an open connection for
 * net/stream. libetpan's own sockets and TLS verify nothing: never use them.
 */
struct wire;

enum dial_fault {
	DIAL_NONE,
	DIAL_NET,    /* cannot be reached, timeout, server busy */
	DIAL_CERT,   /* certificate refused, STARTTLS not offered */
	DIAL_LOGIN,  /* the server denied user, password or token */
	DIAL_SECRET, /* our own password or token cannot be had */
	DIAL_STOP    /* stop_fd */
};

/*
 * ERR_LATER with words that name host, port and cause; *fault_r says whether
 * a person is needed (dial_needs_person). conf is borrowed until the close.
 */
enum err dial(const struct net_conf *conf, enum net_protocol protocol,
    int stop_fd, struct wire **wire_r, enum dial_fault *fault_r, struct why *w);
bool dial_needs_person(enum dial_fault fault);
void wire_close(struct wire **wire);

#endif
