/*
 * Words and links that officers read: spans of working time, kinds, channels
 * and mailto links. It knows no ticket.
 */
#include <ctype.h>
#include <string.h>

#include "base/banned.h"
#include "base/text.h"
#include "desk/notice.h"
#include "desk/shown.h"

#define MAILTO_MAX 1800
#define MAILTO_SUBJECT 600 /* of it, encoded */
#define DAY 86400
#define LABEL_BYTES 1000
#define COMMAND_CHARS 90   /* of it, shown beside what it does */
#define WORKDAY (8 * 3600) /* where the calendar has no day to measure */

/* RFC 3986 unreserved. Everything else is encoded, also what RFC 6068 would
 * let stand: a bare "+" becomes a space in some clients, "'" ends links. */
static bool
is_plain(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	       (c >= '0' && c <= '9') || (c != '\0' && strchr("-._~", c));
}

/* Adds s encoded as long as b stays within max; characters stay whole. false:
 * not all of it. */
static bool
add_encoded(struct buf *b, const char *s, size_t max)
{
	size_t n = strlen(s), i, k, len;
	bool plain;

	for (i = 0; i < n; i += len) {
		if ((len = text_utf8_len(s + i, n - i)) == 0)
			return false;
		plain = len == 1 && is_plain(s[i]);
		if (s[i] == '\r')
			continue;
		if (b->len + (plain ? 1 : s[i] == '\n' ? 6 : 3 * len) > max)
			return false;
		if (plain)
			buf_addc(b, s[i]);
		else if (s[i] == '\n')
			buf_adds(b, "%0D%0A"); /* RFC 6068 section 5 */
		else
			for (k = 0; k < len; k++)
				buf_addf(b, "%%%02X", (unsigned char)s[i + k]);
	}
	return true;
}

bool
notice_mailto_whole(struct arena *a, const char *to, const char *subject,
    const char *body, const char **link_r)
{
	const char *at = strrchr(to, '@');
	struct buf b;
	bool whole;

	buf_init(&b, 2 * MAILTO_MAX);
	buf_adds(&b, "mailto:");
	if (at != NULL) {
		add_encoded(
		    &b, arena_strn(a, to, (size_t)(at - to)), MAILTO_SUBJECT);
		buf_addc(&b, '@');
		add_encoded(&b, at + 1, MAILTO_SUBJECT);
	}
	buf_adds(&b, "?subject=");
	add_encoded(&b, shown_line(a, subject, 200), b.len + MAILTO_SUBJECT);
	buf_adds(&b, "&body=");
	whole = add_encoded(&b, body ? body : "", MAILTO_MAX);
	*link_r = arena_strn(a, b.s, b.len);
	buf_free(&b);
	return whole;
}

const char *
notice_mailto(
    struct arena *a, const char *to, const char *subject, const char *body)
{
	const char *link;

	notice_mailto_whole(a, to, subject, body, &link);
	return link;
}

/* Days are not all of one length: whole ones are counted as days, what is
 * left at both ends as hours. */
const char *
notice_span(struct arena *a, const struct calendar *c, int64_t from, int64_t to)
{
	int64_t left = calendar_work_between(c, from, to), length = WORKDAY;
	int64_t days = 0, hours, open, close, i;

	/* a day more at both ends: the zone is the calendar's */
	for (i = from / DAY - 1; i <= to / DAY + 1 && left > 0; i++) {
		if ((open = calendar_opening(c, i)) == TOD_NONE)
			continue;
		close = calendar_closing(c, i);
		if (open <= to)
			length = close - open;
		if (from <= open && close <= to) {
			days++;
			left -= length;
		}
	}
	days += left / length;
	left %= length;
	hours = left / 3600;
	if (days > 0 && hours > 0)
		return arena_printf(a, "%lld hari kerja %lld jam",
		    (long long)days, (long long)hours);
	if (days > 0)
		return arena_printf(a, "%lld hari kerja", (long long)days);
	if (hours > 0)
		return arena_printf(a, "%lld jam", (long long)hours);
	return arena_printf(a, "%lld menit", (long long)(left / 60));
}

const char *
notice_kind(enum kind k, enum topic t, bool supervisory)
{
	static const char *const topics[] = { [TOPIC_NONE] = "Konsultasi",
		[TOPIC_DATA] = "Konsultasi data",
		[TOPIC_METADATA] = "Konsultasi metadata",
		[TOPIC_KLASIFIKASI] = "Konsultasi klasifikasi" };
	static const char *const kinds[] = { [KIND_NONE] = "Belum digolongkan",
		[KIND_PENGADUAN] = "Pengaduan",
		[KIND_LAYANAN_LAIN] = "Layanan lain",
		[KIND_BUKAN_LAYANAN] = "Bukan layanan",
		[KIND_SPAM] = "Spam",
		[KIND_AUTO] = "Pos-el otomatis",
		[KIND_BOUNCE] = "Pos-el tidak sampai",
		[KIND_RAGU] = "Jenis belum pasti" };

	if (k == KIND_KONSULTASI)
		return topics[t];
	if (k == KIND_PENGADUAN && supervisory)
		return "Pengaduan berkadar pengawasan";
	return kinds[k];
}

const char *
notice_channel(const char *channel)
{
	static const char *const rows[][2] = { { "email", "pos-el" },
		{ "kunjungan", "kunjungan" }, { "whatsapp", "WhatsApp" },
		{ "telepon", "telepon" }, { "kotak", "Kotak Pengaduan" },
		{ "instagram", "Instagram" }, { "lapor", "SP4N-LAPOR!" },
		{ "pst", "pst.bps.go.id" }, { "formulir", "formulir laman" } };
	size_t i;

	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		if (strcmp(rows[i][0], channel) == 0)
			return rows[i][1];
	return channel;
}

static const char *
label_of(const char *command)
{
	static const char *const rows[][2] = { { "#catatan",
						   "Simpan sebagai catatan" },
		{ "#selesai", "Tutup tiket" }, { "#buka", "Buka lagi" },
		{ "#ambil", "Saya ambil" }, { "#serahkan", "Serahkan" },
		{ "#lengkapi", "Tanyakan kepada pemohon" },
		{ "#kabar", "Kirim sebagai kabar" },
		{ "#jawab", "Kirim ke pemohon" },
		{ "#kirim\n#selesai", "Kirim dan tutup tiket" },
		{ "#kirim\n#catatan", "Kirim, sisanya jadi catatan" },
		{ "#kirim\n#serahkan", "Kirim dan serahkan" },
		{ "#kirim\n#jenis", "Kirim dan ubah jenis" },
		{ "#kirim\n#gabung", "Kirim dan gabungkan" },
		{ "#kirim", "Kirim ke pemohon" },
		{ "#batal", "Jangan kirim, buang" }, { "#jenis", "Ubah jenis" },
		{ "#alihkan", "Alihkan" }, { "#gabung", "Gabungkan" },
		{ "#rahasia", "Rahasiakan identitas" },
		{ "#pemohon", "Tetapkan pemohon" },
		{ "#kunjungan", "Catat kunjungan" },
		{ "#whatsapp", "Catat percakapan" },
		{ "#telepon", "Catat telepon" }, { "#kotak", "Catat surat" },
		{ "#instagram", "Catat percakapan" },
		{ "#lapor", "Catat laporan" }, { "#lihat", "Lihat riwayat" },
		{ "#rekap", "Lihat yang terbuka" },
		{ "#bantuan", "Minta panduan" } };
	size_t i;

	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		if (text_istarts(command, rows[i][0]))
			return rows[i][1];
	return "";
}

const char *
notice_label(struct arena *a, const char *commands)
{
	const char *r, *line, *label;
	struct buf b;

	buf_init(&b, LABEL_BYTES);
	for (line = commands; *line != '\0'; line += *line == '\n') {
		if (*line == '#' && *(label = label_of(line)) != '\0') {
			/* the first begins the sentence */
			if (b.len > 0)
				buf_addf(&b, ", %c%s",
				    tolower((unsigned char)*label), label + 1);
			else
				buf_adds(&b, label);
		}
		line += strcspn(line, "\n");
	}
	r = b.len > 0 ? arena_strn(a, b.s, b.len) : "Jalankan";
	buf_free(&b);
	return r;
}

const char *
notice_command(struct arena *a, const char *commands)
{
	const char *r, *s;
	struct buf b;

	buf_init(&b, strlen(commands) * 3 + 1);
	for (s = commands; *s != '\0'; s++)
		if (*s == '\n' && s[1] == '#')
			buf_adds(&b, " / ");
		else
			buf_addc(&b, *s);
	r = shown_line(a, b.s, COMMAND_CHARS);
	buf_free(&b);
	return r;
}

const char *
notice_aside(const char *reason)
{
	if (text_istr(reason, "larger") || text_istr(reason, "size"))
		return "Pos-el ini terlalu besar untuk diambil.";
	if (text_istr(reason, "limit"))
		return "Susunan pos-el ini melampaui batas yang aman dibaca.";
	return "Pos-el ini tidak dapat diproses.";
}
