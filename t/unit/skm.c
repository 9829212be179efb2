/* objects: desk/skm */
#include "tap.h"

#include "desk/skm.h"

/* The vectors of the regulation's arithmetic, and its edges. */
static const struct {
	const char *what;
	struct skm_ratio nrr[SKM_ELEMENTS];
	int index;
	char grade;
} vectors[] = {
#define SAME(num, den) \
	{ \
		{ num, den }, { num, den }, { num, den }, { num, den }, \
		    { num, den }, { num, den }, { num, den }, { num, den }, \
		{ \
			num, den \
		} \
	}
	{ "all 4", SAME(4, 1), 10000, 'A' },
	{ "all 3", SAME(3, 1), 7500, 'C' },
	{ "all 1", SAME(1, 1), 2500, 'D' },
	{ "nine different",
	    { { 312, 100 }, { 305, 100 }, { 298, 100 }, { 39, 10 }, { 32, 10 },
		{ 34, 10 }, { 35, 10 }, { 27, 10 }, { 3, 1 } },
	    8014, 'B' },
	{ "88.3075 is 88.31, an A", SAME(35323, 10000), 8831, 'A' },
	{ "88.305 is 88.31 too", SAME(35322, 10000), 8831, 'A' },
	{ "88.3025 is 88.30, a B", SAME(35321, 10000), 8830, 'B' },
	{ "76.605 is 76.61, a B", SAME(30642, 10000), 7661, 'B' },
	{ "76.6025 is 76.60, a C", SAME(30641, 10000), 7660, 'C' },
	{ "65.00 is a C", SAME(26, 10), 6500, 'C' },
	{ "64.995 is 65.00", SAME(25998, 10000), 6500, 'C' },
	{ "64.9925 is a D", SAME(25997, 10000), 6499, 'D' },
	/* sums of answers: 28 of 7, 11 of 3 ... no common denominator */
	{ "uneven numbers of answers",
	    { { 28, 7 }, { 11, 3 }, { 40, 11 }, { 47, 13 }, { 60, 17 },
		{ 70, 19 }, { 83, 23 }, { 101, 29 }, { 109, 31 } },
	    9094, 'A' },
	/* the common denominator has 37 digits: rounded to nine decimals */
	{ "very many answers",
	    { { 39916, 9973 }, { 29901, 9967 }, { 39796, 9949 },
		{ 29823, 9941 }, { 39716, 9929 }, { 29769, 9923 },
		{ 39628, 9907 }, { 29703, 9901 }, { 39548, 9887 } },
	    8890, 'A' },
};

static const struct {
	int64_t population, sample;
} samples[] = { { 0, 0 }, { 1, 1 }, { 10, 10 }, { 30, 28 }, { 50, 44 },
	{ 100, 80 }, { 200, 132 }, { 400, 196 }, { 1000, 278 },
	{ 1000000, 384 } };

static void
test_vectors(void)
{
	size_t i;
	int got;

	for (i = 0; i < sizeof(vectors) / sizeof(vectors[0]); i++) {
		got = skm_index(vectors[i].nrr);
		is_int(got, vectors[i].index, vectors[i].what);
		is_int(skm_grade(got), vectors[i].grade, "its grade");
	}
}

static void
test_samples(void)
{
	size_t i;

	for (i = 0; i < sizeof(samples) / sizeof(samples[0]); i++)
		is_int(skm_sample(samples[i].population), samples[i].sample,
		    "Krejcie and Morgan");
	ok(skm_enough(28, 30), "28 of 30 are enough");
	ok(!skm_enough(27, 30), "27 of 30 are not");
	ok(!skm_enough(0, 0), "nobody is never enough");
}

int
main(void)
{
	struct skm_sum sums[SKM_ELEMENTS];
	int i;

	test_vectors();
	test_samples();
	for (i = 0; i < SKM_ELEMENTS; i++)
		sums[i] = (struct skm_sum){ 7, 2 };
	is_int(skm_index_of(sums), 8750, "sums of answers: 3.5 is 87.50");
	sums[8].n = 0;
	is_int(skm_index_of(sums), -1, "an element nobody marked: no index");
	is_int(skm_single((struct skm_ratio){ 7, 2 }), 8750, "one mean alone");
	is_int(skm_round((struct skm_ratio){ 35325, 10000 }, 1000), 3533,
	    "half-up");
	is_str(skm_grade_word(skm_grade(8831)), "Sangat Baik", "word of A");
	is_str(skm_grade_word('D'), "Tidak Baik", "word of D");
	is_str(skm_element(7), "Penanganan pengaduan, saran, dan masukan",
	    "complaints are U8, facilities U9");
	is_str(skm_element(9), "", "no tenth");
	return done_testing();
}
