/*
 * Notes of people who are away, written by their mail server and sent without
 * a header that says so. A person may be away and write all the same, or
 * complain about a robot; a row that takes one for a machine is worse than a
 * miss, because nobody answers him.
 */
#include <string.h>

#include "base/banned.h"
#include "base/text.h"
#include "desk/judge.h"
#include "desk/judge_look.h"

/* A note comes to its point: so many words from the start. */
#define ABSENCE_WITHIN 40
#define ABSENCE_WORDS 110

/* clang-format off */
static const char *const absent[] = {
	"saya|kami|aku ~2 sedang|tengah|masih|lagi ~4 "
	"cuti|libur|liburan|dinas|tugas|bertugas|perjalanan|umrah|umroh|haji|"
	"diklat*|rapat|rakor*|raker*|pelatihan|bimtek|seminar|konferensi|"
	"sakit|bepergian|luar|melahirkan|kerja",
	"< mohon? maaf? karena? saat? ini? sedang|tengah ~1 "
	"cuti|libur|dinas|diklat*|bepergian",
	"saya|kami|aku ~2 cuti|libur ~2 sampai|hingga|tanggal|tgl|mulai|"
	"dari|s|sd|tahunan|melahirkan|bersama|%d",
	"saya|kami ~3 tidak ~1 di|berada|ada|masuk ~2 kantor|tempat|kerja",
	"saya|kami ~3 tidak ~2 membuka|mengakses|memeriksa|membaca|mengecek|"
	"memantau ~1 email|posel|surel|surat|kotak|inbox",
	"kantor|sekretariat|toko|kampus|sekolah|layanan|laboratorium kami "
	"~2 tutup|libur|ditutup",
	"< ~1 kantor|sekretariat|toko|kampus|sekolah tutup|libur ~1 "
	"sampai|hingga|mulai|tanggal|dari|selama|%d",
	"saya|kami|aku ~3 di luar kantor|kota|negeri|daerah",
	"saya ~2 pindah|dipindah*|mutasi|dimutasi*|pensiun",
	"alamat|email|surel ~2 ini ~2 tidak ~1 digunakan|aktif|dipakai",
	"< ooo|ooto",
	"i am|m no longer", "i no longer work",
	"i am|m|will|ll ~3 out of ~1 office|town|country",
	"i am|m|will|ll ~3 away|travelling|traveling|unavailable",
	"i am|m|will|ll ~3 on ~2 leave|vacation|holiday|fieldwork|"
	"sabbatical|travel|trip|mission|training",
	"< ~4 out of ~1 office",
	"limited|no|intermittent|infrequent ~1 access ~3 email|emails|mail|"
	"internet|inbox",
	"our|the office|library|department ~2 closed",
	"currently|presently ~2 away|unavailable|travelling|traveling|closed",
};

static const char *const returning[] = {
	"kembali ~3 pada|tanggal|tgl|hari|bekerja|masuk|aktif|kantor|bertugas|"
	"beraktivitas|senin|selasa|rabu|kamis|jumat|%d",
	"akan ~1 kembali",
	"sampai|hingga|s|sd ~3 "
	"tanggal|tgl|%d|senin|selasa|rabu|kamis|jumat|dengan",
	"akan|baru ~3 dibalas|balas|membalas|dibaca|membaca|baca|merespons|"
	"merespon|direspons|menjawab|dijawab|tanggapi|jawab|menindaklanjuti",
	"menghubungi|hubungi|kontak ~6",
	"silakan|silahkan|mohon ~1 kirim|email|mengirim*|ditujukan",
	"selama ~3 cuti|dinas|libur|periode",
	"sekembali*|setibanya|sepulang*",
	"tidak|belum ~2 membalas|merespons|merespon|menjawab|dibalas",
	"until|till|through ~4 %d|monday|tuesday|wednesday|thursday|friday|"
	"january|february|march|april|may|june|july|august|september|october|"
	"november|december|further|next",
	"back|return|returning ~5 on|in|%d|office|monday|tuesday|wednesday|"
	"thursday|friday|from|next",
	"contact|reach ~5",
	"write to ~5",
	"reply|respond|answer|get|attend ~8 when|upon|after|once|soon|return",
	"will|shall reply|respond|answer",
	"urgent|emergency|mendesak|darurat",
};

/* Somebody who did read, or who will do something with what was sent. */
static const char *const read_it[] = {
	"datanya|balasannya|jawabannya|infonya|informasinya|filenya|"
	"penjelasannya|bantuannya|tabelnya",
	"saya|kami ~2 cek|pelajari|lengkapi|kirim|kirimkan|isi|periksa|"
	"tunggu|menunggu|usahakan|sampaikan|koordinasikan|susulkan|lampirkan",
	"terlampir|lampiran|attached|attachment|enclosed",
	"< baik|siap|oke|ok|iya|noted",
	"nanti ~1 saya|kami",
	"saya|kami ~1 ambil|kabari|telepon|datang",
	"maaf ~2 baru",
	"kasih ~3 data|info|informasi|bantuan|balasan|jawaban|penjelasan|"
	"tanggapan|respon*|hadir*",
	"konfirmasi hadir|kehadiran",
	"for ~2 quick|prompt|reply|response|answer|data|table|tables|figures|"
	"help|information",
	"exactly|perfect|helpful",
	"sorry ~2 late|delay",
	"will|ll ~1 check|send|forward|review|look|read|study",
};

/* The name of the thing: nobody but a machine begins a subject so. */
static const char *const automatic_subjects[] = {
	"< automatic reply|response|answer :|>",
	"< autom* reply|response|answer|notification :|re|>",
	"< auto reply|response|responder|respons|respon",
	"< autoreply|autoresponse|autoresponder|autorespon|autorespons",
	"< auto|otomatis :",
	"< balasan|jawaban|respon|respons|tanggapan|pesan|balas|surel|email "
	"otomatis "
	"!tidak|bukan|lagi|terus|saja|yang|kok|melulu|kenapa|mengapa|apa",
	"< jawapan|balasan automatik",
	"< out of ~1 office :|re|until|from|reply|message|notification|"
	"notice|autoreply|auto|sampai|hingga|%d",
	"< out of ~1 office >", "< ooo :|re|>",
	"< vacation|holiday reply|response|notice|message|autoreply",
	"< vacation :|re",
	"< automatische antwort", "< abwesenheit*", "< réponse automatique",
	"< respuesta automática", "< resposta automática",
	"< risposta automatica", "< automatisch antwoord",
	"< afwezig*", "< autosvar*", "< automatiskt svar",
	"< automaattinen vastaus", "< 自动回复*", "< 自動回覆*",
	"< 自動応答*", "< 자동 회신*", "< автоматический ответ",
	"< автоответ*", "< automatyczna odpowiedź", "< otomatik yanıt",
	"< trả lời tự động", "< automatisk svar", "< frånvaro*",
	"< fuori ufficio|sede", "< absence du|de", "< respuesta automatica",
	"< reponse automatique", "< resposta automatica",
	"< fora do escritório",
	"< odpowiedź automatyczna", "< automatická odpověď", "< 자동회신*",
};

/* A custom subject: people write so too, and about offices that are shut. */
static const char *const absence_subjects[] = {
	"< saya|kami? sedang|lagi? cuti|dinas|tugas "
	"luar|tahunan|melahirkan|sampai|s|:|re|%d|>",
	"< sedang|lagi cuti|dinas|bertugas|libur",
	"< kantor|sekretariat|layanan|toko ~3 libur|tutup ~2",
	"< di luar kantor", "< tidak di|berada ~1 kantor|tempat",
	"< away from ~2 office|desk|keyboard|email|mail",
	"< on|annual|maternity|sick|study ~1 leave",
	"< on|annual vacation|holiday",
};
/* clang-format on */

bool
judge_is_automatic_subject(struct look *l)
{
	l->saw = ANY(l, subject, automatic_subjects);
	return l->saw != NULL && !judge_newsletter(l->msg) && !judge_asks(l);
}

static bool
answers_below(const struct look *l)
{
	static const char *const re[] = { "re|bls|balas :" };

	return ANY(l, subject, re) != NULL;
}

bool
judge_is_absence_subject(struct look *l)
{
	l->saw = ANY(l, subject, absence_subjects);
	return l->saw != NULL && judge_short(l, ABSENCE_WORDS) &&
	       (answers_below(l) || ANY(l, body, absent) ||
		   ANY(l, body, returning)) &&
	       !ANY(l, body, read_it) && !judge_newsletter(l->msg) &&
	       !judge_asks(l);
}

/* Away, and: until when, or whom to ask instead, or that an answer comes. */
bool
judge_is_absence(struct look *l)
{
	size_t at;

	if (!judge_short(l, ABSENCE_WORDS) || !judge_reply_context(l))
		return false;
	l->saw = phrase_any(
	    l->arena, &l->body, absent, JUDGE_COUNT(absent), &at);
	return l->saw != NULL && at <= ABSENCE_WITHIN &&
	       ANY(l, body, returning) && !ANY(l, body, read_it) &&
	       !judge_asks(l);
}
