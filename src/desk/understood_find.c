/*
 * Where a text names a concept, an area or years, and whether it asks for
 * them there: a letterhead, a thesis' title or "not the population" does not.
 * When in doubt nothing counts.
 */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/banned.h"
#include "base/mem.h"
#include "desk/understood_priv.h"

#define BACK 220      /* bytes looked at before a place */
#define APART 24      /* between two of one list */
#define OLDEST 1961   /* the first census of the republic */
#define HEAD_REACH 60 /* "jumlah" ... what is counted */

#define ASKING \
	"data|datanya|angka|jumlah|minta|meminta|mohon|memohon|butuh|" \
	"membutuhkan|perlu|memerlukan|need|needs|request|require|please|" \
	"ingin|mau|tahu|" \
	"mengetahui|tanya|bertanya|menanyakan|bisa|apakah|berapa|would|like"
#define MONTH \
	"januari|februari|pebruari|maret|april|mei|juni|juli|agustus|" \
	"september|oktober|nopember|november|desember|january|february|" \
	"march|may|june|july|august|october|december"

static const char *const patterns[CUE_COUNT] = {
	/* a range, one year, the last years, this and the last one */
	[CUE_YEARS] =
	    "(?<![\\w/+=])(?<!\\d[-.])(?<from>(?:19|20)\\d\\d) ?"
	    "(?:[-\\x{2013}\\x{2014}~]|s[./]? ?di?\\.?|sampai(?: dengan)?|"
	    "hingga|to|until|through) ?(?:tahun )?"
	    "(?<to>(?:19|20)\\d\\d)(?![\\d/=]|[-.]\\d)"
	    "|(?<![\\w/+=])(?<!\\d[-.])(?<one>(?:19|"
	    "20)\\d\\d)(?![\\d/=]|[-.]\\d)"
	    "|\\b(?:(?<last>\\d\\d?|dua|tiga|lima|sepuluh) (?:\\(\\w+\\) )?"
	    "tahun ?(?:an )?(?:te?rakhir|belakangan)|"
	    "(?:last|past) (?<past>\\d\\d?|two|three|five|ten) years)"
	    "|\\btahun (?:(?<now>ini)|(?<gone>lalu|kemarin|sebelumnya))\\b"
	    "|\\b(?:(?<this>this)|(?<lastyear>last)) year\\b",
	/* what is counted stands behind these */
	[CUE_HEADS] =
	    "\\b(?:data|jumlah|banyaknya|persentase|produksi|luas|tingkat|"
	    "prevalensi|number of|percentage of|rate of|how many)\\b(?! ?[?])",
	/* ... or these, which are not counted */
	[CUE_VAGUE] =
	    "\\A[\\s(\"']*(?:(?:yang|tersebut|ini|itu|di|dari|untuk|buat|g"
	    "una|tahun|ter\\w+|resmi|statistik\\w*|bps|badan|sekunder|prim"
	    "er|pendukung|penunjang|time|runtun|runtut|berikut|lengkap|lai"
	    "n\\w*|serupa|per|menurut|kabupaten|kota|kecamatan|provinsi|de"
	    "sa|nasional|regional|daerah|wilayah|tingkat|level|saya|kami|k"
	    "ita|anda|dan|atau|apa|akan|dapat|bisa|boleh|sudah|belum|ada|t"
	    "idak|bulanan|tahunan|deret|seri|series|mentah|makro|strategis"
	    "|set|dalam|pada|dengan|secara|mana|kah|nya|in|for|of|from|on|"
	    "about|is|are|the|that|this|available|and|as|by|which|mohon|me"
	    "ngenai sebagai|sebagai|berupa file|publikasi|tabel|sosial|eko"
	    "nomi|pokok|nya|areal|panen|tanam|sensus|survei|survey|hasil|i"
	    "ndikator|komponen\\w*|kak|pak|bu|min|ya|dong|dulu|agar|adalah"
	    "|yg|pertanian|tersier|skripsi|penelitian|tugas|kuliah|"
	    "umum)\\b|\\d|[.,;:?!)/-]|\\Z)",
	/* the name of somebody's thesis or study, up to what they ask for */
	[CUE_TITLE] =
	    "\\b(?:judul\\w*|berjudul|pengaruh|analisis|hubungan|faktor|"
	    "faktor-faktor|determinan|strategi|dampak|titled?|entitled|"
	    "impact of|effects? of|(?:skripsi|penelitian|riset|tesis|"
	    "tugas akhir|tugas|makalah|kajian|studi|research|study|"
	    "thesis|paper)(?: \\w+){0,3} "
	    "(?:tentang|mengenai|terkait|soal|on|about|of|into))\\b"
	    "(?:(?!\\b(?:" ASKING ")\\b).)*\\z",
	/* what they do not want, or have */
	[CUE_DENIED] =
	    "\\b(?:bukan|selain|kecuali|tanpa|di luar|tidak (?:perlu|butuh|"
	    "memerlukan|membutuhkan|termasuk)|(?:saya|kami|"
	    "aku) (?:sudah|telah) (?:\\w+ )?"
	    "(?:punya|ada|dapat|mendapat\\w*|unduh|mengunduh|menemukan|"
	    "memiliki|memperoleh|menerima|download|membaca|lihat|"
	    "melihat|pegang)|"
	    "sudah punya|not|except|besides|other than|apart from|already "
	    "(?:have|got|found|downloaded))\\b"
	    "(?:(?!\\b(?:tapi|tetapi|melainkan|namun|but|tinggal|juga)\\b)"
	    "[^.,;:?!]){0,60}\\z",
	/* what it is wanted for */
	[CUE_PURPOSE] =
	    "\\b(?:untuk|guna|buat|dalam rangka|keperluan|demi|for (?:the|our|"
	    "my)|in order to|to support)\\b"
	    "(?: (?!(?:" ASKING "|wilayah|tahun|periode)\\b)\\w+){1,4} \\z",
	/* a body, a faculty or a person's work is named so */
	[CUE_BODY] =
	    "\\b(?:dinas|kementerian|fakultas|prodi|program studi|jurusan|"
	    "departemen|bidang|kepala|mahasiswa|mahasiswi|universitas|"
	    "badan|kantor|"
	    "seksi|subbag\\w*|penyuluh|guru|dosen|fungsi|petugas|kader|"
	    "pengusaha|"
	    "pelaku|pemilik|pedagang|toko|usaha|asosiasi|koperasi|kelompok|"
	    "ministry of|department of|faculty of|bachelor of|student of)"
	    "(?: (?!(?:" ASKING ")\\b)[\\w&]+){0,3} \\z",
	/* where somebody is, not what is asked about */
	[CUE_PLACE] =
	    "\\b(?:bps|badan pusat statistik|dinas|universitas|kantor|camat|"
	    "polres|polsek|bupati|gubernur|walikota|pemkab|pemprov|"
	    "pemkot|pemda|"
	    "pemerintah|bappeda\\w*|kejaksaan|pengadilan|sma|smk|smp|"
	    "sd|man|mts|"
	    "smkn|sman|jalan|jl|warga|asal|berasal|tinggal|berdomisili|"
	    "domisili|politeknik|poltek|iain|untan|stain|kepala|"
	    "dprd|rsud|puskesmas|harian|radio|stasiun|pelabuhan|alamat\\w*|"
	    "kampus|lahir|kuliah|bekerja|"
	    "(?<!angkatan )(?<!tenaga )kerja|usaha(?! mikro)|toko|"
	    "warung|cabang|"
	    "ketua|himpunan|ikatan|forum|gapoktan|koperasi|office|"
	    "university|live in|"
	    "lives in|based in|student|mahasiswa|mahasiswi|peneliti|"
	    "dekat|arah|ke|kecamatan(?= \\w+ ,)|(?:saya|kami|"
	    "aku) (?:di|dari|orang)|"
	    "hormat|i am from|kepada|yth|kejari|kpu|kemenag|pln|pdam|"
	    "perusahaan|pt|cv)\\b"
	    "(?: (?!(?:" ASKING ")\\b)[\\w&]+){0,4}[ ,]*\\z",
	/* here it is asked about, whatever else the sentence says */
	[CUE_WHERE] = "\\b(?:wilayah|cakupan|lokasi|daerah|lingkup|area)\\b"
		      "(?: (?:penelitian|data|studi))?[ :=]*(?:di |adalah |"
		      "yaitu |meliputi )?\\z",
	/* a year of something else */
	[CUE_NO_YEAR] =
	    "(?:\\b(?:tanggal|tgl|tertanggal|nomor|no|uu|undang-undang|"
	    "perpres|permen\\w*|pp|perda|peraturan|keputusan|sk|kbli|kbji|kbki|"
	    "nim|npm|nis|nip|nik|angkatan|akademik|ajaran|rpjm\\w*|rpjp\\w*|"
	    "rkp\\w*|renstra|renja|lkpj|lakip|lkip|lppd|musrenbang\\w*|"
	    "apbd\\w*|"
	    "skripsi|tesis|magang|agenda|surat|wa|hp|telp|telepon|whatsapp|"
	    "phone|kontak|lulus|lahir|sejak|anggaran|copyright|pukul|proposal|"
	    "tugas akhir|ganjil|genap|laporan|rilis|terbit\\w*|edisi|deadline|"
	    "batas waktu|paling lambat|target|rencana|perencanaan)\\b"
	    "[^,;:?!]{0,24}|\\b(?:dasar|konstan|base|prices?|seri|harga|adhk) "
	    "(?:tahun |year |of )?|\\b\\d\\d? (?:" MONTH ") )\\z",
	/* less than a year, or a list of less */
	[CUE_PART_YEAR] = "\\b(?:" MONTH
			  "|triwulan|kuartal|semester|subround|quarter|"
			  "q[1-4]|caturwulan)\\b[^.;?!]{0,10}\\z",
	/* years of the data, whatever else the sentence says */
	[CUE_PERIOD] =
	    "\\b(?:periode|rentang|kurun|tahun data|data tahun|period|"
	    "series|datanya|years?|tahun(?:nya)? ?[:=])\\b[^.;?!]{0,24}\\z",
	/* places that no list may know */
	[CUE_PLACES] =
	    "\\b(?:kabupaten|kecamatan|kota|provinsi|desa|kelurahan|dusun)\\.? "
	    "(?!(?:di|dan|atau|yang|ini|itu|se|dalam|per|menurut|tahun|untuk|"
	    "saya|kami|kita|ada|apa|mana|tersebut|dari|pada|dengan|secara|juga|"
	    "bps|nya|ke|in|of|for|level|and|basis|or|from|on|to|by|"
	    "oleh|lain|lainnya|tiap|setiap|maupun|serta|"
	    "di|mohon|terima|terbaru|terakhir|beserta|sampai|hingga|sebagai|"
	    "tertinggal|berdasarkan|mandiri|berkembang|dalam|atau|kak|"
	    "pak|bu|min|ya|berikut|"
	    "induk|tetangga|sekitar|saja|masing-masing|yaitu|apakah|karena|"
	    "\\w+ (?:dalam angka))\\b)[a-z]",
	/* the areas within one, not the whole of it */
	[CUE_EACH] = "\\b(?:seluruh|semua|tiap|setiap|per|antar|all) "
		     "(?:kabupaten|kota|regenc(?:y|ies))\\b|"
		     "\\bkabupaten ?(?:/|dan) ?kota (?:di|se)",
	/* more follows a list that is not known */
	/* what is wanted follows as a list */
	[CUE_LIST] =
	    "\\b(?:data|tambahan|berikut|perlu\\w*|butuh\\w*|memerlukan|"
	    "membutuhkan|need|items?|baris|hal)\\b[^:.;?!]{0,60}: ",
	/* ... a piece of it that says something: two words, no number */
	[CUE_PIECE] = "\\A(?: dan)? ?(?!(?:(?:dan |per |menurut |jenis |laki|"
		      "perempuan|total|tingkat|tahun|periode|untuk|dengan|"
		      "terima|atas|mohon|harga|adh|year|in|by)\\w*\\b))"
		      "[a-z]+ [a-z]+",
	[CUE_AND] = ",|/| (?:dan|serta|and|&|sama|plus) ",
	/* lists of people are no statistics */
	[CUE_NAMES] = "\\b(?:by name|by address|nama-nama|daftar nama|"
		      "data individu|names of)\\b",
	/* not what it is, but when it comes */
	[CUE_WHEN] =
	    "\\b(?:kapan|when|jadwal|schedule|rilis|dirilis|terbit\\w*|"
	    "diumumkan|released?)\\b",
	[CUE_JOINED] =
	    "\\A(?: (?!dan|serta|and|di|per|tahun|"
	    "untuk)\\w+){0,2},? ?(?:dan|serta|&|and|sama|plus|beserta|/) ?"
	    "(?!(?:saya|kami|kita|terima|mohon|minta|tolong|untuk|jika|bila|"
	    "apakah|bagaimana|apa|kapan|di|ke|kalau|bisa|dapat|akan|yang|"
	    "tahun|juga|ingin|mau|perlu|sudah|tidak|belum|berapa|"
	    "mengapa|kenapa|mana|i|we|how|what|is|are|would|thank|if|please|"
	    "also|the|sejenisnya|lain\\w*|komponen\\w*|pendukung\\w*|indikator|"
	    "metode|metodologi|cara|definisi|konsep|penjelasan|menghitung\\w*|"
	    "perempuan|laki-laki|kota|kabupaten|kecamatan|desa|provinsi|"
	    "bagaimanakah|sumber\\w*|tautan|link|seterusnya|\\d)\\b)"
	    "[a-z]",
};

void
understood_cues(struct understanding *u)
{
	struct why w;
	size_t i;

	for (i = 0; i < CUE_COUNT; i++)
		if (re_new(patterns[i], "is", &u->cue[i], &w) != OK)
			abort();
}

/* "tahun. 2022" goes on. */
static bool
ends_sentence(const struct reading *r, size_t at)
{
	const char *s = r->s + at;

	if (*s == '\0' || strchr(".?!;", *s) == NULL ||
	    (s[1] != ' ' && s[1] != '\0'))
		return false;
	return *s != '.' || at < 5 || strncmp(s - 5, "tahun", 5) != 0;
}

/* From where the sentence of at is looked at. */
static size_t
sentence_start(const struct reading *r, size_t at)
{
	size_t i;

	for (i = at; i > 0 && at - i < BACK; i--)
		if (ends_sentence(r, i - 1))
			return i;
	return i;
}

static size_t
sentence_end(const struct reading *r, size_t at)
{
	while (at < r->n && !ends_sentence(r, at))
		at++;
	return at;
}

/* Do these words stand before at, in its sentence? */
static bool
before(const struct reading *r, size_t at, enum cue cue)
{
	size_t from = sentence_start(r, at);

	return re_test(r->u->cue[cue], r->s + from, at - from);
}

static bool
overlaps(const struct founds *l, size_t at)
{
	size_t i;

	for (i = 0; i < l->n; i++)
		if (at >= l->v[i].at && at < l->v[i].end)
			return true;
	return false;
}

/* The next that starts at or after at; NULL: none. */
static const struct found *
next_from(const struct founds *l, size_t at)
{
	size_t i;

	for (i = 0; i < l->n; i++)
		if (l->v[i].at >= at)
			return &l->v[i];
	return NULL;
}

static const struct known *
row_of(const struct known_list *l, const struct re_span *span)
{
	size_t i;

	for (i = 0; i < l->n; i++)
		if (span[l->v[i].group].at != SIZE_MAX)
			return &l->v[i];
	return NULL;
}

static void
scan(struct reading *r, const struct known_list *l, struct founds *f)
{
	size_t i, at = 0, most = 1;
	struct re_span *span;

	for (i = 0; i < l->n; i++)
		if ((size_t)l->v[i].group >= most)
			most = (size_t)l->v[i].group + 1;
	if (l->re == NULL)
		return;
	span = mem_zero(most, sizeof(*span));
	while (at < r->n && re_match(l->re, r->s, r->n, at, span, most)) {
		at = span[0].at + (span[0].len ? span[0].len : 1);
		if (f->n == FOUND_MAX) {
			f->unsure = true;
			break;
		}
		f->v[f->n++] = (struct found){ .at = span[0].at,
			.end = span[0].at + span[0].len,
			.what = row_of(l, span),
			.counts = true };
	}
	free(span);
}

/* Does a concept stand behind the word that ends at at, before another
 * begins? */
static bool
is_headed(const struct reading *r, size_t at)
{
	const struct found *next = next_from(&r->concepts, at);

	return next != NULL && next->at < sentence_end(r, at) &&
	       next->at - at <= HEAD_REACH &&
	       !re_test(r->u->cue[CUE_AND], r->s + at, next->at - at);
}

/* "jumlah hotel" where no list knows hotels: what would be told is less than
 * what is asked. */
static void
doubt_heads(struct reading *r)
{
	struct re_span span;
	size_t at = 0;

	while (re_match(r->u->cue[CUE_HEADS], r->s, r->n, at, &span, 1)) {
		at = span.at + span.len;
		if (overlaps(&r->concepts, span.at))
			continue;
		if (!is_headed(r, at) &&
		    !re_test(r->u->cue[CUE_VAGUE], r->s + at, r->n - at) &&
		    !(next_from(&r->areas, at) != NULL &&
			next_from(&r->areas, at)->at <= at + 1))
			r->concepts.unsure = true;
	}
}

/* "penduduk dan hotel" */
static void
doubt_joined(struct reading *r)
{
	const struct found *f, *next;
	struct re_span span;
	size_t i, end;

	for (i = 0; i < r->concepts.n; i++) {
		f = &r->concepts.v[i];
		if (!f->counts ||
		    !re_match(r->u->cue[CUE_JOINED], r->s + f->end,
			r->n - f->end, 0, &span, 1))
			continue;
		end = f->end + span.len - 1;
		next = next_from(&r->concepts, f->end);
		if ((next != NULL && next->at <= end + APART) ||
		    ((next = next_from(&r->areas, f->end)) != NULL &&
			next->at <= end + 1))
			continue;
		r->concepts.unsure = true;
	}
}

/* Does anything of a list stand in from..to? */
static bool
holds(const struct founds *l, size_t from, size_t to)
{
	const struct found *f = next_from(l, from);

	return overlaps(l, from) || (f != NULL && f->at < to);
}

/* After a colon or a dash each piece must be known. */
static void
doubt_list(struct reading *r)
{
	struct re_span span;
	size_t at, to, end;

	if (!re_match(r->u->cue[CUE_LIST], r->s, r->n, 0, &span, 1))
		return;
	at = span.at + span.len;
	end = sentence_end(r, at);
	for (; at < end; at = to + 1) {
		to = at + strcspn(r->s + at, ",;");
		if (to > end)
			to = end;
		if (!holds(&r->concepts, at, to) && !holds(&r->areas, at, to) &&
		    re_test(r->u->cue[CUE_PIECE], r->s + at, to - at))
			r->concepts.unsure = true;
	}
}

static void
find_concepts(struct reading *r)
{
	struct found *f;
	size_t i;

	scan(r, &r->u->concepts, &r->concepts);
	for (i = 0; i < r->concepts.n; i++) {
		f = &r->concepts.v[i];
		f->counts = !before(r, f->at, CUE_TITLE) &&
			    !before(r, f->at, CUE_DENIED) &&
			    !before(r, f->at, CUE_BODY) &&
			    !before(r, f->at, CUE_PURPOSE);
	}
}

/* Does the sentence of at name a concept that counts? */
static bool
asked_there(const struct reading *r, size_t at)
{
	size_t from = sentence_start(r, at), to = sentence_end(r, at), i;

	for (i = 0; i < r->concepts.n; i++)
		if (r->concepts.v[i].counts && r->concepts.v[i].at >= from &&
		    r->concepts.v[i].at < to)
			return true;
	return false;
}

/* "Toho, Mempawah": the small area is meant, within the large one. */
static void
keep_smallest(struct reading *r)
{
	struct founds *l = &r->areas;
	struct found *x, *y;
	size_t i, k, gap;

	for (i = 0; i + 1 < l->n; i++) {
		x = &l->v[i];
		y = &l->v[i + 1];
		if (x->what->class == y->what->class)
			continue;
		gap = y->at - x->end;
		for (k = 0; k < gap; k++)
			if (strchr(" ,.-()", r->s[x->end + k]) == NULL)
				break;
		if (k < gap &&
		    !(gap <= 4 && strncasecmp(r->s + x->end, " di ", 4) == 0))
			continue;
		if (x->what->class < y->what->class)
			y->counts = false;
		else
			x->counts = false;
	}
}

/* Several that stand apart belong to different things. */
static void
doubt_apart(struct founds *l)
{
	const struct found *last = NULL;
	size_t i;

	for (i = 0; i < l->n; i++) {
		if (!l->v[i].counts)
			continue;
		if (last != NULL && l->v[i].at > last->end + APART &&
		    (l->v[i].what != last->what || l->v[i].from != last->from ||
			l->v[i].to != last->to))
			l->unsure = true;
		last = &l->v[i];
	}
}

static void
doubt_places(struct reading *r)
{
	struct re_span span;
	size_t at = 0;

	if (re_test(r->u->cue[CUE_EACH], r->s, r->n))
		r->areas.unsure = true;

	while (re_match(r->u->cue[CUE_PLACES], r->s, r->n, at, &span, 1)) {
		at = span.at + span.len;
		if (!overlaps(&r->areas, span.at) &&
		    !overlaps(&r->areas, at - 1) &&
		    !overlaps(&r->concepts, span.at) &&
		    !before(r, span.at, CUE_PLACE) && asked_there(r, span.at))
			r->areas.unsure = true;
	}
}

static void
find_areas(struct reading *r)
{
	struct founds *l = &r->areas;
	struct found *f;
	size_t i;

	for (i = 0; i < l->n; i++) {
		f = &l->v[i];
		f->counts = (asked_there(r, f->at) ||
				before(r, f->at, CUE_WHERE)) &&
			    !before(r, f->at, CUE_PLACE) &&
			    !before(r, f->at, CUE_TITLE) &&
			    !before(r, f->at, CUE_DENIED);
	}
	keep_smallest(r);
	doubt_apart(l);
	doubt_places(r);
}

static int
number_at(const char *s)
{
	static const struct {
		const char *word;
		int n;
	} words[] = { { "dua", 2 }, { "two", 2 }, { "tiga", 3 }, { "three", 3 },
		{ "lima", 5 }, { "five", 5 }, { "sepuluh", 10 },
		{ "ten", 10 } };
	size_t i;

	for (i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (strncasecmp(s, words[i].word, strlen(words[i].word)) == 0)
			return words[i].n;
	return (int)strtol(s, NULL, 10);
}

/* The years of one match; from and to as in struct found. */
static void
read_years(const struct reading *r, const struct re_span *span, struct found *f)
{
	struct re *re = r->u->cue[CUE_YEARS];
	const struct re_span *from = &span[re_group(re, "from")],
			     *to = &span[re_group(re, "to")],
			     *one = &span[re_group(re, "one")],
			     *last = &span[re_group(re, "last")];
	bool now = span[re_group(re, "now")].at != SIZE_MAX ||
		   span[re_group(re, "this")].at != SIZE_MAX;

	if (last->at == SIZE_MAX)
		last = &span[re_group(re, "past")];
	if (from->at != SIZE_MAX) {
		f->from = number_at(r->s + from->at);
		f->to = number_at(r->s + to->at);
	} else if (one->at != SIZE_MAX) {
		f->from = number_at(r->s + one->at);
	} else if (last->at != SIZE_MAX) {
		f->to = number_at(r->s + last->at);
	} else {
		f->from = now ? r->year : r->year - 1;
	}
}

/* Can data of these years be asked for? */
static bool
plausible(const struct reading *r, const struct found *f)
{
	if (f->from == 0)
		return f->to >= 2 && f->to <= 60;
	return f->from >= OLDEST && f->from <= r->year &&
	       (f->to == 0 || (f->to > f->from && f->to <= r->year));
}

static void
find_years(struct reading *r)
{
	struct founds *l = &r->years;
	struct re_span span[16];
	struct found *f;
	size_t at = 0;

	while (at < r->n &&
	       re_match(r->u->cue[CUE_YEARS], r->s, r->n, at, span, 16)) {
		at = span[0].at + span[0].len;
		if (l->n == FOUND_MAX) {
			l->unsure = true;
			return;
		}
		f = &l->v[l->n];
		*f = (struct found){ .at = span[0].at, .end = at };
		if (before(r, f->at, CUE_NO_YEAR) ||
		    before(r, f->at, CUE_DENIED) ||
		    before(r, f->at, CUE_TITLE) ||
		    (!asked_there(r, f->at) && !before(r, f->at, CUE_PERIOD)))
			continue;
		read_years(r, span, f);
		if (!plausible(r, f) || before(r, f->at, CUE_PART_YEAR))
			l->unsure = true;
		f->counts = true;
		l->n++;
	}
	doubt_apart(l);
}

void
understood_find(struct reading *r)
{
	r->n = strlen(r->s);
	find_concepts(r);
	scan(r, &r->u->areas, &r->areas);
	doubt_heads(r);
	doubt_joined(r);
	doubt_list(r);
	find_areas(r);
	find_years(r);
	if (re_test(r->u->cue[CUE_NAMES], r->s, r->n))
		r->concepts.unsure = true;
}
