/* objects: base/arena base/buf base/mem base/text desk/judge desk/judge_absence
 * desk/judge_asks desk/judge_auto desk/judge_list desk/judge_notice
 * desk/judge_reply desk/judge_words desk/kind desk/office desk/phrase mail/msg
 */
#include "tap.h"

#include "unit/judge_mail.h"

/* Services that write without any header, and people who speak of them. */
static const struct {
	const char *check; /* the row, "" for none */
	bool portal, may_reply;
	const char *from, *subject, *text;
} mails[] = {
	/* tasks for the office */
	{ "", true, false, "notifikasi@pst.bps.go.id", "Transaksi baru",
	    "Ada transaksi konsultasi baru dari Siti. Silakan login untuk "
	    "menjawab." },
	{ "", true, false, "notifikasi@pst.bps.go.id", "Transaksi baru",
	    "Ada transaksi konsultasi baru. Silakan login untuk menjawab.\n\n"
	    "Email ini dikirim secara otomatis, mohon tidak membalas email "
	    "ini." },
	{ "", true, false, "sp4n.lapor@menpan.go.id",
	    "Disposisi Laporan 8123456",
	    "Laporan dengan nomor 8123456 telah didisposisikan kepada BPS "
	    "Kabupaten Mempawah. Mohon segera ditindaklanjuti." },
	{ "", true, false, "romantik@bps.go.id", "Pengajuan rekomendasi baru",
	    "Pengajuan rekomendasi kegiatan statistik menunggu pemeriksaan "
	    "Anda di aplikasi." },
	{ "", true, false, "silastik@bps.go.id",
	    "[Silastik] Transaksi #6104-233 menunggu jawaban",
	    "Transaksi 6104-233 menunggu jawaban. Klik tautan berikut untuk "
	    "melihat: https://silastik.bps.go.id/t/233" },
	{ "", false, true, "budi@menpan.go.id", "Laporan LAPOR baru",
	    "Pak, ada laporan baru yang menunggu di aplikasi. Apakah sudah "
	    "dilihat?" },
	{ "", false, true, "notif.dinas@example.com", "Data penduduk",
	    "Berapa jumlah penduduk Mempawah tahun 2024?" },
	{ "", false, true, "humas@menpan.go.id", "Data",
	    "Mohon data jumlah ASN Kabupaten Mempawah." },
	{ "", false, true, "abuse@isp.example", "Abuse report",
	    "We saw log-ins from your network. What happened?" },
	{ "", false, true, ANN, "Fwd: Disposisi Laporan 8123456",
	    "Laporan 8123456 telah didisposisikan kepada BPS. Kapan laporan "
	    "saya dijawab?" },

	/* deliveries, late and done */
	{ "delivery-notice", false, false, "mta@example.net",
	    "Delivery delayed",
	    "This is an automatically generated Delivery Status "
	    "Notification.\n\nTHIS IS A WARNING MESSAGE ONLY.\n\nYOU DO NOT "
	    "NEED TO RESEND YOUR MESSAGE.\n\nDelivery to the following "
	    "recipients has been delayed.\n\n   a@b.example" },
	{ "delivery-notice", false, false, "mail@example.net",
	    "Warning: could not send message for past 4 hours",
	    "   ----- The following addresses had transient non-fatal errors "
	    "-----\n<a@b.example>\n" },
	{ "delivery-notice", false, false, "system@example.net",
	    "Delivered: Jawaban",
	    "Your message has been delivered to the following recipients:\n\n"
	    "a@b.example" },
	{ "", false, true, ANN, "Delivery delayed",
	    "The delivery of the yearbook I ordered has been delayed. When "
	    "will it arrive?" },
	{ "", false, true, ANN, "Warning: could not send message",
	    "I got \"this is a warning message only\" when I wrote to you "
	    "yesterday." },
	{ "", false, true, ANN, "Terkirim: berkas permohonan",
	    "Berkas sudah kami kirim lewat pos hari ini." },

	/* groups */
	{ "group", false, false, "rudi@example.com",
	    "[milis-statistik] Diskusi inflasi",
	    "Rekan-rekan, bagaimana pendapat Anda tentang inflasi?\n\n-- \n"
	    "Anda menerima pesan ini karena berlangganan grup \"milis\".\n"
	    "Untuk berhenti berlangganan grup ini, kirim email ke "
	    "milis-statistik+unsubscribe@groups.example" },
	{ "group", false, false, "dosen-statistik@groups.example",
	    "[dosen-statistik] Digest Number 33",
	    "There are 3 messages in this digest.\n\n1. Bagaimana KBLI?" },
	{ "", false, true, ANN, "Digest statistik 2024",
	    "Apakah ada digest statistik tahun 2024?" },
	{ "", false, true, ANN, "Grup",
	    "Saya tidak tahu mengapa anda menerima pesan ini karena "
	    "berlangganan grup. Mohon data inflasi." },
	{ "", false, true, ANN, "Fwd: [milis] Inflasi",
	    "Apakah angka ini benar?\n\nAnda menerima pesan ini karena "
	    "berlangganan grup milis. milis+unsubscribe@groups.example" },

	/* newsletters */
	{ "", false, false, "info@toko.example", "Kabar pekan ini",
	    "Kegiatan pekan ini: pameran buku di Pontianak.\n\nUntuk berhenti "
	    "berlangganan, klik di sini." },
	{ "", false, false, "news@press.example", "Weekly news",
	    "Prices rose again this week.\n\nUnsubscribe | View in browser" },
	{ "", false, true, ANN, "Newsletter BPS",
	    "I got unsubscribed from your newsletter by mistake. Please "
	    "re-add me. I clicked here to unsubscribe." },
	{ "", false, true, ANN, "Buletin",
	    "Saya tidak sengaja klik berhenti berlangganan. Tolong daftarkan "
	    "lagi alamat ini." },

	/* a proof that a person writes */
	{ "hold", false, false, "x@example.com", "Your message is on hold",
	    "Your message to x@example.com is on hold. To deliver it please "
	    "click this link to verify that you are a human sender." },
	{ "", false, true, ANN, "Why was my message on hold?",
	    "Your system says my message is on hold and wants me to verify "
	    "that I am human. Why is that?" },

	{ "recall", false, false, ANN, "Recall: Data",
	    "Yanti would like to recall the message, \"Data\"." },
	{ "", false, true, ANN, "Recall: Data",
	    "I would like to recall the figures of my request." },

	/* a sign, and no word */
	{ "reaction", false, false, ANN, "Re: Data",
	    "\xf0\x9f\x91\x8d\n\nAnn Lee reacted via Gmail" },
	{ "reaction", false, false, ANN, "Re: Data",
	    "Ann Lee bereaksi melalui Gmail" },
	{ "reaction", false, false, ANN, "Re: Data",
	    "Ann Lee reacted to your message:" },
	{ "reaction", false, false, ANN, "Re: Data", "\xf0\x9f\x91\x8d" },
	{ "", false, true, ANN, "Data", "\xf0\x9f\x91\x8d mohon datanya" },
	{ "", false, true, ANN, "Data",
	    "Kolega saya bereaksi melalui Gmail, apakah jawaban itu "
	    "sampai? Mohon dikirim ulang tabel penduduk tahun 2024 itu." },

	/* machines in an office */
	{ "device", false, false, "kantor@example.com", "Message from RNP",
	    "This E-mail was sent from \"RNP002673\" (MP C3004).\n\nScan "
	    "Date: 11.20.2026 09:00:00" },
	{ "device", false, false, "fax@example.com", "Faks",
	    "Anda menerima 1 faks baru." },
	{ "", false, true, ANN, "Faks",
	    "Apakah Anda menerima 2 faks dari kantor kami?" },
	{ "", false, true, ANN, "Surat",
	    "Mohon data penduduk. Surat terlampir, scan date: 20 November." },

	/* invitations */
	{ "", false, false, "messages@linkedin.example",
	    "Rina mengundang Anda untuk terhubung",
	    "Rina ingin terhubung dengan Anda. Terima undangan" },
	{ "", false, false, "share@dropbox.example", "Folder",
	    "Budi shared the folder \"Data\" with you. View folder" },
	{ "", false, true, ANN, "Folder data",
	    "Kami membagikan folder dengan Anda: surat dan proposal." },
	{ "", false, false, ANN, "Undangan: Rapat @ Jum 27 Nov 2026",
	    "Rapat\nJum 27 Nov 2026 09.00\n\nBalas: Ya - Mungkin - Tidak" },
	{ "", false, true, ANN, "Undangan rapat",
	    "Ya, mungkin data itu tidak ada. Bisa dicek?" },

	/* a new address */
	{ "moved", false, false, ANN, "Perubahan alamat email",
	    "Alamat email saya berubah menjadi ani@baru.example. Email ke "
	    "alamat lama tidak akan dibaca lagi." },
	{ "", false, true, ANN, "Alamat baru",
	    "Alamat email saya berubah, alamat lama tidak akan dibaca lagi. "
	    "Mohon data jumlah penduduk dikirim ke alamat ini." },
	{ "", false, true, ANN, "Tiket 88",
	    "Alamat email saya berubah. Alamat lama tidak dibaca lagi." },

	/* addresses at which nobody reads */
	{ "", false, false, "tidak.dibalas@example.com", "Info", "Kabar." },
	{ "", false, false, "tidak-membalas@example.com", "Info", "Kabar." },
	{ "", false, false, "jangan-balas@example.com", "Info", "Kabar." },
	{ "", false, false, "notifikasi@example.com", "Info", "Kabar." },
	{ "", false, false, "notifications@example.com", "Info", "Kabar." },
	{ "", false, false, "alerts@example.com", "Info", "Kabar." },
	{ "", false, false, "scanner@example.com", "Info", "Kabar." },
	{ "", false, false, "bounces@example.com", "Info", "Kabar." },
	{ "", false, false, "SRS0=ab=cd=x.example=ann@example.com", "Info",
	    "Kabar." },
	{ "", false, true, "alertina@example.com", "Info", "Kabar." },
	{ "", false, true, "faxira@example.com", "Info", "Kabar." },

	/* people about machines */
	{ "", false, false, "invitations@linkedin.example", "Join my network",
	    "Hi, I'd like to add you to my professional network "
	    "on LinkedIn. Accept invitation" },
	{ "delivery-notice", false, false, "x@mx.example",
	    "Delivery Status Notification (Delay)",
	    "This is an automatically generated Delivery Status "
	    "Notification.\n\nDelivery to the following recipient"
	    " has been delayed:\n\n a@b.example\n\nMessage will "
	    "be retried for 2 more days." },
	{ "delivery-notice", false, false, "x@mx.example",
	    "Pengiriman tertunda",
	    "Pengiriman pesan kepada penerima berikut tertunda: a@b.example" },
	{ "delivery-notice", false, false, "x@mx.example",
	    "Successful Mail Delivery Report",
	    "Your message was successfully delivered to the "
	    "destination(s) listed below." },
	{ "group", false, false, "x@ex.example", "Re: Undangan diskusi",
	    "Setuju.\n-- \nYou received this message because you "
	    "are subscribed to the Google Groups \"stat\" group."
	    "\nTo unsubscribe from this group and stop receiving "
	    "emails from it, send an email to "
	    "stat+unsubscribe@googlegroups.example." },
	{ "group", false, false, "x@ex.example",
	    "Forum Digest, Vol 12, Issue 3",
	    "Send Forum mailing list submissions to "
	    "forum@ex.example\n\nToday's Topics:\n 1. Berapa?" },
	{ "hold", false, false, "x@ex.example", "Re: Jawaban",
	    "Your email to budi@ex.example is being held. Click "
	    "here to confirm you are a real person." },
	{ "hold", false, false, "x@ex.example", "Verifikasi pengirim",
	    "Pesan Anda kepada budi ditahan. Klik tautan ini "
	    "untuk membuktikan bahwa Anda manusia." },
	{ "recall", false, false, "x@ex.example", "Recall: Undangan Rapat",
	    "The sender would like to recall the message, \""
	    "Undangan Rapat\"." },
	{ "device", false, false, "scanner@ex.example", "Scan",
	    "This E-mail was sent from \"RNP00267\" (Aficio MP)."
	    "\nScan Date: 20.11.2026\nQueries to: "
	    "scanner@ex.example" },
	{ "moved", false, false, "x@ex.example", "My email address has changed",
	    "My email address has changed to ann@new.example. My "
	    "old address is no longer monitored." },
	{ "", true, false, "no-reply@lapor.go.id", "Laporan baru",
	    "Terdapat laporan baru yang didisposisikan ke "
	    "instansi Anda. Silakan login ke aplikasi untuk "
	    "menindaklanjuti." },
	{ "", false, true, ANN, "Data",
	    "Kami berlangganan publikasi BPS. Untuk berhenti "
	    "berlangganan bagaimana caranya?" },
	{ "", false, true, ANN, "Message delayed",
	    "Sorry for the delay, my message was delayed. The "
	    "table you sent is fine." },
	{ "", false, true, "pst.user@example.com", "Transaksi konsultasi",
	    "Transaksi konsultasi saya nomor 8812 masih menunggu jawaban." },
	{ "", false, true, "sekretariat@mempawahkab.go.id",
	    "Permintaan data baru",
	    "Ada permintaan baru dari Bupati, mohon data IPM 2024." },
	{ "", false, true, "sistem.informasi@mempawahkab.go.id", "Data IPM",
	    "Mohon data IPM 2024 untuk aplikasi kami." },
	{ "", false, true, "aplikasi@mempawahkab.go.id", "Data",
	    "Kami dari bidang aplikasi. Mohon data penduduk per desa." },
	{ "", false, true, ANN, "Delivered: publikasi",
	    "Publikasi sudah sampai di kantor kami, terima kasih." },
	{ "", false, true, ANN, "Undangan rapat",
	    "Undangan rapat hari Jumat terlampir. Hadir: Kepala BPS." },
	{ "", false, true, ANN, "Alamat kantor",
	    "Email kami berubah menjadi dinas@baru.example, yang "
	    "lama tidak aktif. Bagaimana cara memperbarui akun "
	    "PST?" },
	{ "", false, true, ANN, "Scan surat",
	    "Terlampir scan surat permohonan, this was sent from my phone." },
	{ "", false, true, ANN, "Data fax",
	    "Berapa jumlah rumah tangga yang punya faks?" },
	{ "", false, true, ANN, "Data penduduk",
	    "Data penduduk 2024 per desa\n\nSent from Mail. Get "
	    "Outlook for Android" },
	{ "", false, true, ANN, "Hasil sensus",
	    "Kami lihat buletin BPS ada tulisan unsubscribe. Data"
	    " penduduk 2024 dong." },
	{ "", false, true, ANN, "Balasan otomatis tidak membantu",
	    "Saya minta jawaban dari manusia, bukan balasan otomatis. Data "
	    "kemiskinan belum saya terima." },
	{ "", false, true, ANN, "Automatic reply complaint",
	    "I keep getting your automatic reply and no officer answers my "
	    "request." },
	{ "", false, true, ANN, "Data",
	    "Pesan ini dikirim otomatis oleh sistem kampus atas nama Nia. "
	    "Saya membutuhkan data jumlah penduduk miskin Mempawah 2023." },
	{ "", false, true, ANN, "Fwd: Automatic reply: Data",
	    "Dinas tidak menjawab, jadi saya tanya ke BPS saja: berapa jumlah "
	    "kapal nelayan di Mempawah?" },
};

static void
test_mails(struct arena *a)
{
	struct judgement j;
	struct mail x;
	size_t i;

	for (i = 0; i < sizeof(mails) / sizeof(mails[0]); i++) {
		mail_init(&x, mails[i].from, mails[i].subject, mails[i].text);
		judge(a, &x, &j);
		ok(strcmp(j.check, mails[i].check) == 0 &&
			j.portal == mails[i].portal &&
			j.may_reply == mails[i].may_reply,
		    "row %zu: \"%s\" (%s %s; %s)", i, mails[i].subject, j.check,
		    j.why, j.reply_why);
	}
}

static void
test_forged_portal(struct arena *a)
{
	struct judgement j;
	struct mail x;

	mail_init(&x, "silastik@bps.go.id", "Transaksi menunggu jawaban",
	    "Klik tautan berikut untuk melihat.");
	x.m.auth.spf = AUTH_FAIL;
	judge(a, &x, &j);
	ok(!j.portal, "a portal that SPF disowns");
	x.m.auth.dkim = AUTH_PASS;
	judge(a, &x, &j);
	ok(j.portal && strstr(j.reply_why, "portal") != NULL,
	    "forwarded, but signed: %s", j.reply_why);
	x.m.auth.dmarc = AUTH_FAIL;
	judge(a, &x, &j);
	ok(!j.portal, "one that DMARC disowns");
	mail_init(&x, "silastik@bps.go.id.example",
	    "Transaksi menunggu jawaban", "Klik tautan berikut untuk melihat.");
	judge(a, &x, &j);
	ok(!j.portal, "a domain that only looks alike");
}

static void
test_officer_reply_to(void)
{
	static const struct officer eka = {
		.id = "eka", .name = "Eka", .address = "eka@bps.go.id"
	};
	struct office o = office;
	struct arena *a = arena_new();
	struct mail x;

	o.officers = &eka;
	o.nofficers = 1;
	mail_init(&x, ANN, "Pengaduan", "Eka meminta uang.");
	put_fields(a, &x, "Reply-To: EKA@bps.go.id");
	is_str(judge_reply_address(&o, &x.m)->address, ANN,
	    "no answer goes to an officer by Reply-To");
	is_str(judge_reply_address(&office, &x.m)->address, "EKA@bps.go.id",
	    "an officer of another office is somebody else");
	arena_free(&a);
}

int
main(void)
{
	struct arena *a = arena_new();

	test_mails(a);
	test_forged_portal(a);
	test_officer_reply_to();
	arena_free(&a);
	return done_testing();
}
