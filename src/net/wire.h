#ifndef NET_WIRE_H
#define NET_WIRE_H

#include <stddef.h>
#include <sys/types.h>

#include "net/dial.h"

/* Bytes over a dialled connection, never waiting: > 0 bytes, 0 would have to
 * wait (poll wire_fd), -1 the connection is over. */
ssize_t wire_read(struct wire *wire, void *to, size_t n);
ssize_t wire_write(struct wire *wire, const void *from, size_t n);
int wire_fd(const struct wire *wire);

#endif
