#!/bin/sh
# A complaint that also asks: two linked tickets, the complaint first, each
# with its own clock, answer and people; and what asks for a law of its own.
. t/lib/tap.sh
. t/lib/mailserver.sh
. t/lib/desk.sh
desk_begin

give()
{
	ms_deliver "$dir" ipds6104 "$dir/x"
	desk_pass "$dir" || tail -n 5 "$dir/log" >&2
}

tickets()
{
	desk_sql "$dir" "SELECT kind FROM ticket
	    WHERE requester = '$1@example.com' ORDER BY id"
}

mixed()
{
	desk_mail "$1 <$1@example.com>" 'Keluhan dan permohonan data' \
	    'Selamat siang. Saya kecewa, kemarin jam 10 saya datang ke kantor' \
	    'BPS Mempawah, petugas pelayanan tidak ada di tempat dan saya' \
	    'menunggu dua jam tanpa dilayani. Mohon ditindaklanjuti.' "$2" \
	    'Selain itu saya juga mohon data jumlah penduduk Kabupaten' \
	    'Mempawah menurut kecamatan tahun 2023 untuk skripsi.' >"$dir/x"
	give
}

mixed ani ''
is "$(tickets ani)" 'pengaduan
konsultasi' 'two tickets, the complaint first'
is "$(desk_sql "$dir" 'SELECT why FROM link')" also-asks 'they are linked'
is "$(desk_sql "$dir" "SELECT template FROM outbox
    WHERE address = 'ani@example.com' ORDER BY id")" 'ack-pengaduan
ack-konsultasi' 'each is acknowledged'
is "$(desk_sql "$dir" "SELECT count(DISTINCT due_at) FROM ticket
    WHERE requester = 'ani@example.com'")" 2 'each has its own clock'
is "$(desk_sql "$dir" "SELECT count(*) FROM outbox o JOIN ticket t
    ON t.id = o.ticket WHERE t.kind = 'pengaduan'
    AND o.address = 'petugas@test'")" 0 'officers hear of the question alone'

ms_settle "$dir"
read_by=$(perl -MMIME::QuotedPrint -e 'local $/; for (@ARGV) {
    open my $f, "<", $_ or die; print decode_qp(<$f>) }' \
    "$(ms_box "$dir" petugas)"/new/*)
like "$read_by" 'jumlah penduduk' 'the officer reads the question'
is "$(echo "$read_by" | grep -Eci 'kecewa|dilayani|keluhan|menunggu dua')" 0 \
    'and no word of the complaint'

mixed budi 'Mohon nama saya dirahasiakan.'
is "$(tickets budi)" pengaduan \
    'who wants to stay hidden has one case, for those who may read it'
desk_conf "$dir" ticket.split_mixed=no
mixed cici ''
is "$(tickets cici)" pengaduan 'an office may keep both in one'

desk_mail 'Dedi <dedi@example.com>' 'Permintaan akses data pribadi' \
    'Berdasarkan UU 27 Tahun 2022 tentang Pelindungan Data Pribadi, saya' \
    'meminta salinan semua data pribadi saya yang disimpan BPS Mempawah' \
    'beserta riwayat pemrosesannya, dan mohon data pribadi saya dihapus.' \
    >"$dir/x"
give
is "$(desk_sql "$dir" "SELECT service, due_at - opened_at FROM ticket
    WHERE requester = 'dedi@example.com'")" 'data-pribadi|259200' \
    'a request about personal data has 3 x 24 hours'
is "$(desk_sql "$dir" "SELECT template FROM outbox
    WHERE address = 'dedi@example.com'")" ack-data-pribadi \
    'and an answer of its own'

desk_conf "$dir" office.account_required=yes
desk_mail 'Eka <eka@example.com>' 'Data penduduk' \
    'Mohon data jumlah penduduk Kabupaten Mempawah tahun 2023.' >"$dir/x"
give
is "$(desk_sql "$dir" "SELECT state, missing FROM ticket
    WHERE requester = 'eka@example.com'")" 'menunggu|akun' \
    'an account that the office requires is asked for'
ours=$(desk_sql "$dir" "SELECT message_id FROM outbox
    WHERE address = 'eka@example.com'")
{
	printf 'In-Reply-To: <%s>\r\n' "$ours"
	desk_mail 'Eka <eka@example.com>' 'Re: Data penduduk' \
	    'Akun PST: eka.2026'
} >"$dir/x"
give
is "$(desk_sql "$dir" "SELECT state, missing FROM ticket
    WHERE requester = 'eka@example.com'")" 'diproses|' \
    'and completes the request'
done_testing
