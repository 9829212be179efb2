#ifndef EVAL_VOICE_H
#define EVAL_VOICE_H

#include "base/buf.h"

struct spelling;

/* How well officers' prose is told apart (desk/voice.h): the examples of
 * folder/.txt, each file judged by what the others taught. */
void voice_table(const struct spelling *s, const char *folder);
/* The bytes that all of them teach. */
void voice_learn(const struct spelling *s, const char *folder, struct buf *b);

#endif
