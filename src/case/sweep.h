#ifndef SWEEP_H
#define SWEEP_H

#include "setup.h"
#include "store/store.h"

/*
 * What time alone brings about: steps of the ladder, reminders and closings,
 * the survey, the digest. Everything is told once, in office hours; what was
 * told is in the store, so neither a restart nor a clock that jumps tells it
 * twice. *next_r: when there will be something to do again (TOD_NONE: not
 * before something happens).
 */
enum err sweep(struct store *s, const struct setup *setup, int64_t now,
    int64_t *next_r, struct why *w);

/*
 * Counts every running deadline anew if office hours, holiday lists or the
 * promised days have changed since the last time: after a start, and after
 * the configuration was loaded again.
 */
enum err sweep_recount(
    struct store *s, const struct setup *setup, int64_t now, struct why *w);

#endif
