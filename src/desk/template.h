#ifndef DESK_TEMPLATE_H
#define DESK_TEMPLATE_H

#include "base/mustache.h"
#include "desk/reply.h"

/*
 * Inside of the reply room: the closed set of variables that a template may
 * read, and the templates as loaded. reply.c gives every variable a value in
 * every draft; template.c refuses a template that reads another.
 */
enum var_type { VAR_TEXT, VAR_FLAG, VAR_LIST };

#define REPLY_VARS(X) \
	X(OFFICE, TEXT, "office") \
	X(UNIT, TEXT, "unit") \
	X(STREET, TEXT, "street") \
	X(PHONE, TEXT, "phone") \
	X(WEBSITE, TEXT, "website") \
	X(AREA, TEXT, "area") \
	X(DESK_ADDRESS, TEXT, "desk_address") \
	X(WHATSAPP, TEXT, "whatsapp") \
	X(WHATSAPP_URL, TEXT, "whatsapp_url") \
	X(INSTAGRAM, TEXT, "instagram") \
	X(LAPOR, TEXT, "lapor") \
	X(HANDLER, TEXT, "handler") \
	X(PRIVACY_URL, TEXT, "privacy_url") \
	X(PST_URL, TEXT, "pst_url") \
	X(ROMANTIK_URL, TEXT, "romantik_url") \
	X(PPID_URL, TEXT, "ppid_url") \
	X(BPS_COMPLAINT_URL, TEXT, "bps_complaint_url") \
	X(OMBUDSMAN_URL, TEXT, "ombudsman_url") \
	X(INVITE_ACCOUNT, FLAG, "invite_account") \
	X(ACCOUNT_REQUIRED, FLAG, "account_required") \
	X(CONSULTATION_DAYS, TEXT, "consultation_days") \
	X(FIRST_DAYS, TEXT, "first_days") \
	X(SOLUTION_DAYS, TEXT, "solution_days") \
	X(NAME, TEXT, "name") \
	X(TITLED, FLAG, "titled") \
	X(ADDRESS, TEXT, "address") \
	X(SUBJECT, TEXT, "subject") \
	X(CODE, TEXT, "code") \
	X(PREVIOUS, TEXT, "previous") \
	X(RECEIVED, TEXT, "received") \
	X(DUE, TEXT, "due") \
	X(FIRST_DUE, TEXT, "first_due") \
	X(DUE_UNLISTED, FLAG, "due_unlisted") \
	X(LATE, FLAG, "late") \
	X(IS_KONSULTASI, FLAG, "konsultasi") \
	X(IS_PENGADUAN, FLAG, "pengaduan") \
	X(IS_LAYANAN_LAIN, FLAG, "layanan_lain") \
	X(IS_BUKAN_LAYANAN, FLAG, "bukan_layanan") \
	X(IS_DATA, FLAG, "topic_data") \
	X(IS_METADATA, FLAG, "topic_metadata") \
	X(IS_KLASIFIKASI, FLAG, "topic_klasifikasi") \
	X(SECRET, FLAG, "secret") \
	X(SUPERVISORY, FLAG, "supervisory") \
	X(CONFIDENTIAL, FLAG, "confidential") \
	X(HAS_SERVICE, FLAG, "service") \
	X(IS_PRODUK, FLAG, "service_produk") \
	X(IS_ROMANTIK, FLAG, "service_romantik") \
	X(IS_PPID, FLAG, "service_ppid") \
	X(IS_PERPUSTAKAAN, FLAG, "service_perpustakaan") \
	X(AGENCY, TEXT, "agency") \
	X(ALSO_ASKS, FLAG, "also_asks") \
	X(BESIDE, TEXT, "beside") \
	X(UNDERSTOOD, TEXT, "understood") \
	X(ANSWER, TEXT, "answer") \
	X(ANSWER_LINES, LIST, "answer_lines") \
	X(LINE, TEXT, "line") \
	X(LAID_OUT, FLAG, "laid_out") \
	X(ANSWER_HTML, TEXT, "answer_html") \
	X(GREETED, FLAG, "greeted") \
	X(SIGNED_OFF, FLAG, "signed_off") \
	X(OFFICER, TEXT, "officer") \
	X(CLOSES, TEXT, "closes") \
	X(REOPEN_DAYS, TEXT, "reopen_days") \
	X(PERSONAL_HOURS, TEXT, "personal_hours") \
	X(SIZE, TEXT, "size") \
	X(LIMIT, TEXT, "limit") \
	X(INCOMPLETE, FLAG, "incomplete") \
	X(MISSING, LIST, "missing")

/* One item of "missing" has exactly one of these set: the variable, and the
 * word of struct completeness. */
#define REPLY_DETAILS(X) \
	X("ask_data", "data") \
	X("ask_wilayah", "wilayah") \
	X("ask_periode", "periode") \
	X("ask_konsep", "konsep") \
	X("ask_kegiatan", "kegiatan") \
	X("ask_apa", "apa") \
	X("ask_kapan", "kapan") \
	X("ask_di_mana", "di-mana") \
	X("ask_nama", "nama") \
	X("ask_akun", "akun")

/* The templates that the desk sends; more may lie in the folder. */
#define REPLY_TEMPLATES(X) \
	X("ack-konsultasi") \
	X("ask-lengkapi") \
	X("ack-pengaduan") \
	X("ack-layanan-lain") \
	X("ack-bukan-layanan") \
	X("ack-ragu") \
	X("ack-tambahan") \
	X("new-after-close") \
	X("oversize") \
	X("unreadable") \
	X("ack-data-pribadi") \
	X("jawaban") \
	X("kabar") \
	X("tanya") \
	X("pengingat") \
	X("tutup-tanpa-jawaban") \
	X("selesai") \
	X("selesai-survei") \
	X("dialihkan") \
	X("ulang-jenis")

#define VAR_ENUM(id, type, name) V_##id,
enum var { REPLY_VARS(VAR_ENUM) VAR_COUNT };

struct template_trio {
	const struct template *subject, *text, *html;
};

/* false where there is no such template in that language. */
bool templates_find(const struct templates *t, const char *language,
    const char *name, struct template_trio *trio_r);

#endif
