/*
 * Drafts of outgoing mails: facts become the values of the closed set of
 * variables, a template makes them a mail. It decides nothing about who gets
 * one, and lets no word of a sender through whose domain does not vouch.
 */
#include <string.h>

#include "base/banned.h"
#include "base/tod.h"
#include "base/wrap.h"
#include "desk/calendar.h"
#include "desk/shown.h"
#include "desk/template.h"

#define DRAFT_MAX (256 * 1024)
#define WIDTH 72

#define VAR_NAME(id, type, name) name,
static const char *const var_names[] = { REPLY_VARS(VAR_NAME) };

#define DETAIL_ROW(name, word) { name, word },
static const struct {
	const char *name, *word;
} details[] = { REPLY_DETAILS(DETAIL_ROW) };

struct filling {
	struct arena *a;
	const struct reply_facts *f;
	struct value v[VAR_COUNT];
};

static void
put(struct filling *p, enum var var, const char *text)
{
	p->v[var].type = VALUE_TEXT;
	p->v[var].text = text ? text : "";
}

static void
flag(struct filling *p, enum var var, bool on)
{
	p->v[var].type = on ? VALUE_TRUE : VALUE_FALSE;
}

/* "42 MB" and its like; anything else is words about the mail, which may be
 * the mail's own. */
static const char *
amount(const char *s)
{
	return s && *s >= '0' && *s <= '9' && strlen(s) <= 16 ? s : "";
}

static const char *
digits_of(struct arena *a, const char *phone)
{
	char *d = arena_str(a, phone ? phone : ""), *to = d, *s;

	for (s = d; *s != '\0'; s++)
		if (*s >= '0' && *s <= '9')
			*to++ = *s;
	*to = '\0';
	return d;
}

/* The law says "3 x 24 hours"; an office may promise less. */
static const char *
personal_hours(struct arena *a, int hours)
{
	if (hours > 24 && hours % 24 == 0)
		return arena_printf(a, "%d x 24", hours / 24);
	return arena_printf(a, "%d", hours);
}

static void
put_office(struct filling *p)
{
	const struct office *o = p->f->office;
	const char *digits = digits_of(p->a, o->whatsapp);

	put(p, V_OFFICE, o->name);
	put(p, V_UNIT, o->unit);
	put(p, V_STREET, o->street);
	put(p, V_PHONE, o->phone);
	put(p, V_WEBSITE, o->website);
	put(p, V_AREA, o->area);
	put(p, V_DESK_ADDRESS, o->address);
	put(p, V_WHATSAPP, o->whatsapp);
	put(p, V_WHATSAPP_URL,
	    *digits ? arena_printf(p->a, "https://wa.me/%s", digits) : "");
	put(p, V_INSTAGRAM, o->instagram);
	put(p, V_LAPOR, o->lapor);
	put(p, V_HANDLER, o->complaint_handler);
	put(p, V_PRIVACY_URL, o->privacy_url);
	put(p, V_PST_URL, o->pst_url);
	put(p, V_ROMANTIK_URL, o->romantik_url);
	put(p, V_PPID_URL, o->ppid_url);
	put(p, V_BPS_COMPLAINT_URL, o->bps_complaint_url);
	put(p, V_OMBUDSMAN_URL, o->ombudsman_url);
	flag(p, V_INVITE_ACCOUNT, o->show_account_invitation);
	flag(p, V_ACCOUNT_REQUIRED, o->account_required);
	put(p, V_REOPEN_DAYS,
	    o->reopen_days ? arena_printf(p->a, "%d", o->reopen_days) : "");
	put(p, V_PERSONAL_HOURS, personal_hours(p->a, o->personal_hours));
	put(p, V_CONSULTATION_DAYS,
	    arena_printf(p->a, "%d", o->consultation_days));
	put(p, V_FIRST_DAYS, arena_printf(p->a, "%d", o->complaint_first_days));
	put(p, V_SOLUTION_DAYS,
	    arena_printf(p->a, "%d",
		p->f->supervisory ? o->supervisory_days : o->complaint_days));
}

static const char *
say(const struct filling *p, int64_t at)
{
	const struct office *o = p->f->office;

	if (at == TOD_NONE)
		return "";
	return calendar_say(p->a, at, o->offset,
	    o->zone_name ? o->zone_name : "", p->f->language);
}

/* Nobody is promised an answer by a moment that has passed. */
static const char *
promise(const struct filling *p, int64_t at)
{
	return at <= p->f->now ? "" : say(p, at);
}

/* Not one of the services that have words of their own. */
static bool
is_agency(const char *service)
{
	static const char *const known[] = { "", "produk", "romantik", "ppid",
		"perpustakaan", "data-pribadi" };
	size_t i;

	for (i = 0; i < sizeof(known) / sizeof(known[0]); i++)
		if (strcmp(known[i], service) == 0)
			return false;
	return true;
}

static void
put_case(struct filling *p)
{
	const struct reply_facts *f = p->f;
	const char *service = f->service ? f->service : "";

	put(p, V_CODE, f->code);
	put(p, V_PREVIOUS, f->previous);
	put(p, V_RECEIVED, say(p, f->received));
	put(p, V_DUE, promise(p, f->due));
	put(p, V_FIRST_DUE, promise(p, f->complaint_first));
	flag(p, V_LATE, f->due != TOD_NONE && f->due <= f->now);
	flag(p, V_DUE_UNLISTED, f->due_unlisted);
	flag(p, V_IS_KONSULTASI, f->kind == KIND_KONSULTASI);
	flag(p, V_IS_PENGADUAN, f->kind == KIND_PENGADUAN);
	flag(p, V_IS_LAYANAN_LAIN, f->kind == KIND_LAYANAN_LAIN);
	flag(p, V_IS_BUKAN_LAYANAN, f->kind == KIND_BUKAN_LAYANAN);
	flag(p, V_IS_DATA, f->topic == TOPIC_DATA);
	flag(p, V_IS_METADATA, f->topic == TOPIC_METADATA);
	flag(p, V_IS_KLASIFIKASI, f->topic == TOPIC_KLASIFIKASI);
	flag(p, V_SECRET, f->secret);
	flag(p, V_SUPERVISORY, f->supervisory);
	flag(p, V_CONFIDENTIAL, f->secret || f->supervisory);
	flag(p, V_HAS_SERVICE, *service != '\0');
	flag(p, V_IS_PRODUK, strcmp(service, "produk") == 0);
	flag(p, V_IS_ROMANTIK, strcmp(service, "romantik") == 0);
	flag(p, V_IS_PPID, strcmp(service, "ppid") == 0);
	flag(p, V_IS_PERPUSTAKAAN, strcmp(service, "perpustakaan") == 0);
	put(p, V_AGENCY, is_agency(service) ? service : "");
	put(p, V_CLOSES, promise(p, f->closes));
	flag(p, V_ALSO_ASKS, f->also_asks);
	put(p, V_BESIDE, f->beside);
	put(p, V_UNDERSTOOD, f->secret || f->supervisory ? "" : f->understood);
	put(p, V_SIZE, amount(f->size));
	put(p, V_LIMIT, amount(f->limit));
}

/* Who wrote, as far as it may be said: nothing in a confidential case, where
 * the answer may be read by the wrong eyes. */
static void
put_writer(struct filling *p)
{
	const struct reply_facts *f = p->f;
	bool hide = f->secret || f->supervisory;
	const char *name = "", *subject = "";

	if (f->authenticated && !hide) {
		name = shown_name(p->a, f->name);
		subject = shown_subject(p->a,
		    f->office->prefix ? f->office->prefix : "", f->subject);
	}
	put(p, V_NAME, name);
	flag(p, V_TITLED, shown_titled(name));
	put(p, V_ADDRESS,
	    hide ? "" : shown_address(f->address, f->authenticated));
	put(p, V_SUBJECT, subject);
}

static void
put_list(struct filling *p, enum var var, const struct value *items, size_t n)
{
	p->v[var].type = VALUE_LIST;
	p->v[var].items = items;
	p->v[var].n = n;
}

static enum err
put_missing(struct filling *p, struct why *w)
{
	const struct strs *m = &p->f->missing;
	struct value *list = arena_array(p->a, m->n, sizeof(*list)), *item;
	size_t n = sizeof(details) / sizeof(details[0]), i, k;

	for (i = 0; i < m->n; i++) {
		item = arena_array(p->a, n, sizeof(*item));
		list[i] = (struct value){ NULL, VALUE_MAP, NULL, item, n };
		for (k = 0; k < n; k++)
			item[k] = (struct value){ .key = details[k].name,
				.type = strcmp(details[k].word, m->v[i]) == 0
					    ? VALUE_TRUE
					    : VALUE_FALSE };
		for (k = 0; k < n && item[k].type != VALUE_TRUE; k++)
			continue;
		if (k == n)
			return why_set(w, ERR_ITEM,
			    "no template can ask for \"%s\"", m->v[i]);
	}
	flag(p, V_INCOMPLETE, m->n > 0);
	put_list(p, V_MISSING, list, m->n);
	return OK;
}

/* The officer's words. In HTML each line has its own element, which keeps
 * lists and letters as they were written. */
static void
put_answer(struct filling *p)
{
	const struct reply_facts *f = p->f;
	const char *s = f->answer ? f->answer : "", *eol;
	struct value *lines, *line;
	size_t n = 1, i;

	put(p, V_ANSWER, s);
	put(p, V_ANSWER_HTML, f->answer_html);
	put(p, V_OFFICER, f->officer);
	flag(p, V_GREETED, shown_greets(s));
	flag(p, V_SIGNED_OFF, shown_closes(s));
	for (i = 0; s[i] != '\0'; i++)
		n += s[i] == '\n';
	lines = arena_array(p->a, n, sizeof(*lines));
	for (n = 0; *s != '\0'; s = *eol ? eol + 1 : eol) {
		eol = strchrnul(s, '\n');
		line = arena_array(p->a, 2, sizeof(*line));
		line[0] = (struct value){ "line", VALUE_TEXT,
			shown_words(p->a, s, (size_t)(eol - s)), NULL, 0 };
		line[1] = (struct value){ .key = "laid_out",
			.type = shown_laid_out(line[0].text) ? VALUE_TRUE
							     : VALUE_FALSE };
		lines[n++] = (struct value){ NULL, VALUE_MAP, NULL, line, 2 };
	}
	put_list(p, V_ANSWER_LINES, lines, n);
}

static enum err
render(
    struct filling *p, const struct template *t, struct buf *b, struct why *w)
{
	struct value root = { NULL, VALUE_MAP, NULL, p->v, VAR_COUNT };

	buf_init(b, DRAFT_MAX);
	template_render(t, &root, b);
	if (b->over) {
		buf_free(b);
		return why_set(
		    w, ERR_ITEM, "template %s is too long", p->f->template);
	}
	return OK;
}

/*
 * "Re: [TAG] their subject" where it may be repeated, else "[TAG] our words".
 * Gmail keeps a thread together only while the subject stays; the tag stands
 * in front because RFC 5256 (and Gmail) see through a leading "[...]", not
 * through one at the end, and because telephones cut the end off.
 */
static enum err
draft_subject(struct filling *p, const struct template *t, const char **s_r,
    struct why *w)
{
	const char *tag = p->f->tag ? p->f->tag : "";
	const char *theirs = p->v[V_SUBJECT].text;
	struct buf b;
	enum err e;

	if ((e = render(p, t, &b, w)) != OK)
		return e;
	*s_r = arena_printf(p->a, "%s%s%s%s", *theirs ? "Re: " : "", tag,
	    *tag ? " " : "", *theirs ? theirs : shown_line(p->a, b.s, 200));
	buf_free(&b);
	return OK;
}

/* Stands for the officer's words while ours are wrapped around them. */
#define ANSWER_HERE "\x01"

/* As they are, but for lines of prose that are too long for a terminal; what
 * was laid out with spaces stays. */
static void
add_answer(struct buf *b, const char *s)
{
	const char *eol;
	struct buf line;

	buf_init(&line, 2 * DRAFT_MAX);
	for (; *s != '\0'; s = *eol ? eol + 1 : eol) {
		eol = strchrnul(s, '\n');
		buf_reset(&line);
		buf_add(&line, s, (size_t)(eol - s));
		if (line.len > 0 && line.s[line.len - 1] == '\r')
			buf_cut(&line, line.len - 1);
		if (line.len > 78 && !strstr(line.s, "  ") &&
		    !strchr(line.s, '\t'))
			text_wrap(b, line.s, WIDTH);
		else {
			buf_adds(b, line.s);
			buf_addc(b, '\n');
		}
	}
	if (b->len > 0 && b->s[b->len - 1] == '\n')
		buf_cut(b, b->len - 1);
	buf_free(&line);
}

static enum err
draft_text(struct filling *p, const struct template *t, const char **s_r,
    struct why *w)
{
	const char *answer = p->v[V_ANSWER].text, *at;
	struct buf b, wrapped, whole;
	enum err e;

	if (*answer != '\0')
		put(p, V_ANSWER, ANSWER_HERE);
	e = render(p, t, &b, w);
	put(p, V_ANSWER, answer);
	if (e != OK)
		return e;
	buf_init(&wrapped, 2 * DRAFT_MAX);
	buf_init(&whole, 4 * DRAFT_MAX);
	text_wrap(&wrapped, b.s, WIDTH);
	if ((at = strstr(wrapped.s, ANSWER_HERE)) == NULL)
		at = wrapped.s + wrapped.len;
	buf_add(&whole, wrapped.s, (size_t)(at - wrapped.s));
	if (*at != '\0') {
		add_answer(&whole, answer);
		buf_adds(&whole, at + 1);
	}
	*s_r = arena_strn(p->a, whole.s, whole.len);
	buf_free(&b);
	buf_free(&wrapped);
	buf_free(&whole);
	return OK;
}

static enum err
draft_html(struct filling *p, const struct template *t, const char **s_r,
    struct why *w)
{
	struct buf b;
	enum err e;

	if ((e = render(p, t, &b, w)) != OK)
		return e;
	*s_r = arena_strn(p->a, b.s, b.len);
	buf_free(&b);
	return OK;
}

enum err
reply_draft(struct arena *a, const struct templates *t,
    const struct reply_facts *f, struct draft *d_r, struct why *w)
{
	struct filling *p = arena_alloc(a, sizeof(*p));
	struct template_trio trio;
	enum err e;
	size_t i;

	*d_r = (struct draft){ .template = f->template,
		.to = f->address,
		.language = f->language };
	if (!templates_find(t, f->language, f->template, &trio))
		return why_set(w, ERR_ITEM, "there is no template %s/%s",
		    f->language, f->template);
	p->a = a;
	p->f = f;
	for (i = 0; i < VAR_COUNT; i++)
		p->v[i] = (struct value){ .key = var_names[i] };
	put_office(p);
	put_case(p);
	put_writer(p);
	put_answer(p);
	if ((e = put_missing(p, w)) == OK &&
	    (e = draft_subject(p, trio.subject, &d_r->subject, w)) == OK &&
	    (e = draft_text(p, trio.text, &d_r->text, w)) == OK)
		e = draft_html(p, trio.html, &d_r->html, w);
	return e;
}
