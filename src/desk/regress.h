#ifndef DESK_REGRESS_H
#define DESK_REGRESS_H

#include <stdint.h>

#include "base/buf.h"
#include "desk/features.h"

/*
 * Multinomial logistic regression over sparse vectors: one question with
 * `classes` answers, of which 0 means that nobody knows and is never given.
 * Training is deterministic. Binary, in the machine's memory half as large as
 * it was learnt once it is loaded.
 */
struct regress;

/* places: how many numbers a vector may have (features' `at` < places). */
struct regress *regress_new(size_t places, size_t classes);
void regress_free(struct regress **r);

/* right[i]: the class of vector i, 0: not used. */
void regress_train(
    struct regress *r, const struct features *f, const size_t *right, size_t n);

/* p_r: `classes` probabilities that sum to 1; untaught classes get 0. */
void regress_guess(
    const struct regress *r, const struct features *f, double *p_r);
double regress_weight(const struct regress *r, size_t place, size_t class);

void regress_save(const struct regress *r, struct buf *b);
size_t regress_saved(size_t places, size_t classes); /* bytes of that */
/* Takes regress_saved() bytes at *p, which moves on. */
void regress_load(struct regress *r, const unsigned char **p);

/* Numbers of 16 bits, times scale, low byte first. */
void regress_add_number(struct buf *b, double x, double scale);
double regress_take_number(const unsigned char **p, double scale);

/* How rare each place is, for features_of(): idf_r has `places` numbers. */
void regress_idf(
    const struct features *f, size_t n, size_t places, float *idf_r);

#endif
