/* objects: desk/reply desk/shown desk/template desk/calendar_say desk/calendar
 * desk/calendar_list base/mustache base/mustache_render base/wrap base/buf
 * base/mem base/err base/text base/file base/tod base/arena */
/*
 * Every mail of the desk for fixed facts: compared with t/golden, text with
 * HTML, and both with the rules of plain language. TANGGAP_GOLDEN=write makes
 * the golden files anew; TANGGAP_SHOW=DIR writes every mail there to look at.
 */
#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "tap.h"

#include "base/banned.h"
#include "base/file.h"
#include "base/text.h"
#include "base/wrap.h"
#include "desk/reply.h"
#include "desk/template.h"

#include "golden.h"
#include "reply_cases.h"

/* What every outgoing mail must say (the service standard). */
static void
check_standard(const char *what, const struct draft *d)
{
	const char *const must[] = { office.lapor, office.address,
		office.whatsapp, office.instagram, office.privacy_url,
		office.unit, office.name, office.street, office.website,
		strcmp(d->language, "id") == 0 ? "tidak dipungut biaya"
					       : "free of charge",
		strcmp(d->language, "id") == 0 ? "Kotak Pengaduan"
					       : "complaint box" };
	size_t i;

	for (i = 0; i < sizeof(must) / sizeof(must[0]); i++)
		ok(strstr(d->text, must[i]) && strstr(d->html, must[i]),
		    "%s: says %s", what, must[i]);
}

static void
check_scenario(struct arena *a, const struct templates *t,
    const struct scenario *s, const char *language)
{
	struct reply_facts f = facts_of(s, language);
	const char *what = arena_printf(a, "%s.%s", s->name, language);
	struct why w = { "" };
	struct draft d;

	if (!ok(reply_draft(a, t, &f, &d, &w) == OK, "%s: made %s", what, w.s))
		return;
	show(a, s->name, language, &d);
	golden(a, arena_printf(a, "t/golden/%s.txt", what),
	    arena_printf(a, "Subject: %s\n\n%s", d.subject, d.text));
	if (strcmp(s->name, s->template) == 0 && strcmp(language, "id") == 0 &&
	    (s->kind == KIND_KONSULTASI || s->kind == KIND_PENGADUAN) &&
	    *s->previous == '\0')
		golden(a, arena_printf(a, "t/golden/%s.html", what), d.html);
	same_words(
	    a, what, &d, arena_printf(a, "%s %s ", office.unit, office.name));
	check_style(what, &d, a);
	check_standard(what, &d);
	is_str(d.to, f.address, arena_printf(a, "%s: goes to him", what));
}

static bool
says(const struct draft *d, const char *word)
{
	return text_istr(d->subject, word) || text_istr(d->text, word) ||
	       text_istr(d->html, word);
}

/* A stranger's mail: no letter of his may come back in ours. */
static void
check_hostile(struct arena *a, const struct templates *t)
{
	static const char *const words[] = { "evil", "jackpot", "hadiah",
		"klik", "<b>" };
	struct reply_facts f;
	struct why w = { "" };
	struct draft d;
	size_t i, k, l;

	for (i = 0; i < NSCENARIOS; i++)
		for (l = 0; l < 2; l++) {
			f = facts_of(&scenarios[i], l ? "en" : "id");
			f.authenticated = false;
			f.name = "KLIK <b>http://evil.example</b>\r\nBcc: x@y";
			f.subject = "Jackpot hadiah http://evil.example";
			f.limit = "header evil: jackpot";
			f.address = "korban+klik-evil.example@mail.example";
			if (!ok(reply_draft(a, t, &f, &d, &w) == OK,
				"%s: made %s", scenarios[i].name, w.s))
				continue;
			for (k = 0; k < sizeof(words) / sizeof(words[0]); k++)
				ok(!says(&d, words[k]), "%s.%s: no \"%s\"",
				    scenarios[i].name, f.language, words[k]);
		}
}

/* A vouched-for sender may see his own words again, but they do no harm. */
static void
check_own_words(struct arena *a, const struct templates *t)
{
	struct reply_facts f = facts_of(&scenarios[0], "id");
	struct why w;
	struct draft d;

	is_int(reply_draft(a, t, &f, &d, &w), OK, "own words: made");
	is_str(d.subject,
	    "Re: [PST-2611-0042-K7Q] Permintaan data jumlah penduduk",
	    "own subject behind the tag");
	ok(strstr(d.text, "Yth. Bapak/Ibu Sari Dewi Lestari,"), "greeted");
	f.subject = "RE: Bls: [PST-2611-0042-K7Q] re: Data\r\nBcc: x@y.example";
	f.name = "Ibu <i>Sri</i> & \"Co\"";
	is_int(reply_draft(a, t, &f, &d, &w), OK, "markup in a name: made");
	is_str(d.subject, "Re: [PST-2611-0042-K7Q] Data Bcc: x@y.example",
	    "one line, marks and old tag gone");
	ok(strstr(d.text, "Yth. Saudara,"), "markup is no name");
	f.name = "Ibu Sri & \"Co\"";
	is_int(reply_draft(a, t, &f, &d, &w), OK, "odd name: made");
	ok(strstr(d.html, "Yth. Ibu Sri &amp; &quot;Co&quot;,"),
	    "escaped in HTML, no second title");
	ok(strstr(d.text, "Yth. Ibu Sri & \"Co\","), "as it is in text");
	f.name = "Budi\u202e\u200bmoc";
	f.subject = "\u202eabc";
	is_int(reply_draft(a, t, &f, &d, &w), OK, "bidi: made");
	ok(!says(&d, "\u202e") && !says(&d, "\u200b"), "invisible marks gone");
	f.name = "0812 3456";
	f.subject = " \t ";
	is_int(reply_draft(a, t, &f, &d, &w), OK, "nothing usable: made");
	ok(strstr(d.text, "Yth. Saudara,"), "a number is no name");
	is_str(d.subject,
	    "[PST-2611-0042-K7Q] Permohonan konsultasi Anda telah kami terima",
	    "our own subject");
}

/* Even those who may be quoted, and officers, write text and no markup. */
static void
check_escaped(struct arena *a, const struct templates *t)
{
	static const char evil[] = "</td><script>x</script>\" onclick='y'";
	struct reply_facts f;
	struct why w = { "" };
	struct draft d;
	size_t i, l;

	for (i = 0; i < NSCENARIOS; i++)
		for (l = 0; l < 2; l++) {
			f = facts_of(&scenarios[i], l ? "en" : "id");
			f.name = f.address = f.code = f.subject = f.size = evil;
			f.previous = f.service = f.answer = f.officer = evil;
			f.beside = evil;
			f.answer_html = "";
			ok(reply_draft(a, t, &f, &d, &w) == OK, "evil %s: %s",
			    scenarios[i].name, w.s);
			ok(!strstr(d.html, "<script") &&
				!strstr(d.html, "\" on") &&
				!strstr(d.html, "'y'"),
			    "evil %s.%s: escaped", scenarios[i].name,
			    f.language);
		}
}

/* An officer's words come as they were written, whatever they are. */
static void
check_answer(struct arena *a, const struct templates *t)
{
	static const struct {
		const char *answer, *want; /* in the text */
		bool greets, closes;
	} rows[] = {
		{ "Data terlampir.", "Lestari,\n\nData terlampir.\n\nHormat",
		    false, false },
		{ "Yth. Ibu Sari,\nData terlampir.\n\nHormat kami,\nRina\n",
		    "Yth. Ibu Sari,\nData terlampir.\n\nHormat kami,\n"
		    "Rina\n\nPelayanan",
		    true, true },
		{ "Dear Sari,\n\nsee below.\n\nBest regards,\nRina\nBPS",
		    "see below.", true, true },
		{ "Selamat pagi, ini datanya.", "Selamat pagi", true, false },
		{ "Ibunda kota adalah Contoh.", "Ibunda kota", false, false },
		{ "Salam sejahtera.", "Salam sejahtera.", true, false },
		{ "a\n\n\n  b   c\n{{name}} > x\n",
		    "a\n\n\n  b   c\n"
		    "{{name}} > x\n\nHormat",
		    false, false },
		{ "Satu kalimat yang sangat panjang dari ponsel yang ditulis "
		  "tanpa ganti baris sama sekali oleh petugas kami hari ini.",
		    "Satu kalimat yang", false, false },
	};
	struct reply_facts f = facts_of(&scenarios[0], "id");
	struct why w = { "" };
	struct draft d;
	size_t i;

	f.template = "jawaban";
	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		f.answer = rows[i].answer;
		is_int(reply_draft(a, t, &f, &d, &w), OK, "answer: made");
		ok(strstr(d.text, rows[i].want) != NULL, "answer %zu: as it is",
		    i);
		ok(longest_line(d.text) <= 76, "answer %zu: fits", i);
		is_int(strstr(d.text, "Yth. Bapak/Ibu") == NULL, rows[i].greets,
		    "one greeting");
		is_int(strstr(d.html, "<p>Hormat kami,</p>") == NULL,
		    rows[i].closes, "one closing");
		ok(!text_istr(d.text, "otomatis"), "a person wrote it");
	}
}

static void
check_confidential(struct arena *a, const struct templates *t)
{
	struct reply_facts f;
	struct why w;
	struct draft d;
	int i;

	for (i = 0; i < 4; i++) {
		f = facts_of(&scenarios[7 + i % 2], i < 2 ? "id" : "en");
		f.subject = "Pungli oleh petugas";
		is_int(reply_draft(a, t, &f, &d, &w), OK, "confidential: made");
		ok(!says(&d, "pungli") && !says(&d, "sari") &&
			!says(&d, "petugas yang diadukan"),
		    "nothing of the content, nothing of the person");
		ok(!text_istr(d.subject, "aduan") &&
			!text_istr(d.subject, "complaint"),
		    "the subject is neutral: %s", d.subject);
	}
	f = facts_of(&scenarios[0], "id");
	f.secret = true;
	is_int(reply_draft(a, t, &f, &d, &w), OK, "confidential: made");
	ok(!says(&d, "pdrb"), "not even what was understood");
}

/* Whatever is sent in a confidential case: the subject says nothing of it,
 * and nobody who looks over a shoulder learns whose it is. */
static void
check_all_confidential(struct arena *a, const struct templates *t)
{
#define NAME(name) name,
	static const char *const names[] = { REPLY_TEMPLATES(NAME) };
	struct reply_facts f;
	struct why w;
	struct draft d;
	size_t i, l;

	for (i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		for (l = 0; l < 4; l++) {
			f = facts_of(
			    &scenarios[7 + l / 2], l % 2 ? "en" : "id");
			f.template = names[i];
			f.answer = "Jawaban.";
			f.subject = "Pungli oleh petugas";
			is_int(reply_draft(a, t, &f, &d, &w), OK, names[i]);
			ok(!says(&d, "pungli") && !says(&d, "sari") &&
				!text_istr(d.subject, "aduan") &&
				!text_istr(d.subject, "complaint"),
			    "%s.%s: says nothing: %s", names[i], f.language,
			    d.subject);
		}
}

static void
check_refusals(struct arena *a, const struct templates *t)
{
	static const char *const odd[] = { "sepatu" };
	struct reply_facts f = facts_of(&scenarios[0], "id");
	struct why w;
	struct draft d;
	struct buf b;

	f.template = "no-such";
	is_int(reply_draft(a, t, &f, &d, &w), ERR_ITEM, "unknown template");
	is_str(w.s, "there is no template id/no-such", "its name is told");
	f = facts_of(&scenarios[0], "id");
	f.missing = (struct strs){ odd, 1 };
	is_int(reply_draft(a, t, &f, &d, &w), ERR_ITEM, "unknown detail");
	is_str(w.s, "no template can ask for \"sepatu\"", "it is told");
	f = (struct reply_facts){ .office = &(struct office){ 0 },
		.language = "id",
		.template = "ack-ragu",
		.address = "x@y.example",
		.received = TOD_NONE,
		.due = TOD_NONE,
		.complaint_first = TOD_NONE };
	is_int(reply_draft(a, t, &f, &d, &w), OK, "empty facts do not crash");
	buf_init(&b, 1 << 16);
	templates_print(t, &b);
	ok(strstr(b.s, "id ack-konsultasi: office unit street"),
	    "templates are printed with what they read");
	ok(strstr(b.s, "en unreadable:"), "all of them");
	buf_free(&b);
}

struct copy {
	const char *to;
};

static enum err
copy_file(void *ctx, const char *path, struct why *w)
{
	const struct copy *c = ctx;
	struct buf b, to;
	enum err e;

	buf_init(&b, 1 << 20);
	buf_init(&to, 4096);
	e = file_read(path, &b, w);
	buf_addf(&to, "%s%s", c->to, strrchr(path, '/'));
	write_file(to.s, b.s);
	buf_free(&b);
	buf_free(&to);
	return e;
}

static enum err
remove_file(void *ctx, const char *path, struct why *w)
{
	(void)ctx;
	(void)w;
	unlink(path);
	return OK;
}

/* A folder with a copy of the templates where one file has another text, or
 * is missing. */
static const char *
copy_templates(struct arena *a, const char *file, const char *text)
{
	static const char *const langs[] = { "id", "en", "petugas" };
	char *dir = arena_str(a, "/tmp/tanggap-templates-XXXXXX");
	const char *path;
	struct why w;
	int i;

	if (mkdtemp(dir) == NULL)
		exit(1);
	for (i = 0; i < 3; i++) {
		path = arena_printf(a, "%s/%s", dir, langs[i]);
		mkdir(path, 0700);
		file_each(arena_printf(a, "templates/%s", langs[i]), "",
		    copy_file, &(struct copy){ path }, &w);
	}
	path = arena_printf(a, "%s/%s", dir, file);
	if (text != NULL)
		write_file(path, text);
	else
		unlink(path);
	return dir;
}

static void
remove_templates(struct arena *a, const char *dir)
{
	const char *const paths[] = { arena_printf(a, "%s/id", dir),
		arena_printf(a, "%s/en", dir),
		arena_printf(a, "%s/petugas", dir) };
	struct why w;
	int i;

	for (i = 0; i < 3; i++) {
		file_each(paths[i], "", remove_file, NULL, &w);
		rmdir(paths[i]);
	}
	rmdir(dir);
}

static void
check_spoilt(
    struct arena *a, const char *file, const char *text, const char *want)
{
	const char *dir = copy_templates(a, file, text);
	struct templates *t = NULL;
	struct why w = { "" };

	is_int(templates_load(dir, &t, &w), ERR_ITEM,
	    arena_printf(a, "%s: refused", file));
	is_str(w.s, arena_printf(a, "%s/%s", dir, want), "with these words");
	ok(t == NULL, "nothing is given");
	remove_templates(a, dir);
}

/* However an office writes its templates, it cannot give these away. */
static void
check_withheld(struct arena *a)
{
	const char *dir = copy_templates(
	    a, "id/ack-pengaduan.txt", "{{name}}|\n{{address}}|\n{{subject}}|");
	struct templates *t = NULL;
	struct reply_facts f;
	struct why w = { "" };
	struct draft d;
	size_t i;

	ok(templates_load(dir, &t, &w) == OK, "own template %s", w.s);
	for (i = 0; t != NULL && i < NSCENARIOS; i++) {
		if (strcmp(scenarios[i].template, "ack-pengaduan") != 0)
			continue;
		f = facts_of(&scenarios[i], "id");
		is_int(reply_draft(a, t, &f, &d, &w), OK, "own template: made");
		is_str(d.text,
		    f.secret || f.supervisory ? "|\n|\n|\n"
		    : f.authenticated
			? "Sari Dewi Lestari|\nsari.dewi@mail.example|\n"
			  "Permintaan data jumlah penduduk|\n"
			: "|\nsari.dewi@mail.example|\n|\n",
		    scenarios[i].name);
	}
	templates_free(&t);
	remove_templates(a, dir);
}

static void
check_loading(struct arena *a)
{
	struct templates *t;
	struct why w;

	check_spoilt(a, "id/ack-ragu.txt", "{{sandi}}",
	    "id/ack-ragu.txt: unknown variable \"sandi\"");
	check_spoilt(a, "en/_close.html", "{{#sandi}}{{/sandi}}",
	    "en/_close.html: unknown variable \"sandi\"");
	check_spoilt(
	    a, "id/oversize.html", NULL, "id/oversize.html: is missing");
	check_spoilt(
	    a, "en/oversize.subject", NULL, "en/oversize.subject: is missing");
	check_spoilt(a, "id/baru.txt", "x", "id/baru.subject: is missing");
	check_spoilt(a, "id/_case.txt", NULL,
	    "id/_selesai.txt: there is no partial _case.txt");
	check_spoilt(a, "id/ack-ragu.txt", "{{>ack-tambahan}}",
	    "id/ack-ragu.txt: there is no partial ack-tambahan.txt");
	check_spoilt(a, "en/ack-ragu.html", "{{{name}}}",
	    "en/ack-ragu.html: HTML takes only escaped values: {{x}}");
	check_spoilt(a, "en/ack-ragu.subject", "{{missing}}",
	    "en/ack-ragu.subject: \"missing\" is no text, only for "
	    "{{#missing}} and {{^missing}}");
	check_spoilt(a, "en/ack-ragu.txt", "a\n{{#name}}",
	    "en/ack-ragu.txt:2: section is not closed");
	check_spoilt(a, "en/_deadline.txt", "{{>_deadline}}",
	    "en/ack-konsultasi.txt: never ends");
	check_spoilt(
	    a, "id/ack-ragu.txt", "\xff", "id/ack-ragu.txt: is not UTF-8");
	is_int(templates_load("/nonexistent", &t, &w), ERR_ITEM, "no folder");
}

static void
check_wrap(void)
{
	static const struct {
		const char *in, *out;
	} rows[] = {
		{ "", "" },
		{ "\n\n", "" },
		{ "satu dua tiga empat", "satu dua tiga\nempat\n" },
		{ "a\n\n\n\nb  \n\n", "a\n\nb\n" },
		{ "- satu dua tiga empat", "- satu dua tiga\n  empat\n" },
		{ "12. satu dua tiga", "12. satu dua\n    tiga\n" },
		{ "  N : satu dua tiga", "  N : satu dua\n      tiga\n" },
		{ "https://panjang.sekali.example/a b",
		    "https://panjang.sekali.example/a\nb\n" },
		{ "> satu dua tiga empat", "> satu dua tiga\n> empat\n" },
		{ "dùà éùà ôùà ïùà", "dùà éùà ôùà ïùà\n" },
		{ "a\r\nb", "a\nb\n" },
	};
	struct buf b;
	size_t i;

	buf_init(&b, 4096);
	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		buf_reset(&b);
		ok(text_wrap(&b, rows[i].in, 15), "wrap %zu", i);
		is_str(b.s, rows[i].out, "wrapped");
	}
	buf_free(&b);
	buf_init(&b, 3);
	ok(!text_wrap(&b, "satu dua", 15), "a full buffer is told");
	buf_free(&b);
}

int
main(void)
{
	struct arena *a = arena_new();
	struct templates *t = NULL;
	struct why w = { "" };
	size_t i;

	check_wrap();
	if (ok(templates_load("templates", &t, &w) == OK, "loaded %s", w.s)) {
		for (i = 0; i < NSCENARIOS; i++) {
			check_scenario(a, t, &scenarios[i], "id");
			check_scenario(a, t, &scenarios[i], "en");
		}
		check_hostile(a, t);
		check_own_words(a, t);
		check_escaped(a, t);
		check_answer(a, t);
		check_confidential(a, t);
		check_all_confidential(a, t);
		check_refusals(a, t);
	}
	check_loading(a);
	check_withheld(a);
	templates_free(&t);
	arena_free(&a);
	return done_testing();
}
