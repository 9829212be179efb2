#ifndef DESK_MODEL_H
#define DESK_MODEL_H

#include <stddef.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "desk/kind.h"
#include "desk/lesson.h"
#include "mail/msg.h"

/*
 * The statistical half of classification: multinomial logistic regression
 * over hashed stems, pairs of stems and pieces of words. Training is
 * deterministic: the same lessons in the same order give the same bytes.
 */
struct model;

/* Lessons hold normalised text (desk/normal.h); those without a kind are
 * skipped, only those with a topic teach topics. */
struct model *model_train(const struct lesson *v, size_t n);
/* The same with some of the features (desk/features.h), to compare them. */
struct model *model_train_parts(
    const struct lesson *v, size_t n, unsigned parts);
void model_free(struct model **m);

void model_save(const struct model *m, struct buf *b);
/* ERR_ITEM where the bytes are not a model of this program. */
enum err model_load(
    const void *bytes, size_t n, struct model **m_r, struct why *w);

/* Probabilities that sum to 1; kinds and topics that no lesson taught get 0. */
struct guess {
	double kind[KIND_COUNT];
	double topic[TOPIC_COUNT];
	enum kind best;
	/* the words that speak most for it, strongest first; in the arena */
	struct strs words;
};

/* Of a normalised subject and text. */
void model_guess(struct arena *a, const struct model *m, const char *subject,
    const char *text, struct guess *g_r);

#endif
