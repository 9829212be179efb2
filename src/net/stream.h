#ifndef NET_STREAM_H
#define NET_STREAM_H

#include <libetpan/mailstream.h>
#include <stdint.h>

#include "base/err.h"
#include "net/conf.h"
#include "net/dial.h"

/*
 * An open connection as libetpan wants it: a mailstream over our own low
 * driver. Each read and write ends after conf.timeout without a byte; a
 * command ends at its deadline and when its answer is longer than its budget;
 * all end when stop_fd is readable. A read never returns 0: libetpan would
 * ask again for ever.
 */
struct stream;

/*
 * wire is taken over and set to NULL. greeting is played to libetpan first
 * ("* PREAUTH x\r\n", "220 x\r\n"): the real one was read by the dial.
 */
struct stream *stream_new(struct wire **wire, const char *greeting,
    const struct net_conf *conf, int stop_fd);
/* Closes the connection; close the mailstream before. Sets NULL. */
void stream_free(struct stream **s);

/* A new mailstream; libetpan owns it and closes it with mailstream_close(). */
mailstream *stream_mailstream(struct stream *s);

/* A new command starts: conf.deadline from now, an answer of this many bytes
 * (at most conf.budget). */
void stream_allow(struct stream *s, int64_t bytes);
/* Waits for bytes to read: 1 there are, 0 timeout, -1 error or stop. */
int stream_wait(struct stream *s, int timeout_ms);

/* From now on the silence may last until the deadline, and stop_fd is heeded
 * only grace_ms after it spoke; -1 ends this. */
void stream_patient(struct stream *s, int grace_ms);

/* Waits for nothing but the time or stop_fd: false when that spoke. */
bool stream_sleep(struct stream *s, int ms);

/* Why it ended ("closed by the server" ...), "" while it is good. */
const char *stream_fault(const struct stream *s);
/* It was silent or too slow, not closed. */
bool stream_timed_out(const struct stream *s);
/* It ended before all that was written had gone. */
bool stream_fault_in_write(const struct stream *s);

int64_t stream_now_ms(void); /* monotonic */

#endif
