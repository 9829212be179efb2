/* objects: base mail desk/officer desk/officer_words desk/officer_phrases
 * desk/officer_chat desk/officer_propose desk/officer_trust
 * desk/officer_new desk/officer_hold
 * desk/answer desk/answer_clean desk/answer_html desk/answer_marked
 * desk/answer_sign desk/command desk/command_value desk/command_form
 * desk/command_time desk/command_chat desk/judge desk/judge_absence
 * desk/judge_asks desk/judge_auto desk/judge_list desk/judge_notice
 * desk/judge_reply desk/judge_words desk/phrase desk/office desk/kind
 * desk/ticket desk/shown desk/voice desk/voice_courtesy desk/voice_features
 * desk/voice_lesson desk/voice_signs desk/regress desk/normal desk/lexicon */
/* Any mail as an officer's; seeds: t/corpus/answer t/corpus/officer
 * What goes out says the same in both forms, has no token, and no element but
 * those of the list; without power nothing is done. */
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "desk/answer.h"
#include "desk/officer.h"
#include "desk/voice.h"
#include "mail/html_tok.h"

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size);

static const struct officer people[] = {
	{ "rina", "Rina Oktavia", "rina.petugas@example.com", ROLE_PETUGAS },
	{ "budi", "Budi Santoso", "budi.petugas@example.com", ROLE_PETUGAS },
};
static const struct office office = { .unit = "PST",
	.address = "ipds6104@bps.go.id",
	.prefix = "PST",
	.offset = 7 * 3600,
	.officers = people,
	.nofficers = 2 };

/* A voice that knows next to nothing hears everything none the less. */
static struct voice *
taught(void)
{
	static const char examples[] =
	    "=== 1 do answer | Dewi\nBu Dewi, ada di tabel 3.\n"
	    "=== 2 hold close | Dewi\n\xe2\x9f\xa6tutup saja\xe2\x9f\xa7\n"
	    "=== 3 do ask | Dewi\nUntuk tahun berapa?\n"
	    "=== 4 do progress | Dewi\nMasih kami siapkan.\n";
	struct voice_lessons l = { 0 };
	struct arena *a = arena_new();
	struct voice *v;
	struct why w;

	voice_read(a, &l, "", examples, strlen(examples), &w);
	v = voice_train(NULL, &office, l.v, l.n);
	arena_free(&a);
	return v;
}

static void
need(bool good)
{
	if (!good)
		abort();
}

static void
check_element(const struct html_token *t)
{
	static const char *const known[] = { "p", "br", "b", "strong", "i",
		"em", "u", "ul", "ol", "li", "table", "tr", "td", "th", "a",
		"blockquote", "img" };
	struct buf b;
	size_t i;

	for (i = 0; i < sizeof(known) / sizeof(known[0]); i++)
		if (strcmp(t->name, known[i]) == 0)
			break;
	need(i < sizeof(known) / sizeof(known[0]));
	buf_init(&b, 100000);
	if (html_attr(t, "href", &b))
		need(text_istarts(b.s, "http") || text_istarts(b.s, "mailto:"));
	if (html_attr(t, "src", &b))
		need(text_istarts(b.s, "cid:"));
	need(!html_attr(t, "style", &b) && !html_attr(t, "onclick", &b));
	buf_free(&b);
}

/* The letters of html are those of text, but for numbers of lists and the
 * addresses of links, which only text spells out. */
static void
check_html(struct arena *a, const char *html, const char *text)
{
	const char *left = answer_letters(a, text, strlen(text)), *s;
	struct html_token t;
	struct html_tok tok;
	struct buf b;

	html_tok_init(&tok, html, strlen(html));
	buf_init(&b, 1 << 22);
	while (html_tok_next(&tok, &t)) {
		if (t.kind == HTML_OPEN)
			check_element(&t);
		if (t.kind != HTML_TEXT)
			continue;
		buf_reset(&b);
		html_add_decoded(&b, t.p, t.n);
		for (s = answer_letters(a, b.s, b.len); *s != '\0'; s++) {
			left = strchr(left, *s);
			need(left != NULL);
			left++;
		}
	}
	buf_free(&b);
}

static void
check_plan(struct arena *a, const struct msg *m, struct officer_facts *f)
{
	struct plan p;
	size_t i;

	officer_plan(a, &office, m, f, &p);
	need(p.how >= 0 && p.how < PLAN_COUNT && *p.reason != '\0');
	need(p.how != PLAN_DO || p.orders.n > 0);
	need(p.how != PLAN_DO || p.orders.nerrors == 0);
	need(p.how != PLAN_DO || f->token_his || f->proven);
	need(p.how != PLAN_HOLD || *f->code == '\0' || p.proposals.n > 0 ||
	     *p.text == '\0');
	need(strstr(p.text, "ipds6104+t-1-abcdef@bps.go.id") == NULL);
	for (i = 0; i < p.nfiles; i++)
		need(p.files[i] >= 0 && (size_t)p.files[i] < m->nparts);
	if (*p.html != '\0')
		check_html(a, p.html, p.text);
}

/* As if it quoted this mail of ours. */
static void
check_marked(
    struct arena *a, const struct mail_reader *reader, const struct msg *m)
{
	static const char ours[] =
	    "Content-Type: text/html\r\n\r\n<p>Balas pos-el ini = terkirim "
	    "ke pemohon.</p><blockquote><div>Berapa biayanya?</div>"
	    "</blockquote><p>Isi pesan:</p>";
	struct msg sent;
	struct why w;
	const char *s;

	need(msg_read(a, reader, ours, sizeof(ours) - 1, &sent, &w) == OK);
	s = answer_marked(a, m, &sent);
	need(
	    s == NULL || strncmp(s, m->reply_text, strlen(m->reply_text)) == 0);
}

int
LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
	static struct voice *voice; /* for all runs */
	struct mail_reader reader = { mail_limits_default, "", NULL };
	struct officer_facts f = { .who = &people[0],
		.token = true,
		.token_his = true,
		.token_template = "baru",
		.code = "PST-2611-0042",
		.state = STATE_DIPROSES,
		.kind = KIND_KONSULTASI,
		.may_know = true,
		.officer = "",
		.requester = "dewi@example.org",
		.requester_name = "Dewi Lestari",
		.held = "" };
	struct arena *a = arena_new();
	struct msg m;
	struct why w;

	if (voice == NULL)
		voice = taught();
	if (msg_read(a, &reader, (const char *)data, size, &m, &w) == OK) {
		check_plan(a, &m, &f);
		check_marked(a, &reader, &m);
		f.voice = voice;
		check_plan(a, &m, &f);
		f.code = "";
		f.held = "confirm";
		check_plan(a, &m, &f);
		f.token = f.token_his = false;
		check_plan(a, &m, &f);
	}
	arena_free(&a);
	return 0;
}
