#ifndef DESK_MONTHLY_PRIV_H
#define DESK_MONTHLY_PRIV_H

#include "desk/monthly_report.h"
#include "desk/notice.h"
#include "desk/number.h"

/* Inside of the report: what its forms share. */

/* The standards and how they were kept. */
#define STANDARDS 6
struct monthly_standard {
	const char *name, *promise;
	const struct monthly_share *share;
};
void monthly_standards(struct arena *a, const struct monthly_facts *f,
    struct monthly_standard v[STANDARDS]);

/* "tidak ada petugas yang mengambil; berpindah petugas" */
const char *monthly_reasons(struct arena *a, unsigned reasons);
const char *monthly_kind_title(enum kind k);
const char *monthly_officer_name(const struct monthly_officer *o);
const char *monthly_hours(struct arena *a, const struct monthly_times *t,
    int64_t seconds); /* "-" where t has none */

/* What the survey comes to. */
struct monthly_verdict {
	int64_t need; /* sample size for the number asked */
	int rate;     /* answered of asked, thousandths, -1 */
	int single;   /* index of the one mark, hundredths, -1 */
	int index;    /* of the nine elements, -1 */
	bool enough;  /* forms reach the sample: the index is graded */
	bool single_enough;
	int lowest[3]; /* elements, worst first; -1 */
};
void monthly_verdict(
    const struct monthly_survey *s, struct monthly_verdict *v_r);
/* "80,14 (B, Baik)" or "80,14 (sampel kurang)"; "-" for none. */
const char *monthly_index(struct arena *a, int index, bool enough);

/* HTML: text escaped, the parts of a page. */
struct page_out {
	struct buf *b;
	struct arena *a;
	const struct monthly_facts *f;
};
void page_text(struct page_out *p, const char *s);
void page_section(struct page_out *p, const char *title); /* opens one */
void page_section_end(struct page_out *p);
void page_para(struct page_out *p, const char *cls, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));
/* A table: heads and cells parted by '|'; numbers right from column 2 on. */
void page_table(struct page_out *p, const char *heads);
void page_row(struct page_out *p, const char *const *cells, size_t n);
void page_table_end(struct page_out *p);
/* Charts as inline SVG, each with its numbers in text. */
struct page_bar {
	const char *label;
	int64_t n;
};
void page_bars(
    struct page_out *p, const char *title, const struct page_bar *v, size_t n);
void page_shares(struct page_out *p, const char *title,
    const struct monthly_standard *v, size_t n);
void page_days(struct page_out *p, const char *title, int ndays);
void page_survey(struct page_out *p);
void page_lateness(struct page_out *p);
void page_complaints(struct page_out *p);
void page_endings(struct page_out *p);
void page_officers(struct page_out *p);
void page_basis(struct page_out *p);

#endif
