/*
 * The arithmetic of the satisfaction survey. It must never know who answered
 * or how the answers came in.
 */
#include "base/banned.h"
#include "desk/skm.h"

#define NINE_DECIMALS 1000000000
/* Of a common denominator: times 10 and one more sum still fit. */
#define DEN_MAX ((wide)1000000000000000000 * 1000000000000000000)

__extension__ typedef unsigned __int128 wide;

static const char *const elements[SKM_ELEMENTS] = {
	"Persyaratan",
	"Sistem, mekanisme, dan prosedur",
	"Waktu penyelesaian",
	"Biaya/tarif",
	"Produk spesifikasi jenis pelayanan",
	"Kompetensi pelaksana",
	"Perilaku pelaksana",
	"Penanganan pengaduan, saran, dan masukan",
	"Sarana dan prasarana",
};

const char *
skm_element(int i)
{
	return i >= 0 && i < SKM_ELEMENTS ? elements[i] : "";
}

static wide
common(wide a, wide b)
{
	while (b != 0) {
		wide rest = a % b;

		a = b;
		b = rest;
	}
	return a;
}

/* floor(times * part / whole) for part < whole, without leaving 128 bits:
 * long division in base 10, times is 5000 = 5 * 10 * 10 * 10. */
static int64_t
five_thousand(wide part, wide whole)
{
	int64_t q = (int64_t)(part * 5 / whole);
	int i;

	part = part * 5 % whole;
	for (i = 0; i < 3; i++) {
		q = q * 10 + (int64_t)(part * 10 / whole);
		part = part * 10 % whole;
	}
	return q;
}

int64_t
skm_round(struct skm_ratio r, int64_t scale)
{
	wide twice = (wide)r.num * (wide)scale * 2 + (wide)r.den;

	return (int64_t)(twice / ((wide)r.den * 2));
}

int
skm_single(struct skm_ratio nrr)
{
	return nrr.den > 0 ? (int)skm_round(nrr, 2500) : -1;
}

/* The sum of the fractions over one denominator; false: it grows too large. */
static bool
add_up(const struct skm_ratio nrr[SKM_ELEMENTS], wide *sum_r, wide *den_r)
{
	wide den = 1, sum = 0;
	int i;

	for (i = 0; i < SKM_ELEMENTS; i++) {
		wide d = (wide)nrr[i].den;

		d /= common(den, d);
		if (den > DEN_MAX / d)
			return false;
		den *= d;
	}
	for (i = 0; i < SKM_ELEMENTS; i++)
		sum += den / (wide)nrr[i].den * (wide)nrr[i].num;
	*sum_r = sum;
	*den_r = den;
	return true;
}

/*
 * 25 / 9 * sum, in hundredths and half-up: floor((5000 * sum + 9) / 18).
 * Flooring the inner product first changes nothing, for all else is whole.
 */
int
skm_index(const struct skm_ratio nrr[SKM_ELEMENTS])
{
	struct skm_ratio rounded[SKM_ELEMENTS];
	wide sum, den;
	int64_t inner;
	int i;

	for (i = 0; i < SKM_ELEMENTS; i++) {
		if (nrr[i].den <= 0)
			return -1;
		rounded[i] = (struct skm_ratio){
			skm_round(nrr[i], NINE_DECIMALS), NINE_DECIMALS
		};
	}
	if (!add_up(nrr, &sum, &den))
		add_up(rounded, &sum, &den);
	inner = (int64_t)(sum / den) * 5000 + five_thousand(sum % den, den);
	return (int)((inner + 9) / 18);
}

int
skm_index_of(const struct skm_sum sums[SKM_ELEMENTS])
{
	struct skm_ratio nrr[SKM_ELEMENTS];
	int i;

	for (i = 0; i < SKM_ELEMENTS; i++)
		nrr[i] = (struct skm_ratio){ sums[i].sum, sums[i].n };
	return skm_index(nrr);
}

char
skm_grade(int hundredths)
{
	if (hundredths >= 8831)
		return 'A';
	if (hundredths >= 7661)
		return 'B';
	return hundredths >= 6500 ? 'C' : 'D';
}

const char *
skm_grade_word(char grade)
{
	switch (grade) {
	case 'A':
		return "Sangat Baik";
	case 'B':
		return "Baik";
	case 'C':
		return "Kurang Baik";
	default:
		return "Tidak Baik";
	}
}

/* chi-square 3.841, P = Q = 0.5, d = 0.05; times 100000 all is whole. */
int64_t
skm_sample(int64_t n)
{
	if (n <= 0)
		return 0;
	return skm_round(
	    (struct skm_ratio){ 96025 * n, 250 * (n - 1) + 96025 }, 1);
}

bool
skm_enough(int64_t answers, int64_t population)
{
	return answers > 0 && answers >= skm_sample(population);
}
