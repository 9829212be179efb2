/*
 * What an officer's prose is: an answer to the citizen, or something said to
 * the desk or a colleague. Sentence by sentence, by phrases; what follows
 * from it is not known here. In doubt a sentence is no answer.
 */
#include <ctype.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "base/banned.h"
#include "base/buf.h"
#include "base/text.h"
#include "desk/command_priv.h"
#include "desk/officer_phrases.h"
#include "desk/officer_priv.h"

#define MAX_SENTENCES 400
#define SENTENCE_WORDS 400
#define WRAPPED 58 /* a line so long may go on in the next */
#define COUNT(v) (sizeof(v) / sizeof((v)[0]))

static bool
has_any(const struct words *w, const char *const *v, size_t n)
{
	size_t i, at, len;

	for (i = 0; i < n; i++)
		if (phrase_find(w, v[i], &at, &len))
			return true;
	return false;
}

static const char *const kind_verbs =
    "ubah|diubah|ubahkan|ganti|diganti|gantikan|jadikan|dijadikan|jadi|"
    "menjadi|ralat|pindah|pindahkan|dipindah|dipindahkan|masuk|masukkan|"
    "dimasukkan|masukin|tandai|ditandai|tandain|termasuk|golongkan|"
    "digolongkan|anggap|dianggap|hitung|dihitung|kategorikan|"
    "dikategorikan|kategori|kategorinya|jenis|jenisnya|statusnya|status|"
    "klasifikasinya|naikkan|naikan|dinaikkan|catat|dicatat|set|sebagai|"
    "harusnya|seharusnya|mestinya|ini|itu|cuma|hanya|jelas|murni|fix|"
    "topik|topiknya|change|mark|move|reclassify|is|as|catatan|pasti|"
    "sebenarnya|lebih|tetap|keruk|dibuatkan|buatkan|pindahin|gantiin|"
    "jadiin|tapi|tetapi|tp|melainkan|disesuaikan|sesuaikan";

static const struct {
	const char *words;
	enum kind kind;
	enum topic topic;
	bool subject; /* also a thing that the office answers about */
} kind_targets[] = {
	{ "pengaduan|pengaduannya|aduan|komplain|complaint|keluhan",
	    KIND_PENGADUAN, TOPIC_NONE, false },
	{ "spam|penipuan|phishing|phising|sampah|junk|scam|hoax|hoaks|judol",
	    KIND_SPAM, TOPIC_NONE, false },
	{ "klasifikasi|classification", KIND_KONSULTASI, TOPIC_KLASIFIKASI,
	    true },
	{ "metadata", KIND_KONSULTASI, TOPIC_METADATA, true },
	{ "konsultasi|consultation", KIND_KONSULTASI, TOPIC_NONE, false },
};

static bool
is_letter(char c)
{
	return isalpha((unsigned char)c) || (unsigned char)c >= 0x80;
}

/* A full stop behind these ends no sentence. */
static bool
is_abbreviation(const char *from, const char *dot)
{
	static const char *const known[] = { "yth", "bpk", "sdr", "sdri", "no",
		"jl", "jln", "tgl", "dr", "drs", "ir", "hj", "h", "kec", "kab",
		"prov", "hal", "ms", "mr", "mrs", "prof", "dll", "dsb", "a.n",
		"u.p", "s.d", "tel", "telp", "kel", "pt", "cv", "st", "min",
		"rp" };
	const char *s = dot;
	size_t i, n;

	while (s > from && (is_letter(s[-1]) || s[-1] == '.'))
		s--;
	n = (size_t)(dot - s);
	if (n == 1)
		return true;
	for (i = 0; i < COUNT(known); i++)
		if (strlen(known[i]) == n && strncasecmp(s, known[i], n) == 0)
			return true;
	return false;
}

static bool
starts_remark(const char *s)
{
	while (*s == ' ' || *s == '\t')
		s++;
	return *s != '\0' && strchr("([{*-/#", *s) != NULL;
}

/* Does a sentence end at s (a byte of the text that begins at from)? */
static bool
ends_here(const char *from, const char *s, size_t line)
{
	const char *next = s + 1;

	if (*s == '\n') {
		while (*next == ' ' || *next == '\t')
			next++;
		return *next == '\n' || line < WRAPPED || starts_remark(next) ||
		       starts_remark(from);
	}
	if (strchr(".?!", *s) == NULL)
		return false;
	while (*next != '\0' && strchr(".?!)\"'*", *next) != NULL)
		next++;
	if (*next != ' ' && *next != '\n' && *next != '\0')
		return false;
	return *s != '.' || !is_abbreviation(from, s);
}

static void
add_sentence(struct review *r, const char *from, const char *to)
{
	struct sentence *x;

	while (from < to && isspace((unsigned char)*from))
		from++;
	while (to > from && isspace((unsigned char)to[-1]))
		to--;
	if (from == to || r->prose.n == MAX_SENTENCES)
		return;
	x = &r->prose.v[r->prose.n++];
	*x = (struct sentence){ .s = from, .n = (size_t)(to - from) };
	words_split(r->a, arena_strn(r->a, from, x->n), SENTENCE_WORDS, &x->w);
}

static void
split(struct review *r, const char *text)
{
	const char *from = text, *s, *line = text;

	r->prose.v = arena_array(r->a, MAX_SENTENCES, sizeof(*r->prose.v));
	for (s = text; *s != '\0'; s++) {
		bool remark = starts_remark(from) && *from != '-';

		/* a remark in brackets is one, whatever stands in it */
		if (remark && *s != '\n' && strchr("([{", *from) != NULL &&
		    memchr(from,
			*from == '('   ? ')'
			: *from == '[' ? ']'
				       : '}',
			(size_t)(s - from)) == NULL &&
		    strchr(s, *from == '('   ? ')'
			      : *from == '[' ? ']'
					     : '}')) {
			continue;
		}
		if (ends_here(from, s, (size_t)(s - line))) {
			const char *to = s + 1;

			while (*to != '\0' && strchr(".?!)\"'*", *to) &&
			       *s != '\n')
				to++;
			add_sentence(r, from, to);
			from = to;
			s = to - 1;
		}
		if (*s == '\n')
			line = s + 1;
	}
	add_sentence(r, from, s);
}

/* A word of the office's people, other than the writer; NULL for none. */
static const struct officer *
officer_named(const struct review *r, const struct word *w, bool nickname)
{
	size_t i, n;

	for (i = 0; i < r->o->nofficers; i++) {
		const struct officer *f = &r->o->officers[i];
		const char *name = command_plain(r->a, f->name);

		if (f == r->f->who)
			continue;
		for (; *name != '\0'; name += n + (name[n] == ' ')) {
			n = strcspn(name, " ");
			if (n >= 3 && w->n == n && memcmp(name, w->s, n) == 0)
				return f;
			if (nickname && w->n >= 3 && w->n < n &&
			    memcmp(name, w->s, w->n) == 0)
				return f;
			if (nickname)
				break; /* of the first name alone */
		}
		if (w->n == strlen(f->id) &&
		    strncasecmp(f->id, w->s, w->n) == 0)
			return f;
	}
	return NULL;
}

bool
prose_names_requester(const struct review *r, const char *word)
{
	const char *name = command_plain(
	    r->a, r->f->requester_name ? r->f->requester_name : "");
	const char *padded = arena_printf(r->a, " %s ", name);

	return strstr(padded, arena_printf(r->a, " %s ", word)) != NULL ||
	       (strlen(word) >= 4 && r->f->requester != NULL &&
		   text_istr(r->f->requester, word) != NULL);
}

static bool
word_in(const struct word *w, const char *list)
{
	const char *s = list;

	while (*s != '\0') {
		size_t n = strcspn(s, "|");

		if (n == w->n && memcmp(s, w->s, n) == 0)
			return true;
		s += n + (s[n] == '|');
	}
	return false;
}

#define HONORIFICS \
	"pak|bu|ibu|bapak|mas|mbak|mbk|kak|kakak|bang|abang|dek|adik|sdr|" \
	"sdri|saudara|saudari|mr|mrs|ms|mister|ustaz|prof|dr|yth|teh|" \
	"aa|om|tante|koh|cik|bpk|puan|tuan"

/* What somebody is asked to do, or said to do, behind his name. */
#define DUTIES \
	"tolong|mohon|minta|please|pls|coba|bisa|yang|yg|tangani|pegang|" \
	"jawab|handle|urus|lanjut|lanjutkan|cek|hubungi|balas|telepon|" \
	"telpon|kerjakan|selesaikan|bantu|saja|aja|ya|proses|siapkan|" \
	"kirim|kirimkan|lihat|ambil|teruskan|tlg|mhn|ini|nanti|silakan|" \
	"silahkan|kamu|can|could"

/* Is a colleague addressed, or given the case? */
static void
look_for_colleague(struct review *r, struct sentence *s)
{
	bool hand = officer_says(&s->w, SAYS_HAND);
	size_t i, from;

	for (i = 0; i < s->w.n; i++) {
		const struct word *w = &s->w.v[i];
		const struct officer *f = officer_named(r, w, false);
		bool first, duty, given;

		from = i;
		while (from > 0 && word_in(&s->w.v[from - 1], HONORIFICS
				       "|halo|hai|dear|yth|tolong|mohon|"
				       "assalamualaikum|pagi|siang|cc|fyi|"
				       "kepada|untuk|buat|biar|biarkan|minta|"
				       "ok|oke|hi|selamat|sore|malam|catatan|"
				       "note"))
			from--;
		first = from == 0;
		if (f == NULL && first)
			f = officer_named(r, w, true);
		if (f == NULL ||
		    prose_names_requester(r, arena_strn(r->a, w->s, w->n)))
			continue;
		duty = i + 1 < s->w.n && word_in(&s->w.v[i + 1], DUTIES) &&
		       !(i + 2 < s->w.n && word_in(&s->w.v[i + 1], "yang|yg") &&
			   word_in(&s->w.v[i + 2], "tahu|tau|boleh|minta|"
						   "bilang|suruh|kenal"));
		given = i > 0 && word_in(&s->w.v[i - 1],
				     "bagian|porsi|tugas|jatah|ranah|bidang|"
				     "bagiannya|biar|cc|fyi|hanya|ke|sama|"
				     "kerjaan|tolong|mohon|minta|bantu");
		given |= i == 1 && word_in(&s->w.v[0], "untuk|utk|buat");
		if (hand || given || (duty && !s->you) ||
		    (first && (duty || from < i || i + 1 == s->w.n ||
				  memchr(s->s, ',', s->n) != NULL))) {
			s->colleague = true;
			if (s->officer == NULL)
				s->officer = f;
			if (hand || given || duty)
				s->wishes |= WISH_HAND;
		}
	}
}

/* Words beside a kind that say what it was, what it is not, or where a mail
 * fell. */
static bool
is_not_wished(const struct words *w, const char *kind)
{
	static const char *const before[] = { "jangan|bukan|tidak|bkn ~2",
		"kok|kenapa|mengapa|kenapa|ngapain|dari ~2",
		"folder|map|kotak|bak|filter ~1",
		"email*|surat*|pesan*|balasan*|jawaban*|emailnya ~4 "
		"masuk|nyasar|jatuh|terjaring ~2" };
	char pattern[1200];
	size_t i, at, len;

	for (i = 0; i < COUNT(before); i++) {
		snprintf(pattern, sizeof(pattern), "%s %s", before[i], kind);
		if (phrase_find(w, pattern, &at, &len))
			return true;
	}
	return false;
}

static void
look_for_kind(struct sentence *s)
{
	char pattern[1200];
	size_t i, at, len;

	if (officer_says(&s->w, SAYS_NO_SERVICE)) {
		s->wishes |= WISH_KIND;
		s->kind = KIND_BUKAN_LAYANAN;
	}
	for (i = 0; i < COUNT(kind_targets); i++) {
		snprintf(pattern, sizeof(pattern), "%s ~3 %s", kind_verbs,
		    kind_targets[i].words);
		if (!phrase_find(&s->w, pattern, &at, &len))
			continue;
		if (is_not_wished(&s->w, kind_targets[i].words))
			continue;
		s->wishes |= WISH_KIND;
		s->kind = kind_targets[i].kind;
		s->topic = kind_targets[i].topic;
		return;
	}
}

static bool
is_open_place(const struct sentence *s, const char *all)
{
	static const char *const marks[] = { "??", "xxx",
		"XX"
		"X",
		"TO"
		"DO",
		"[isi", "<isi", "(isi ", "[nama", "<nama", "____", "TBD",
		"[...", "(???" };
	const char *at;
	size_t i;

	for (i = 0; i < COUNT(marks); i++) {
		at = memmem(s->s, s->n, marks[i], strlen(marks[i]));
		if (at == NULL || (i == 0 && s->you))
			continue;
		/* a group of codes, as one writes it: "KBLI 47xxx" */
		if (i == 1 && at > s->s && isdigit((unsigned char)at[-1]) &&
		    (text_istr(all, "kbli") || text_istr(all, "kbji")))
			continue;
		return true;
	}
	return false;
}

static bool
is_bracketed(const struct sentence *s)
{
	const char *p = s->s;
	char last = s->s[s->n - 1];

	if (s->n < 4)
		return false;
	if (*p == '[' || *p == '{')
		return memchr(p, *p == '[' ? ']' : '}', s->n) != NULL;
	if (*p == '(')
		return last == ')' || memchr(p, ')', s->n) != NULL;
	return (*p == '*' && p[1] != ' ') || strncmp(p, "//", 2) == 0 ||
	       (*p == '*' && last == '*') || strncmp(p, "##", 2) == 0;
}

/* The word behind "Ibu " at s: a name of somebody else than the requester? */
static bool
is_other_name(const struct review *r, const char *s)
{
	size_t n = 1;

	if (!isupper((unsigned char)s[0]) || !islower((unsigned char)s[1]))
		return false;
	while (is_letter(s[n]))
		n++;
	return !prose_names_requester(
	    r, command_plain(r->a, arena_strn(r->a, s, n)));
}

/* "Bapak" and "Ibu" mean the reader only where no other name follows. */
static bool
says_you(struct review *r, const struct sentence *s)
{
	char *text = arena_strn(r->a, s->s, s->n), *p, *next;
	struct words w;

	for (p = text; *p != '\0'; p++) {
		struct word word = { p, 0 };
		char low[16];

		if (p > text && is_letter(p[-1]))
			continue;
		while (is_letter(p[word.n]) && word.n + 1 < sizeof(low)) {
			low[word.n] = (char)tolower((unsigned char)p[word.n]);
			word.n++;
		}
		word.s = low;
		next = p + word.n;
		next += *next == '.';
		if (word.n > 0 && *next == ' ' && word_in(&word, HONORIFICS) &&
		    is_other_name(r, next + 1))
			memset(p, 'q', word.n);
	}
	words_split(r->a, text, SENTENCE_WORDS, &w);
	return officer_says(&w, SAYS_YOU);
}

/* "Pak Hartono sudah saya temui": his name without a comma behind it. */
static bool
tells_of_requester(const struct review *r, const struct sentence *s)
{
	size_t i;

	for (i = 1; i + 1 < s->w.n; i++) {
		const struct word *w = &s->w.v[i];
		const char *name = arena_strn(r->a, w->s, w->n), *raw;

		if (!word_in(&s->w.v[i - 1], HONORIFICS) ||
		    !prose_names_requester(r, name))
			continue;
		raw = text_istr(arena_strn(r->a, s->s, s->n), name);
		raw += raw != NULL ? w->n : 0;
		if (raw != NULL && strchr(",.!:\n", *raw) == NULL &&
		    !prose_names_requester(
			r, arena_strn(r->a, s->w.v[i + 1].s, s->w.v[i + 1].n)))
			return true;
	}
	return false;
}

static void
read_sentence(struct review *r, struct sentence *s)
{
	static const char *const neutral[] = { "< salam|hormat|wassalam*|"
					       "regards|trims|makasih|kind|"
					       "best|demikian ~3 >" };
	/* what the office does itself is asked of nobody */
	static const char *const offers[] = {
		"bisa|dapat|akan|perlu kami|saya|aku|sy|kita|tim",
		"mohon|tolong|minta|harap|mhn|tlg|please"
	};

	s->you = says_you(r, s);
	s->draft = officer_says(&s->w, SAYS_DRAFT);
	s->stop = officer_says(&s->w, SAYS_STOP);
	s->internal = officer_says(&s->w, SAYS_INTERNAL);
	s->third = officer_says(&s->w, SAYS_THIRD);
	s->ours = officer_says(&s->w, SAYS_OURS);
	s->colleague = officer_says(&s->w, SAYS_COLLEAGUE);
	s->asks = memchr(s->s, '?', s->n) != NULL ||
		  (officer_says(&s->w, SAYS_QUESTION) &&
		      (!has_any(&s->w, offers, 1) ||
			  has_any(&s->w, offers + 1, 1)));
	s->content = officer_says(&s->w, SAYS_CONTENT);
	s->progress = officer_says(&s->w, SAYS_STANDING);
	s->promises_file = officer_says(&s->w, SAYS_FILE) &&
			   !officer_says(&s->w, SAYS_NO_FILE);
	s->doubt = is_open_place(s, r->prose.text);
	s->bracketed = is_bracketed(s);
	s->neutral = has_any(&s->w, neutral, COUNT(neutral));
	s->wishes = (officer_says(&s->w, SAYS_CLOSE) &&
				!officer_says(&s->w, SAYS_OPEN)
			    ? WISH_CLOSE
			    : 0) |
		    (officer_says(&s->w, SAYS_DONE) ? WISH_DONE : 0) |
		    (officer_says(&s->w, SAYS_TAKE) ? WISH_TAKE : 0) |
		    (officer_says(&s->w, SAYS_NOTE) ? WISH_NOTE : 0) |
		    (officer_says(&s->w, SAYS_MERGE) ? WISH_MERGE : 0) |
		    (officer_says(&s->w, SAYS_REOPEN) ? WISH_REOPEN : 0) |
		    (officer_says(&s->w, SAYS_SECRET) ? WISH_SECRET : 0) |
		    (officer_says(&s->w, SAYS_RECAP) ? WISH_RECAP : 0);
	s->third |= !s->you && !s->asks && tells_of_requester(r, s);
	look_for_colleague(r, s);
	look_for_kind(s);
	if ((s->wishes & WISH_SECRET) != 0)
		s->wishes &= ~(unsigned)WISH_CLOSE; /* a name is closed */
	if (s->draft) /* who shall read it is not who shall have it */
		s->wishes &= WISH_KIND | WISH_SECRET;
	s->evidence = officer_counts(&s->w, SAYS_EVIDENCE, 99);
}

#define COURTESIES "baik|iya|ya|ok|oke|siap|terima|kasih|mohon|maaf"

/* The name that the first line greets: "Yth. Ibu Agnes,", "Pak Vincent, ..."
 * in plain words; NULL where it greets nobody. */
static const char *
greeted_name(struct review *r, bool *generic)
{
	static const char *const openers =
	    "yth|kepada|dear|halo|hallo|hai|hi|hello|selamat|pagi|siang|sore|"
	    "malam|assalamualaikum|assalamu|waalaikumsalam|waalaikum|alaikum|"
	    "salam|wr|wb|salamualaikum|walaikumsalam|wa|good|morning|"
	    "afternoon|hei|met|ass|aslm|ww|alaikumsalam|sejahtera|om|"
	    "swastiastu|shalom|" COURTESIES;
	static const char *const courtesies = COURTESIES;
	const struct sentence *s = &r->prose.v[0];
	const char *end, *raw, *name = NULL;
	size_t i, k, n, title = 0;
	bool soft = false;
	struct words w;

	*generic = false;
	if (r->prose.n == 0)
		return NULL;
	n = strcspn(s->s, ",\n!:.");
	if (s->s[n] == '.' && is_abbreviation(s->s, s->s + n))
		n += 1 + strcspn(s->s + n + 1, ",\n!:.");
	if (n > 70)
		return NULL;
	end = s->s + n;
	raw = arena_strn(r->a, s->s, n);
	words_split(r->a, raw, 20, &w);
	for (i = 0; i < w.n && word_in(&w.v[i], openers); i++)
		*generic |= !(soft = word_in(&w.v[i], courtesies));
	if (*generic && i < w.n && *w.v[i].s == '.')
		i++;
	for (; i < w.n && word_in(&w.v[i], HONORIFICS); i++)
		title++;
	if (i == w.n) {
		*generic |= title > 0;
		return NULL;
	}
	for (k = i + 1; k < w.n; k++)
		if (word_in(&w.v[k],
			"ini|itu|tadi|kemarin|sudah|udah|sdh|yang|yg|minta|mau|"
			"bilang|dari|di|ke|orang|adalah|memang|lagi|juga|belum|"
			"tidak|akan|datang|tanya|balas|kirim|telepon|barusan"))
			return NULL;
	/* a whole sentence that begins with a name greets nobody */
	if (w.n - i > 4 || (soft && title == 0) ||
	    (title == 0 && !*generic && w.n - i > 2))
		return NULL;
	if (*end != ',' && *end != '\n' && *end != '!' && *end != ':' &&
	    *end != '\0' && !(*end == '.' && (*generic || title > 0)))
		return NULL;
	if (*end == '\0' && !*generic && title == 0)
		return NULL;
	name = arena_strn(r->a, w.v[i].s, w.v[i].n);
	if (title == 0 && !*generic && !prose_names_requester(r, name))
		return NULL;
	return name;
}

static bool
stands_in_case(const struct review *r, const char *name)
{
	const char *at = r->m->text, *s;
	size_t n = strlen(name);
	int seen = 0;

	if (prose_names_requester(r, name))
		return true;
	for (s = at; (s = text_istr(s, name)) != NULL; s += n)
		if ((s == at || !is_letter(s[-1])) && !is_letter(s[n]))
			seen++;
	return seen > 1; /* in the quote too */
}

/* "..., Bu." or "Kak Kevin ..." of the requester: somebody is spoken to. */
static bool
calls_somebody(const struct review *r)
{
	static const char *const ends[] = { "bu|pak|kak|mas|mbak|dek|bang|ibu|"
					    "bapak|kakak|ustaz|sir >" };
	const struct prose *p = &r->prose;
	size_t i;

	for (i = 0; i < p->n; i++) {
		const struct words *w = &p->v[i].w;

		if (has_any(w, ends, COUNT(ends)) ||
		    (w->n > 2 && word_in(&w->v[0], HONORIFICS) &&
			prose_names_requester(
			    r, arena_strn(r->a, w->v[1].s, w->v[1].n))))
			return true;
	}
	return false;
}

static void
read_greeting(struct review *r)
{
	struct prose *p = &r->prose;
	const char *name = greeted_name(r, &p->greeted);
	struct word w;

	p->greeted |= calls_somebody(r);
	if (name == NULL)
		return;
	w = (struct word){ name, strlen(name) };
	if (!prose_names_requester(r, name) &&
	    officer_named(r, &w, false) != NULL) {
		p->v[0].colleague = true;
		p->v[0].you = false;
		return;
	}
	if (p->v[0].colleague)
		return;
	p->greeted = true;
	p->stranger = !stands_in_case(r, name) &&
		      r->f->requester_name != NULL &&
		      *r->f->requester_name != '\0' &&
		      strlen(r->m->text) > strlen(p->text) + 40;
	p->addressed |= !p->stranger;
}

/* The officer's own words without quoted lines. */
static const char *
unquoted(struct arena *a, const char *text)
{
	const char *nl, *s;
	struct buf b;

	buf_init(&b, strlen(text) + 2);
	for (; *text != '\0'; text = *nl != '\0' ? nl + 1 : nl) {
		nl = text + strcspn(text, "\n");
		if (*text == '>')
			buf_adds(&b, "\n");
		else
			buf_add(&b, text, (size_t)(nl - text) + (*nl == '\n'));
	}
	s = arena_strn(a, b.s, b.len);
	buf_free(&b);
	return s;
}

void
prose_read(struct review *r, const char *text)
{
	struct prose *p = &r->prose;
	size_t i;

	*p = (struct prose){ .text = unquoted(r->a, text) };
	split(r, p->text);
	for (i = 0; i < p->n; i++)
		read_sentence(r, &p->v[i]);
	read_greeting(r);
	for (i = 1; i < p->n; i++) /* who is spoken to stays the same */
		if (p->v[i].you && p->v[i - 1].colleague &&
		    p->v[i].evidence < 2 &&
		    memchr(p->v[i - 1].s, '\n',
			(size_t)(p->v[i].s - p->v[i - 1].s)) == NULL)
			p->v[i].colleague = true;
	for (i = 0; i < p->n; i++)
		if (p->v[i].you && !p->v[i].colleague && !p->v[i].draft &&
		    !p->v[i].stop)
			p->addressed = true;
	prose_weigh(p);
}

void
prose_weigh(struct prose *p)
{
	size_t i;

	p->wishes = p->evidence = 0;
	for (i = 0; i < p->n; i++) {
		p->evidence += p->v[i].evidence;
		if (sentence_is_inside(p, &p->v[i]))
			p->wishes |= p->v[i].wishes;
	}
}

/* Wishes that an answer may well speak of, in the office's own voice. */
static bool
is_strong(const struct sentence *s)
{
	static const char *const ours[] = { "kami|anda|bapak|ibu|saudara|kakak "
					    "~4 tutup|ditutup|nyatakan|"
					    "anggap|catat|gabung*|satukan|"
					    "rahasiakan|teruskan|buka|selesai",
		"kami ~1 telah|sudah|akan|sedang|tetap", "kami" };

	return !has_any(&s->w, ours, COUNT(ours)) && !s->you;
}

/* The same by phrases alone. */
static bool
phrases_say_inside(const struct prose *p, const struct sentence *s)
{
	unsigned plain = WISH_CLOSE | WISH_REOPEN | WISH_SECRET | WISH_MERGE;

	if (s->draft || s->stop || s->colleague || s->doubt)
		return true;
	if (s->bracketed && (s->wishes != 0 || s->internal || s->ours))
		return true;
	if (!p->addressed)
		return s->wishes != 0 || s->internal || s->third || s->ours;
	if (s->internal && is_strong(s))
		return true;
	if ((s->wishes & plain) != 0 && is_strong(s) &&
	    (!s->content || s->third))
		return true;
	if ((s->wishes & WISH_KIND) != 0 && s->topic == TOPIC_NONE &&
	    is_strong(s) && !s->content)
		return true;
	if ((s->wishes & (WISH_NOTE | WISH_RECAP | WISH_TAKE | WISH_HAND)) !=
		0 &&
	    is_strong(s) && (s->third || s->ours || s->bracketed))
		return true;
	return s->third && (s->wishes != 0 || s->ours) && is_strong(s);
}

/* How surely examples must speak against a sentence. */
static double
needed(const struct prose *p, const struct sentence *s)
{
	if (!phrases_say_inside(p, s))
		return VOICE_ALONE;
	/* "for us only": nobody says that to a citizen */
	return s->internal ? 0 : VOICE_AGREES;
}

bool
sentence_is_inside(const struct prose *p, const struct sentence *s)
{
	double least;

	if (!p->judged)
		return phrases_say_inside(p, s);
	least = needed(p, s);
	if (least > 0 && p->inside < VOICE_HOLDS && !s->draft && !s->stop &&
	    !(s->colleague && s->officer != NULL))
		return false;
	return s->inside >= least;
}

const char *
prose_without_remarks(
    struct review *r, const char *text, const char **remarks_r)
{
	const struct prose *p = &r->prose;
	struct buf out;
	char *s = arena_str(r->a, text), *at;
	size_t i, n;

	buf_init(&out, strlen(text) + p->n + 16);
	for (i = 0; i < p->n; i++) {
		const struct sentence *x = &p->v[i];

		if (!sentence_is_inside(p, x))
			continue;
		buf_addf(&out, "%s%.*s", out.len ? "\n" : "", (int)x->n, x->s);
		n = strlen(s);
		at = memmem(s, n, x->s, x->n);
		if (at != NULL)
			memmove(at, at + x->n, n - x->n - (size_t)(at - s) + 1);
	}
	*remarks_r = arena_strn(r->a, out.s, out.len);
	buf_free(&out);
	return s;
}
