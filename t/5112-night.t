#!/bin/sh
# Citizens are answered at any hour; officers are told when the office opens.
. t/lib/tap.sh
. t/lib/mailserver.sh
. t/lib/desk.sh
desk_begin assign.any_hour=no

told()
{
	desk_sql "$dir" "SELECT state FROM outbox
	    WHERE role = '$1' AND template NOT LIKE 'ringkasan%'"
}

desk_mail 'Sari Dewi <sari@example.com>' 'Data penduduk' \
    'Mohon data jumlah penduduk Kabupaten Mempawah menurut kecamatan' \
    'tahun 2023 dan 2024. Terima kasih, Sari.' >"$dir/ask"
ms_deliver "$dir" ipds6104 "$dir/ask"
desk_pass "$dir" --now 2026-11-24T02:00:00+07:00
is "$(told requester)" sent 'at two at night the citizen is answered'
is "$(told officer)" queued 'and no officer is woken'
desk_pass "$dir" --now 2026-11-24T07:29:00+07:00
is "$(told officer)" queued 'nor a minute before the office opens'
desk_pass "$dir" --now 2026-11-24T07:30:00+07:00
is "$(told officer)" sent 'then he is told'
is "$(desk_sql "$dir" "SELECT count(*) FROM outbox WHERE template = 'baru'")" \
    1 'once'
done_testing
