#ifndef DESK_CLASSIFY_H
#define DESK_CLASSIFY_H

#include "base/arena.h"
#include "desk/kind.h"
#include "desk/lesson.h"
#include "desk/office.h"
#include "desk/rules.h"
#include "mail/msg.h"

/* What a person's mail asks for, and why we think so (DESIGN section 8). */
struct buf;
struct spelling;
struct classifier; /* rules, abbreviations, model: const after loading */

struct verdict {
	enum kind kind;
	enum topic topic;    /* NONE unless konsultasi */
	double score;        /* 0..1, calibrated */
	struct strs reasons; /* "rule office-failure +3.1: \"petugas ...\"" */
	bool supervisory;    /* pungli, gratification, harassment, leak ... */
	bool secret;         /* asks that the identity be kept secret */
	bool thanks_only;    /* says thank you and nothing else */
	const char *service; /* layanan-lain: produk romantik ppid
				perpustakaan data-pribadi, "" not clear
				which */
	bool also_asks;      /* a complaint that asks for statistics too */
	/* what complete_mail() goes on from; in the arena */
	const struct mail_view *view;
	const struct rule_hit *hits;
	size_t nhits;
};

/* Is it "jelas dan lengkap"? missing: data wilayah periode konsep kegiatan
 * apa kapan di-mana nama, in the order to ask them. */
struct completeness {
	bool ok;
	struct strs missing;
};

/* rules is borrowed. data_dir holds abbreviations and model; NULL: rules
 * alone. */
enum err classifier_new(const struct rules *rules, const char *data_dir,
    struct classifier **c_r, struct why *w);
void classifier_free(struct classifier **c);
const struct spelling *classifier_spelling(const struct classifier *c);
/* Another model than data_dir's, such as `tanggap train` makes. ERR_ITEM, and
 * the model as before, where these bytes are none of this version. */
enum err classifier_use(
    struct classifier *c, const void *bytes, size_t n, struct why *w);

void classify_mail(struct arena *a, const struct classifier *c,
    const struct office *o, const struct msg *m, struct verdict *v_r);
void complete_mail(struct arena *a, const struct classifier *c,
    const struct office *o, const struct msg *m, const struct verdict *v,
    struct completeness *k_r);

/*
 * Learning. A lesson is a mail's words in plain spelling with the class that a
 * person gave it; what is stored of a correction is such a lesson. Training
 * takes the shipped lessons (data_dir/lessons.txt) and the more lessons, each
 * of which counts thrice, and gives the bytes of data_dir/model: under 2 MB,
 * the same for the same lessons. It takes a second or two.
 */
void lesson_of_mail(struct arena *a, const struct classifier *c,
    const struct msg *m, struct lesson *l_r); /* kind and topic not set */
/* Subject and text in plain spelling, in the arena. */
void lesson_plain(
    struct arena *a, const struct classifier *c, struct lesson *l);
enum err lessons_shipped(
    struct arena *a, const char *data_dir, struct lessons *l, struct why *w);
/* A lesson as if it were a mail; what a mail has beside words is missing. */
void classify_lesson(struct arena *a, const struct classifier *c,
    const struct office *o, const struct lesson *l, struct verdict *v_r);
enum err classifier_train(const char *data_dir, const struct lesson *more,
    size_t n, struct buf *model_r, struct why *w);

/* "id", "en", "mixed", "" when there are too few words to tell. */
const char *language_of(const char *text);
/* The same of a mail: its subject and the author's own words. */
const char *language_of_mail(const struct msg *m);

#endif
