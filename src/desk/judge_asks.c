/*
 * Does a person ask for something, or somebody lure? Then no row that goes by
 * words alone may take the mail for a machine's.
 */
#include <string.h>

#include "base/banned.h"
#include "base/text.h"
#include "desk/judge.h"
#include "desk/judge_look.h"

/* clang-format off */
static const char *const asks[] = {
	"mohon|minta|meminta|memohon|butuh|perlu|membutuhkan|memerlukan|"
	"mengharapkan|mhn|berharap "
	"!maaf|menunggu|tidak|tunggu|bersabar|hubungi|menghubungi|abaikan|"
	"jangan|kesediaan*|kesabaran* "
	"~4 data|datanya|informasi|informasinya|info|infonya|bantuan|"
	"bantuannya|bantu|dibantu|penjelasan|penjelasannya|kejelasan|"
	"angka|angkanya|tabel|publikasi|"
	"file|filenya|petunjuk|petunjuknya|arahan|pencerahan|solusi|solusinya|"
	"jadwal|diperbaiki|dijawab|perpanjangan|pencerahannya|izin|ijin|"
	"konsultasi|diberikan|diberi|dicek|cek",
	"mohon|minta|mhn|bisa ~2 kirim|dikirim|kirimkan|kirimi|dikirimkan "
	"!email|surel|posel|pesan|surat|ke|kepada",
	"tolong|plis|pls !hubungi|menghubungi|jangan|tidak|abaikan",
	"saya|aku|kami|kita ~2 mau|ingin|hendak|bermaksud|pengen",
	"< mau|ingin|pengen|numpang|izin|ijin ~1",
	"saya|kami ~1 sudah|telah ~3 kali|email|menulis|mengirim*|kirim*|"
	"lapor|melapor*|mengadu*|telepon|menelepon|datang|hubungi|"
	"menghubungi|bertanya|tanya|menunggu|tunggu|ajukan|mengajukan",
	"tiket|laporan|pengaduan|keluhan|permohonan|nomor ~1 saya",
	"padahal|nyatanya|katanya|kok|percuma",
	"mohon|minta|mhn ~1 tanggapan|tanggapannya|jawaban|jawabannya|"
	"konfirmasi|konfirmasinya|tindak|ditindaklanjuti|diproses|koreksi|"
	"klarifikasi",
	"berapa|bagaimana|gimana|bgmn|apakah|kapan|kenapa|mengapa|dimana|"
	"adakah|bisakah|bolehkah|dapatkah|apa|siapa|mana|bisa|boleh ~18 ?",
	"can|could|would|will|may|do|does|what|when|where|which|how|why|who "
	"~18 ?",
	"kecewa|mengecewakan|keluhkan|mengeluhkan|dirugikan|dipersulit",
	"saya|kami ~2 tidak|belum|tak|gak ~1 "
	"mendapat|mendapatkan|menerima|memperoleh|dilayani|dijawab|"
	"dibalas|puas|ditanggapi|mendapati|paham",
	"belum ~2 dijawab|dibalas|ditanggapi|dipenuhi|direspon|direspons|"
	"ada",
	"hanya|cuma|cuman|malah|selalu ~4 otomatis|automatic|automated",
	"otomatis bukan|saja|terus|lagi|melulu",
	"i|we need|require|want|seek",
	"i|we would|d like|appreciate",
	"please|kindly ~1 provide|advise|explain|tell|clarify",
	"please|kindly ~1 send|share|give|help ~1 me|us",
	"i am|m writing|looking|interested|disappointed",
	"perkenalkan",
	"nama saya",
	"saya ~2 mahasiswa|mahasiswi|peneliti|warga|wartawan|dosen|guru|"
	"pelajar|pegawai|mitra|petani|pedagang",
	"skripsi|tesis|disertasi|thesis|dissertation",
};

/* Phishing dresses as a machine's courtesy; the spam rules shall see it. */
static const char *const lures[] = {
	"klik|click|tekan|kunjungi ~6 tautan|link|disini|sini|here|tombol|"
	"button|below|bawah",
	"verifikasi|verify|validasi|validate|perbarui|update|upgrade|"
	"aktifkan|konfirmasi ~4 akun|account|mailbox|email|password|sandi|"
	"kuota",
	"kuota|quota|storage ~4 penuh|full|exceeded|habis",
	"akun|account ~5 diblokir|dinonaktifkan|ditutup|suspended|"
	"deactivated|terminated|closed",
	"menang|pemenang|hadiah|bonus|jackpot|slot|gacor|deposit",
	"won|winner|prize|inheritance|bitcoin",
};
/* clang-format on */

const char *
judge_any(
    const struct look *l, const struct words *w, const char *const *v, size_t n)
{
	size_t at;

	return phrase_any(l->arena, w, v, n, &at);
}

bool
judge_short(const struct look *l, size_t words)
{
	return !l->body.cut && l->body.n <= words;
}

bool
judge_reply_context(const struct look *l)
{
	static const char *const re[] = { "< re|bls|balas|aw|jwb|fwd|fw :" };

	return l->msg->in_reply_to.n > 0 || l->msg->references.n > 0 ||
	       ANY(l, subject, re) != NULL;
}

bool
judge_requests(const struct look *l)
{
	const char *own = l->msg->reply_text ? l->msg->reply_text : "";

	own += strspn(own, " \t\r\n");
	/* an officer's command, not the "##- reply above -##" of a desk */
	return (own[0] == '#' && own[1] >= 'a' && own[1] <= 'z') ||
	       ANY(l, body, asks);
}

bool
judge_asks(const struct look *l)
{
	return judge_requests(l) || ANY(l, body, lures);
}
