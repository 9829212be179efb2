/*
 * Automatic mails that carry no header that says so: reports, receipts and
 * other desks' courtesies, by what they say, where, and what they do not
 * say: a machine's courtesy asks nothing.
 */
#include <string.h>

#include "base/banned.h"
#include "base/text.h"
#include "desk/judge.h"
#include "desk/judge_look.h"

#define RECEIPT_WORDS 110
#define COURTESY_WORDS 230

/* clang-format off */

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
	"otomatis ~3 jangan|tidak|tanpa ~1 dibalas|membalas|balasan",
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
	"anda|saudara|bapak|ibu|kakak|sahabat ~12 "
	"telah|sudah|berhasil !saya|aku ~2 "
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
	"merespon|merespons|menindaklanjuti|dibaca|jawab|menjawab|datang|"
	"teruskan|diteruskan",
	"will|shall|ll ~3 respond|reply|get|contact|touch|answer|review|"
	"process",
	"dalam|maksimal|selambat ~3 %d ~2 jam|hari|kerja",
	"within ~3 hours|hour|days|day|business|working",
};

static const char *const hours[] = {
	"jam|hari pelayanan|layanan|operasional|kerja",
	"business|office|working hours|days|day",
};

/* An institution thanks for the contact as such. */
static const char *const contacted[] = {
	"terima|terimakasih kasih? ~1 telah|sudah menghubungi "
	"!saya|aku|kembali",
	"thank|thanks ~1 for ~1 contacting|reaching !me",
};

static const char *const numbered[] = {
	"dengan|number nomor|no|nomer? ~1 %d",
	"ticket|tiket|kasus|case|request|reference|referensi|ref|registrasi|"
	"reg|laporan|aduan|pengaduan|antrian|antrean|agenda "
	"~1 nomor|no|nomer|id|number ~1 %d",
	"nomor|no|nomer tiket|laporan|registrasi|aduan|pengaduan|kasus|"
	"referensi|agenda ~3 %d",
	"ticket|tiket|case|request|kasus %d",
	"# %d",
};

/* One person answers for himself, a desk does not. */
static const char *const singular[] = { "saya|aku|i|my|me" };

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
	"< pesan|email|surel anda ~14 dibaca|dibuka pada",
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

bool
judge_is_bounce_words(struct look *l)
{
	static const char *const daemons[] = { "mailer-daemon*",
		"mailerdaemon*", "postmaster", "mail-daemon*", "mmdf" };
	bool daemon = l->from[0] == '\0' ||
		      judge_local_is(l->from, daemons, JUDGE_COUNT(daemons));
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
	return l->saw != NULL && judge_short(l, RECEIPT_WORDS) &&
	       (l->body.n == 0 || ANY(l, body, receipt_texts)) &&
	       !judge_asks(l);
}

static int
courtesies(const struct look *l)
{
	return (ANY(l, body, thanked) != NULL) +
	       (ANY(l, body, promised) != NULL) +
	       (ANY(l, body, hours) != NULL) +
	       (ANY(l, subject, received) != NULL) +
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

	if (!judge_short(l, COURTESY_WORDS) || judge_newsletter(l->msg) ||
	    judge_portal(l))
		return false;
	if ((l->saw = ANY(l, body, received)) == NULL) {
		l->saw = ANY(l, body, contacted);
		if (l->saw == NULL && judge_reply_context(l))
			l->saw = ANY(l, body, thanked);
		enough = 3; /* itself, and two more */
	}
	return l->saw != NULL && courtesies(l) >= enough &&
	       !ANY(l, body, singular) && !judge_asks(l);
}

/* Said twice, in two ways, it is no remark in passing. */
static bool
says_twice(const struct look *l)
{
	size_t i, at, n = 0;

	for (i = 0; i < JUDGE_COUNT(machine); i++)
		n += phrase_any(l->arena, &l->body, &machine[i], 1, &at) !=
		     NULL;
	return n >= 2;
}

bool
judge_is_machine_words(struct look *l)
{
	if (!judge_short(l, COURTESY_WORDS) || judge_newsletter(l->msg) ||
	    judge_portal(l) || (l->saw = ANY(l, body, machine)) == NULL)
		return false;
	return (judge_reply_context(l) || judge_machine_address(l->from) ||
		   ANY(l, body, received) || courtesies(l) >= 2 ||
		   says_twice(l)) &&
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
	return (judge_local_is(l->from, locals, JUDGE_COUNT(locals)) ||
		   (l->msg->from.n > 0 && ANY(l, subject, subjects) &&
		       text_istr(l->msg->from.v[0].name, "cron") != NULL)) &&
	       !judge_asks(l);
}
