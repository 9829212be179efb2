/*
 * What a mail's own words say about the case it belongs to, where no header
 * does: that it goes on, or what it is about. It knows no ticket.
 */
#include <string.h>

#include "base/banned.h"
#include "base/buf.h"
#include "base/text.h"
#include "desk/phrase.h"
#include "desk/thread.h"

#define SUBJECT_WORDS 60
#define BODY_WORDS 300
#define SHORT_WORD 3   /* bytes; shorter words tell nothing */
#define SHARED_WORDS 2 /* that two mails on one matter share at least */
#define SHARED_PART 3  /* ... and one of so many of the later mail's */

/* clang-format off */
static const char *const goes_on[] = {
	"menyambung|melanjutkan|meneruskan|menindaklanjuti|menanyakan|nanyain|"
	"menyusulkan|menyusul|nyambung|lanjutan|kelanjutan|sambungan|susulan|"
	"tanyakan|menambahkan ~4 "
	"email|imel|surel|posel|surat|permohonan|permintaan|pesan|pertanyaan|"
	"laporan|pengaduan|keluhan|pembicaraan|kemarin|kemaren|kmrn|sebelumnya",
	"tindak lanjut ~3 email|surel|surat|permohonan|permintaan|laporan|"
	"pengaduan|pertanyaan|dari",
	"email|imel|surel|posel|surat|permohonan|permintaan|pertanyaan|pesan|"
	"laporan|pengaduan|keluhan ~2 saya|kami|aku|sy ~3 "
	"kemarin|kemaren|kmrn|kmr|sebelumnya|tadi|lalu|tanggal|tgl|minggu|"
	"terdahulu|pagi|semalam",
	"saya|kami|aku|sy ~2 email|surel|kirim|mengirim*|menulis|bertanya|"
	"tanya ~3 kemarin|kemaren|kmrn|sebelumnya|tadi|lalu|tanggal|tgl",
	"yang|yg kemarin|kemaren|kmr|kmrn|tadi|lalu|sebelumnya",
	"kemarin|kemaren|kmrn|tadi ~4 dibalas|dijanjikan|dikasih|diberi|"
	"dikirim|dijawab|disuruh|diminta|dibilang",
	"belum|blm ~3 dibalas|dijawab|balasan|jawaban|respon*|ditanggapi|"
	"tanggapan|kabar|kabarnya",
	"lampiran* ~3 tertinggal|ketinggalan|menyusul|lupa",
	"lupa ~2 melampirkan|lampirkan|menambahkan|bilang",
	"terima|makasih|terimakasih|trims ~2 jawabannya|balasannya|datanya|"
	"infonya|penjelasannya|responnya",
	"atas|untuk jawaban|balasan|data|penjelasan ~1 kemarin|tadi|yang",
	"sesuai|seperti|sebagaimana ~2 arahan|permintaan|petunjuk ~2 "
	"kemarin|bapak|ibu|petugas|sebelumnya",
	"following|follow up ~6 email|mail|message|request|question|enquiry|"
	"inquiry|letter|complaint|my|our",
	"further to|regarding my|our ~3 email|message|request|question|letter",
	"my|our ~1 previous|earlier|last|first ~1 email|mail|message|request|"
	"question|letter",
	"i|we wrote|emailed|sent|asked ~5 yesterday|last|ago|earlier|on",
	"as i|we wrote|asked|said|mentioned",
	"still ~2 waiting", "not|no ~3 reply|replied|answer|answered|response "
	"~2 my|yet|to",
	"forgot|forgotten to ~1 attach|add|mention|say",
};
/* clang-format on */

/* Sorted is not needed: they are few, and subjects are short. */
static const char *const anybodys[] = { "permohonan", "permintaan", "pengajuan",
	"mohon", "minta", "meminta", "memohon", "data", "datanya", "informasi",
	"info", "infonya", "tanya", "bertanya", "pertanyaan", "nanya",
	"menanyakan", "konsultasi", "bantuan", "bantu", "dibantu", "tolong",
	"perihal", "surat", "email", "surel", "pesan", "halo", "hallo",
	"selamat", "pagi", "siang", "sore", "malam", "assalamualaikum",
	"assalamu", "alaikum", "salam", "statistik", "pengaduan", "keluhan",
	"aduan", "laporan", "lapor", "untuk", "tentang", "yang", "terkait",
	"mengenai", "dari", "kepada", "penelitian", "skripsi", "tugas", "akhir",
	"kuliah", "tesis", "penting", "urgent", "segera", "test", "tanpa",
	"subjek", "subject", "izin", "ijin", "saya", "kami", "pelayanan",
	"layanan", "badan", "pusat", "kantor", "kabupaten", "provinsi",
	"request", "requests", "question", "questions", "inquiry", "enquiry",
	"help", "hello", "information", "about", "from", "statistics", "please",
	"regarding", "complaint", "consultation", "ask", "asking", "need",
	"for", "the", "and", "some", "research", "thesis" };

/* Words of prose that tell no matter from another. */
static const char *const common[] = { "dengan", "dalam", "pada", "akan", "atas",
	"bisa", "dapat", "ada", "adalah", "apakah", "bagaimana", "oleh", "juga",
	"terima", "kasih", "terimakasih", "makasih", "hormat", "bapak",
	"saudara", "perkenalkan", "nama", "mahasiswa", "universitas",
	"membutuhkan", "memerlukan", "butuh", "perlu", "kirim", "dikirim",
	"dikirimkan", "mengirim", "tahun", "jumlah", "menurut", "berapa",
	"kebutuhan", "keperluan", "guna", "sebagai", "sehubungan", "demikian",
	"perhatian", "perhatiannya", "bantuannya", "kerja", "kerjasama",
	"sebelumnya", "ingin", "hendak", "sedang", "telah", "sudah", "belum",
	"mungkin", "kalau", "jika", "apabila", "bila", "secara", "serta",
	"atau", "this", "that", "with", "would", "could", "have", "your",
	"thank", "thanks", "you", "dear", "sincerely", "student", "number",
	"year", "years", "like", "know", "want", "send", "kecamatan" };

static bool
is_one_of(const struct word *w, const char *const *v, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (strlen(v[i]) == w->n && strncmp(v[i], w->s, w->n) == 0)
			return true;
	return false;
}

#define IS_ONE_OF(w, v) is_one_of(w, v, sizeof(v) / sizeof((v)[0]))

/* A word of the office's own name or area says nothing either. */
static bool
is_ours(const struct office *o, const struct word *w)
{
	const char *const ours[] = { o->name, o->unit, o->area };
	char low[64];
	size_t i;

	if (w->n >= sizeof(low))
		return false;
	memcpy(low, w->s, w->n);
	low[w->n] = '\0';
	for (i = 0; i < sizeof(ours) / sizeof(ours[0]); i++)
		if (ours[i] != NULL && text_istr(ours[i], low) != NULL)
			return true;
	return false;
}

static bool
has_letter(const struct word *w)
{
	size_t i;

	for (i = 0; i < w->n; i++)
		if ((w->s[i] >= 'a' && w->s[i] <= 'z') || (w->s[i] & 0x80))
			return true;
	return false;
}

static bool
tells(const struct office *o, const struct word *w)
{
	return w->n > SHORT_WORD && has_letter(w) && !IS_ONE_OF(w, anybodys) &&
	       !is_ours(o, w);
}

bool
thread_subject_generic(struct arena *a, const struct office *o, const char *key)
{
	struct words w;
	size_t i;

	words_split(a, key, SUBJECT_WORDS, &w);
	for (i = 0; i < w.n; i++)
		if (tells(o, &w.v[i]))
			return false;
	return true;
}

static bool
answers(const char *subject)
{
	static const char *const re[] = { "re:", "bls:", "balas:", "jwb:" };
	size_t i;

	for (i = 0; i < sizeof(re) / sizeof(re[0]); i++)
		if (text_istarts(subject, re[i]))
			return true;
	return false;
}

bool
thread_continues(struct arena *a, const struct msg *m)
{
	const char *title = m->subject ? m->subject : "";
	struct words subject, body;
	size_t at, n = sizeof(goes_on) / sizeof(goes_on[0]);

	if (answers(title))
		return true;
	words_split(a, title, SUBJECT_WORDS, &subject);
	words_split(a, m->reply_text ? m->reply_text : "", BODY_WORDS, &body);
	return phrase_any(a, &subject, goes_on, n, &at) != NULL ||
	       phrase_any(a, &body, goes_on, n, &at) != NULL;
}

static bool
is_among(const struct word *w, const struct words *in, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (in->v[i].n == w->n && strncmp(in->v[i].s, w->s, w->n) == 0)
			return true;
	return false;
}

bool
thread_same_matter(struct arena *a, const struct office *o, const struct msg *m,
    const char *said)
{
	struct words now, before;
	size_t i, telling = 0, shared = 0;

	if (said == NULL || *said == '\0')
		return false;
	words_split(a, m->reply_text ? m->reply_text : "", BODY_WORDS, &now);
	words_split(a, said, BODY_WORDS, &before);
	for (i = 0; i < now.n; i++) {
		const struct word *w = &now.v[i];

		if (!tells(o, w) || IS_ONE_OF(w, common) ||
		    is_among(w, &now, i))
			continue;
		telling++;
		shared += is_among(w, &before, before.n);
	}
	return shared >= SHARED_WORDS && shared * SHARED_PART >= telling;
}
