/*
 * Is a request "jelas dan lengkap" (DOMAIN 1.5)? Only what the topic needs is
 * asked, and nothing that the mail, its quote or an attachment's name tells.
 */
#include <string.h>

#include "base/banned.h"
#include "base/text.h"
#include "desk/classify_priv.h"

/* In the order in which to ask. */
static const char *const slots[] = { "data", "wilayah", "periode", "konsep",
	"kegiatan", "apa", "kapan", "di-mana", "nama" };

enum slot {
	DATA = 1,
	AREA = 2,
	PERIOD = 4,
	CONCEPT = 8,
	ACTIVITY = 16,
	WHAT = 32,
	WHEN = 64,
	WHERE = 128,
	NAME = 256
};

struct look {
	const struct rule_hit *hits;
	size_t n;
	size_t words;
	bool follows; /* continues an earlier conversation */
};

static bool
has(const struct look *l, const char *flag)
{
	return hits_flag(l->hits, l->n, flag);
}

static unsigned
lacks_data(const struct look *l)
{
	unsigned u = 0;

	if (has(l, "terlampir") || has(l, "susulan"))
		return 0;
	if (has(l, "semua"))
		u |= DATA;
	if (l->follows && l->words > 0)
		return l->words < 15 ? u : 0;
	if (has(l, "periode"))
		return has(l, "data") || has(l, "pokok") || l->words >= 12
			   ? u
			   : u | DATA;
	/* "data penduduk" and nothing more is no question */
	return has(l, "data") ? u | PERIOD : u | DATA | PERIOD;
}

/* Who writes more than a line has named what he asks about. */
static unsigned
lacks_concept(const struct look *l)
{
	return has(l, "konsep") || l->follows || l->words > 12 ? 0 : CONCEPT;
}

static unsigned
lacks_activity(const struct look *l)
{
	if (has(l, "kegiatan") || has(l, "kode") || has(l, "terlampir") ||
	    (l->follows && l->words > 3))
		return 0;
	return ACTIVITY;
}

/* A short outcry needs questions; an account can be acted on as it is. */
static unsigned
lacks_complaint(const struct look *l)
{
	unsigned u = 0;

	if (l->words < 12)
		u |= WHAT;
	if (!has(l, "kapan"))
		u |= WHEN;
	if (!has(l, "di-mana"))
		u |= WHERE;
	if (l->words >= 12 && l->follows)
		return 0;
	/* who asked whom for money, when: hearsay without it leads nowhere */
	if (l->words >= 12 && has(l, "pengawasan"))
		return l->words >= 45 || has(l, "apa") ? 0 : u & WHEN;
	if (l->words >= 18 || (l->words >= 12 && u != (WHEN | WHERE)))
		return 0;
	return u;
}

static unsigned
lacking(const struct look *l, const struct verdict *v)
{
	if (v->thanks_only)
		return 0;
	if (v->kind == KIND_PENGADUAN)
		return lacks_complaint(l);
	if (v->kind != KIND_KONSULTASI)
		return 0;
	if (has(l, "layanan-kantor") && !has(l, "pokok"))
		return 0;
	if (v->topic == TOPIC_NONE)
		return DATA | PERIOD;
	if (v->topic == TOPIC_METADATA)
		return lacks_concept(l);
	if (v->topic == TOPIC_KLASIFIKASI)
		return lacks_activity(l);
	return lacks_data(l);
}

void
complete_mail(struct arena *a, const struct classifier *c,
    const struct office *o, const struct msg *m, const struct verdict *v,
    struct completeness *k_r)
{
	const char **missing = arena_array(a, 9, sizeof(*missing));
	struct look l = { .hits = v->hits, .n = v->nhits };
	unsigned u;
	size_t i, n = 0;

	(void)c;
	(void)o;
	l.words = v->view != NULL ? v->view->own_words : 0;
	l.follows = m->in_reply_to.n > 0 || m->references.n > 0 ||
		    text_istarts(m->subject, "re:");
	u = lacking(&l, v);
	for (i = 0; i < sizeof(slots) / sizeof(slots[0]); i++)
		if (u & 1u << i)
			missing[n++] = slots[i];
	k_r->missing = (struct strs){ missing, n };
	k_r->ok = n == 0;
}
