/*
 * Command lines for what an officer seems to want, so that one click does it.
 * They are proposals: nothing here is carried out.
 */
#include <stdio.h>
#include <string.h>

#include "base/banned.h"
#include "base/buf.h"
#include "base/text.h"
#include "base/tod.h"
#include "desk/command_priv.h"
#include "desk/officer_priv.h"

#define MAX_PROPOSALS 8
#define NOTE_BYTES 1000 /* links carry no more than 1800 */
#define PROPOSAL_BYTES 8000

static void
add(struct review *r, const char *lines)
{
	const char **v;
	size_t i;

	for (i = 0; i < r->proposals.n; i++)
		if (strcmp(r->proposals.v[i], lines) == 0)
			return;
	if (r->proposals.n == MAX_PROPOSALS || *lines == '\0')
		return;
	v = arena_array(r->a, r->proposals.n + 1, sizeof(*v));
	for (i = 0; i < r->proposals.n; i++)
		v[i] = r->proposals.v[i];
	v[i] = arena_str(r->a, lines);
	r->proposals = (struct strs){ v, i + 1 };
}

/* Text behind a command: its own lines must not look like commands. */
static void
add_text(struct buf *b, const char *text)
{
	size_t i, n = strlen(text);
	bool cut = n > NOTE_BYTES;

	if (cut)
		for (n = NOTE_BYTES; n > 0 && (text[n] & 0xc0) == 0x80; n--)
			;
	for (i = 0; i < n; i++) {
		if (text[i] == '#' ||
		    (text[i] == '>' && (i == 0 || text[i - 1] == '\n')))
			continue;
		if (text[i] == '\n' && i + 1 < n && text[i + 1] == '\n')
			continue;
		buf_addc(b, text[i]);
	}
	if (cut)
		buf_adds(b, " ...");
}

static const struct officer *
wished_officer(const struct prose *p)
{
	size_t i;

	for (i = 0; i < p->n; i++)
		if (p->v[i].officer != NULL && p->v[i].wishes & WISH_HAND)
			return p->v[i].officer;
	return NULL;
}

static void
add_kind(struct review *r, struct buf *b, bool *dead)
{
	const struct prose *p = &r->prose;
	size_t i;

	for (i = 0; i < p->n; i++) {
		const struct sentence *s = &p->v[i];

		if (!(s->wishes & WISH_KIND) || !sentence_is_inside(p, s))
			continue;
		*dead = s->kind == KIND_SPAM || s->kind == KIND_BUKAN_LAYANAN;
		buf_addf(b, "#jenis %s%s%s\n", kind_word(s->kind),
		    s->topic != TOPIC_NONE ? " " : "", topic_word(s->topic));
		return;
	}
}

static void
add_merge(struct review *r, struct buf *b)
{
	struct action x = { .service = "" };
	const char *code = "";
	struct why w;
	size_t i;

	command_ticket(r->a, r->o, r->prose.text, true, &code, &w);
	for (i = 0; *code == '\0' && i < r->f->foreign.n; i++)
		if (command_ticket(r->a, r->o, r->f->foreign.v[i], true,
			&x.ticket, &w) == OK)
			code = x.ticket;
	if (*code == '\0' && r->f->others.n > 0)
		code = r->f->others.v[0];
	if (*code != '\0' && strcmp(code, r->f->code) != 0)
		buf_addf(b, "#gabung %s\n", code);
	else
		buf_addf(b, "#gabung %s-NOMOR\n", r->o->prefix);
}

static void
add_service(struct review *r, struct buf *b)
{
	static const char *const services[] = { "ppid", "perpustakaan",
		"romantik", "produk" };
	const char *plain = arena_printf(
	    r->a, " %s ", command_plain(r->a, r->prose.text));
	size_t i;

	for (i = 0; i < sizeof(services) / sizeof(services[0]); i++)
		if (strstr(plain, arena_printf(r->a, " ke %s ", services[i])))
			buf_addf(b, "#alihkan %s\n", services[i]);
}

static bool
says_something(const struct review *r, unsigned done)
{
	const struct prose *p = &r->prose;
	size_t i;

	for (i = 0; i < p->n; i++) {
		const struct sentence *s = &p->v[i];

		if (sentence_is_inside(p, s) &&
		    (s->internal || s->third || s->ours || s->stop ||
			s->wishes & (WISH_NOTE | WISH_DONE)) &&
		    s->w.n > 3)
			return true;
	}
	return (done & (WISH_NOTE | WISH_DONE)) != 0;
}

/* Is any of it to be held back? */
static bool
not_yet(const struct prose *p)
{
	size_t i;

	for (i = 0; i < p->n; i++)
		if (p->v[i].draft || p->v[i].stop || p->v[i].doubt)
			return true;
	return false;
}

void
propose_wishes(struct review *r)
{
	const struct prose *p = &r->prose;
	const struct officer *to = wished_officer(p);
	unsigned w = p->wishes;
	bool dead = false;
	struct buf b;

	buf_init(&b, PROPOSAL_BYTES);
	if (*r->answer.text != '\0' && *r->remarks != '\0' && !not_yet(p))
		buf_adds(&b, "#kirim\n");
	if (w & WISH_REOPEN)
		buf_adds(&b, "#buka\n");
	if (w & WISH_KIND)
		add_kind(r, &b, &dead);
	if (w & WISH_MERGE)
		add_merge(r, &b);
	if (to != NULL)
		buf_addf(&b, "#serahkan %s\n", to->id);
	else if (w & WISH_TAKE)
		buf_adds(&b, "#ambil\n");
	if (to == NULL)
		add_service(r, &b);
	if (w & WISH_SECRET)
		buf_adds(&b, "#rahasia\n");
	if ((w & (WISH_CLOSE | WISH_DONE)) != 0 && !(w & WISH_REOPEN) &&
	    !(w & WISH_MERGE))
		buf_adds(&b, "#selesai\n");
	if (says_something(r, w)) {
		buf_adds(&b, "#catatan ");
		add_text(&b, *r->remarks != '\0' ? r->remarks : p->text);
	}
	while (b.len > 0 && b.s[b.len - 1] == '\n')
		buf_cut(&b, b.len - 1);
	add(r, b.s);
	buf_free(&b);
}

void
propose_note(struct review *r)
{
	struct buf b;

	if (*r->f->code == '\0')
		return;
	buf_init(&b, PROPOSAL_BYTES);
	buf_adds(&b, "#catatan ");
	add_text(&b, *r->remarks != '\0' ? r->remarks : r->prose.text);
	if (b.len > strlen("#catatan "))
		add(r, b.s);
	buf_free(&b);
}

void
propose_answer(struct review *r)
{
	if (*r->f->code != '\0' && *r->answer.text != '\0')
		add(r, "#kirim");
}

void
propose_line(struct review *r, const char *line)
{
	add(r, line);
}

static const char *
channel_of(const struct review *r)
{
	static const struct {
		const char *word, *channel;
	} words[] = { { "whatsapp", "whatsapp" }, { "wa", "whatsapp" },
		{ "instagram", "instagram" }, { "ig", "instagram" },
		{ "dm", "instagram" }, { "lapor", "lapor" },
		{ "sp4n", "lapor" }, { "kotak", "kotak" },
		{ "telepon", "telepon" }, { "telpon", "telepon" },
		{ "telp", "telepon" }, { "tlp", "telepon" },
		{ "menelepon", "telepon" }, { "menelpon", "telepon" },
		{ "nelpon", "telepon" }, { "nelepon", "telepon" },
		{ "ditelepon", "telepon" }, { "tamu", "kunjungan" },
		{ "kunjungan", "kunjungan" }, { "berkunjung", "kunjungan" },
		{ "pengunjung", "kunjungan" }, { "buku", "kunjungan" },
		{ "datang", "kunjungan" } };
	const char *plain = arena_printf(r->a, " %s %s ",
	    command_plain(r->a, r->m->subject),
	    command_plain(r->a, r->prose.text));
	const char *at, *best = NULL, *channel = "";
	size_t i;

	for (i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		at = strstr(plain, arena_printf(r->a, " %s ", words[i].word));
		if (at != NULL && (best == NULL || at < best)) {
			best = at;
			channel = words[i].channel;
		}
	}
	return channel;
}

static void
add_when(struct review *r, struct buf *b, const char *label, int64_t at)
{
	struct tod t;

	if (at == TOD_NONE)
		return;
	tod_split(at, r->o->offset, &t);
	if (strcmp(label, "Tanggal") == 0)
		buf_addf(b, "%s: %d/%d/%d %02d.%02d\n", label, t.day, t.month,
		    t.year, t.hour, t.minute);
	else
		buf_addf(b, "%s: %02d.%02d\n", label, t.hour, t.minute);
}

static void
add_field(struct buf *b, const char *label, const char *value)
{
	if (*value != '\0')
		buf_addf(b, "%s: %s\n", label, value);
}

static bool
says_complaint(const struct review *r)
{
	static const char *const words[] = { "pengaduan", "komplain", "mengadu",
		"keluhan", "mengeluh", "aduan", "complaint" };
	const char *plain = command_plain(r->a, r->prose.text);
	size_t i;

	for (i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (strstr(plain, words[i]) != NULL)
			return true;
	return text_istr(r->m->subject, "pengaduan") != NULL;
}

bool
propose_record(struct review *r)
{
	const char *channel = channel_of(r);
	struct form_at f = { r->o, review_day(r), 0 };
	struct record said = { .name = "",
		.phone = "",
		.address = "",
		.at = r->m->date,
		.arrived = TOD_NONE,
		.served = TOD_NONE,
		.done = TOD_NONE };
	struct chat chat;
	struct buf b;

	if (*channel == '\0')
		return false;
	command_prose(r->a, &f, r->prose.text, &said);
	if (command_chat(
		r->a, r->o, r->prose.text, strlen(r->prose.text), &chat)) {
		said.at = chat.at != TOD_NONE ? chat.at : said.at;
		said.phone = *chat.phone ? chat.phone : said.phone;
		said.name = *chat.name ? chat.name : said.name;
	}
	buf_init(&b, PROPOSAL_BYTES);
	buf_addf(&b, "#%s\n", channel);
	add_field(&b, "Nama", said.name);
	add_field(&b, "HP", said.phone);
	add_field(&b, "Pos-el", said.address);
	add_when(r, &b, "Tanggal", said.at);
	if (strcmp(channel, "kunjungan") == 0) {
		add_when(r, &b, "Datang", said.arrived);
		add_when(r, &b, "Dilayani", said.served);
		add_when(r, &b, "Selesai", said.done);
	}
	if (says_complaint(r))
		buf_adds(&b, "Jenis: pengaduan\n");
	if (said.closed)
		buf_adds(&b, "Status: selesai\n");
	buf_adds(&b, "Isi: ");
	add_text(&b, r->prose.text);
	add(r, b.s);
	buf_free(&b);
	return true;
}
