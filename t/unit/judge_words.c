/* objects: base/arena base/buf base/mem base/text desk/judge desk/judge_absence
 * desk/judge_asks desk/judge_auto desk/judge_list desk/judge_notice
 * desk/judge_reply desk/judge_words desk/kind desk/office desk/phrase mail/msg
 */
#include "tap.h"

#include "unit/judge_mail.h"

/* Without any header: who wrote it? */
static const struct {
	bool machine, reply;
	const char *subject, *text;
} words[] = {
	{ true, false, "Balasan otomatis: Data kemiskinan",
	    "Saya sedang dinas luar." },
	{ true, false, "Automatic reply: Your request", "" },
	{ true, false, "Automatic reply: Poverty data",
	    "I am out of the office until 3 December. For urgent matters "
	    "please contact my colleague." },
	{ true, false, "Out of Office Re: Data",
	    "Thank you for your message. I am away." },
	{ true, false, "Auto: Data", "Terima kasih." },
	{ true, false, "[Auto-Reply] Data penduduk",
	    "Kami akan membalas secepatnya." },
	{ true, false, "Sedang cuti s.d. 5 Desember", "Hubungi Bu Sri." },
	{ true, false, "Abwesenheitsnotiz: Daten", "Ich bin nicht da." },
	{ true, false, "自动回复: 数据", "我不在办公室" },
	{ true, true, "Re: Data inflasi",
	    "Yth. Bapak/Ibu,\n\nSaya sedang cuti melahirkan sampai dengan 12 "
	    "Januari 2027.\nUntuk keperluan mendesak silakan menghubungi Sdri. "
	    "Wati." },
	{ true, true, "Re: Data inflasi",
	    "Mohon maaf, saat ini saya sedang dinas luar kota dan akan kembali "
	    "ke kantor pada Senin, 30 November. Email Anda akan saya balas "
	    "setelah itu." },
	{ true, true, "Re: Data inflasi",
	    "Saya sedang tidak berada di kantor hingga 4 Desember dan tidak "
	    "dapat membuka email setiap hari." },
	{ true, true, "Re: Data inflasi",
	    "Kantor kami tutup 24 Desember sampai 2 Januari. Pesan Anda akan "
	    "kami baca setelah kami kembali." },
	{ true, true, "Re: Data",
	    "I am on annual leave with limited access to email and will be "
	    "back on Monday." },
	{ true, true, "Re: Data",
	    "Thanks for your email. I'm currently travelling until 5 Dec. If "
	    "it is urgent, please contact the secretariat." },
	{ true, true, "Re: Permohonan data",
	    "Terima kasih telah menghubungi Perpustakaan Daerah. Pesan Anda "
	    "telah kami terima dengan nomor tiket 20261123-77 dan akan "
	    "ditindaklanjuti dalam 2 hari kerja." },
	{ true, false, "[#88123] Laporan Anda",
	    "Terima kasih atas laporan Anda. Laporan Anda telah kami catat "
	    "dan akan segera diproses." },
	{ true, false, "Request received: data",
	    "##- Please type your reply above this line -##\n\nYour request "
	    "(5521) has been received and is being reviewed by our support "
	    "staff. Thank you for contacting us." },
	{ true, true, "Re: Data",
	    "Thank you for contacting Acme Support. We have received your "
	    "message, ticket no. 4411, and will respond within 24 hours." },
	{ true, true, "Re: Data",
	    "Email Anda sudah masuk. Pesan ini dibalas secara otomatis, mohon "
	    "tidak membalas email ini." },
	{ true, true, "Re: Data", "Halo!\n\nThis is an automated response." },
	{ true, false, "Read: Data penduduk",
	    "Your message\n\nTo: Ani\nSubject: Data penduduk\n\nwas read on "
	    "Monday." },
	{ true, false, "Tidak dibaca: Data",
	    "Pesan Anda kepada Budi dihapus tanpa dibaca." },
	{ true, false, "Please confirm your message",
	    "Your message is being held. To confirm that you are a human "
	    "sender, reply to this mail once." },

	{ true, true, "Re: Jadwal konsultasi",
	    "Selamat siang,\n\nTerima kasih atas email Anda. Saya "
	    "sedang menjalani cuti sakit dan belum dapat merespons "
	    "email sampai tanggal 30 November 2026. Untuk hal yang "
	    "bersifat segera, mohon menghubungi Sdr. Agus di "
	    "0812-0000-1111.\n\nSalam,\nDewi" },
	{ true, true, "RE: Data produksi padi",
	    "Mohon maaf, saya sedang mengikuti Diklatpim di Jakarta "
	    "23-27 November 2026. Surel akan saya baca sekembalinya "
	    "dari diklat." },
	{ true, true, "Re: permintaan data",
	    "Hai, aku lagi liburan sampai tgl 2 Des ya. Kalau urgent "
	    "WA aja ke 0812-0000-2222. Makasih!" },
	{ true, true, "Re: Tabel IPM",
	    "Assalamualaikum wr wb. Saya sedang menunaikan ibadah "
	    "umrah s.d. 5 Desember 2026 sehingga tidak dapat membalas "
	    "email. Wassalam." },
	{ true, true, "Re: Data KBLI",
	    "Dear sender,\n\nI'm out of the office from 20 Nov to 30 "
	    "Nov without access to email. Please contact "
	    "info@example.com for anything urgent.\n\nBest,\nJohn" },
	{ true, true, "Re: poverty",
	    "Thank you for your email. I am currently on parental "
	    "leave and will return in February 2027. Your message will "
	    "not be forwarded." },
	{ true, true, "Re: x",
	    "Hello, I will be away from my desk until Thursday, 3 "
	    "December, and will respond to your message upon my return." },
	{ true, false, "Tidak di kantor: Re: Data",
	    "Saya sedang tidak di kantor." },
	{ true, false, "Di luar kantor",
	    "Saya akan kembali tanggal 1 Desember." },
	{ true, false, "Respon otomatis - Permohonan data Anda",
	    "Terima kasih, email Anda telah kami terima." },
	{ true, false, "Autoreply: Data", "ok" },
	{ true, false, "Otomatis: Terima kasih",
	    "Email Anda sudah kami terima dan akan kami balas pada jam "
	    "kerja." },
	{ true, false, "Terima kasih telah menghubungi kami",
	    "Halo,\n\nTerima kasih telah menghubungi Layanan Pelanggan "
	    "PT Listrik Sejahtera. Email Anda sudah kami terima. Tim "
	    "kami akan membalas dalam waktu maksimal 1x24 jam pada "
	    "hari kerja.\n\nNomor tiket Anda: CS-2026-8891\n\nSalam "
	    "hangat,\nTim CS" },
	{ true, false, "Tiket Anda #5567 telah dibuat",
	    "Halo,\nTiket dengan nomor 5567 telah dibuat untuk "
	    "permintaan Anda. Kami akan segera menindaklanjuti. Jangan "
	    "balas email ini." },
	{ true, false, "[Ticket ID: 33411] Support Ticket Opened",
	    "Hello,\nYour support ticket has been opened. A member of "
	    "our team will respond shortly. Ticket #33411" },
	{ true, false, "We received your request (#12345)",
	    "Hi there,\nThanks for reaching out! We have received your "
	    "request and our team will get back to you within 1-2 "
	    "business days." },
	{ true, true, "Re: Undangan rapat",
	    "Kepada pengirim,\n\nIni merupakan balasan otomatis. Saat "
	    "ini saya sedang dalam perjalanan dinas ke Sanggau dan "
	    "akan kembali bertugas pada hari Rabu." },
	{ true, true, "Re: surat",
	    "Email Saudara telah kami terima dan tercatat dalam sistem "
	    "persuratan dengan nomor agenda 221/XI/2026. Terima kasih "
	    "atas surat yang disampaikan. (Email ini dikirim secara "
	    "otomatis oleh sistem, mohon tidak dibalas)" },
	{ true, true, "Re: data",
	    "Kotak surat ini tidak dipantau. Email yang masuk dijawab "
	    "otomatis. Silakan kirim pertanyaan Anda ke "
	    "halo@example.org." },
	{ true, true, "Re: data",
	    "Terima kasih sudah menghubungi Dinas Kominfo. Jam layanan "
	    "kami Senin-Jumat pukul 08.00-15.00. Pesan yang masuk di "
	    "luar jam layanan akan dibalas pada hari kerja berikutnya." },
	{ true, false, "Dibaca: Undangan",
	    "Pesan Anda\n\n   Kepada: Budi\n   Subjek: Undangan\n   "
	    "Dikirim: 20/11/2026\n\ntelah dibaca pada 20/11/2026 10.11." },
	{ true, false, "Auto Response: Re: Data",
	    "Please note our office hours." },
	{ true, false, "Cuti Melahirkan Re: Data", "Sampai Februari." },
	{ true, true, "Re: Data IPM",
	    "Terima kasih atas email yang Anda kirimkan. Saat ini saya "
	    "berada di luar kantor dan baru dapat membalas pada 1 "
	    "Desember 2026." },
	{ true, true, "Re: Data IPM",
	    "Saya sedang menjalankan tugas belajar sampai Agustus "
	    "2027. Silakan menghubungi Bagian Umum." },
	{ true, true, "Re: Data IPM",
	    "Mohon maaf, saya sudah pindah tugas ke BPS Provinsi. "
	    "Untuk selanjutnya silakan kirim email ke "
	    "kominfo@example.org." },
	{ true, true, "Re: Data IPM",
	    "Bapak/Ibu Yth, saya cuti dari tanggal 23 s/d 27 November "
	    "2026. Email akan direspon setelah saya kembali." },
	{ true, true, "Re: Data IPM",
	    "Hari ini saya tidak masuk kantor karena sakit. Untuk "
	    "keperluan penting hubungi Pak Anton, ext 12." },
	{ true, true, "Re: Data IPM",
	    "OOO until 30/11. For urgent issues call +62 812-0000-3333." },
	{ true, true, "Re: Data IPM",
	    "I'm on holiday and back on 7 December. Emails are not "
	    "forwarded." },
	{ true, true, "Re: Data IPM",
	    "Our office will be closed from 24 December 2026 to 3 "
	    "January 2027. We will respond to your email when we "
	    "reopen." },
	{ true, true, "Re: Data IPM",
	    "Dear all, I have limited access to my email this week as "
	    "I am attending a conference in Makassar. I will reply as "
	    "soon as possible." },
	{ true, false, "Pesan Anda telah kami terima",
	    "Yth. Pengirim,\nEmail Anda telah kami terima dan akan "
	    "kami teruskan ke bagian terkait. Terima kasih." },
	{ true, false, "Permohonan Anda telah terdaftar (Reg. 2026/1123)",
	    "Permohonan informasi Anda telah terdaftar dengan nomor "
	    "registrasi 2026/1123. Kami akan memproses permohonan Anda "
	    "paling lambat 10 hari kerja." },
	{ true, true, "Re: Pengaduan pelayanan",
	    "Laporan Anda dengan nomor 9981234 telah kami teruskan ke "
	    "instansi terkait. Pesan ini dihasilkan oleh sistem, mohon "
	    "untuk tidak membalas." },
	{ true, true, "Re: data",
	    "Hi, thanks for your message! This inbox is checked on "
	    "weekdays only. We'll get back to you within two business "
	    "days." },
	{ true, true, "Re: data",
	    "Halo, terima kasih sudah email kami 😊 Admin kami akan "
	    "balas secepatnya ya, jam operasional 09.00-17.00 WIB." },
	{ true, true, "Re: data",
	    "Mohon maaf, alamat email ini sudah tidak digunakan lagi. "
	    "Silakan menghubungi kami melalui sekretariat@example.org. "
	    "Terima kasih." },
	{ true, true, "RE: data",
	    "Anda menerima email ini karena Anda mengirim pesan ke "
	    "ppid@example.org. Ini adalah jawaban otomatis, tidak "
	    "perlu dibalas." },
	{ true, false, "Notifikasi: dokumen Anda telah ditandatangani",
	    "Email ini dikirim secara otomatis. Jangan membalas email "
	    "ini." },

	{ false, false, "Permohonan data",
	    "Saya sedang cuti minggu depan, mohon data inflasi dikirim "
	    "sebelum Jumat." },
	{ false, true, "Re: Data",
	    "Terima kasih Pak. Saya sedang dinas luar sampai Kamis, nanti "
	    "saya cek datanya." },
	{ false, true, "Re: Data",
	    "Maaf baru balas, saya sedang cuti. Datanya sudah cukup." },
	{ false, true, "Re: Pengaduan",
	    "Saya hanya mendapat balasan otomatis. Jawaban otomatis bukan "
	    "jawaban. Kapan keluhan saya diproses?" },
	{ false, false, "Balasan otomatis tidak membantu",
	    "Sudah tiga kali saya menulis, yang datang hanya pesan otomatis. "
	    "Saya kecewa dengan pelayanan ini." },
	{ false, true, "Re: Balasan otomatis: Data",
	    "Baik, kalau begitu kapan data bisa saya terima?" },
	{ false, true, "Re: Data",
	    "Saya menerima email \"Ini adalah pesan otomatis\" tetapi data "
	    "belum ada." },
	{ false, false, "Petugas tidak ada",
	    "Kemarin petugas sedang tidak berada di tempat pada jam layanan. "
	    "Saya menunggu dua jam dan dirugikan." },
	{ false, false, "Kantor tutup",
	    "Kenapa kantor tutup pada hari Senin pukul 10?" },
	{ false, false, "Jam layanan cuti bersama",
	    "Apakah kantor libur sampai tanggal 2 Januari? Saya akan kembali "
	    "ke Mempawah tanggal 3." },
	{ false, true, "Re: Surat permohonan",
	    "Dengan hormat, surat Bapak telah kami terima dan akan kami "
	    "proses. Demikian disampaikan." },
	{ false, true, "Re: Data", "Terima kasih, data sudah kami terima." },
	{ false, true, "Re: Data",
	    "Terima kasih atas email Bapak. Email sudah saya terima." },
	{ false, false, "Pengaduan no 3170",
	    "Pengaduan saya telah dicatat dengan nomor 3170 dan katanya akan "
	    "ditindaklanjuti dalam 3 hari kerja, tetapi sampai sekarang belum "
	    "ada kabar." },
	{ false, false, "Out of stock publications",
	    "I need the 2024 yearbook. Is it out of print?" },
	{ false, false, "Automatic weather data",
	    "Could you send me rainfall figures for 2023?" },
	{ false, true, "Re: Data request",
	    "I will be on leave from Friday, so please send me the table "
	    "before then." },
	{ false, true, "Re: Your data",
	    "Thank you for your message. I will review the figures and get "
	    "back within two days." },
	{ false, false, "Data cuti bersama",
	    "Mohon informasi jumlah pegawai yang sedang cuti tahun 2024." },
	{ false, false, "Read: terjemahan data",
	    "Mohon bantuan membaca tabel 3.2." },
	{ false, false, "Verifikasi akun Anda",
	    "Ini adalah pesan otomatis. Kotak surat Anda penuh. Klik tautan "
	    "berikut untuk verifikasi akun Anda." },
	{ false, true, "Re: Data",
	    "#catatan saya sedang cuti sampai Senin, hubungi Rina" },
	{ false, true, "Re: Data",
	    "Baik Bu, terima kasih infonya. Saya masih di luar kota "
	    "sampai Senin, nanti saya ambil hari Selasa." },
	{ false, true, "Re: Data",
	    "Siap, terima kasih. Besok saya cuti jadi kalau ada "
	    "tambahan data tolong kirim ke rekan saya di "
	    "dinas@example.org ya." },
	{ false, false, "Pengajuan data untuk laporan",
	    "Kami dari Dinas Kominfo sedang menyusun laporan. Kantor "
	    "kami tutup Jumat, jadi kalau boleh datanya dikirim Kamis." },
	{ false, true, "Re: Permohonan",
	    "Terima kasih atas balasannya. Surat kami sudah terdaftar "
	    "dengan nomor 123. Kami tunggu kabar baiknya." },
	{ false, false, "Keluhan",
	    "Terima kasih telah membalas email saya secara otomatis, "
	    "luar biasa. Sampai kapan saya harus menunggu dalam 2 hari "
	    "kerja berikutnya?" },
	{ false, false, "Lapor",
	    "Saya sudah tiga kali email, dijawab 'pesan Anda telah "
	    "kami terima dan akan diproses dalam 3 hari kerja', "
	    "nyatanya nihil. Nomor tiket saya 445." },
	{ false, true, "RE: [PST-2611-0042-K7Q] Data",
	    "Thank you for the quick reply, this is exactly what I "
	    "needed. I am travelling until Friday and will look at it "
	    "then." },
	{ false, true, "Re: Data", "Thanks! Will review and get back to you." },
	{ false, true, "Re: Data", "Terima kasih banyak Pak atas bantuannya." },
	{ false, false, "Permohonan Data Cuti ASN",
	    "Yth. Kepala BPS, sehubungan dengan penelitian kami "
	    "tentang cuti ASN, kami mengajukan permohonan data jumlah "
	    "ASN menurut jenis kelamin tahun 2025. Atas perhatiannya "
	    "kami ucapkan terima kasih." },
	{ false, false, "Libur nasional",
	    "Selamat pagi. Hari ini kantor BPS tutup tidak ya, saya "
	    "mau datang ke perpustakaan" },
	{ false, false, "kantor tutup jam 2",
	    "tadi jam 2 siang saya datang kantor sudah tutup padahal "
	    "jam layanan sampai jam 4. tolong ditertibkan" },
	{ false, false, "Informasi pelayanan",
	    "Halo, saya mau tanya jam pelayanan selama cuti bersama "
	    "dan nomor yang bisa dihubungi" },
	{ false, true, "Re: Data penduduk",
	    "Nomor surat kami 045/11/2026, sudah kami kirim ke kantor. "
	    "Terima kasih sudah dibantu, kami akan menghubungi lagi "
	    "dalam 2 hari." },
	{ false, true, "Re: Permintaan wawancara",
	    "Terima kasih atas tanggapannya. Permintaan kami sudah "
	    "diterima oleh Ibu Kepala dan akan dijawab Senin." },
	{ false, false, "Sedang mencari data inflasi", "Ada yang 2025 ga" },
	{ false, false, "Sedang menyusun skripsi, mohon data",
	    "mohon data ipm" },
	{ false, false, "Cuti bersama 2027",
	    "Apakah tanggal 9 Maret 2027 kantor melayani?" },
	{ false, false, "Layanan libur kapan", "Mau konsultasi minggu depan" },
	{ false, false, "Auto ID dan kepemilikan mobil",
	    "Berapa jumlah mobil di Mempawah?" },
	{ false, false, "Data kendaraan: auto", "data kendaraan 2024 dong" },
	{ false, true, "Re: Data",
	    "Untuk sementara cukup Pak, saya sedang dinas di Pontianak "
	    "hari ini. Salam." },
	{ false, false, "On leave statistics",
	    "We'd like statistics on maternity leave in Kalimantan "
	    "Barat." },
	{ false, false, "Vacation homes",
	    "Do you have numbers of vacation homes by district" },
	{ false, true, "Re: [Tiket 8812] data",
	    "Pak, tiket kami 8812 di dinas sudah dibuat, silakan "
	    "diproses di pihak BPS." },
	{ false, true, "Re: Konfirmasi kehadiran",
	    "Kami konfirmasi hadir. Bapak Kepala sedang dinas luar "
	    "sampai tanggal 25, diwakili Sekretaris. Hubungi kami bila "
	    "ada perubahan." },
	{ false, true, "Re: Data IPM",
	    "Selamat siang Bu, maaf saya lagi sakit jadi belum sempat "
	    "buka filenya. Nanti saya kabari." },
	{ false, true, "Re: Data IPM",
	    "Pak Budi sudah pindah tugas, selanjutnya urusan data "
	    "dengan saya. Apakah data 2025 sudah bisa?" },
	{ false, true, "Re: Jadwal",
	    "Kami sedang rapat sampai jam 3, setelah itu bisa "
	    "ditelepon. Nomor saya 0812." },
	{ false, true, "Re: Janji temu",
	    "Saya baru kembali ke kantor tanggal 3, bagaimana kalau "
	    "ketemu tanggal 4?" },
	{ false, true, "Re: Janji temu",
	    "Saya akan ke kantor BPS hari Senin tanggal 30, sampai "
	    "ketemu." },
	{ false, false, "Kehilangan akses",
	    "Saya tidak bisa membuka email lama saya, jadi pakai "
	    "alamat ini. Permohonan data masih sama seperti kemarin." },
	{ false, true, "Re: Data", "ok makasih min" },
	{ false, true, "Re: Data IPM",
	    "Terima kasih. Selama cuti bersama apakah data tetap "
	    "dikirim" },
	{ false, false, "Surat permohonan",
	    "Terlampir surat permohonan data nomor 12/2026. Atas kerja "
	    "samanya kami ucapkan terima kasih." },
	{ false, true, "Re: Data",
	    "Thank you for contacting us so quickly! The table is what "
	    "I needed." },
	{ false, true, "Re: Data",
	    "Thanks for getting back to me. I received your message, "
	    "but the attachment was missing." },
	{ false, true, "Re: Data",
	    "Terima kasih telah menghubungi saya kembali. Untuk data "
	    "nomor 3, yang saya maksud adalah jumlah KK per desa." },
	{ false, true, "Re: Data",
	    "Terima kasih sudah menghubungi saya, saya siap dihubungi "
	    "kembali di jam kerja, nomor 0812-0000-4444." },
	{ false, true, "Re: Konfirmasi data",
	    "Pesan Bapak sudah saya terima, akan saya proses besok di "
	    "jam kerja. Terima kasih atas permintaannya." },
	{ false, false, "Lupa nomor tiket",
	    "Tiket saya dibuat minggu lalu tapi belum dibalas, no 42" },
	{ false, false, "Sakit hati",
	    "Saya datang tanggal 20, petugas sedang rapat, disuruh "
	    "kembali hari Senin. Senin kembali lagi, petugas cuti. "
	    "Gimana ini." },
	{ false, false, "pelayanan",
	    "Petugas bilang sedang dinas luar terus, hubungi nanti, "
	    "hubungi besok. Capek saya." },
	{ false, true, "Re: Data",
	    "Baik, kami akan menunggu sampai Rabu. Kami juga sedang "
	    "cuti bersama jadi tidak masalah." },
	{ false, false, "Ralat",
	    "Kemarin saya salah kirim, mohon abaikan email sebelumnya. "
	    "Terima kasih." },
	{ false, false, "Undangan FGD",
	    "Kami mengundang Bapak/Ibu pada FGD tanggal 3 Desember. "
	    "Konfirmasi kehadiran hubungi Sdri. Lina 0812." },
	{ false, false, "Kerja sama",
	    "Kantor kami buka sampai pukul 16.00, silakan hubungi kami "
	    "untuk penawaran." },
	{ false, false, "Out of date data",
	    "The poverty data on the website is out of date. Please "
	    "update." },
	{ false, false, "Undeliverable letters",
	    "We found that the letters to respondents were returned to "
	    "sender." },
	{ false, false, "Delivery failed?",
	    "Data yang saya minta via email tidak terkirim ke saya. "
	    "Bisa dikirim ulang?" },
	{ false, false, "Terima kasih",
	    "Terima kasih atas pelayanan kemarin, petugasnya ramah." },
	{ false, true, "Re: Data",
	    "Terima kasih atas surat Bapak. Permintaan Bapak telah diterima "
	    "dan akan saya proses dalam 2 hari kerja." },
	{ false, false, "Data penduduk", "" },
	{ false, false, "", "" },
};

static void
test_words(struct arena *a)
{
	struct judgement j;
	struct mail x;
	size_t i;

	for (i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		mail_init(&x, ANN, words[i].subject, words[i].text);
		if (words[i].reply)
			put_fields(a, &x, REPLY);
		judge(a, &x, &j);
		ok((j.kind == KIND_AUTO) == words[i].machine &&
			j.may_reply == !words[i].machine,
		    "%s, row %zu: \"%s\" (%s %s)",
		    words[i].machine ? "machine" : "person", i,
		    words[i].subject, j.check, j.why);
	}
}

int
main(void)
{
	struct arena *a = arena_new();

	test_words(a);
	arena_free(&a);
	return done_testing();
}
