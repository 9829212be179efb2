#ifndef NET_SECRET_H
#define NET_SECRET_H

#include "base/buf.h"
#include "base/err.h"
#include "net/conf.h"

/* What a password or token may have. */
#define SECRET_MAX 16384

/* Whether the login is by a token (XOAUTH2, OAUTHBEARER). */
bool secret_is_token(const struct net_conf *c);

/*
 * The password or token of c, read anew from its file or printed by its
 * command: one line. The command is ended after connect_timeout or when
 * stop_fd is readable. ERR_LATER with words that never hold the secret.
 * Wipe b (secret_wipe) after use.
 */
enum err secret_read(
    const struct net_conf *c, int stop_fd, struct buf *b, struct why *w);
void secret_wipe(struct buf *b); /* zeroes, then frees */

#endif
