/*
 * Phrases that tell what an officer's sentence is. Words only: what a sentence
 * means as a whole, and what follows, is decided elsewhere.
 */
#include "base/banned.h"
#include "desk/officer_phrases.h"

#define COUNT(v) (sizeof(v) / sizeof((v)[0]))

/* clang-format off */

/* Not ready. */
static const char *const drafts[] = {
	"belum ~1 saya|sy|aku|kita|sempat ~1 cek|periksa|koreksi|hitung|yakin|"
	"review|lihat", "< ~1 versi|v %d|awal|kasar|sementara|satu|dua",
	"usul|usulan|saran|masukan saya|sy|aku|kita|jawaban",
	"kalau|kalo|klo|jika|bila ~2 setuju|oke|ok|acc|cocok|pas|benar|siap "
	"~3 dikirim|kirim|saya|kita|baru|langsung|teruskan",
	"ada ~1 saran|masukan|usul|ide|pendapat ~3 ?",
	"draf|draft|drafnya|draftnya|konsepnya",
	"konsep|rancangan|usulan ~1 jawaban|balasan|surat|email|tanggapan|"
	"jawabannya|balasannya",
	"< ~1 konsep|rancangan ~1 >", "< ~1 selesai|akhir|awal konsep",
	"belum ~1 boleh|final|fix|fiks|siap ~1 dikirim|kirim|jawaban|keluar|"
	"dibagikan|dibagi|dishare|disampaikan|dirilis",
	"belum ~1 final|fix|fiks|disetujui|diparaf|acc|diacc|dikoreksi|dicek|"
	"diperiksa|direview|yakin",
	"tahan|ditahan|pending|dipending ~1 dulu|dahulu|sampai|jawaban",
	"sebelum ~2 dikirim|kirim|dikirimkan|diteruskan|dibalas|disampaikan|"
	"dirilis|saya kirim|kita kirim",
	"mohon|tolong|minta|bisa|mhn|tlg|bantu ~3 "
	"dikoreksi|koreksi|koreksinya|diperiksa|periksa|direview|review|"
	"diparaf|paraf|disetujui|persetujuan|persetujuannya|acc|diacc|"
	"dibacakan|dicek|cek|dilihat|arahan|arahannya|masukan|masukannya|"
	"pendapat|pendapatnya|petunjuk|petunjuknya ~2 "
	"dulu|dahulu|bu|pak|mas|mbak|jawaban*|balasan*|konsep*|"
	"kalimat*|suratnya",
	"mohon|minta|tolong ~1 arahan|arahannya|petunjuk|petunjuknya|"
	"persetujuan|persetujuannya|disposisi|disposisinya|koreksinya",
	"cek|dicek|koreksi|dikoreksi dulu|dahulu ya|dong|bu|pak|sebelum",
	"< ~1 cek dulu", "masih ragu|mentah|kasar|setengah|bolong",
	"saya|aku|sy ~1 ragu", "please review|check ~3 before",
	"before ~2 goes|sending|sent|send|posting", "look|looked|looking ~2 over",
	"not|n t sure ~3 about|whether|if", "double check",
	"kurang|kira lebih|kira ~2 begini|gini|seperti|spt ~1 ini|begini|:",
	"< ~1 poles|dipoles|perhalus|diperhalus|rapikan|dirapikan|sempurnakan|"
	"disempurnakan|edit|diedit|rapiin|benerin ~3 dulu|bahasanya|kalimatnya|"
	"redaksinya|katanya|tulisannya",
	"kalimat|kalimatnya|angkanya|jawabannya|jawabanku ~2 sudah|udah|sdh "
	"~1 pas|benar|betul|oke|ok|tepat|cocok ~4 ?",
	"bagaimana|gimana ~1 menurut ~4 ?", "menurut bu|pak|ibu|bapak ~6 ?",
};

/* Not for the citizen, whatever becomes of it. */
static const char *const stops[] = {
	"tidak|tdk|gak|ga|nggak|tak|ndak|bukan ~3 perlu|usah|butuh ~1 dijawab|"
	"dibalas|respons|respon|balasan|jawaban|tanggapan|ditanggapi",
	"jangan|jgn|jng|tidak|tdk|gak|ga|nggak|tak|ndak ~1 usah|perlu|boleh|"
	"sampai? ~1 dikirim|kirim|dikirimkan|dibalas|balas|diteruskan|"
	"teruskan|terkirim|direlay|bocor|disebar|dijawab|dibalaskan|"
	"kirimkan|ditanggapi|dikirimi|diemail|dihubungi "
	"!surat|berkas|dokumen|ulang|fisik|hardcopy|lewat|melalui",
	"jangan|jgn|jng ~1 dikirim|kirim|dikirimkan|dibalas|balas|diteruskan|"
	"teruskan|terkirim|disampaikan|direlay|bocor|disebar|disebarkan|"
	"dijawab|ditanggapi|keluar|dikeluarkan "
	"!surat|berkas|dokumen|ulang|lewat|melalui|data|ktp|foto",
	"< jangan|jgn dulu|dlu", "jangan|jgn dulu ya|dong|>",
	"do not|don send|reply|forward|answer ~3", "not for sending",
	"not ~1 to be sent", "hold ~2 reply|answer|this",
};

/* The office's own affair. */
static const char *const internals[] = {
	"< internal !bps|kami|perusahaan|dinas|instansi|audit",
	"untuk|khusus|catatan|info|informasi|konsumsi|sifatnya|bersifat|"
	"secara|note|catat internal|intern !bps|kami|perusahaan|dinas|"
	"instansi|kementerian|organisasi",
	"internal|intern saja|aja|ya|only|kita|kantor|dulu|note",
	"untuk|buat|utk antara|antar|sesama|di kita",
	"antar|antara|sesama kita|internal|petugas|pegawai",
	"untuk|buat|utk ~1 kita|kami|diri sendiri|saja|aja|catatan|catat",
	"catatan|note|nb|info untuk|buat|utk kita|kami|admin|petugas|tim|"
	"sistem|pst|internal",
	"jangan|jgn ~2 sampai|sampe|sampek ~4 "
	"tahu|tau|dengar|terkirim|bocor|keluar|lihat|baca|diketahui|terbaca",
	"jangan|jgn ~2 kasih|beri ~1 tahu|tau",
	"jangan|jgn|tidak|tdk ~2 ke|kepada beliau|dia|pemohon|pelapor|"
	"orangnya|bapaknya|ibunya|penanya|pengirim|publik|luar",
	"kepada|ke|buat|untuk|utk pemohon|pelapor|beliau|ybs|penanya|pengirim "
	"~1 tidak|tdk|jangan|jgn|gak|ga|nggak|tak",
	"for our|office ~1 files|records|use|eyes",
	"rahasia kita|internal|kantor", "off the record",
	"laporan|lapor lisan", "secara lisan",
	"bukan|tidak|tdk|jangan untuk|utk|buat ~1 "
	"pemohon|pelapor|publik|umum|warga|luar|citizen",
	"internal only|note|use", "for internal", "between us",
	"eskalasi|eskalasinya", "tiketnya|tiket2",
	"rekap|rekapan|rekapitulasi ~2 mana|kita|kantor|bulanan|tiket",
	"not for ~2 citizen|requester|public",
	"keep ~2 between us", "do not share",
};

static const char *const closings_of_ticket[] = {
	"ucapan|cuma|hanya|sekadar|sekedar ~1 terima|ucapan kasih? ~2 "
	"saja|aja|doang|kok|tidak|tdk|gak", "expired|kedaluwarsa|kadaluarsa",
	"selesaikan|diselesaikan|tutupkan saja|aja|ya",
	"mencabut|dicabut|membatalkan|dibatalkan|batal|urung ~2 "
	"permintaan*|permohonan*|laporan*|pengaduan*|minta",
	"tolong|mohon|bisa|boleh|dapat|bs|blh|harap|minta|mhn|tlg|silakan|"
	"silahkan|langsung|sudah|udah|sdh|tinggal|mau|saya|sy|habis "
	"~3 ditutup|tutup|diclose|close|ditutupkan|closed|tutupkan !kami|"
	"pukul|jam|hari|loket",
	"< ~1 tutup|close|closing ~1 saja|aja|ya|yah|tiket*|kasus*|dong|deh|"
	"min|admin|>",
	"tutup|close saja|aja|kan|in|ya|yah|deh|dong",
	"tutup|ditutup|menutup|close|closed ~2 tiket*|kasus*|case|ticket|"
	"pengaduan*|laporannya",
	"tiket*|kasus*|ticket|case|laporannya|pengaduannya ~4 "
	"ditutup|tutup|selesai|diselesaikan|close|closed|clear|beres",
	"pengaduan|laporan|aduan ~2 dinyatakan|nyatakan|dianggap|anggap ~1 "
	"selesai|tuntas|beres",
	"anggap|dianggap|nyatakan|dinyatakan ~1 selesai|tuntas|beres|clear",
	"< ~1 selesai|beres|clear|done|solved|tuntas|kelar ~1 >",
	"< sudah|udah|sdh|udh selesai|beres|clear|tuntas|kelar",
	"status* ~2 selesai|closed|close|tutup",
	"tandai|ditandai|set|jadikan ~2 selesai|closed|tuntas",
	"hapus|dihapus|keluarkan|dikeluarkan|coret|dicoret|buang|dibuang|"
	"hilangkan|dihilangkan ~2 dari ~1 daftar*|antrian|antrean|list|rekap*|"
	"sistem|kotak|laporan|inbox",
	"hapus|buang|abaikan|skip saja|aja|kan|ya|ini",
	"diabaikan|dihapus|dibuang|diskip saja|aja|ya",
	"eskalasi* ~3 dihentikan|hentikan|stop|distop|dicabut|berhenti",
	"tidak|tdk|gak|ga|nggak|tak|ndak ~1 perlu|usah ~2 "
	"dibalas|dijawab|ditanggapi|ditindaklanjuti|diproses|balas|jawab",
	"please|can|could|pls ~3 close|closed",
	"close ~1 the|this|it ~1 ticket|case|one|>",
	"mark ~3 done|closed|solved|resolved",
	"jadi selesai|tutup|close", "nothing ~1 more|else|further ~1 to do|needed",
	"no ~1 further|more action",
	"spam|selesai|beres|ok|oke|langsung|lalu|dan|terus|trus|hapus|tandai|"
	"kelar|sudah|udah|sdh tutup|close|ditutup|diclose|closing",
	"ini|yang|yg|sudah|udah|sdh|udh|dah ~1 beres|kelar|rampung|tuntas|"
	"aman|clear",
	"aman|clear|kelar|rampung|beres >",
	"tinggal|mau|bisa|boleh|sudah ~1 ditutup|diclose",
	"beres|selesai|clear ~2 by|via|lewat|lisan",
};

/* It is to stay open. */
static const char *const stays_open[] = {
	"jangan|jgn|belum|blm|bukan ~4 selesai|ditutup|tutup|close|diclose|"
	"closed|tuntas", "do not|n close", "don t close",
	"not ~1 close|closed",
};

/* Answered by another way. */
static const char *const done_otherwise[] = {
	"sudah|udah|sdh|udh|telah|tlh|barusan|baru|tadi ~2 saya|sy|aku|"
	"kita|ku ~1 jawab|balas|telepon|telpon|telp|tlp|hubungi|kontak|wa|"
	"chat|jelaskan|jelasin|layani|temui|tangani|tanggapi|sampaikan|"
	"beritahu|kabari|kirim|kirimkan|bantu|serahkan|call",
	"sudah|udah|sdh|udh|telah|barusan|tadi ~1 kami ~1 jawab|balas|telepon|"
	"telpon|hubungi|wa|jelaskan|layani|temui|tangani|kirim|serahkan ~4 "
	"lewat|via|langsung|lisan|wa|whatsapp|telepon|telpon|orangnya|tadi|"
	"kemarin",
	"sudah|udah|sdh|udh|telah ~1 dijawab|ditelepon|ditelpon|dihubungi|"
	"dijelaskan|dilayani|ditangani|diselesaikan|terjawab|dibalas|diambil|"
	"diserahkan|ditemui ~4 langsung|lewat|via|melalui|lisan|telepon|"
	"telpon|wa|whatsapp|oleh|kemarin|tadi|orangnya|sama|saya|di|ig",
	"saya|sy|aku|kami ~1 sudah|udah|sdh|udh|barusan|tadi ~1 jawab|balas|"
	"telepon|telpon|telp|hubungi|kontak|wa|chat|jelaskan|layani|temui|"
	"tangani|bicara|ngobrol|ketemu|bertemu ~6 wa|whatsapp|telepon|telpon|"
	"langsung|lisan|ig|instagram|orangnya|beliau|bapaknya|ibunya",
	"sudah|udah|sdh ~1 lewat|via wa|whatsapp|telepon|telpon|ig",
	"answered|replied|called ~3 by|via|on|over|him|her",
};

static const char *const hand_verbs[] = {
	"serahkan|diserahkan|alihkan|dialihkan|pindahkan|dipindahkan|"
	"dipindah|pindah|oper|dioper|operkan|lempar|dilempar|limpahkan|"
	"dilimpahkan|teruskan|diteruskan|kasih|kasihkan|dikasih|berikan|"
	"diberikan|disposisi|disposisikan|didisposisi|assign|tugaskan|"
	"ditugaskan|disposisinya|lanjutkan|dilanjutkan|turunkan|forward|"
	"naikkan|dinaikkan|naikan",
	"ambil|diambil|mengambil alih", "diambil|ambil|pegang|dipegang oleh",
	"hand|pass ~3 to", "reassign",
};

static const char *const takes[] = {
	"biar|biarkan saya|aku|sy ~1 urus|tangani|pegang|jawab|handle|kerjakan|"
	"aja|saja|yang|proses|selesaikan|layani", "saya|sy|aku yang|yg ~1 "
	"tangani|pegang|handle|jawab|urus|kerjakan|ambil|balas|lanjutkan|"
	"proses|garap|bikin|layani",
	"< ~1 saya|sy|aku ambil|pegang|tangani|handle|urus|kerjakan|garap",
	"penanggung jawab|jawabnya saya|sy|aku", "tetap saya|sy|aku",
	"< ok|oke|siap|baik|noted|sip saya|sy|aku",
	"i will|ll take|handle", "this is mine",
	"< ~1 saya|sy|aku lanjutkan|lanjutin|teruskan|kerjain|bereskan ~1 "
	"ya|aja|saja|>",
};

static const char *const notes[] = {
	"< ~1 simpan|arsipkan|tempelkan|tempel|taruh !di ~3",
	"tolong|mohon|minta|bisa|mhn|tlg ~2 dicatat|catat|dicatatkan|catatkan|"
	"dibuatkan|buatkan|dimasukkan|masukkan|dimasukin|masukin|ditempel|"
	"tempel|direkam|rekam|diinput|input|diarsipkan|arsipkan|disimpan|"
	"dilampirkan ~4 catatan|tiket*|laporan|pengaduan|buku|konsultasi|"
	"sistem|ya|dulu|ke|sebagai|di|data|rekap|kunjungan|>",
	"< ~1 catat|dicatat|catatan|catet ~1 ya|saja|aja|dulu|di|kita|"
	"internal|>", "< ~1 catat|dicatat|catet ~1 :",
	"catatan|note ~1 internal|kita|intern|tiket",
	"tempel*|ditempel*|taruh|simpan|disimpan|masukkan|dimasukkan|arsip* "
	"~3 tiket*|map|berkas|arsip|catatan",
	"< fyi|info|sekadar|sekedar ~1 info|saja|aja|:|>",
	"sebagai|jadi|buat|utk|untuk catatan|arsip",
	"please|pls note|record|log ~3 ticket|case|this|visit|call",
	"untuk ~1 diketahui|pengetahuan",
};

static const char *const merges[] = {
	"satukan|disatukan|dilebur|lebur|dijadikan|jadikan|lanjutan|gabung* "
	"~4 satu|tiket|pertama",
	"gabung*|digabung*|satukan|disatukan|merge|dimerge|jadikan|dijadikan "
	"~4 tiket*|email|emailnya|surat|permintaan*|satu|saja|aja|dengan ~2 "
	"tiket*|satu|saja|aja|email*|nomor|yang|ini|itu|nya|kemarin|lama",
	"gabung*|satukan saja|aja|ya|dong|kan",
	"dobel|double|duplikat|kembar|ganda|duplicate|dupe",
	"sama dengan tiket|yang ~1 kemarin|tadi|kirim|lama|sebelumnya",
	"orang yang|yg sama",
	"merge|same ~3 ticket|as",
};

static const char *const reopenings[] = {
	"diaktifkan|aktifkan|aktifin|dihidupkan|hidupkan|kembalikan|"
	"dikembalikan ~3 tiket*|lagi|kembali|status|diproses",
	"tolong|mohon|minta|bisa|perlu|harus|mhn|tlg ~3 "
	"dibuka|buka|diaktifkan|aktifkan ~1 lagi|kembali|tiket*",
	"tiket*|kasus* ~4 dibuka|buka|diaktifkan|aktifkan ~1 lagi|kembali",
	"< buka|bukakan lagi|kembali ~2 >", "< buka lagi|kembali",
	"buka|dibuka lagi|kembali ~2 tiket*|kasus*|pengaduan*",
	"reopen|re open",
	"mohon|tolong|minta|harap|perlu|agar|supaya|harus ~3 "
	"diproses|proses|dikerjakan|kerjakan|ditangani|dilanjutkan|ditindak "
	"ulang|kembali|lagi",
	"salah|keliru|terlanjur|telanjur|kadung ~2 ditutup|menutup|tutup",
	"put|take|bring ~2 back ~2 open|up",
};

static const char *const secrets[] = {
	"jangan|jgn|tidak|tdk ~2 tampilkan|ditampilkan|dimunculkan|munculkan|"
	"dilacak|dicantumkan|disebutkan",
	"identitas*|nama|namanya|kerahasiaan ~3 ditutup|disembunyikan|dijaga|"
	"disamarkan",
	"nama|identitas|namanya|identitasnya ~3 jangan|jgn|tidak ~3 "
	"muncul|disebut|ditulis|tampil|kelihatan|ketahuan|dicantumkan",
	"jangan|jgn ~3 nama*|identitas*",
	"rahasiakan|dirahasiakan|samarkan|disamarkan|anonimkan !kami",
	"tandai|jadikan|set ~2 rahasia|confidential",
	"make|mark|keep ~3 confidential",
	"keep|leave ~3 out of ~3 report|list|digest|recap|summary",
	"asked|asks|wants|requested ~3 anonymity|anonymous",
};

static const char *const recaps[] = {
	"minta|kirim*|tolong|mohon|bisa|butuh|perlu|mau|lihat|mana|dong "
	"~4 rekap*|daftar|list|laporan|ringkasan ~6 "
	"belum|tiket*|permintaan|terlambat|terbuka|antrian|antrean|masuk|open|"
	"minggu|bulan|hari|kasus|konsultasi|pengaduan|layanan|pagi|ini|>",
	"< ~1 rekap ~2 >", "apa|tiket ~3 belum ~2 dijawab|selesai|beres",
	"berapa ~2 tiket*", "list|show ~3 open|pending|tickets",
	"which ~2 tickets",
};

/* The citizen, spoken of. */
static const char *const thirds[] = {
	"orang ~3 yang|yg ~1 minta|tanya|nanya|telepon|kemarin|tadi|kirim|sama|"
	"datang", "minta|tanya|nanya|kirim ~2 terus|mulu|melulu", "orang ini|itu|tsb",
	"kontaknya|nomornya|hpnya|nohpnya|wanya",
	"orangnya|orgnya|orangny|bapaknya|ibunya|ibuknya|masnya|mbaknya|"
	"kakaknya|adiknya|adeknya|anaknya|beliau|beliaunya|pemohonnya|"
	"pelapornya|penanyanya|pengirimnya|pengadunya|mahasiswanya|"
	"mahasiswinya|warganya|tamunya|dosennya|wartawannya|peminta|"
	"pemintanya|customernya|usernya|kliennya|"
	"gurunya|camatnya|kadesnya|stafnya|pegawainya|istrinya|suaminya|"
	"bosnya|pimpinannya|orangtuanya|kepseknya|yangbersangkutan",
	"pemohon|pelapor|penanya|pengirim|pengadu|tamu|penelepon ini|itu|tsb|"
	"tersebut|sudah|sdh|udah|minta|mau|belum|marah|setuju|akan|tidak|tdk|"
	"datang|bilang|yang|sebenarnya|tadi|kemarin|atas",
	"ke|kepada|sama|dengan|dari|buat pemohon|pelapor|penanya|pengirim|"
	"pengadu|dia|ia",
	"yang bersangkutan", "ybs|yg bersangkutan",
	"< dia|ia|mereka", "dia|ia|beliau yang|yg",
	"dia|beliau ~2 pegang|tahu|tau|punya|minta|mau|datang|sudah|udah|"
	"bilang",
	"si bapak|ibu|mas|mbak|pelapor|pemohon|penanya",
	"katanya|ktnya|bilangnya|ngakunya|mintanya|maunya|ternyata",
	"mengaku !dari|sebagai|petugas|pegawai|utusan", "komplain|ngeyel|ngotot|marah|curhat|ngamuk",
	"he|she|him|her|they wants|wanted|called|said|asked|has|is|was|came|"
	"also|already|got|will|does|did|turned",
	"spoke|talked|replied|wrote|told|called|phoned|answered|helped|met|"
	"reply|write ~2 him|her|them",
	"the requester|citizen|caller|visitor|sender|complainant",
	"mantan|kayaknya|kyknya|sepertinya ~2 orang|dia|beliau",
};

static const char *const our_places[] = {
	"bagian|porsi|bidang|ranah|tugas|jatah|tim ipds|distribusi|produksi|"
	"sosial|neraca|nerwilis|umum", "ipds|nerwilis",
	"< tanya|tanyain|tanyakan ~1 ke|sama|kepada|aja|saja",
	"embargo !sampai", "approval|persetujuan dari",
	"siapa yang|yg ~3 jawab|pegang|olah|ngolah|tahu|tau",
	"hati hati|hati2|awas|waspada", "hati2|viralin|ngomong|ngolah|megang|"
	"balasnya|balesnya|bales|jawabnya|ngecek|nanyain|ngasih|ngurus",
	"koordinasi|koordinasikan|lapor|tanya|tanyakan|konfirmasi|rapat ~4 "
	"dulu|dahulu", "!tunggu|ditunggu|sebentar !tunggu|ditunggu dulu|dlu >",
	"lain kali|kedepannya ~3 arahkan|arahin|langsung|jangan",
	"jaga2|jaga ~1 jaga", "evaluasi ~1 triwulan|internal|bulanan",
	"kita", "di|dari|ke ~1 meja|laci|map|folder|grup|grop|group|server|"
	"drive|share|ruang|gudang|brankas saya|kita|merah|biru|pst|wa|kantor|"
	"ipds|umum|rapat|arsip|bersama|kepala|kerja|kasubbag|data",
	"simopel|fasih|sirusa|webentry|nextcloud|backoffice|simpeg|warkat|"
	"gdrive|sharepoint",
	"kasubbag|kasubag|kasie|kabag", "bu|pak kepala|ka|kabps",
	"ketua tim", "apel|piket|lembur|shift",
	"saya ~2 ke lapangan", "salah kotak|kategori|golong*|alamat|kamar|"
	"masuk|jenis", "setahu|setau|seingat saya|sy|ku",
	"kayaknya|kyknya|keknya|kayanya", "gratifikasi",
	"wkwk*|haha*|hehe*", "capek|pusing|males|malas",
};

static const char *const colleagues[] = {
	"< ~2 min|admin|mimin|operator|gaes|guys|temans|gan",
	"buat|untuk|utk|kepada|dear|halo|cc|to|note|nb admin|mimin|sistem|"
	"petugas|operator|tim|pst",
	"ya|dong|tolong|makasih|trims|thanks|tks|ok|oke|tlg|mohon "
	"min|admin|mimin",
	"< ~1 rekan|teman|temen|kawan rekan|teman|temen|kawan|pst|ipds|"
	"sekalian|semua|tim|kantor !mahasiswa*|media|wartawan|peneliti|pers",
	"< tim pst|ipds|layanan|semua|tolong|mohon|sosial|produksi|distribusi|"
	"neraca",
	"< ~1 pak|bu|ibu|bapak|mas|mbak kasubbag|kasubag|kasi|kasie|kabag|"
	"koordinator|ketua|kepala|ka|kabps !desa|dinas|bidang|sekolah|badan|"
	"kantor|bappeda*|dusun|lingkungan|puskesmas|kelurahan|rt|rw|suku|"
	"kecamatan|biro|redaksi|divisi|cabang|unit|lembaga|perpustakaan|"
	"program|prodi|jurusan|kelompok|poktan|umkm|yayasan|panitia",
	"bagian|porsi|bidang|ranah|tugas|kerjaan|jatah kamu|mu|siapa|kalian|"
	"mereka",
	"siapa ~2 yang|yg ~2 bisa|jawab|pegang|tangani|tahu|tau|handle",
	"ada ~2 yang|yg bisa|tahu|tau|punya",
	"kalian|kamu|lu|loe",
	"you|please|pls|can|could ~3 close|merge|reopen|reassign ~2 "
	"ticket|case|one|this|it|tickets|two",
};

/* clang-format off */
static const char *const you_words[] = {
	"anda|saudara|saudari|sdr|sdri|panjenengan|antum|sahabat|"
	"bapak2|kakaknya|bpk",
	"bapak|ibu|bpk ibu|bapak|sdr|saudara",
	"bapak|ibu|kakak|kak|mas|mbak|dek|adik "
	"minta|mohonkan|maksud|butuhkan|perlukan|tanyakan|sampaikan|ajukan|"
	"kirim|kirimkan|cari|inginkan|sebutkan|dapat|bisa|perlu|silakan|tulis|"
	"gunakan|lampirkan|alami|butuh|cukup|tinggal|sekalian|sekeluarga|"
	"terima|laporkan|akses|unduh|baca|pakai|hubungi|berkenan|mohon|isi|"
	"masih|juga|pilih|datang|ambil|lihat|sudah ~1 !minta",
	"kepada|untuk|dari|oleh|ke|bagi|dengan|nama|surat|tiket|tiketnya|jawaban|email|permintaan|"
	"pertanyaan|permohonan|data|usaha|laporan|pengaduan|nomor|waktu|"
	"kesediaan|pengertian|kesabaran|perhatian|apresiasi|kebutuhan|"
	"penelitian|skripsi|klien|alamat|rumah|kegiatan|daftar|masukan|"
	"saran|keluhan|pesan bapak|ibu|kakak|anda|saudara|mas|mbak|kak",
	"your|you|dear|sir|madam|ma",
	"< kak|pak|bu|mas|mbak|bang|dek|bapak|ibu boleh|bisa|mau tau|tahu|"
	"tanya|nanya",
	"kami|bisa|mohon|silakan|terima kasih|baik|ya pak|bu|kak|mas|mbak|"
	"dek|bang >",
	"pak|bu|kak|mbak|mas|dek|bang mohon|silakan|silahkan|terima|maaf|"
	"selamat",
	"< baik|terima|mohon|maaf|silakan|benar|betul|ya|iya|ada|tidak|boleh|"
	"bisa|belum|sudah|oh ~2 pak|bu|kak|mas|mbak|dek|bang|"
	"bapak|ibu",
	"kasih|terimakasih|makasih|trims ~2 pertanyaannya|permintaannya|"
	"kunjungannya|masukannya|kepercayaannya|infonya|laporannya",
};

/* Hardly ever said among colleagues. */
static const char *const evidence[] = {
	"wawancara|kuesioner|sampel|responden|capi|metodologi|cakupan|satuan*",
	"karena|sebab|perbedaan*|beda|berbeda", "dinas|kementerian|instansi",
	"perubahan|termasuk|berikutnya|tersebut",
	"mitra|seleksi|rekrutmen|magang|pendaftaran|lowongan",
	"sama sama", "senang|sukses|lancar", "go id", "wajib|harus|syarat",
	"membantu|dibantu|terbantu",
	"bu|pak|kak|mas|mbak|dek|bang|ibu|bapak|kakak|ustaz >",
	"ya|iya|nggih pak|bu|kak|mas|mbak|dek|bang|bapak|ibu",
	"coba|dicoba dicek|cek|lihat|dilihat|buka|dibuka",
	"silakan|silahkan|monggo|sila", "terlampir|lampiran|lampirkan",
	"berikut|sbb|sebagai berikut", "terima kasih|kasihnya",
	"terimakasih|makasih|trims",
	"maaf|memohon|menyesal", "unduh|diunduh|download|didownload|diakses",
	"tabel|publikasi|halaman|hal|bab|tautan|link|laman|situs|website|web|"
	"brosur|katalog",
	"http*|https*|www*", "kbli|kbji|kbki|kode|kodenya|kelompok|golongan",
	"data|datanya|angka|angkanya|nilai|nilainya|jumlah|jumlahnya",
	"persen|jiwa|ton|hektare|hektar|ha|rupiah|ribu|juta|miliar|triliun",
	"%d", "tersedia|disajikan|dirinci|dipublikasikan|disediakan",
	"rilis|dirilis|terbit|diterbitkan|dirilisnya",
	"kami", "survei|sensus|sakernas|susenas|podes|ksa|st2023|se2026",
	"salam|wassalam*|hormat|wassalamualaikum", "demikian|semoga",
	"kabupaten|kecamatan|desa|provinsi|kelurahan|nasional",
	"tahun|bulan|triwulan|semester", "pdrb|inflasi|ipm|kemiskinan|"
	"penduduk|pengangguran|ekspor|impor|padi|panen|ihk",
	"kantor|loket|jam|buka|pelayanan|layanan|gratis|biaya|surat",
	"attached|table|figures|available|published|regards|website|please|"
	"thank|thanks|download|released",
	"assalamu*|waalaikum*|selamat",
	"ialah|yakni|measured|defined|survey|census",
	"dimaksud|adalah|merupakan|yaitu|artinya|berarti|dianggap",
	"boleh|dikutip|benar|betul", "mencantumkan|sumber|sumbernya",
	"rasio|proporsi|perbandingan|persentase|banyaknya|selisih|dikali|dibagi",
	"regency|province|population|poverty|inflation|percent|rp|idr",
	"metadata|metode|definisi|konsep|mencakup|dihitung|diukur|berdasarkan",
};

static const char *const contents[] = {
	"rilis|dirilis|terbit|rilisnya ~4 %d",
	"milik|dikelola|wewenang|kewenangan|urusan ~2 dinas|kementerian|badan|"
	"bank|kantor|bpn|bulog|provinsi", "tahun dasar",
	"metodologi|metode|metodenya|wawancara|kuesioner|sampel|responden|"
	"cakupan|satuan|satuannya", "sudah|belum termasuk",
	"pakai|gunakan|memakai|menggunakan ~2 %d",
	"diumumkan|dibuka|dijadwalkan|dilaksanakan|berlangsung|dimulai|berlaku|"
	"berakhir ~5 %d|senin|selasa|rabu|kamis|jumat",
	"dapat|bisa ~2 memantau|mengajukan|mengunduh|melihat|mengakses|"
	"menggunakan|menghubungi|mencari|memakai|mengurus|mendaftar|memperoleh|"
	"mendapatkan|bersurat|datang|dicek|diurus",
	"angka|jumlah|nilai|laju|tingkat|rata|persentase|indeks|luas|produksi|"
	"persen ~8 %d", "%d ~2 per", "< ya|benar|betul|tidak|bukan|belum >",
	"terlampir|kami lampirkan|sertakan",
	"berikut|sbb ~3 data*|tabel*|tautan*|link*|angka*|rincian*|jawaban*|"
	"penjelasan*|kami|saya|:|file*",
	"boleh|dapat|bisa ~1 dikutip|digunakan|dipakai|dibagikan|disebarkan|"
	"dicantumkan|dimanfaatkan|diajukan|diminta|dihubungi",
	"dapat|bisa ~2 diunduh|diakses|dilihat|didownload|dibaca|diambil|"
	"dicari|ditemukan|dipakai",
	"ada|tersedia|disajikan|terdapat|tercantum ~2 di|pada|dalam",
	"tersedia|sebesar|sebanyak|sejumlah|adalah|yaitu|yakni|sekitar|"
	"mencapai|menjadi ~4 %d",
	"tabel|hal|halaman|bab %d",
	"http*|https*|www*", "kode|kodenya|kbli|kbji ~2 %d",
	"tidak|belum|bukan|tdk ~2 tersedia|dihitung|dapat|bisa|menerbitkan|"
	"memiliki|punya|dirilis|ada|disajikan|dipublikasikan|menyediakan|"
	"mengumpulkan|dirinci|boleh|memungut|kewenangan|wewenang",
	"dihitung|didefinisikan|diukur|mencakup|diperoleh|merupakan",
	"adalah|ialah|yaitu|yakni ~2 penduduk|seseorang|sekelompok|"
	"rumah|usaha|kegiatan|keadaan|perbandingan|rasio|selisih|ukuran|"
	"proporsi|persentase|wilayah|barang|jasa",
	"konsep|definisi|pengertian ~6 adalah|ialah|yaitu|seseorang|penduduk|:",
	"is|are measured|defined|calculated|computed|conducted",
	"masuk|termasuk ~1 golongan|kelompok|kategori|subgolongan %d",
	"berlangsung|dilaksanakan|diadakan ~4 januari|februari|maret|april|mei|"
	"juni|juli|agustus|september|oktober|november|desember",
	"%d persen|jiwa|ton|ha|hektare|orang|rumah|juta|ribu|miliar|triliun",
	"karena|sebab|sehingga|sedangkan|artinya|dimaksud",
	"tidak dipungut|gratis", "kami sampaikan bahwa", "attached|available|published ~3 at|in|on|from|is|are",
};

/* Asks the citizen. */
static const char *const questions[] = {
	"mohon|tolong|minta|bisa|bolehkah|mhn|tlg|harap|bisakah|perlu|"
	"dapatkah|bantu ~3 dijelaskan|jelaskan|disebutkan|sebutkan|"
	"diinformasikan|informasikan|dipilih|pilih|dilengkapi|lengkapi|"
	"diperjelas|perjelas|diperinci|dirinci|dituliskan|tuliskan|disampaikan|"
	"sampaikan|dikirimkan|kirimkan|dikirim|kirim|diberitahukan|"
	"kejelasan|penjelasan|informasinya|tahu|dikonfirmasi|spesifikkan|"
	"dispesifikkan|diisi|isi|melengkapi|menyebutkan|menjelaskan|"
	"menyampaikan|menginformasikan|mengirimkan|mencantumkan|memilih|"
	"konfirmasi|konfirmasikan",
	"tahun|tahunnya|periode|bulan|triwulan ~1 berapa|apa|kapan|mana",
	"kecamatan|desa|wilayah|daerah|level|wilayahnya|kabupaten ~1 mana|apa",
	"data|variabel|tema|indikator|komoditas|usaha ~2 apa|mana|seperti",
	"untuk keperluan|kebutuhan|tahun apa|mana",
	"yang|yg mana", "dimaksud ~4 ?", "apakah|apa|berapa|kapan|mana|dimana|"
	"bagaimana|siapa|adakah ~25 ?",
	"kiranya|sudilah|berkenan|berkenankah ~3 "
	"disampaikan|menyampaikan|melampirkan|dilampirkan|melengkapi|"
	"dilengkapi|menyebutkan|disebutkan|menjelaskan|dijelaskan|mengisi|"
	"memberitahukan|mengirimkan|dikirimkan",
	"could|can|would|please ~3 tell|specify|clarify|let|confirm|provide|"
	"send|advise", "which|what|when ~12 ?",
};

static const char *const standings[] = {
	"sedang|masih|tengah|lagi|baru ~4 proses|diproses|siapkan|disiapkan|"
	"kumpulkan|dikumpulkan|cek|dicek|konfirmasi*|dikonfirmasi*|"
	"koordinasi*|dikoordinasi*|olah|diolah|telusuri|ditelusuri|pelajari|"
	"dipelajari|cari|dicari|susun|disusun|carikan|dicarikan|siapin|rekap|menyiapkan|memproses|"
	"mengumpulkan|menunggu|memeriksa|mengecek|menelusuri|mencari|mengolah|mendalami|"
	"menyusun|berkoordinasi|mengoordinasikan|mempelajari|teruskan|"
	"diteruskan|koordinasikan|verifikasi|diverifikasi|tindaklanjuti|"
	"ditindaklanjuti|kerjakan|dikerjakan|periksa|diperiksa|tanyakan "
	"!kerja|pekerjaan",
	"ditunggu ya|sebentar|dulu",
	"begitu|setelah ~2 pulih|siap|selesai|ada|normal",
	"mohon|harap ~2 menunggu|ditunggu|bersabar|kesabaran*|tunggu|sabar|"
	"waktu",
	"akan|nanti|segera ~2 kabari|kabarkan|beritahukan|sampaikan|susulkan|informasikan|"
	"hubungi|balas|jawab|kirim|kirimkan|tindak|tindaklanjuti|proses|"
	"diproses|dijawab|dikirim|dikabari|disampaikan|cek|konfirmasi*",
	"perlu|harus|butuh ~3 konfirmasi|waktu|koordinasi|dikonfirmasi|"
	"konfirmasikan", "perkiraan|diperkirakan|estimasi ~3 selesai|%d|hari|"
	"senin|selasa|rabu|kamis|jumat",
	"sudah|telah ~1 kami ~1 terima|teruskan|catat",
	"we are|re still? ~1 working|preparing|checking|processing",
	"will get|come back",
};

static const char *const files[] = {
	"< terlampir !di|dalam|pada|tautan*|link*|surat bapak|surat ibu",
	"terlampir ~1 !di|dalam|pada|tautan*|link*|pranala|alamat",
	"kami|saya|sy|sekalian|juga|berikut|turut ~1 "
	"lampirkan|sertakan|attach|lampirin !tautan*|link*",
	"dalam|pada|di|lihat|buka|cek|sesuai ~1 lampiran|attachment ~1 "
	"email|surel|ini|berikut|tersebut|ya|>",
	"bersama|melalui ~1 email|surel|surat? ini ~2 kami|saya|sy ~1 kirimkan|"
	"kirim|sampaikan|lampirkan|teruskan ~3 "
	"file*|berkas*|tabel|tabelnya|dokumen*|excel|pdf|softcopy|salinan",
	"kami|saya|sy|aku ~1 kirimkan|kirim|sampaikan|sertakan|teruskan|sajikan|"
	"muat|tuangkan|unggah ~3 dalam|pada|di|lewat|via|sebagai|melalui "
	"lampiran|attachment",
	"< ~3 berikut|ini|nih ~1 file|filenya|berkas|berkasnya|lampiran|"
	"lampirannya|excelnya|pdfnya|softcopynya|dokumennya ~1 "
	"ya|kak|pak|bu|mas|mbak|kami|yang|dari|untuk|data|>",
	"file*|excelnya|pdfnya|berkasnya|tabelnya ~2 "
	"saya|aku|kami|sy|ku? lampirkan|lampirin|attach|sertakan",
	"ada di|dalam|pada lampiran|attachment ~2 ini|email|ya|>",
	"attached|enclosed is|are|you|please",
	"berikut|bersama|dengan|sekalian|ini ~3 "
	"kirim|kirimkan|sampaikan|teruskan|bagikan ~2 "
	"file*|berkas*|excel*|xlsx|pdf*|dokumen*|softcopy*|scan*|pindaian*",
	"here is|are|s ~2 file|files|spreadsheet|excel|pdf|document",
	"i|we ~2 sending ~3 file|files|table|spreadsheet|excel|pdf|document",
	"in|see the attachment|attached|enclosed",
	"is|are|have|ve|please|find|see ~2 attached", "< attached",
	"i|we attach|enclose",
};

/* Not a promise of a file: others sent it, or shall send it. */
static const char *const no_files[] = {
	"dengan ~1 melampirkan|menyertakan|lampirkan|dilampiri",
	"mohon|tolong|silakan|harap|perlu|wajib|bisa ~2 "
	"lampirkan|melampirkan|dilampirkan|sertakan",
	"anda|bapak|ibu|saudara|kakak ~1 lampirkan|kirim|kirimkan|terlampir",
	"tautan|tautannya|link|linknya|pranala|laman ~3 terlampir",
	"terlampir ~2 tautan*|link*|pranala|laman",
	"surat|file|excel|daftar|formulir|email ~4 terlampir|dilampirkan ~2 "
	"bapak|ibu|anda|saudara",
	"sudah|telah kami ~1 terima",
};

static const char *const no_service[] = {
	"bukan|bkn ~1 layanan|pelayanan ~2 !lain|kami",
	"bukan|bkn ~2 urusan|konsultasi|permintaan ~1 pst|layanan|statistik|"
	"data|kita",
	"salah alamat|sambung !rumah|surat", "< ~2 salah kirim "
	"!grup|group|grop|foto|file|data|lampiran|berkas|tabel",
	"no|not ~1 service|our", "sales pitch",
	"undangan|iklan|promosi|penawaran|spanduk ~1 saja|aja|doang|biasa|vendor",
};

/* clang-format on */

#define LIST(id, list) [id] = { list, COUNT(list) },
static const struct {
	const char *const *v;
	size_t n;
} lists[SAYS_COUNT] = { SAYINGS(LIST) };

bool
officer_says(const struct words *w, enum saying s)
{
	return officer_counts(w, s, 1) > 0;
}

unsigned
officer_counts(const struct words *w, enum saying s, unsigned most)
{
	size_t i, at, len;
	unsigned n = 0;

	for (i = 0; i < lists[s].n && n < most; i++)
		n += phrase_find(w, lists[s].v[i], &at, &len);
	return n;
}
