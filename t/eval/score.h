#ifndef EVAL_SCORE_H
#define EVAL_SCORE_H

#include <stdbool.h>

#include "desk/kind.h"

/* What is counted of mails that were judged, and the tables of it. */
#define BINS 10
#define LEVELS 21 /* thresholds 0, 0.05 ... 1 */

struct count {
	int n, right;
};

struct score {
	int kind[KIND_COUNT][KIND_COUNT]; /* right, said */
	int by_structure, by_structure_right;
	struct count all, hard, topic, complete, lang;
	struct count supervisory, secret, personal; /* flags found */
	int false_flags;
	double seconds;
	double score_sum[BINS];
	struct count bin[BINS]; /* by the verdict's score */
	/* at a threshold: sure ones, and how many of them are right */
	struct count sure[LEVELS];
};

/* One verdict by words, before the threshold. */
void score_verdict(struct score *s, double verdict, bool right);

double share(struct count c);
double macro_f1(const struct score *s);
int unsure(const struct score *s);

/* Per kind: precision, recall, F1, confusion; then a line of sums. */
void print_kinds(const struct score *s);
void print_sums(const struct score *s);
/* What a score means: the share of right ones by score. */
void print_reliability(const struct score *s);
/* What a threshold does: the share left to a person, the rest's accuracy. */
void print_thresholds(const struct score *s);
/* One line for a table of models: NAME accuracy F1 recall ragu topic. */
void print_row(const char *name, const struct score *s);
void print_row_head(void);

#endif
