#ifndef NET_FOLDER_H
#define NET_FOLDER_H

#include "net/source.h"
#include "net/source_ops.h"

/*
 * The source that reads conf->path: a Maildir (new/ and cur/, files stay
 * where they are), a directory of .eml files, or one file. Sorted by name;
 * UIDs count from 1 in that order, uidvalidity is 1, marks do nothing. Use it
 * through net/source.h.
 */
enum err folder_open(const struct source_conf *conf,
    const struct source_position *from, int stop_fd, struct source **src_r,
    struct why *w);

#endif
