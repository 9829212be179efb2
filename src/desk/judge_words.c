/*
 * Automatic mails that carry no header that says so, by what they say, where
 * they say it, and what they do not say: a machine's courtesy asks nothing.
 * A person may be away, mention a receipt or complain about a robot; these
 * are people, and a row that takes one for a machine is worse than a miss.
 */
#include <string.h>

#include "base/banned.h"
#include "base/text.h"
#include "desk/judge.h"
#include "desk/judge_look.h"

#define COUNT(v) (sizeof(v) / sizeof((v)[0]))
/* A note comes to its point: so many words from the start. */
#define ABSENCE_WITHIN 40
#define ABSENCE_WORDS 110
#define COURTESY_WORDS 230

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
	"< trả lời tự động",
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

static const char *const machine[] = {
	"< ini adalah? ~1 pesan|balasan|email|surel|posel|jawaban|respon|"
	"respons|notifikasi|surat|tanggapan ~3 otomatis",
	"< ~2 pesan|balasan|email|surel|posel|jawaban|notifikasi|surat|"
	"pemberitahuan|laporan ini ~3 dikirim|dikirimkan|dibuat|dihasilkan|"
	"dibalas|terkirim|dijawab|merupakan|adalah|digenerate ~5 otomatis|"
	"sistem|mesin|komputer",
	"< ~2 pesan|balasan|email|jawaban|respon|respons|notifikasi|surel "
	"~1 otomatis|otomotis >",
	"< dikirim|dibuat|dibalas|dihasilkan ~1 secara? otomatis",
	"< ~2 this is an automated|automatic|automatically|auto ~3",
	"< ~2 this|the message|email|reply|notification|response|mail "
	"was|is|has ~3 automatically|auto|automated",
	"< ~2 automated|automatic message|email|reply|response|notification "
	">",
	"< ~2 please do not|don ~1 reply|respond ~1 to ~1 this",
	"< ~2 do not reply|respond ~1 to this",
	"< mohon|harap|jangan|tolong ~2 membalas|balas|dibalas ~1 "
	"pesan|email|surel|posel ini",
	"kotak|alamat|mailbox|inbox ~3 tidak|not ~1 dipantau|dibaca|"
	"monitored|read",
	"< ~3 email|pesan|surel ~3 dijawab|dibalas ~1 otomatis",
	"< ~1 email|pesan|surel|posel ini tidak ~2 dibalas|menerima|dipantau",
};

static const char *const thanked[] = {
	"terima kasih|kasihnya ~1 telah|sudah|atas|karena ~2 "
	"menghubungi|pesan|email|surel|posel|surat|laporan|pengaduan|keluhan|"
	"pertanyaan|permohonan|permintaan|kontak|kepercayaan|masukan",
	"terimakasih ~1 telah|sudah|atas|karena ~2 "
	"menghubungi|pesan|email|surel|posel|surat|laporan|pengaduan|keluhan|"
	"pertanyaan|permohonan|permintaan|kontak|masukan",
	"thank|thanks ~1 for ~2 contacting|reaching|writing|submitting|"
	"getting|message|email|enquiry|inquiry|request|interest|feedback",
};

static const char *const received[] = {
	"pesan|email|surel|posel|permintaan|permohonan|pertanyaan|keluhan|"
	"pengaduan|aduan|laporan|tiket|surat|masukan|bantuan ~1 "
	"anda|saudara|bapak|ibu|kakak|sahabat ~12 telah|sudah|berhasil ~2 "
	"terima|diterima|catat|dicatat|terdaftar|tercatat|masuk|teregistrasi|"
	"terkirim",
	"pesan|email|laporan|permohonan telah|sudah|berhasil ~1 "
	"terdaftar|tercatat|teregistrasi",
	"kami telah|sudah menerima|mencatat ~1 pesan|email|surel|posel|"
	"permintaan|permohonan|pertanyaan|keluhan|pengaduan|laporan|surat "
	"~1 anda|saudara|bapak|ibu|kakak|dari",
	"your ~3 has|have|was been? ~2 received|registered|created|logged|"
	"opened|submitted",
	"we have|ve|acknowledge ~1 received? ~1 receipt? ~1 of? your",
	"tiket|ticket|kasus|case ~3 dibuat|dibuka|opened|created|received",
};

static const char *const promised[] = {
	"akan ~4 dibalas|diproses|ditindaklanjuti|direspon|direspons|dijawab|"
	"menghubungi|balas|proses|tindaklanjuti|ditanggapi|tanggapi|membalas|"
	"merespon|merespons|menindaklanjuti|dibaca|jawab|menjawab|datang",
	"will|shall ~3 respond|reply|get|contact|touch|answer|review|process",
	"dalam|maksimal|selambat ~3 %d ~2 jam|hari|kerja",
	"within ~3 hours|hour|days|day|business|working",
};

static const char *const hours[] = {
	"jam|hari pelayanan|layanan|operasional|kerja",
	"business|office|working hours|days|day",
};

/* An institution thanks for the contact as such. */
static const char *const contacted[] = {
	"terima|terimakasih kasih? ~1 telah|sudah menghubungi",
	"thank|thanks ~1 for ~1 contacting|reaching",
};

static const char *const numbered[] = {
	"nomor|no|nomer|number ~2 %d",
	"ticket|tiket|kasus|case|request|reference|referensi|ref|registrasi "
	"~4 %d",
	"# %d",
};

static const char *const above_line[] = {
	"reply|type|write ~5 above this line",
	"balasan|tulis|balas ~4 di atas baris|garis ini",
	"do not write below this line",
};

static const char *const receipt_subjects[] = {
	"< dibaca|terbaca|dilihat :", "< telah dibaca :", "< tidak dibaca :",
	"< read :", "< not read :", "< return|read receipt",
	"< gelesen :", "< lu :", "< leído :", "< tanda terima ~1 :|>",
};

static const char *const receipt_texts[] = {
	"telah|sudah|tanpa|tidak ~1 dibaca|dibuka|ditampilkan",
	"was|been ~2 read|deleted|displayed|opened",
	"this is a|the ~1 return|read|receipt receipt?",
	"tanda terima ~4 pesan|email|surel",
};

static const char *const bounce_subjects[] = {
	"undeliver*", "nondeliver*", "non deliverable|delivery",
	"delivery status notification", "mail|message ~1 delivery ~1 "
	"failed|failure|error|delayed|system|subsystem|problem|status|warning",
	"delivery ~1 failure|failed|delayed|report|error|problem|"
	"notification|has|incomplete",
	"returned mail|to", "mail ~1 returned", "failure notice|notification",
	"mail|mailsystem system ~1 error", "message ~2 delayed|rejected|"
	"bounced|blocked", "delayed|rejected mail|message",
	"could|can ~1 not|t ~1 be ~1 delivered|sent|send",
	"couldn t be delivered", "warning : ~1 could|message|mail",
	"tidak ~1 terkirim|tersampaikan|sampai", "gagal ~2 "
	"terkirim|dikirim|kirim|mengirim|pengiriman", "pengiriman ~3 "
	"gagal|tertunda|ditunda", "unzustellbar*", "onbestelbaar*",
	"non remis*", "no se puede entregar", "no entregado",
};

static const char *const bounce_texts[] = {
	"could|can not ~2 be ~2 delivered", "couldn|wasn|weren t ~3 deliver*",
	"not ~1 been? ~1 delivered", "delivery to|of ~4 recipient* ~6 "
	"failed|delayed|permanently", "permanent error|failure",
	"address ~2 not found", "alamat ~4 tidak ditemukan",
	"tidak ~1 terkirim|tersampaikan", "pengiriman ~3 gagal|tertunda",
	"mailbox ~4 full|quota|unavailable", "kotak ~4 penuh",
	"user|recipient|mailbox unknown|rejected", "unknown user",
	"recipient ~1 address rejected", "has|been ~3 delayed",
	"undeliver* ~2 message|mail|to", "return* ~3 to ~2 sender",
	"delivery ~2 failed|failure|suspended",
};
/* clang-format on */

static const char *
any(const struct look *l, const struct words *w, const char *const *v, size_t n)
{
	size_t at;

	return phrase_any(l->arena, w, v, n, &at);
}

#define ANY(l, where, list) any(l, &(l)->where, list, COUNT(list))

bool
judge_asks(const struct look *l)
{
	const char *own = l->msg->reply_text ? l->msg->reply_text : "";

	own += strspn(own, " \t\r\n");
	/* an officer's command, not the "##- reply above -##" of a desk */
	return (own[0] == '#' && own[1] >= 'a' && own[1] <= 'z') ||
	       ANY(l, body, asks) || ANY(l, body, lures);
}

static bool
reply_context(const struct look *l)
{
	static const char *const re[] = { "< re|bls|balas|aw|jwb|fwd|fw :" };

	return l->msg->in_reply_to.n > 0 || l->msg->references.n > 0 ||
	       ANY(l, subject, re) != NULL;
}

static bool
short_text(const struct look *l, size_t words)
{
	return !l->body.cut && l->body.n <= words;
}

bool
judge_is_bounce_words(struct look *l)
{
	static const char *const daemons[] = { "mailer-daemon*",
		"mailerdaemon*", "postmaster", "mail-daemon*", "mmdf" };
	bool daemon = l->from[0] == '\0' ||
		      judge_local_is(l->from, daemons, COUNT(daemons));
	bool null = l->msg->null_return_path;
	const char *failed = judge_value(l->msg, "X-Failed-Recipients");

	if (*failed != '\0') {
		l->saw = failed;
		return true;
	}
	if (!daemon && !null)
		return false;
	if ((l->saw = ANY(l, subject, bounce_subjects)) != NULL)
		return !judge_asks(l) || daemon;
	l->saw = daemon ? ANY(l, body, bounce_texts) : NULL;
	return l->saw != NULL;
}

bool
judge_is_receipt_words(struct look *l)
{
	l->saw = ANY(l, subject, receipt_subjects);
	return l->saw != NULL && short_text(l, ABSENCE_WORDS) &&
	       (l->body.n == 0 || ANY(l, body, receipt_texts)) &&
	       !judge_asks(l);
}

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
	return l->saw != NULL && short_text(l, ABSENCE_WORDS) &&
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

	if (!short_text(l, ABSENCE_WORDS) || !reply_context(l))
		return false;
	l->saw = phrase_any(l->arena, &l->body, absent, COUNT(absent), &at);
	return l->saw != NULL && at <= ABSENCE_WITHIN &&
	       ANY(l, body, returning) && !ANY(l, body, read_it) &&
	       !judge_asks(l);
}

static int
courtesies(const struct look *l)
{
	return (ANY(l, body, thanked) != NULL) +
	       (ANY(l, body, promised) != NULL) +
	       (ANY(l, body, hours) != NULL) +
	       (ANY(l, body, numbered) != NULL ||
		   ANY(l, subject, numbered) != NULL) +
	       (ANY(l, body, above_line) != NULL);
}

/* A colleague of another office may well write "your letter was received and
 * will be processed"; a desk's machine adds thanks, hours, a number. */
bool
judge_is_acknowledgement(struct look *l)
{
	int enough = 2;

	if (!short_text(l, COURTESY_WORDS) || judge_newsletter(l->msg))
		return false;
	if ((l->saw = ANY(l, body, received)) == NULL) {
		l->saw = ANY(l, body, contacted);
		enough = 3; /* itself, and two more */
	}
	return l->saw != NULL && courtesies(l) >= enough && !judge_asks(l);
}

bool
judge_is_machine_words(struct look *l)
{
	if (!short_text(l, COURTESY_WORDS) || judge_newsletter(l->msg) ||
	    (l->saw = ANY(l, body, machine)) == NULL)
		return false;
	return (reply_context(l) || judge_machine_address(l->from) ||
		   ANY(l, body, received) || courtesies(l) >= 2) &&
	       !judge_asks(l);
}

bool
judge_is_system_sender(struct look *l)
{
	static const char *const locals[] = { "root", "cron", "daemon",
		"anacron", "www-data", "apache", "nginx", "nagios", "icinga*",
		"zabbix", "logwatch", "logcheck", "fail2ban", "smartd", "munin",
		"monit", "backup", "nobody", "mdadm", "crond", "systemd" };
	static const char *const subjects[] = { "< cron", "< anacron job",
		"< logwatch for" };

	if (msg_field(l->msg, "X-Cron-Env") != NULL)
		return true;
	l->saw = l->from;
	return (judge_local_is(l->from, locals, COUNT(locals)) ||
		   (l->msg->from.n > 0 && ANY(l, subject, subjects) &&
		       text_istr(l->msg->from.v[0].name, "cron") != NULL)) &&
	       !judge_asks(l);
}
