/*
 * The tables that make eval prints. It must never know how a verdict comes
 * about.
 */
#include <stdio.h>

#include "score.h"

void
score_verdict(struct score *s, double verdict, bool right)
{
	int bin = verdict < 1 ? (int)(verdict * BINS) : BINS - 1;
	int i;

	s->bin[bin].n++;
	s->bin[bin].right += right;
	s->score_sum[bin] += verdict;
	for (i = 0; i < LEVELS; i++)
		if (verdict >= i / (double)(LEVELS - 1)) {
			s->sure[i].n++;
			s->sure[i].right += right;
		}
}

double
share(struct count c)
{
	return c.n > 0 ? (double)c.right / c.n : 0;
}

struct rates {
	double precision, recall, f1;
	int right;
};

static struct rates
rates_of(const struct score *s, int kind)
{
	struct rates r = { 0 };
	int j, said = 0;

	for (j = 1; j < KIND_COUNT; j++) {
		r.right += s->kind[kind][j];
		said += s->kind[j][kind];
	}
	if (said > 0)
		r.precision = (double)s->kind[kind][kind] / said;
	if (r.right > 0)
		r.recall = (double)s->kind[kind][kind] / r.right;
	if (r.precision + r.recall > 0)
		r.f1 = 2 * r.precision * r.recall / (r.precision + r.recall);
	return r;
}

double
macro_f1(const struct score *s)
{
	struct rates r;
	double sum = 0;
	int i, n = 0;

	for (i = 1; i < KIND_RAGU; i++) {
		r = rates_of(s, i);
		sum += r.f1;
		n += r.right > 0;
	}
	return n > 0 ? sum / n : 0;
}

int
unsure(const struct score *s)
{
	int i, n = 0;

	for (i = 1; i < KIND_COUNT; i++)
		n += s->kind[i][KIND_RAGU];
	return n;
}

void
print_kinds(const struct score *s)
{
	struct rates r;
	int i, j;

	printf("%-14s %5s %6s %6s %5s   said: %s\n", "", "mails", "prec.",
	    "recall", "F1", "kons peng  lay  buk spam auto  bou ragu");
	for (i = 1; i < KIND_RAGU; i++) {
		r = rates_of(s, i);
		if (r.right == 0)
			continue;
		printf("%-14s %5d %6.3f %6.3f %5.3f        ",
		    kind_word((enum kind)i), r.right, r.precision, r.recall,
		    r.f1);
		for (j = 1; j < KIND_COUNT; j++)
			printf(" %4d", s->kind[i][j]);
		printf("\n");
	}
}

static void
print_found(const char *name, struct count c)
{
	if (c.n > 0)
		printf("  %s %d/%d", name, c.right, c.n);
}

void
print_sums(const struct score *s)
{
	double n = s->all.n > 0 ? s->all.n : 1;

	printf("accuracy %.3f  macro-F1 %.3f  ragu %.3f  topic %.3f  "
	       "completeness %.3f  language %.3f  %.2f ms/mail\n",
	    share(s->all), macro_f1(s), unsure(s) / n, share(s->topic),
	    share(s->complete), share(s->lang), 1e3 * s->seconds / n);
	printf("complaint recall %.3f, taken for a consultation %d of %d",
	    rates_of(s, KIND_PENGADUAN).recall,
	    s->kind[KIND_PENGADUAN][KIND_KONSULTASI],
	    rates_of(s, KIND_PENGADUAN).right);
	if (s->by_structure > 0)
		printf("; by structure alone %d of %d, right %d",
		    s->by_structure, s->all.n, s->by_structure_right);
	printf("\n");
	if (s->hard.n > 0)
		printf("hard mails %.3f", share(s->hard));
	print_found("supervisory", s->supervisory);
	print_found("secret", s->secret);
	print_found("personal data", s->personal);
	if (s->supervisory.n + s->secret.n + s->personal.n > 0)
		printf("  flagged without need %d", s->false_flags);
	if (s->hard.n + s->supervisory.n + s->secret.n + s->personal.n > 0)
		printf("\n");
}

void
print_reliability(const struct score *s)
{
	int i;

	printf("%-10s %6s %12s %6s\n", "score", "mails", "mean score", "right");
	for (i = 0; i < BINS; i++)
		if (s->bin[i].n > 0)
			printf(".%d to .%d%s %6d %12.3f %6.3f\n", i,
			    i < BINS - 1 ? i + 1 : 9,
			    i < BINS - 1 ? "  " : "9 ", s->bin[i].n,
			    s->score_sum[i] / s->bin[i].n, share(s->bin[i]));
}

void
print_thresholds(const struct score *s)
{
	int i;

	printf("%-13s %16s %22s\n", "unsure_below", "left to a person",
	    "accuracy of the rest");
	for (i = 7; i <= 19; i++)
		printf("%-13.2f %15.1f%% %21.1f%%\n", i / (double)(LEVELS - 1),
		    100.0 * (s->sure[0].n - s->sure[i].n) /
			(s->sure[0].n > 0 ? s->sure[0].n : 1),
		    100 * share(s->sure[i]));
}

void
print_row_head(void)
{
	printf("%-44s %8s %8s %9s %5s %6s\n", "", "accuracy", "macro-F1",
	    "complaint", "ragu", "topic");
}

void
print_row(const char *name, const struct score *s)
{
	printf("%-44s %8.3f %8.3f %9.3f %5.3f %6.3f\n", name, share(s->all),
	    macro_f1(s), rates_of(s, KIND_PENGADUAN).recall,
	    (double)unsure(s) / (s->all.n > 0 ? s->all.n : 1), share(s->topic));
}
