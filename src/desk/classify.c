/*
 * What a person's mail asks for: the rules' weights and the model's
 * probabilities, added and brought to a scale that means something. It must
 * never know what follows from a verdict.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/banned.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/text.h"
#include "desk/classify_priv.h"
#include "mail/forward.h"

#define TEXT_MAX (256 * 1024) /* of a mail's text that is looked at */
#define HEADER_MAX 16384
#define FEW_WORDS 14
#define RULE_SHARE 0.6
#define MODEL_SHARE 1.0

/* How often each kind comes, before a word is read: DOMAIN 0.6. */
static const double prior[KIND_COUNT] = { [KIND_KONSULTASI] = 0.6,
	[KIND_PENGADUAN] = -0.4,
	[KIND_LAYANAN_LAIN] = -0.4,
	[KIND_BUKAN_LAYANAN] = -0.2,
	[KIND_SPAM] = -0.6,
	[KIND_AUTO] = -1.2,
	[KIND_BOUNCE] = -2.4 };

static enum err
with_file(const char *dir, const char *name, struct buf *path, struct buf *b,
    struct why *w)
{
	buf_reset(path);
	buf_reset(b);
	buf_addf(path, "%s/%s", dir, name);
	return file_read(path->s, b, w);
}

static enum err
load_data(struct classifier *c, const char *dir, struct why *w)
{
	struct buf path, b;
	struct why none;
	enum err e;

	buf_init(&path, 4096);
	buf_init(&b, 4 * 1024 * 1024);
	if ((e = with_file(dir, "abbreviations.tsv", &path, &b, w)) == OK)
		e = spelling_add(c->spelling, path.s, b.s, b.len, w);
	if (e == OK && (e = with_file(dir, "words.txt", &path, &b, w)) == OK)
		e = spelling_add_words(c->spelling, path.s, b.s, b.len, w);
	/* no model yet: rules alone, the scores are lower */
	if (e == OK && with_file(dir, "model", &path, &b, &none) == OK)
		e = model_load(b.s, b.len, &c->model, w);
	buf_free(&path);
	buf_free(&b);
	return e;
}

enum err
classifier_new(const struct rules *rules, const char *data_dir,
    struct classifier **c_r, struct why *w)
{
	struct classifier *c = mem_zero(1, sizeof(*c));
	enum err e = OK;

	c->rules = rules;
	c->spelling = spelling_new();
	c->rule_share = RULE_SHARE;
	c->model_share = MODEL_SHARE;
	if (data_dir != NULL && (e = load_data(c, data_dir, w)) != OK) {
		classifier_free(&c);
		return e;
	}
	*c_r = c;
	return OK;
}

void
classifier_free(struct classifier **c)
{
	if (*c == NULL)
		return;
	spelling_free(&(*c)->spelling);
	model_free(&(*c)->model);
	free(*c);
	*c = NULL;
}

static const char *
plain(struct arena *a, const struct classifier *c, const char *s)
{
	const char *r;
	struct buf b;
	size_t n = strlen(s);

	buf_init(&b, 2 * TEXT_MAX);
	spelling_apply(c->spelling, s, n < TEXT_MAX ? n : TEXT_MAX, &b);
	r = arena_strn(a, b.s, b.len);
	buf_free(&b);
	return r;
}

static const char *
header_text(struct arena *a, const struct msg *m)
{
	const char *r;
	struct buf b;
	size_t i;

	buf_init(&b, HEADER_MAX);
	for (i = 0; i < m->nfields; i++)
		if (!buf_addf(&b, "%s: %.200s\n", m->fields[i].name,
			m->fields[i].value))
			break;
	r = arena_strn(a, b.s, b.len);
	buf_free(&b);
	return r;
}

static const char *
from_text(struct arena *a, const struct msg *m)
{
	if (m->from.n == 0)
		return "";
	return arena_printf(
	    a, "%s <%s>", m->from.v[0].name, m->from.v[0].address);
}

static const char *
attachment_text(struct arena *a, const struct msg *m)
{
	const char *r;
	struct buf b;
	size_t i;
	char *p;

	buf_init(&b, 8192);
	for (i = 0; i < m->nparts; i++)
		if (m->parts[i].attachment &&
		    !buf_addf(&b, "%s%s", b.len ? "\n" : "", m->parts[i].name))
			break;
	for (p = b.s; *p != '\0'; p++)
		if (*p == '_')
			*p = ' '; /* a letter to \b */
	r = arena_strn(a, b.s, b.len);
	buf_free(&b);
	return r;
}

static size_t
count_words(const char *s)
{
	size_t n = 0;

	for (; *s != '\0'; s++)
		n += *s != ' ' && (s[1] == ' ' || s[1] == '\0');
	return n;
}

/*
 * The author's own words; what is forwarded counts where they only pass it
 * on. What is quoted in a reply is the office's text or asked before.
 */
static const char *
words_that_count(struct arena *a, const struct classifier *c,
    const struct msg *m, struct mail_view *v)
{
	const char *own = plain(a, c, m->reply_text);
	struct forwarded f;

	v->own_words = count_words(own);
	if (forward_find(a, m, &f)) {
		v->forwarded = true;
		return arena_printf(a, "%s. %s. %s", plain(a, c, f.note),
		    plain(a, c, f.subject), plain(a, c, f.text));
	}
	/* the quote of a reply says too much about what was asked before */
	if (v->own_words == 0 && m->in_reply_to.n == 0 &&
	    !text_istarts(m->subject, "re:"))
		return plain(a, c, m->text);
	return own;
}

void
view_mail(struct arena *a, const struct classifier *c, const struct msg *m,
    struct mail_view *v_r)
{
	const char **f = v_r->text.field;

	*v_r = (struct mail_view){ 0 };
	f[RULE_SUBJECT] = plain(a, c, m->subject);
	f[RULE_TEXT] = words_that_count(a, c, m, v_r);
	f[RULE_ANY] = arena_printf(a, "%s. %s", f[RULE_SUBJECT], f[RULE_TEXT]);
	f[RULE_FROM] = from_text(a, m);
	f[RULE_ATTACHMENT] = attachment_text(a, m);
	f[RULE_HEADER] = header_text(a, m);
}

bool
hits_flag(const struct rule_hit *v, size_t n, const char *flag)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (strcmp(v[i].rule->flag, flag) == 0)
			return true;
	return false;
}

/* A mail in an officer's or our own name that its domain disowns. */
static bool
is_forged(const struct office *o, const struct msg *m)
{
	const char *from = m->from.n > 0 ? m->from.v[0].address : "";
	bool ours = office_officer(o, from) != NULL || office_is_own(o, from);

	return ours &&
	       (m->auth.dmarc == AUTH_FAIL ||
		   (m->auth.spf == AUTH_FAIL && m->auth.dkim != AUTH_PASS));
}

struct sums {
	double kind[KIND_COUNT], topic[TOPIC_COUNT];
};

static void
add_reason(struct arena *a, struct strs *r, const char *s)
{
	const char **v = arena_array(a, r->n + 1, sizeof(*v));

	if (r->n > 0)
		memcpy(v, r->v, r->n * sizeof(*v));
	v[r->n] = s;
	r->v = v;
	r->n++;
}

static void
add_rules(struct arena *a, const struct rule_hit *h, size_t n, struct sums *s,
    struct strs *reasons)
{
	const struct rule *r;
	size_t i;

	for (i = 0; i < n; i++) {
		r = h[i].rule;
		if (r->kind != KIND_NONE)
			s->kind[r->kind] += r->weight;
		if (r->topic != TOPIC_NONE)
			s->topic[r->topic] += r->weight;
		if (r->kind != KIND_NONE || r->topic != TOPIC_NONE)
			add_reason(a, reasons,
			    arena_printf(a, "rule %s %+.1f: \"%s\"", r->name,
				r->weight, h[i].words));
	}
}

/* Sums to probabilities; the index of the largest. */
static size_t
softmax(double *v, size_t n)
{
	double max = -1e9, sum = 0;
	size_t i, best = 1;

	for (i = 1; i < n; i++)
		if (v[i] > max)
			max = v[i], best = i;
	for (i = 1; i < n; i++)
		sum += v[i] = exp(v[i] - max);
	for (i = 1; i < n; i++)
		v[i] /= sum;
	v[0] = 0;
	return best;
}

static double
log_of(double p)
{
	return log(p > 1e-4 ? p : 1e-4);
}

static void
add_model(const struct classifier *c, const struct guess *g, struct sums *s)
{
	size_t i;

	for (i = 1; i < KIND_COUNT; i++)
		s->kind[i] += c->model_share * log_of(g->kind[i]);
	for (i = 1; i < TOPIC_COUNT; i++)
		s->topic[i] += c->model_share * log_of(g->topic[i]);
}

static void
tell_model(struct arena *a, const struct classifier *c,
    const struct mail_view *v, const struct guess *g, struct verdict *r)
{
	enum kind k = KIND_KONSULTASI;
	struct strs words;
	struct buf b;
	size_t i;

	for (i = 1; i < KIND_COUNT; i++)
		if (g->kind[i] > g->kind[k])
			k = (enum kind)i;
	words = model_words(a, c->model, v->text.field[RULE_SUBJECT],
	    v->text.field[RULE_TEXT], k, 5);
	buf_init(&b, 1024);
	buf_addf(&b, "model %s %.2f:", kind_word(k), g->kind[k]);
	for (i = 0; i < words.n; i++)
		buf_addf(&b, "%s \"%s\"", i ? "," : "", words.v[i]);
	add_reason(a, &r->reasons, arena_str(a, b.s));
	buf_free(&b);
}

/* Nothing but thanks: no question, nothing asked, short. */
static bool
is_thanks_only(const struct mail_view *v, const struct rule_hit *h, size_t n,
    const struct msg *m)
{
	bool follows = m->in_reply_to.n > 0 || m->references.n > 0 ||
		       text_istarts(m->subject, "re:") ||
		       text_istarts(m->subject, "bls:");

	return v->own_words > 0 && v->own_words <= (follows ? 60 : 30) &&
	       hits_flag(h, n, "terima-kasih") && !hits_flag(h, n, "ada-lagi");
}

static void
set_flags(const struct mail_view *v, const struct rule_hit *h, size_t n,
    const struct msg *m, struct verdict *r)
{
	bool complaint = r->kind == KIND_PENGADUAN;

	r->supervisory = complaint && hits_flag(h, n, "pengawasan");
	r->secret = hits_flag(h, n, "rahasia") &&
		    (complaint || r->kind == KIND_RAGU);
	r->also_asks = complaint && hits_flag(h, n, "juga-minta");
	r->thanks_only = !complaint && is_thanks_only(v, h, n, m);
}

static void
decide(const struct office *o, struct sums *s, size_t nhits, struct verdict *r)
{
	size_t k, t;

	for (k = 1; k < KIND_COUNT; k++)
		s->kind[k] += k == KIND_RAGU ? -1e6 : prior[k];
	k = softmax(s->kind, KIND_COUNT);
	r->kind = (enum kind)k;
	r->score = s->kind[k];
	t = softmax(s->topic, TOPIC_COUNT);
	if (r->kind == KIND_KONSULTASI && nhits > 0)
		r->topic = (enum topic)t;
	if (r->score < o->unsure_below)
		r->kind = KIND_RAGU;
}

void
classify_mail(struct arena *a, const struct classifier *c,
    const struct office *o, const struct msg *m, struct verdict *v_r)
{
	const struct rule_hit *hits;
	struct sums s = { 0 };
	struct mail_view v;
	struct guess g;
	size_t n;

	*v_r = (struct verdict){ 0 };
	view_mail(a, c, m, &v);
	n = rules_match(a, c->rules, &v.text, &hits);
	add_rules(a, hits, n, &s, &v_r->reasons);
	for (size_t i = 1; i < KIND_COUNT; i++)
		s.kind[i] *= c->rule_share;
	if (c->model != NULL) {
		model_guess(c->model, v.text.field[RULE_SUBJECT],
		    v.text.field[RULE_TEXT], &g);
		add_model(c, &g, &s);
		tell_model(a, c, &v, &g, v_r);
	}
	if (is_forged(o, m)) {
		s.kind[KIND_SPAM] += 6;
		add_reason(a, &v_r->reasons,
		    "sender: an officer's name that its domain disowns");
	}
	decide(o, &s, n, v_r);
	set_flags(&v, hits, n, m, v_r);
}
