#ifndef STORE_BELL_H
#define STORE_BELL_H

/*
 * A daemon that sleeps for long hears that somebody else has changed its
 * database: `tanggap requeue` and `release` ring. The bell is the time of
 * the lock file (PATH.lock), which nobody else touches.
 */

/* A descriptor that is readable after a ring; read it empty. -1: there is
 * no bell, and nobody is told before the next look. */
int bell_listen(const char *path);
void bell_ring(const char *path); /* no daemon: nothing happens */

#endif
