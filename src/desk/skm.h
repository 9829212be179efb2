#ifndef DESK_SKM_H
#define DESK_SKM_H

#include <stdbool.h>
#include <stdint.h>

/*
 * The satisfaction index of PermenPANRB 14/2017 (Survei Kepuasan
 * Masyarakat), exactly: nine elements on a scale of 1 to 4, each with the
 * weight 1/9 (0.11, as some forms print it, makes 99.00 of all fours).
 * Everything is counted in fractions; the index is rounded half-up to two
 * decimals before it is graded, so the bounds have no gaps.
 */
#define SKM_ELEMENTS 9

/* A fraction, den > 0; an NRR (mean of an element) is 1 to 4. */
struct skm_ratio {
	int64_t num, den;
};

/* Of one element: how many gave a mark, and their sum. */
struct skm_sum {
	int64_t sum, n;
};

/* NIK in hundredths: 7500 is 75.00. -1 where an element has no answer. Exact
 * up to some ten thousand answers an element; beyond that each mean is
 * rounded to nine decimals first. */
int skm_index(const struct skm_ratio nrr[SKM_ELEMENTS]);
int skm_index_of(const struct skm_sum sums[SKM_ELEMENTS]);
/* The same of one mean alone, e.g. of one element: times 25. */
int skm_single(struct skm_ratio nrr);
/* A fraction times scale, rounded half-up. */
int64_t skm_round(struct skm_ratio r, int64_t scale);

/* 'A' from 88.31, 'B' from 76.61, 'C' from 65.00, 'D' below. */
char skm_grade(int hundredths);
const char *skm_grade_word(char grade); /* "Sangat Baik" ... */

/* Krejcie and Morgan (1970) for population n, rounded half-up. */
int64_t skm_sample(int64_t n);
/* Enough answers for a grade: n > 0 and at least the sample. */
bool skm_enough(int64_t answers, int64_t population);

/* "Persyaratan" ... of element 0..8 in the order of the regulation, where
 * complaints come before facilities. */
const char *skm_element(int i);

#endif
