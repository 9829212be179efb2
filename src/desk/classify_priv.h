#ifndef DESK_CLASSIFY_PRIV_H
#define DESK_CLASSIFY_PRIV_H

#include "base/buf.h"
#include "desk/classify.h"
#include "desk/model.h"
#include "desk/normal.h"

/* What classify.c and complete.c share. */
struct classifier {
	const struct rules *rules; /* borrowed */
	struct spelling *spelling; /* owned */
	struct model *model;       /* owned; NULL: rules alone */
	double rule_share;         /* of a rule's weight in the sum */
	double model_share;        /* of the model's log probability */
};

/* A mail as rules and model see it: normalised, in the arena. */
struct mail_view {
	struct rule_text text;
	size_t own_words; /* in the author's own words */
	bool forwarded;   /* the quoted part was taken in */
	bool reply;       /* the subject is about what was said before */
	/* in field[RULE_ANY], the text starts at 0 and the subject here */
	size_t subject_at;
};

void view_mail(struct arena *a, const struct classifier *c, const struct msg *m,
    struct mail_view *v_r);

/* Of words that are plain already. */
void view_words(struct arena *a, const char *subject, const char *text,
    struct mail_view *v_r);

/* What a rule weighs here: less where only the subject of a reply says it. */
double hit_weight(const struct mail_view *v, const struct rule_hit *h);
/* v's reasons: those for its kind first, then the model's words (g: NULL
 * without a model), then what spoke for other kinds. */
void reasons_tell(struct arena *a, const struct mail_view *view,
    const struct guess *g, bool forged, struct verdict *v);

/* Did a rule with that flag match? */
bool hits_flag(const struct rule_hit *v, size_t n, const char *flag);

#endif
