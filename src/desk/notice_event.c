/*
 * The history of a case as officers read it: its events keep English words and
 * the desk's own marks, which nobody has to know. It knows no ticket.
 */
#include <string.h>

#include "base/banned.h"
#include "base/text.h"
#include "desk/notice.h"

/* How a detail reads. */
enum detail {
	HIDE,   /* nothing for officers */
	PLAIN,  /* as it is */
	CHANGE, /* "a -> b", names */
	KIND,   /* "a -> b", kinds */
	CANCEL, /* a kind, or the ticket that it went into */
	MAIL,   /* "template to address: words of a server" */
	SERVICE
};

/* what: as in the event log */
static const struct {
	const char *what, *words;
	enum detail detail;
} events[] = { { "opened", "Tiket dibuka", HIDE }, { "classified", "", HIDE },
	{ "state", "", HIDE }, { "due", "Batas waktu dihitung", HIDE },
	{ "silent", "", HIDE },
	{ "alarm", "Peringatan: pos-el yang pengirimnya tidak terbukti", HIDE },
	{ "linked", "Dihubungkan dengan tiket lain", HIDE },
	{ "no-address", "", HIDE }, { "sent", "", HIDE },
	{ "send-later", "", HIDE },
	{ "send-uncertain", "Pos-el tidak pasti terkirim", MAIL },
	{ "send-failed", "Pos-el gagal dikirim", MAIL },
	{ "answer-queued", "Pemberitahuan dikirim ke pemohon", HIDE },
	{ "ask", "Pertanyaan dikirim ke pemohon", HIDE },
	{ "complete", "Keterangan sudah lengkap", HIDE },
	{ "addition", "Pemohon menulis lagi", HIDE },
	{ "thanks", "Pemohon berterima kasih", HIDE },
	{ "answer", "Jawaban dikirim ke pemohon", HIDE },
	{ "answered-elsewhere", "Jawaban di luar meja dicatat", HIDE },
	{ "progress", "Kabar dikirim ke pemohon", HIDE },
	{ "close", "Tiket ditutup", HIDE }, { "refer", "Dialihkan", SERVICE },
	{ "cancel", "Dibatalkan", CANCEL }, { "reopen", "Dibuka lagi", HIDE },
	{ "no-answer", "Ditutup karena tidak ada balasan", HIDE },
	{ "bounce", "Pos-el tidak sampai", HIDE }, { "note", "Catatan", PLAIN },
	{ "escalate", "Atasan diberi tahu", HIDE },
	{ "recall", "Pos-el ditarik sebelum terkirim", HIDE },
	{ "reclassify", "Jenis diubah", KIND },
	{ "officer", "Petugas diganti", CHANGE },
	{ "secret", "Identitas dirahasiakan", HIDE },
	{ "requester", "Alamat pemohon ditetapkan", HIDE },
	{ "merged", "Tiket lain digabungkan", PLAIN },
	{ "split", "Sebagian dipisahkan", PLAIN },
	{ "recorded", "Dicatat oleh petugas", PLAIN },
	{ "question", "Pertanyaan", PLAIN },
	{ "held", "Pos-el petugas ditahan", HIDE },
	{ "confirm", "Petugas ditanya apakah pos-el itu darinya", HIDE },
	{ "lapsed", "Petugas tidak menjawab; pos-elnya gugur", HIDE },
	{ "officer-auto", "", HIDE }, { "rated", "Penilaian diterima", PLAIN },
	{ "rating-unclear", "Penilaian tidak terbaca", HIDE } };
#define NEVENTS (sizeof(events) / sizeof(events[0]))

static size_t
find(const char *what)
{
	size_t i;

	for (i = 0; i < NEVENTS && strcmp(events[i].what, what) != 0; i++)
		continue;
	return i;
}

/* "konsultasi/data" as people say it; what is none stays. */
static const char *
kind_said(struct arena *a, const char *s)
{
	size_t n = strcspn(s, "/");
	enum kind k;
	enum topic t;

	if (!kind_parse(arena_strn(a, s, n), &k) || k == KIND_NONE ||
	    !topic_parse(s + n + (s[n] == '/'), &t))
		return s;
	return notice_kind(k, t, false);
}

/* "a -> b"; without an a ("", "-"): "b" alone. */
static const char *
change_said(struct arena *a, const char *s, enum detail how)
{
	const char *to = strstr(s, " -> "), *from = "";

	if (to != NULL) {
		from = arena_strn(a, s, (size_t)(to - s));
		to += strlen(" -> ");
	} else {
		to = s;
	}
	if (how == KIND) {
		from = kind_said(a, from);
		to = kind_said(a, to);
	}
	if (strcmp(from, to) == 0)
		return arena_printf(a, "Tetap %s", to);
	if (*from == '\0' || strcmp(from, "-") == 0)
		return arena_printf(a, "Menjadi %s", to);
	return arena_printf(a, "Dari %s menjadi %s", from, to);
}

static const char *
cancel_said(struct arena *a, const char *s)
{
	enum kind k;

	if (kind_parse(s, &k) && k != KIND_NONE)
		return notice_kind(k, TOPIC_NONE, false);
	return strpbrk(s, "0123456789") != NULL
		   ? arena_printf(a, "Digabung ke %s", s)
		   : s;
}

static const char *
mail_said(struct arena *a, const char *s)
{
	const char *to = strstr(s, " to ");

	return to != NULL ? arena_printf(a, "Kepada %s", to + strlen(" to "))
			  : s;
}

const char *
notice_event(struct arena *a, const char *what, const char *detail,
    const char **detail_r)
{
	static const char *const people[] = { "data-pribadi", "data pribadi" };
	size_t i = find(what);

	*detail_r = "";
	if (i == NEVENTS)
		return ""; /* of the desk's own */
	switch (events[i].detail) {
	case HIDE:
		break;
	case CHANGE:
	case KIND:
		*detail_r = change_said(a, detail, events[i].detail);
		break;
	case CANCEL:
		*detail_r = cancel_said(a, detail);
		break;
	case MAIL:
		*detail_r = mail_said(a, detail);
		break;
	case SERVICE:
		*detail_r = text_ieq(detail, people[0]) ? people[1] : detail;
		break;
	case PLAIN:
		*detail_r = detail;
	}
	return events[i].words;
}
