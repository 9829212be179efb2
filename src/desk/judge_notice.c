/*
 * What services write on their own account and no header says: late and done
 * deliveries, groups, machines in the office, portals. By its wording as a
 * whole: a person who speaks of such a thing, asks or says "I" is none.
 */
#include <string.h>

#include "base/banned.h"
#include "base/buf.h"
#include "base/text.h"
#include "base/text.h"
#include "desk/judge.h"
#include "desk/judge_look.h"

#define NOTICE_WORDS 90
#define REACTION_WORDS 16
#define FOOTER_WORDS 90
#define FOOTER_BYTES 900

/* clang-format off */
static const char *const singular[] = {
	"saya|aku|sy|gue|gw|i", "permohonan|permintaan|laporan kami",
};

static const char *const delivery_subjects[] = {
	"< ~3 delivery ~1 delayed|delay|status|report|notification",
	"< successful mail delivery", "< ~3 warning : ~1 could|message|mail",
	"< delivered|relayed|terkirim|tersampaikan|disampaikan :",
	"< ~2 message|mail|pesan ~2 delayed|tertunda|delivered",
	"< ~2 delayed mail|message", "< ~1 pengiriman ~2 tertunda|berhasil",
};

static const char *const delivery_texts[] = {
	"automatically generated delivery status notification",
	"warning message only", "transient ~1 non fatal errors",
	"message has been delivered to the following",
	"delivery to ~3 following ~2 recipient* ~6 "
"delayed|successful|complete*",
	"message ~4 delivered to ~2 following recipient*|address*",
	"your message|mail was|has successfully ~1 delivered to|relayed",
	"message ~1 still undelivered", "transcript of session follows",
	"pesan ~3 telah|sudah|berhasil ~3 disampaikan|terkirim|dikirim "
	"ke|kepada ~2 penerima|alamat ~1 berikut",
	"pengiriman ~2 kepada|ke penerima|alamat berikut ~4 tertunda",
};

static const char *const group_footers[] = {
	"anda menerima pesan|email|surel ini karena ~1 anda? ~2 "
	"berlangganan|terdaftar|tergabung|anggota|bergabung ~6 "
	"grup|group|groups|milis|forum",
	"you received|receive|are receiving? this message|email because you "
	"are ~1 subscribed|member ~5 group|groups|list",
	"to unsubscribe from this group",
	"untuk berhenti berlangganan ~2 grup|milis",
};

static const char *const digest_subjects[] = {
	"digest|ringkasan number|nomor|no|vol|volume|%d",
};

static const char *const digest_texts[] = {
	"there are|is %d message|messages in this|the digest|issue",
	"terdapat|ada %d pesan dalam|di ringkasan|digest",
	"today s topics", "topik hari ini",
	"send ~3 mailing list submissions to",
};

static const char *const held[] = {
	"your ~1 message|email|mail ~8 on hold|held|waiting|quarantined|"
	"queue|delivered",
	"your ~1 message|email|mail ~8 held|waiting|quarantined",
	"pesan|email|surel anda ~6 ditahan|tertahan|menunggu",
};

static const char *const prove[] = {
	"verify|prove|confirm|verifying|confirming ~4 you ~2 "
	"human|person|real|not ~6",
	"human|real|legitimate sender|person",
	"verifikasi|buktikan|membuktikan|memastikan|konfirmasi ~5 "
	"manusia|robot",
};

static const char *const recall_subjects[] = {
	"< recall :", "< penarikan|tarik|menarik ~2 :",
};

static const char *const recall_texts[] = {
	"would like to recall", "ingin ~1 menarik ~1 kembali? ~1 pesan|email",
};

static const char *const reaction_texts[] = {
	"reacted via gmail", "reacted to your message",
	"bereaksi melalui|lewat|via gmail", "bereaksi terhadap|pada pesan anda",
	"memberi|memberikan reaksi ~1 pesan anda",
};

static const char *const device_texts[] = {
	"this email|message was sent from ~1 \"", "scan date :",
	"< anda menerima|mendapat %d ~1 faks|fax|faksimile",
	"< ~3 you have received a|%d ~2 fax", "< ~1 new fax from|received",
	"pindaian|scan ini dikirim dari|oleh|melalui ~2 "
	"printer|mesin|perangkat|scanner",
};

static const char *const moved[] = {
	"alamat ~1 email|surel|posel saya|kami ~2 "
	"berubah|berganti|diganti|pindah",
	"email|surel|posel saya|kami ~2 berubah|berganti|diganti|pindah",
	"my|our ~1 email ~1 address ~2 changed|changing|new",
};

static const char *const unread[] = {
	"alamat|email|surel ~3 lama ~4 tidak ~3 "
	"dibaca|dipakai|digunakan|aktif|dipantau|terbaca",
	"old|this|previous ~3 address|mailbox|inbox|account ~4 "
	"not|longer ~3 monitored|read|used|checked|active",
	"old|previous ~3 address ~4 not|longer|unmonitored|closed",
};

/* A new address in a case of his own is a person's word to the desk. */
static const char *const own_matter[] = {
	"data|permohonan|permintaan|tiket|laporan|pengaduan|konsultasi|"
	"keluhan|request|ticket|complaint",
};

static const char *const bulk_footers[] = {
	"untuk|ingin|klik|tautan|jika|bila ~8 berhenti berlangganan",
	"< ~1 berhenti berlangganan >", "< ~1 unsubscribe >", "< unsubscribe ~1 "
"view|lihat|manage|update|privacy|preferences|from",
	"to|can|click|here ~4 unsubscribe", "unsubscribe here|from|at|any|:",
	"berhenti berlangganan unsubscribe|:|disini|di|klik",
	"berlangganan|langganan ~2 unsubscribe",
	"anda menerima email|surel|pesan|buletin ini karena ~2 "
	"berlangganan|terdaftar|pelanggan|mendaftar",
	"you ~1 receiving|received|receive this ~2 because you ~3 "
	"subscribed|signed|registered|opted",
};

static const char *const shared[] = {
	"invited|mengundang you|anda ~1 to|untuk ~2 "
	"connect|terhubung|join|bergabung|view|melihat|edit|collaborate|"
	"mengedit|berkolaborasi",
	"shared|membagikan ~6 with|dengan|kepada|ke you|anda",
	"ingin|wants|like|menunggu ~3 terhubung|connect|konek|network|"
	"jaringan",
	"accept|terima|lihat|view ~2 undangan|invitation|folder|profil|"
	"profile",
};

static const char *const rsvp[] = {
	"ya ~1 mungkin ~1 tidak", "yes ~1 maybe ~1 no", "yes no maybe",
	"ya tidak mungkin", "accept|terima tentative|tentatif decline|tolak",
};

static const char *const portal_texts[] = {
	"ada|terdapat|baru|masuk ~3 transaksi|pengajuan|permohonan|konsultasi|"
	"laporan|disposisi|permintaan|pengaduan|tiket|pesan ~3 "
	"baru|masuk|menunggu",
	"transaksi|pengajuan|permohonan|konsultasi|laporan|disposisi|"
	"permintaan|pengaduan|aduan|tiket|rekomendasi ~8 "
	"menunggu|didisposisikan|diteruskan|ditugaskan|dialihkan",
	"silakan|silahkan|harap|mohon ~2 login|masuk|log|membuka|buka|akses "
	"~6 menjawab|menindaklanjuti|aplikasi|sistem|memeriksa|melihat|"
	"memproses|dashboard|dasbor|laman",
	"klik tautan|link ~3 untuk melihat|menjawab|membuka|memproses",
	"login untuk|ke ~2 menjawab|aplikasi|sistem|melihat|akun",
	"disposisi laporan", "transaksi|pengajuan|disposisi|konsultasi ~2 baru",
};
/* clang-format on */

static bool
person(const struct look *l)
{
	return ANY(l, body, singular) != NULL || judge_requests(l);
}

static bool
is_forward(const struct look *l)
{
	static const char *const fwd[] = { "< fwd|fw|trs|terusan :" };

	return ANY(l, subject, fwd) != NULL;
}

/* The last lines, without what is quoted: a client may have cut the footer
 * off the author's words as if it were his signature. */
static const char *
footer(const struct look *l, struct words *w_r)
{
	const char *s = l->msg->text ? l->msg->text : "", *text;
	size_t n;
	struct buf b;

	buf_init(&b, 1024 * 1024);
	for (; *s != '\0'; s += n + (s[n] != '\0')) {
		n = strcspn(s, "\n");
		if (*s != '>' && buf_add(&b, s, n))
			buf_add(&b, "\n", 1);
	}
	text = b.s + (b.len > FOOTER_BYTES ? b.len - FOOTER_BYTES : 0);
	text = arena_strn(l->arena, text, strlen(text));
	buf_free(&b);
	words_split(l->arena, text, 2 * FOOTER_WORDS, w_r);
	return text;
}

/* Late and successful deliveries; a failure has a daemon for its sender. */
bool
judge_is_delivery_notice(struct look *l)
{
	l->saw = ANY(l, subject, delivery_subjects);
	return l->saw != NULL && ANY(l, body, delivery_texts) != NULL &&
	       !is_forward(l) && !person(l);
}

bool
judge_is_group(struct look *l)
{
	const char *subject = l->msg->subject ? l->msg->subject : "";
	const char *tag = strchr(subject, '[');
	struct words w;
	const char *text;

	if (is_forward(l))
		return false;
	if ((l->saw = ANY(l, subject, digest_subjects)) != NULL)
		return ANY(l, body, digest_texts) != NULL;
	text = footer(l, &w);
	l->saw = judge_any(l, &w, group_footers, JUDGE_COUNT(group_footers));
	if (l->saw == NULL)
		return false;
	return (tag != NULL && strchr(tag, ']') != NULL &&
		   (text_istr(text, "unsubscribe@") != NULL ||
		       text_istr(text, "listinfo") != NULL)) ||
	       !person(l);
}

bool
judge_is_hold(struct look *l)
{
	l->saw = ANY(l, body, held);
	return l->saw != NULL && ANY(l, body, prove) != NULL &&
	       judge_short(l, NOTICE_WORDS) && !person(l);
}

bool
judge_is_recall(struct look *l)
{
	l->saw = ANY(l, subject, recall_subjects);
	return l->saw != NULL && ANY(l, body, recall_texts) != NULL &&
	       judge_short(l, NOTICE_WORDS) && !person(l);
}

static bool
has_attachment(const struct msg *m)
{
	size_t i;

	for (i = 0; i < m->nparts; i++)
		if (m->parts[i].attachment)
			return true;
	return false;
}

/* UTF-8 of arrows, signs, emoji and what joins them; 0 for none. */
static size_t
emoji_length(const unsigned char *s)
{
	if (s[0] == 0xf0 && s[1] == 0x9f && s[2] != 0 && s[3] != 0)
		return 4; /* U+1F000 to U+1FFFF */
	if (s[0] == 0xe2 && s[1] >= 0x86 && s[1] <= 0xaf && s[2] != 0)
		return 3; /* U+2180 to U+2BFF */
	if (strncmp((const char *)s, "\xef\xb8\x8f", 3) == 0 ||
	    strncmp((const char *)s, "\xe2\x80\x8d", 3) == 0)
		return 3;
	return 0;
}

static bool
only_emoji(const char *text)
{
	const unsigned char *s = (const unsigned char *)text;
	bool any = false;
	size_t n;

	for (; *s != '\0'; s += n) {
		n = emoji_length(s);
		any |= n > 0;
		if (n == 0 && strchr(" \t\n", *s) == NULL)
			return false;
		n += n == 0;
	}
	return any;
}

/* Gmail says it by a part of its own, Outlook in words; many answer with a
 * sign alone. */
bool
judge_is_reaction(struct look *l)
{
	size_t i;

	if (has_attachment(l->msg))
		return false;
	for (i = 0; i < l->msg->nparts; i++)
		if (text_istr(l->msg->parts[i].type, "email-reaction"))
			return true;
	if (only_emoji(l->msg->reply_text))
		return judge_reply_context(l);
	l->saw = ANY(l, body, reaction_texts);
	return l->saw != NULL && judge_short(l, REACTION_WORDS);
}

/* What a device sends along may be a citizen's letter: a person looks. */
bool
judge_is_device(struct look *l)
{
	l->saw = ANY(l, body, device_texts);
	return l->saw != NULL && !has_attachment(l->msg) &&
	       judge_short(l, NOTICE_WORDS) && !is_forward(l) && !person(l);
}

bool
judge_is_moved(struct look *l)
{
	l->saw = ANY(l, body, moved);
	return l->saw != NULL && ANY(l, body, unread) != NULL &&
	       judge_short(l, NOTICE_WORDS) && !ANY(l, body, own_matter) &&
	       !ANY(l, subject, own_matter) && !judge_asks(l);
}

const char *
judge_bulk_footer(const struct look *l)
{
	struct words w;
	const char *saw;

	footer(l, &w);
	saw = judge_any(l, &w, bulk_footers, JUDGE_COUNT(bulk_footers));
	return saw != NULL && !is_forward(l) && !person(l) ? saw : NULL;
}

static bool
domain_has(const char *address, const char *const *v, size_t n)
{
	const char *at = strrchr(address, '@');
	size_t i;

	for (i = 0; at != NULL && i < n; i++) {
		const char *hit = text_istr(at, v[i]);

		if (hit != NULL && (hit[-1] == '@' || hit[-1] == '.'))
			return true;
	}
	return false;
}

const char *
judge_service_invitation(const struct look *l)
{
	static const char *const domains[] = { "linkedin.", "facebookmail.",
		"dropbox.", "dropboxmail.", "docs.google.", "wetransfer.",
		"canva.", "zoom.", "trello.", "slack.", "notion.", "instagram.",
		"twitter.", "drive.google.", "asana.", "figma." };
	static const char *const invitation[] = {
		"< undangan|invitation|updated|diperbarui|diundang|invite"
	};
	const char *saw;

	if ((saw = ANY(l, body, rsvp)) != NULL &&
	    ANY(l, subject, invitation) != NULL && !is_forward(l) &&
	    !judge_requests(l))
		return saw;
	saw = ANY(l, body, shared);
	saw = saw != NULL ? saw : ANY(l, subject, shared);
	return saw != NULL && domain_has(l->from, domains, JUDGE_COUNT(domains))
		   ? saw
		   : NULL;
}

/* A portal of the administration, at whose address no person writes. */
static bool
portal_sender(const struct look *l)
{
	static const char *const locals[] = { "notif*", "sp4n*", "lapor",
		"lapor.*", "lapor-*", "romantik*", "silastik*", "sistem",
		"system", "no-reply*", "noreply*", "no_reply*", "no.reply*",
		"*.lapor" };
	static const char *const domains[] = { "pst.bps.go.id", "lapor.go.id",
		"romantik.", "silastik.", "notifikasi." };
	const struct auth *x = &l->msg->auth;
	const char *at = strrchr(l->from, '@');

	if (at == NULL || !text_ends(at, ".go.id") || x->dmarc == AUTH_FAIL ||
	    (x->spf == AUTH_FAIL && x->dkim != AUTH_PASS) ||
	    x->dkim == AUTH_FAIL)
		return false;
	return judge_local_is(l->from, locals, JUDGE_COUNT(locals)) ||
	       domain_has(l->from, domains, JUDGE_COUNT(domains));
}

const char *
judge_portal(const struct look *l)
{
	const char *saw = NULL;

	if (!portal_sender(l) || l->msg->reply_to.n > 0 ||
	    judge_reply_context(l))
		return NULL;
	saw = ANY(l, body, portal_texts);
	return saw != NULL ? saw : ANY(l, subject, portal_texts);
}
