/*
 * A complaint that also asks: the question becomes a case of its own, whose
 * officers read the sentences that ask and nothing of the complaint, for it
 * may be about them.
 */
#include <string.h>

#include "base/banned.h"
#include "base/buf.h"
#include "base/text.h"
#include "base/tod.h"
#include "desk/decide_priv.h"

#define SENTENCES 40
#define WORDS_MIN 4
#define ALSO "juga-minta"    /* the flag of rules that hear it beside */
#define ASKS_WEIGHT 1.0      /* of a rule that hears a question */
#define COMPLAINS_WEIGHT 0.9 /* ... or a complaint */

/* It came in an earlier case of the sender's, whose question that is. */
static bool
asks_there(const struct threading *t)
{
	return t->linked && !t->late && !t->maybe && t->link->sender_is_part;
}

/* Bytes of the sentence at s with what ends it; a paragraph ends one too. */
static size_t
sentence(const char *s)
{
	size_t n;

	for (n = 0; s[n] != '\0'; n++) {
		if (s[n] == '\n' && s[n + 1] == '\n')
			return n + 1;
		if (strchr(".?!", s[n]) != NULL &&
		    (s[n + 1] == '\0' || strchr(" \t\n", s[n + 1]) != NULL))
			return n + 1;
	}
	return n;
}

/* A mail that says only text: no header, file or quote of m. */
static struct msg
saying(const struct msg *m, const char *subject, const char *text)
{
	struct msg part = *m;

	part.subject = subject;
	part.text = part.reply_text = text;
	part.raw = "";
	part.raw_len = part.nparts = part.nfields = 0;
	part.parts = NULL;
	part.fields = NULL;
	part.in_reply_to = part.references = (struct strs){ 0 };
	return part;
}

/* A greeting asks for nothing. */
static bool
is_sentence(const char *s)
{
	size_t n = 0;

	for (; *s != '\0'; s++)
		n += *s != ' ' && (s[1] == ' ' || s[1] == '\0');
	return n >= WORDS_MIN;
}

/* By rules alone: of a few words the model knows too little. */
static bool
only_asks(struct deciding *x, const char *text)
{
	struct msg m = saying(x->m, "", text);
	struct verdict v;
	bool asks = false;
	size_t i;

	classify_mail(x->a, x->d->classifier, x->d->office, &m, &v);
	for (i = 0; i < v.nhits; i++) {
		const struct rule *r = v.hits[i].rule;

		if (r->kind == KIND_PENGADUAN && r->weight > COMPLAINS_WEIGHT)
			return false;
		asks |= text_ieq(r->flag, ALSO) ||
			((r->kind == KIND_KONSULTASI ||
			     r->topic != TOPIC_NONE) &&
			    r->weight >= ASKS_WEIGHT);
	}
	return asks && is_sentence(text);
}

static const char *
asking_part(struct deciding *x)
{
	const char *s = x->m->reply_text, *text, *one;
	struct buf b;
	size_t n;
	int i;

	buf_init(&b, strlen(s) + 2 * SENTENCES);
	for (i = 0; *s != '\0' && i < SENTENCES; i++, s += n) {
		s += strspn(s, " \t\r\n");
		n = sentence(s);
		one = arena_strn(x->a, s, n);
		if (n == 0 || !only_asks(x, one))
			continue;
		buf_adds(&b, b.len > 0 ? " " : "");
		buf_adds(&b, one);
	}
	text = arena_strn(x->a, b.s, b.len);
	buf_free(&b);
	return text;
}

/* The reasons of the question are what its own sentences gave. */
static void
judge_part(struct deciding *x, struct decision *two)
{
	struct verdict *v = &two->verdict;

	classify_mail(x->a, x->d->classifier, x->d->office, two->part, v);
	v->kind = two->kind = KIND_KONSULTASI;
	v->topic = v->topic == TOPIC_NONE ? decide_topic(v) : v->topic;
	v->also_asks = v->supervisory = v->secret = v->thanks_only = false;
	v->service = "";
}

void
decide_second(struct deciding *x)
{
	struct decision *r = x->r, *two;
	struct deciding y = *x;
	struct verdict whole = r->verdict;
	struct msg *part;
	const char *text;

	if (r->kind != KIND_PENGADUAN || !r->verdict.also_asks ||
	    !x->d->office->split_mixed || r->verdict.supervisory ||
	    r->verdict.secret || asks_there(&r->thread))
		return;
	if (*(text = asking_part(x)) == '\0')
		return;
	part = arena_alloc(x->a, sizeof(*part));
	*part = saying(
	    x->m, text_ieq(r->language, "en") ? "Request" : "Permohonan", text);
	two = arena_alloc(x->a, sizeof(*two));
	*two = *r;
	two->part = part;
	judge_part(x, two);
	two->thread = (struct threading){ .alarm = "",
		.why = "a complaint that also asks" };
	two->due = two->first_due = two->complete_at = TOD_NONE;
	/* what the complaint tells of area and year is told */
	whole.kind = KIND_KONSULTASI;
	whole.topic = two->verdict.topic;
	complete_mail(
	    x->a, x->d->classifier, x->d->office, x->m, &whole, &two->complete);
	decide_account(x, two);
	y.r = two;
	decide_open(&y, two->thread.why);
	r->second = x->second = two;
}
