/* objects: base desk/officer_cut desk/command_value desk/office desk/kind */
/* The receipt: quotes of our own mails shrink to a line, all else is there. */
#include <string.h>

#include "tap.h"

#include "desk/officer.h"

static const char ours[] =
    "--- Tulis jawaban untuk pemohon di atas garis ini ---\n\n"
    "Tiket baru PST-2611-0042\n\n"
    "Balas pos-el ini = terkirim ke pemohon. Lampiran ikut terkirim. Kutipan\n"
    "dan tanda tangan Anda tidak ikut.\n\n"
    "  Dari           : Sari Dewi\n"
    "  Petugas        : Rina Kartika (Anda)\n\n"
    "Isi pesan:\n\n"
    "> Mohon data jumlah penduduk menurut kecamatan.\n\n"
    "- Tulis catatan : #catatan\n"
    "- Tutup tiket : #selesai\n\n"
    "Pelayanan Statistik Terpadu BPS Kabupaten Contoh. Panduan: kirim\n"
    "#bantuan ke pst@contoh.example.\n";

static const struct {
	const char *name, *cut, *want;
} rows[] = {
	{ "his signature alone", "-- \nRina Kartika\nBPS Kabupaten Contoh",
	    "-- \nRina Kartika\nBPS Kabupaten Contoh\n" },
	{ "a signature that says what our mail says",
	    "Rina Kartika\nPelayanan Statistik Terpadu BPS Kabupaten Contoh",
	    "Rina Kartika\nPelayanan Statistik Terpadu BPS Kabupaten Contoh\n" },
	{ "our mail, quoted with signs",
	    "Rina\n\nPada Sen, 23 Nov 2026 PST menulis:\n"
	    "> --- Tulis jawaban untuk pemohon di atas garis ini ---\n>\n"
	    "> Tiket baru PST-2611-0042\n>\n> Isi pesan:\n>\n"
	    ">> Mohon data jumlah penduduk menurut kecamatan.\n",
	    "Rina\n\nPada Sen, 23 Nov 2026 PST menulis:\n"
	    "(kutipan pemberitahuan kami, 4 baris)\n" },
	{ "rewrapped, with links written out, and what stands below it",
	    "From: PST\n"
	    "Tiket baru PST-2611-0042\n"
	    "Balas pos-el ini = terkirim ke pemohon.\n"
	    "Lampiran ikut terkirim. Kutipan dan tanda tangan Anda tidak "
	    "ikut.\nDari : Sari Dewi\nPetugas : Rina Kartika (Anda)\n"
	    "Isi pesan:\n"
	    "Mohon data jumlah penduduk menurut\nkecamatan.\n"
	    "Tulis catatan #catatan <mailto:pst@contoh.example?body=x>\n"
	    "Tutup tiket #selesai\n"
	    "Pos-el ini rahasia. Bila salah kirim, hapuslah.\n",
	    "From: PST\n(kutipan pemberitahuan kami, 10 baris)\n"
	    "Pos-el ini rahasia. Bila salah kirim, hapuslah.\n" },
	{ "a line within it that is not ours",
	    "> Tiket baru PST-2611-0042\n"
	    "> Ini saya tulis di tengah kutipan.\n"
	    "> Balas pos-el ini = terkirim ke pemohon.\n",
	    "(kutipan pemberitahuan kami, 1 baris)\n"
	    "> Ini saya tulis di tengah kutipan.\n"
	    "(kutipan pemberitahuan kami, 1 baris)\n" },
	{ "somebody else's mail", "> Selamat pagi, kapan rapatnya?\n",
	    "> Selamat pagi, kapan rapatnya?\n" },
	{ "nothing", "", "" },
};

int
main(void)
{
	struct arena *a = arena_new();
	const char *texts[] = { "Tiket lain\n", ours };
	struct strs mails = { texts, 2 }, none = { texts, 0 };
	char *big;
	size_t i;

	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		is_str(officer_cut(a, rows[i].cut, &mails), rows[i].want,
		    rows[i].name);
	is_str(officer_cut(a, "> a\nb", &none), "> a\nb\n",
	    "without a mail of ours all of it");
	big = arena_alloc(a, 100001);
	for (i = 0; i < 100000; i++)
		big[i] = i % 50 == 49 ? '\n' : 'x';
	is_int((int64_t)strlen(officer_cut(a, big, &mails)), 100000,
	    "however long it is");
	arena_free(&a);
	return done_testing();
}
