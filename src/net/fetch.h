#ifndef NET_FETCH_H
#define NET_FETCH_H

#include "net/source.h"
#include "net/source_ops.h"

/*
 * The IMAP source (RFC 3501): one background thread owns the session and
 * feeds a queue bounded by bytes, so that the server stays busy while the
 * caller parses and commits. Use it through net/source.h.
 */
enum err fetch_open(const struct source_conf *conf,
    const struct source_position *from, int stop_fd, struct source **src_r,
    struct why *w);

#endif
