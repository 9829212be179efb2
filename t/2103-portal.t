#!/bin/sh
# Notices of portals and web forms: a ticket of that channel with number,
# citizen and deadline, and no mail to the machine. A forged one is a mail.
. t/lib/tap.sh
. t/lib/mailserver.sh
. t/lib/desk.sh
desk_begin

# notice RESULTS FROM SUBJECT TEXT...: into the mailbox, and one pass
notice()
{
	notice_results=$1
	shift
	{
		[ -z "$notice_results" ] || printf '%s\r\n' \
		    "Authentication-Results: mx2.bps.go.id; $notice_results"
		printf 'Auto-Submitted: auto-generated\r\n'
		desk_mail "$@"
	} >"$dir/x"
	ms_deliver "$dir" ipds6104 "$dir/x"
	desk_pass "$dir" || tail -n 5 "$dir/log" >&2
}

lapor()
{
	notice "$1" 'SP4N-LAPOR! <no-reply@lapor.go.id>' \
	    "Disposisi laporan #$2" \
	    "Laporan #$2 telah didisposisikan kepada instansi Anda." \
	    'Klasifikasi : Pengaduan' 'Pelapor : Anonim' \
	    "Isi Laporan : $3" 'Batas Waktu : 5 hari kerja'
}

last()
{
	desk_sql "$dir" "SELECT outcome, ticket FROM inbox
	    ORDER BY id DESC LIMIT 1"
}

pass='dkim=pass header.d=lapor.go.id'
lapor "$pass" 8123456 'Loket pelayanan kosong pada jam kerja kemarin.'
is "$(desk_sql "$dir" 'SELECT kind, channel, external, requester, name
    FROM ticket')" 'pengaduan|lapor|8123456||Anonim' \
    'a report of LAPOR! is a task with its number'
is "$(desk_sql "$dir" 'SELECT count(*) FROM ticket
    WHERE external_due IS NOT NULL AND due_at <= external_due')" 1 \
    'with its deadline'
is "$(desk_sql "$dir" 'SELECT count(*) FROM outbox WHERE automatic = 1')" 0 \
    'the machine is not answered'
[ "$(desk_sql "$dir" "SELECT count(*) FROM outbox WHERE role = 'officer'
    AND address <> 'petugas@test'")" -ge 1 ]
ok $? 'somebody is told'
is "$(desk_sql "$dir" "SELECT count(*) FROM outbox
    WHERE address = 'petugas@test'")" 0 'but not whom it is about'

lapor "$pass" 8123456 'Pelapor menambahkan: kejadian pukul 10.'
is "$(last)" 'followup|1' 'a later notice of that number joins it'
lapor "$pass" 8123457 'Petugas tidak ramah di loket pelayanan.'
is "$(last)" 'ticket|2' 'another number is another task'

lapor '' 8123456 'Pesan palsu.'
is "$(last | cut -d'|' -f1)" auto 'what nobody proves is no task'
is "$(desk_sql "$dir" 'SELECT count(*) FROM ticket')" 2 'and joins none'
is "$(desk_sql "$dir" "SELECT count(*) FROM outbox
    WHERE dedup LIKE '%portal:lapor:%'")" 1 'but somebody is told, once'
lapor 'dmarc=fail header.from=lapor.go.id' 8123456 'Pesan palsu.'
is "$(desk_sql "$dir" 'SELECT count(*) FROM ticket')" 2 \
    'nor what its domain disowns'

notice 'spf=pass smtp.mailfrom=notifikasi@pst.bps.go.id' \
    'PST <notifikasi@pst.bps.go.id>' 'Transaksi konsultasi baru KS-77' \
    'Nomor Transaksi : KS-77' 'Nama : Siti' 'Email : siti@example.com' \
    'Pertanyaan : Apa beda TPT dan TPAK menurut Sakernas?' \
    'Batas Waktu : 2027-01-06'
is "$(desk_sql "$dir" "SELECT kind, channel, external, requester FROM ticket
    WHERE id = 3")" 'konsultasi|pst|KS-77|siti@example.com' \
    'a transaction of the portal'
is "$(desk_sql "$dir" "SELECT count(*) FROM outbox
    WHERE address = 'siti@example.com'")" 0 \
    'is answered there, not by mail'

notice 'dkim=pass header.d=mempawahkab.bps.go.id' \
    'Web <noreply@mempawahkab.bps.go.id>' '[Formulir Kontak] Pertanyaan' \
    'Nama: Budi' 'Email: budi@example.org' \
    'Pesan: Mohon data jumlah penduduk Kabupaten Mempawah tahun 2023.'
is "$(desk_sql "$dir" "SELECT template FROM outbox
    WHERE address = 'budi@example.org'")" ack-konsultasi \
    "a form's citizen hears from us"
is "$(desk_sql "$dir" "SELECT count(*) FROM outbox
    WHERE address LIKE '%noreply%'")" 0 'the form does not'

# Each pattern is tried against its example, and the error says where.
cp -r conf/intake "$dir/intake"
sed -i 's/^pattern = .*Batas.*/pattern = Tenggat (?<deadline>x)/' \
    "$dir/intake/lapor.conf"
sed -i "s|^intake = .*|intake = $dir/intake|" "$dir/tanggap.conf"
desk "$dir" check >"$dir/out" 2>&1
is $? 1 'a pattern that misses its example stops the check'
like "$(cat "$dir/out")" "lapor.conf:[0-9]+: pattern does not match" \
    'with file and line'
done_testing
