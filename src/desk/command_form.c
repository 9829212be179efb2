/*
 * The form of a case from another channel: "Nama: ..." lines in any order,
 * or a line in free words. What nobody labelled is the question.
 */
#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "base/banned.h"
#include "base/text.h"
#include "base/tod.h"
#include "desk/command_priv.h"

#define LABEL_BYTES 32
#define DAY 86400
#define COUNT(v) (sizeof(v) / sizeof((v)[0]))

enum form_field {
	F_NONE,
	F_NAME,
	F_INSTITUTION,
	F_QUESTION,
	F_ANSWER,
	F_PHONE,
	F_ADDRESS,
	F_KIND,
	F_NUMBER,
	F_DUE,
	F_DATE,
	F_TIME,
	F_ARRIVED,
	F_SERVED,
	F_DONE,
	F_STATUS
};

static const struct {
	const char *label;
	enum form_field field;
} labels[] = {
	{ "nama", F_NAME },
	{ "nama lengkap", F_NAME },
	{ "nama pemohon", F_NAME },
	{ "nama tamu", F_NAME },
	{ "nama pelapor", F_NAME },
	{ "nama pengunjung", F_NAME },
	{ "name", F_NAME },
	{ "pemohon", F_NAME },
	{ "pelapor", F_NAME },
	{ "tamu", F_NAME },
	{ "pengunjung", F_NAME },
	{ "penelepon", F_NAME },
	{ "akun", F_NAME },
	{ "instansi", F_INSTITUTION },
	{ "asal", F_INSTITUTION },
	{ "asal instansi", F_INSTITUTION },
	{ "instansi asal", F_INSTITUTION },
	{ "lembaga", F_INSTITUTION },
	{ "kampus", F_INSTITUTION },
	{ "sekolah", F_INSTITUTION },
	{ "perusahaan", F_INSTITUTION },
	{ "dari", F_INSTITUTION },
	{ "institution", F_INSTITUTION },
	{ "keperluan", F_QUESTION },
	{ "tujuan", F_QUESTION },
	{ "maksud", F_QUESTION },
	{ "pertanyaan", F_QUESTION },
	{ "tanya", F_QUESTION },
	{ "isi", F_QUESTION },
	{ "isi laporan", F_QUESTION },
	{ "isi pengaduan", F_QUESTION },
	{ "isi surat", F_QUESTION },
	{ "uraian", F_QUESTION },
	{ "pesan", F_QUESTION },
	{ "permintaan", F_QUESTION },
	{ "masalah", F_QUESTION },
	{ "aduan", F_QUESTION },
	{ "keluhan", F_QUESTION },
	{ "pengaduan", F_QUESTION },
	{ "laporan", F_QUESTION },
	{ "perihal", F_QUESTION },
	{ "topik", F_QUESTION },
	{ "data yang diminta", F_QUESTION },
	{ "purpose", F_QUESTION },
	{ "question", F_QUESTION },
	{ "message", F_QUESTION },
	{ "jawaban", F_ANSWER },
	{ "jawab", F_ANSWER },
	{ "dijawab", F_ANSWER },
	{ "tanggapan", F_ANSWER },
	{ "hasil", F_ANSWER },
	{ "penyelesaian", F_ANSWER },
	{ "tindak lanjut", F_ANSWER },
	{ "solusi", F_ANSWER },
	{ "answer", F_ANSWER },
	{ "hp", F_PHONE },
	{ "no hp", F_PHONE },
	{ "nomor hp", F_PHONE },
	{ "telepon", F_PHONE },
	{ "no telepon", F_PHONE },
	{ "nomor telepon", F_PHONE },
	{ "telp", F_PHONE },
	{ "no telp", F_PHONE },
	{ "tlp", F_PHONE },
	{ "wa", F_PHONE },
	{ "no wa", F_PHONE },
	{ "nomor wa", F_PHONE },
	{ "whatsapp", F_PHONE },
	{ "kontak", F_PHONE },
	{ "phone", F_PHONE },
	{ "email", F_ADDRESS },
	{ "e mail", F_ADDRESS },
	{ "alamat email", F_ADDRESS },
	{ "pos el", F_ADDRESS },
	{ "posel", F_ADDRESS },
	{ "surel", F_ADDRESS },
	{ "mail", F_ADDRESS },
	{ "jenis", F_KIND },
	{ "jenis layanan", F_KIND },
	{ "kategori", F_KIND },
	{ "kind", F_KIND },
	{ "nomor", F_NUMBER },
	{ "no", F_NUMBER },
	{ "nomor laporan", F_NUMBER },
	{ "no laporan", F_NUMBER },
	{ "id laporan", F_NUMBER },
	{ "tracking id", F_NUMBER },
	{ "id", F_NUMBER },
	{ "kode", F_NUMBER },
	{ "number", F_NUMBER },
	{ "batas", F_DUE },
	{ "batas waktu", F_DUE },
	{ "tenggat", F_DUE },
	{ "deadline", F_DUE },
	{ "due", F_DUE },
	{ "tanggal", F_DATE },
	{ "tgl", F_DATE },
	{ "hari", F_DATE },
	{ "hari tanggal", F_DATE },
	{ "waktu", F_DATE },
	{ "date", F_DATE },
	{ "jam", F_TIME },
	{ "pukul", F_TIME },
	{ "time", F_TIME },
	{ "datang", F_ARRIVED },
	{ "tiba", F_ARRIVED },
	{ "jam datang", F_ARRIVED },
	{ "waktu datang", F_ARRIVED },
	{ "kedatangan", F_ARRIVED },
	{ "arrived", F_ARRIVED },
	{ "dilayani", F_SERVED },
	{ "mulai", F_SERVED },
	{ "mulai dilayani", F_SERVED },
	{ "jam dilayani", F_SERVED },
	{ "served", F_SERVED },
	{ "selesai", F_DONE },
	{ "selesai dilayani", F_DONE },
	{ "jam selesai", F_DONE },
	{ "pulang", F_DONE },
	{ "done", F_DONE },
	{ "status", F_STATUS },
};

struct form {
	struct arena *a;
	const struct form_at *at;
	struct record *r;
	struct buf question, answer;
	enum form_field open; /* where a line without a label goes on */
	int64_t day;          /* TOD_NONE: not written */
	int minutes;          /* of the date's own time, -1 */
	int times[3];         /* arrived, served, done */
	bool open_end;        /* somebody still owes an answer */
	struct why *w;
};

/* "Label: value" (or "="): which field, and its value. */
static enum form_field
label_of(struct arena *a, const char *line, const char **value_r)
{
	size_t n = strcspn(line, ":="), i;
	const char *plain;

	if (n == 0 && strncmp(line, "\xef\xbc\x9a", 3) != 0)
		return F_NONE;
	if (line[n] == '\0') {
		const char *wide = strstr(line, "\xef\xbc\x9a");

		if (wide == NULL)
			return F_NONE;
		n = (size_t)(wide - line);
		*value_r = wide + 3;
	} else {
		*value_r = line + n + 1;
	}
	if (n > LABEL_BYTES)
		return F_NONE;
	plain = command_plain(a, arena_strn(a, line, n));
	for (i = 0; i < COUNT(labels); i++)
		if (strcmp(plain, labels[i].label) == 0)
			return labels[i].field;
	return F_NONE;
}

static bool
has_word(struct arena *a, const char *plain, const char *words)
{
	const char *padded = arena_printf(a, " %s ", plain), *s = words;

	while (*s != '\0') {
		size_t n = strcspn(s, "|");

		if (strstr(padded, arena_printf(a, " %.*s ", (int)n, s)))
			return true;
		s += n + (s[n] == '|');
	}
	return false;
}

/* "selesai 10 48" is when a guest left, and nothing else. */
static const char *
without_times(struct arena *a, const char *plain)
{
	static const char word[] = "selesai";
	char *s = arena_str(a, plain), *at;
	const char *next;

	for (at = s; (at = strstr(at, word)) != NULL; at += strlen(word)) {
		next = at + strlen(word);
		next += strspn(next, " ");
		if (text_istarts(next, "pukul ") ||
		    text_istarts(next, "jam ") || text_istarts(next, "pkl ") ||
		    isdigit((unsigned char)*next))
			memset(at, 'x', strlen(word));
	}
	return s;
}

/* Was it settled at once? */
static bool
says_closed(struct arena *a, const char *plain)
{
	plain = without_times(a, plain);
	return has_word(a, plain,
		   "selesai|beres|tuntas|sudah dijawab|telah dijawab|"
		   "sudah saya jawab|sudah kami jawab|sudah dijelaskan|"
		   "sudah saya jelaskan|dijawab langsung|langsung dijawab|"
		   "sdh dijawab|udah dijawab|sudah terjawab|done|closed|"
		   "sudah dilayani|langsung selesai") &&
	       !has_word(a, plain,
		   "belum selesai|belum dijawab|belum|menyusul|susulkan");
}

static enum err
bad_value(struct form *f, const char *value, const char *wanted)
{
	return why_set(f->w, ERR_ITEM, "\"%.80s\" tidak terbaca. %s",
	    command_trim(f->a, value, ""), wanted);
}

static enum err
take_time(struct form *f, int which, const char *value)
{
	int64_t day;

	f->times[which] = command_clock(value, NULL);
	if (f->times[which] < 0) {
		const char *alone = command_trim(f->a, value, " .:");
		int64_t hour;

		if (num_parse(alone, 0, 24, &hour))
			f->times[which] = (int)hour * 60;
		else
			return bad_value(f, value, "Tulis jam seperti 10.36.");
	}
	if (f->day == TOD_NONE &&
	    command_day(value, f->at->day, f->at->office->offset, false, &day))
		f->day = day;
	return OK;
}

static enum err
take_date(struct form *f, const char *value)
{
	int64_t day;

	if (command_day(value, f->at->day, f->at->office->offset, false, &day))
		f->day = day;
	else if (command_clock(value, NULL) < 0)
		return bad_value(f, value,
		    "Tulis tanggal seperti 13 Okt, 13/10/2026 atau kemarin.");
	if (command_clock(value, NULL) >= 0)
		f->minutes = command_clock(value, NULL);
	return OK;
}

static enum err
take_due(struct form *f, const char *value)
{
	int minutes = command_clock(value, NULL);
	int64_t day;

	if (!command_day(value, f->at->day, f->at->office->offset, true, &day))
		return bad_value(
		    f, value, "Tulis batas waktu seperti 13 Oktober 2026.");
	f->r->external_due = day * DAY - f->at->office->offset +
			     (minutes < 0 ? 24 * 60 - 1 : minutes) * 60;
	return OK;
}

static enum err
take_kind(struct form *f, const char *value)
{
	struct action x = { .service = "" };

	if (command_kind(f->a, value, &x, f->w) != OK)
		return ERR_ITEM;
	f->r->kind = x.kind;
	f->r->topic = x.topic;
	return OK;
}

static void
add_text(struct buf *b, const char *s)
{
	if (*s != '\0' || b->len > 0)
		buf_addf(b, "%s%s", b->len ? "\n" : "", s);
}

static enum err
take_contact(struct form *f, enum form_field field, const char *value)
{
	const char *found;

	if (field == F_ADDRESS) {
		found = command_address(f->a, value);
		if (*found == '\0' &&
		    !has_word(f->a, command_plain(f->a, value),
			"tidak|tdk|kosong|ada|none") &&
		    *command_plain(f->a, value) != '\0')
			return bad_value(f, value,
			    "Tulis alamat pos-el seperti nama@contoh.com, atau "
			    "hapus barisnya.");
		f->r->address = found;
		return OK;
	}
	found = command_phone(f->a, value);
	f->r->phone = *found != '\0' ? found : command_trim(f->a, value, "-");
	if (*f->r->address == '\0')
		f->r->address = command_address(f->a, value);
	return OK;
}

static enum err
take_field(struct form *f, enum form_field field, const char *value)
{
	const char *clean = command_trim(f->a, value, "*_");

	f->open = field == F_ANSWER || field == F_QUESTION ? field : F_NONE;
	if (*clean == '\0' && f->open == F_NONE)
		return OK; /* left empty in a form */
	switch (field) {
	case F_NAME:
		f->r->name = clean;
		return OK;
	case F_INSTITUTION:
		f->r->institution = clean;
		return OK;
	case F_QUESTION:
		add_text(&f->question, clean);
		return OK;
	case F_ANSWER:
		add_text(&f->answer, clean);
		return OK;
	case F_PHONE:
	case F_ADDRESS:
		return take_contact(f, field, clean);
	case F_KIND:
		return take_kind(f, clean);
	case F_NUMBER:
		f->r->external = clean;
		return OK;
	case F_DUE:
		return take_due(f, clean);
	case F_DATE:
	case F_TIME:
		return take_date(f, clean);
	case F_ARRIVED:
	case F_SERVED:
		return take_time(f, field - F_ARRIVED, clean);
	case F_DONE:
		if (says_closed(f->a, command_plain(f->a, clean)) ||
		    has_word(f->a, command_plain(f->a, clean), "ya|sudah")) {
			f->r->closed = true;
			return OK;
		}
		return take_time(f, 2, clean);
	case F_STATUS:
		f->r->closed = says_closed(f->a, command_plain(f->a, clean));
		f->open_end = !f->r->closed;
		return OK;
	case F_NONE:
		break;
	}
	return OK;
}

/* "Datang: 10.36, dilayani: 10.41, selesai: 10.48" on one line. */
static enum err
take_labelled(struct form *f, enum form_field field, const char *value)
{
	const char *comma, *next;
	enum form_field more;
	enum err e;

	for (comma = value; (comma = strpbrk(comma, ",;|")) != NULL; comma++) {
		const char *rest = command_trim(f->a, comma + 1, "-*");

		more = label_of(f->a, rest, &next);
		if (more == F_NONE)
			continue;
		e = take_field(
		    f, field, arena_strn(f->a, value, (size_t)(comma - value)));
		return e == OK ? take_labelled(f, more, next) : e;
	}
	return take_field(f, field, value);
}

static enum err
take_line(struct form *f, const char *line)
{
	const char *clean = command_trim(f->a, line, "-*");
	const char *value = "";
	enum form_field field;

	if (strncmp(clean, "\xe2\x80\xa2", 3) == 0)
		clean = command_trim(f->a, clean + 3, "-*");
	field = label_of(f->a, clean, &value);

	if (field != F_NONE)
		return take_labelled(f, field, value);
	if (f->open == F_ANSWER)
		add_text(&f->answer, command_trim(f->a, line, ""));
	else
		add_text(&f->question, command_trim(f->a, line, ""));
	return OK;
}

static int64_t
moment(const struct form *f, int minutes)
{
	int64_t day = f->day != TOD_NONE
			  ? f->day
			  : tod_day(f->at->day, f->at->office->offset);

	return minutes < 0 ? TOD_NONE
			   : day * DAY + minutes * 60 - f->at->office->offset;
}

static enum err
settle_times(struct form *f)
{
	struct record *r = f->r;
	int i, last = -1;

	for (i = 0; i < 3; i++) {
		if (f->times[i] < 0)
			continue;
		if (f->times[i] < last)
			return why_set(f->w, ERR_ITEM,
			    "Urutan jam tidak cocok: datang, dilayani, "
			    "selesai harus maju.");
		last = f->times[i];
	}
	r->arrived = moment(f, f->times[0]);
	r->served = moment(f, f->times[1]);
	r->done = moment(f, f->times[2]);
	if (r->arrived != TOD_NONE)
		r->at = r->arrived;
	else if (r->served != TOD_NONE)
		r->at = r->served;
	else if (f->minutes >= 0)
		r->at = moment(f, f->minutes);
	else if (f->day != TOD_NONE &&
		 f->day != tod_day(f->at->day, f->at->office->offset))
		r->at = moment(f, 8 * 60);
	if (r->at > f->at->day + DAY)
		return why_set(f->w, ERR_ITEM,
		    "Tanggalnya masih di depan. Periksa hari dan jamnya.");
	return OK;
}

static void
form_init(
    struct form *f, struct arena *a, const struct form_at *at, struct record *r)
{
	*f = (struct form){ .a = a,
		.at = at,
		.r = r,
		.day = TOD_NONE,
		.minutes = -1,
		.times = { -1, -1, -1 },
		.open = F_QUESTION };
	*r = (struct record){ .channel = "",
		.name = "",
		.address = "",
		.phone = "",
		.institution = "",
		.question = "",
		.answer = "",
		.external = "",
		.at = at->day,
		.arrived = TOD_NONE,
		.served = TOD_NONE,
		.done = TOD_NONE,
		.external_due = TOD_NONE };
}

static enum err
settle(struct form *f)
{
	struct record *r = f->r;
	const char *plain;

	r->question = command_trim(f->a, f->question.s, "");
	r->answer = command_trim(f->a, f->answer.s, "");
	if (*r->question == '\0')
		return why_set(f->w, ERR_ITEM,
		    "Keperluan, pertanyaan atau isinya belum ada. Tulis "
		    "misalnya: Isi: menanyakan jumlah penduduk 2025");
	plain = command_plain(f->a, r->question);
	if (*r->name == '\0' || *r->phone == '\0' || *r->address == '\0') {
		struct record said = *r;

		command_prose(f->a, f->at, r->question, &said);
		r->name = *r->name ? r->name : said.name;
		r->phone = *r->phone ? r->phone : said.phone;
		r->address = *r->address ? r->address : said.address;
	}
	if (*r->answer != '\0' && !f->open_end)
		r->closed = !has_word(f->a, command_plain(f->a, r->answer),
		    "menyusul|susulkan|belum|nanti");
	if (!f->open_end)
		r->closed |= says_closed(f->a, plain);
	if (settle_times(f) != OK)
		return ERR_ITEM;
	/* when a guest left says nothing of whether he has his answer */
	return OK;
}

/* "#lapor 1234567" */
static void
take_number(struct form *f, const char **text)
{
	const char *s = *text;
	size_t n = strcspn(s, " \t\n,;");

	if (strcmp(f->r->channel, "lapor") != 0 || n < 4 ||
	    strcspn(s, "0123456789") >= n || memchr(s, ':', n) != NULL)
		return;
	f->r->external = arena_strn(f->a, s, n);
	*text = s + n;
}

enum err
command_form(struct arena *a, const struct form_at *at, const char *channel,
    const char *text, struct record *r_r, int *line_r, struct why *w)
{
	enum err e = OK;
	const char *nl;
	struct form f;
	int line = at->line;

	form_init(&f, a, at, r_r);
	f.w = w;
	r_r->channel = channel;
	buf_init(&f.question, strlen(text) + 2);
	buf_init(&f.answer, strlen(text) + 2);
	take_number(&f, &text);
	for (; e == OK && *text != '\0'; line++) {
		nl = text + strcspn(text, "\n");
		e = take_line(&f, arena_strn(a, text, (size_t)(nl - text)));
		*line_r = line;
		text = *nl != '\0' ? nl + 1 : nl;
	}
	if (e == OK) {
		*line_r = at->line;
		e = settle(&f);
	}
	buf_free(&f.question);
	buf_free(&f.answer);
	return e;
}

/* The name behind "Pak", "Ibu" ...: words that begin with a capital. */
static const char *
name_at(struct arena *a, const char *s)
{
	const char *end = s, *p = s;

	while (isupper((unsigned char)*p) && p - s < 60) {
		while (isalpha((unsigned char)*p) || *p == '\'' || *p == '-' ||
		       (*p == '.' && p - end < 4))
			p++;
		end = p;
		if (*p != ' ' || !isupper((unsigned char)p[1]))
			break;
		p++;
	}
	return arena_strn(a, s, (size_t)(end - s));
}

static const char *
find_name(struct arena *a, const char *text)
{
	static const char *const before[] = { "Pak ", "Bu ", "Ibu ", "Bapak ",
		"Mas ", "Mbak ", "Kak ", "Bang ", "Sdr. ", "Sdri. ", "Sdr ",
		"Sdri ", "pak ", "bu ", "ibu ", "bapak ", "mas ", "mbak ",
		"kak ", "saya ", "namanya ", "nama ", "a.n. ", "an. ",
		"bernama " };
	const char *p, *name;
	size_t i;

	for (p = text; *p != '\0'; p++) {
		if (p > text && isalpha((unsigned char)p[-1]))
			continue;
		for (i = 0; i < COUNT(before); i++)
			if (strncmp(p, before[i], strlen(before[i])) == 0 &&
			    *(name = name_at(a, p + strlen(before[i]))) &&
			    strlen(name) > 2)
				return name;
	}
	return "";
}

/* The time behind the first of these words. */
static int64_t
time_behind(
    const struct form *f, const char *text, const char *const *words, size_t n)
{
	const char *p, *end;
	size_t i;

	for (p = text; *p != '\0'; p++)
		for (i = 0; i < n; i++) {
			size_t len = strlen(words[i]);
			int minutes;

			if (strncasecmp(p, words[i], len) != 0 ||
			    (p > text && isalpha((unsigned char)p[-1])))
				continue;
			minutes = command_clock(
			    arena_strn(f->a, p + len, strnlen(p + len, 20)),
			    &end);
			if (minutes >= 0)
				return moment(f, minutes);
		}
	return TOD_NONE;
}

void
command_prose(struct arena *a, const struct form_at *at, const char *text,
    struct record *r)
{
	static const char *const came[] = { "datang", "tiba", "sampai" };
	static const char *const met[] = { "dilayani", "mulai", "diterima" };
	static const char *const went[] = { "selesai", "pulang", "beres" };
	struct form f = { .a = a, .at = at, .r = r, .day = TOD_NONE };
	int minutes;

	command_day(text, at->day, at->office->offset, false, &f.day);
	r->name = find_name(a, text);
	r->phone = command_phone(a, text);
	r->address = command_address(a, text);
	r->arrived = time_behind(&f, text, came, COUNT(came));
	r->served = time_behind(&f, text, met, COUNT(met));
	r->done = time_behind(&f, text, went, COUNT(went));
	minutes = command_clock(text, NULL);
	if (r->arrived != TOD_NONE)
		r->at = r->arrived;
	else if (minutes >= 0)
		r->at = moment(&f, minutes);
	else if (f.day != TOD_NONE)
		r->at = moment(&f, 8 * 60);
	r->closed = says_closed(a, command_plain(a, text));
}
