/*
 * Indonesian or English, told by function words and word shapes: short mails
 * have too few letters for statistics of n-grams. Knows two languages only.
 */
#include <ctype.h>
#include <string.h>

#include "base/banned.h"
#include "base/buf.h"
#include "desk/classify.h"

#define WORD_MAX 24
#define MIXED 6        /* half points of each language */
#define LOOKED_AT 6000 /* bytes: a language shows early */

/* Sorted for bsearch(); words that both languages use are in neither. */
static const char *const id_words[] = { "abdi", "ada", "adalah", "adik", "agar",
	"aja", "akan", "aku", "alhamdulillah", "anak", "anda", "antara", "apa",
	"apakah", "ape", "aplikasi", "asal", "asalamualaikum", "assalamu",
	"assalamualaikum", "atas", "atau", "awak", "badhe", "bagai",
	"bagaimana", "bagi", "bahwa", "baik", "baiklah", "balas", "bang",
	"banget", "banyak", "bapak", "baru", "bayar", "begini", "begitu",
	"beli", "belum", "benar", "berapa", "berdasarkan", "beri", "besar",
	"besok", "betul", "bgmn", "biar", "biasa", "bila", "bisa", "bise",
	"blm", "boleh", "bpk", "brp", "bs", "buat", "buka", "bukan", "buku",
	"bulan", "caranya", "cari", "cepat", "contoh", "cuma", "dah", "dalam",
	"dan", "dapat", "dari", "daripada", "datang", "dek", "demikian",
	"dengan", "desa", "dgn", "di", "dia", "dibalas", "dimana", "diri",
	"dong", "donk", "dosen", "dr", "dulu", "enggak", "enten", "gak",
	"gimana", "guru", "hanya", "harga", "hari", "harus", "hormat", "ibu",
	"indonesia", "info", "ingin", "ingkang", "ini", "itu", "iya", "izin",
	"jadi", "jam", "jangan", "jawab", "jelas", "jika", "juga", "jumlah",
	"ka", "kabupaten", "kak", "kakak", "kalau", "kalian", "kalo", "kami",
	"kamu", "kantor", "kapan", "karena", "kata", "ke", "kecamatan",
	"kemarin", "kembali", "kenapa", "kepada", "ketika", "ketua", "kira",
	"kirim", "kita", "klo", "kode", "kok", "krn", "kulo", "lagi", "lah",
	"lain", "lalu", "lama", "lampiran", "lebih", "lewat", "lihat", "maaf",
	"mahasiswa", "mahasiswi", "maka", "malam", "mana", "mane", "mas",
	"masih", "masuk", "mau", "mba", "mbak", "melalui", "memang", "mengapa",
	"mengenai", "menjadi", "menurut", "menyang", "mereka", "mhn", "min",
	"minggu", "minta", "misal", "mohon", "monggo", "mriki", "mungkin",
	"nak", "nama", "namun", "nanti", "ndak", "nderek", "nggak", "nggih",
	"nih", "niki", "nomor", "nopo", "nuwun", "nya", "nyuwun", "oleh",
	"orang", "pada", "padahal", "pagi", "pak", "pakai", "paling",
	"panjenengan", "para", "pas", "pegawai", "penduduk", "per", "perlu",
	"permohonan", "pernah", "pertama", "petugas", "pihak", "pun", "punya",
	"pusat", "rb", "ribu", "rumah", "saat", "saja", "salah", "salam",
	"sama", "sampai", "sampun", "sangat", "satu", "saudara", "saya",
	"sebagai", "sebelum", "secara", "sedang", "sehingga", "sejak", "sekali",
	"sekarang", "selama", "selamat", "semoga", "semua", "seperti", "sering",
	"sesuai", "setelah", "siang", "siape", "sih", "silakan", "situ", "sore",
	"suami", "suatu", "sudah", "supaya", "surat", "suwun", "sy", "tadi",
	"tahun", "tak", "tanggal", "tanpa", "tanya", "tapi", "tdk", "teman",
	"tempat", "tentang", "terima", "terimakasih", "terlampir", "tersebut",
	"tetapi", "thn", "tidak", "tiga", "tlg", "tolong", "trims", "tuh",
	"uang", "udah", "untuk", "usaha", "utk", "waktu", "warga", "ya",
	"yaitu", "yang", "ye", "yg", "yth" };

static const char *const en_words[] = { "a", "about", "after", "all", "also",
	"am", "an", "and", "another", "any", "anyone", "are", "around", "as",
	"ask", "asking", "at", "attached", "back", "be", "because", "been",
	"before", "being", "best", "between", "both", "but", "by", "can",
	"cannot", "could", "dear", "did", "do", "does", "don't", "each",
	"either", "every", "few", "find", "first", "for", "from", "get", "give",
	"given", "had", "has", "have", "he", "hello", "help", "her", "here",
	"hi", "him", "his", "hope", "how", "however", "i", "i'm", "if", "in",
	"into", "is", "it", "its", "just", "kind", "kindly", "know", "last",
	"let", "like", "look", "made", "make", "many", "may", "me", "might",
	"more", "most", "much", "must", "my", "need", "never", "new", "next",
	"no", "nobody", "not", "now", "of", "off", "on", "once", "one", "only",
	"or", "other", "our", "out", "over", "own", "please", "question",
	"regarding", "regards", "request", "same", "see", "send", "several",
	"shall", "she", "should", "since", "sir", "so", "some", "still", "such",
	"take", "tell", "than", "that", "the", "their", "them", "then", "there",
	"these", "they", "this", "those", "through", "time", "to", "too", "two",
	"under", "until", "up", "us", "use", "used", "using", "very", "want",
	"was", "we", "well", "were", "what", "when", "where", "whether",
	"which", "while", "who", "why", "will", "with", "within", "without",
	"work", "would", "year", "years", "yet", "you", "your", "yours" };

static bool
in_list(const char *word, const char *const *v, size_t n)
{
	size_t lo = 0, hi = n, mid;
	int c;

	while (lo < hi) {
		mid = (lo + hi) / 2;
		c = strcmp(word, v[mid]);
		if (c == 0)
			return true;
		if (c < 0)
			hi = mid;
		else
			lo = mid + 1;
	}
	return false;
}

static bool
has_tail(const char *word, size_t len, const char *tail)
{
	size_t n = strlen(tail);

	return len > n + 2 && memcmp(word + len - n, tail, n) == 0;
}

static bool
has_head(const char *word, size_t len, const char *head)
{
	size_t n = strlen(head);

	return len > n + 3 && memcmp(word, head, n) == 0;
}

static const char *const id_heads[] = { "meng", "meny", "memb", "memp", "mend",
	"menj", "ment", "peng", "peny", "pemb", "kepe", "ber", "ter", "di",
	"keb", "kes", "nge" };
static const char *const id_tails[] = { "nya", "kan", "lah", "kah", "annya",
	"ikan", "aan", "ian", "asi" };
static const char *const en_tails[] = { "ing", "tion", "tions", "ed", "ly",
	"ment", "ness", "ity", "able", "ful", "ous", "'s", "ies", "ship", "ive",
	"ance", "ence" };

#define COUNT(v) (sizeof(v) / sizeof(v[0]))

/* Half points each: word > 0 Indonesian, < 0 English, 0 cannot say. */
static int
vote(const char *word, size_t len)
{
	int id = 0, en = 0;
	size_t i;

	if (in_list(word, id_words, COUNT(id_words)))
		return 2;
	if (in_list(word, en_words, COUNT(en_words)))
		return -2;
	if (len < 5)
		return 0;
	for (i = 0; i < COUNT(id_heads); i++)
		id |= has_head(word, len, id_heads[i]);
	for (i = 0; i < COUNT(id_tails); i++)
		id |= has_tail(word, len, id_tails[i]);
	for (i = 0; i < COUNT(en_tails); i++)
		en |= has_tail(word, len, en_tails[i]);
	return id - en;
}

/* The next word in lower case; addresses of web and mail are passed over. */
static size_t
next_word(const char **s, char word_r[WORD_MAX])
{
	const char *p = *s;
	size_t n = 0, run;

	while (*p != '\0') {
		run = strcspn(p, " \t\r\n");
		if (memchr(p, '@', run) != NULL ||
		    (run > 6 && memchr(p, '/', run) != NULL &&
			memchr(p, '.', run) != NULL)) {
			p += run;
		} else if (isalpha((unsigned char)*p)) {
			break;
		} else {
			/* not byte by byte: each look at the run has its price
			 */
			do
				p++;
			while (*p != '\0' && !isalpha((unsigned char)*p) &&
			       !isspace((unsigned char)*p));
		}
	}
	while (isalpha((unsigned char)*p) ||
	       (*p == '\'' && n > 0 && isalpha((unsigned char)p[1]))) {
		if (n < WORD_MAX - 1)
			word_r[n++] = (char)tolower((unsigned char)*p);
		p++;
	}
	word_r[n] = '\0';
	*s = p;
	return n;
}

const char *
language_of(const char *text)
{
	const char *end = text + LOOKED_AT;
	char word[WORD_MAX];
	int id = 0, en = 0, v;
	size_t n;

	while (text < end && (n = next_word(&text, word)) > 0) {
		v = vote(word, n);
		id += v > 0 ? v : 0;
		en -= v < 0 ? v : 0;
	}
	if (id + en < 2)
		return "";
	/* names and a borrowed phrase are no second language */
	if (id >= MIXED && en >= MIXED && 6 * id >= id + en &&
	    6 * en >= id + en)
		return "mixed";
	return id >= en ? "id" : "en";
}

const char *
language_of_mail(const struct msg *m)
{
	const char *text = *m->reply_text ? m->reply_text : m->text;
	const char *lang;
	struct buf b;

	buf_init(&b, 256 * 1024);
	buf_addf(&b, "%s\n%s", m->subject, text);
	lang = language_of(b.s);
	buf_free(&b);
	return lang;
}
