#ifndef DESK_NOTICE_VARS_H
#define DESK_NOTICE_VARS_H

/*
 * Every name that a template in templates/petugas may read, wherever it
 * stands (in the root or in an item of a list). A new one is a row here and
 * nothing else. What they mean: desk/notice.h.
 */
#define NOTICE_VARS(X) \
	/* the office, by values_office() */ \
	X(TEXT, "unit") \
	X(TEXT, "office") \
	X(TEXT, "desk_address") \
	/* set with the list of that name when it has an item */ \
	X(FLAG, "any_words") \
	X(FLAG, "any_reasons") \
	X(FLAG, "any_missing") \
	X(FLAG, "any_said") \
	X(FLAG, "any_files") \
	X(FLAG, "any_similar") \
	X(FLAG, "any_earlier") \
	X(FLAG, "any_linked") \
	X(FLAG, "any_actions") \
	X(FLAG, "any_orders") \
	X(FLAG, "any_sent") \
	X(FLAG, "any_cut") \
	X(FLAG, "any_proposals") \
	X(FLAG, "any_candidates") \
	X(FLAG, "any_events") \
	X(FLAG, "any_hits") \
	X(FLAG, "any_rows") \
	X(FLAG, "any_officers") \
	/* the reader and the mail */ \
	X(TEXT, "reader") \
	X(TEXT, "title") \
	X(TEXT, "why") \
	X(LIST, "words") \
	X(FLAG, "reply_is_answer") \
	X(FLAG, "watching") \
	X(FLAG, "no_address") \
	X(FLAG, "restricted") \
	X(TEXT, "others") \
	/* the case */ \
	X(TEXT, "code") \
	X(TEXT, "kind") \
	X(TEXT, "score") \
	X(FLAG, "unsure") \
	X(LIST, "reasons") \
	X(TEXT, "reason") \
	X(TEXT, "state") \
	X(TEXT, "owner") \
	X(FLAG, "yours") \
	X(TEXT, "name") \
	X(TEXT, "address") \
	X(FLAG, "hidden") \
	X(FLAG, "unproven") \
	X(TEXT, "channel") \
	X(TEXT, "subject") \
	X(TEXT, "received") \
	X(TEXT, "due") \
	X(TEXT, "left") \
	X(TEXT, "late") \
	X(TEXT, "first_due") \
	X(TEXT, "first_left") \
	X(FLAG, "due_unlisted") \
	X(FLAG, "waiting") \
	X(TEXT, "external") \
	X(LIST, "missing") \
	X(TEXT, "detail") \
	X(TEXT, "writer") \
	X(LIST, "said") \
	X(TEXT, "line") \
	X(FLAG, "laid_out") \
	X(FLAG, "said_cut") \
	X(LIST, "files") \
	X(TEXT, "file") \
	X(TEXT, "size") \
	X(FLAG, "carried") \
	X(TEXT, "not_carried") \
	X(LIST, "similar") \
	X(TEXT, "snippet") \
	X(TEXT, "link") \
	X(LIST, "earlier") \
	X(LIST, "linked") \
	X(TEXT, "ticket") \
	X(TEXT, "about") \
	X(LIST, "actions") \
	X(TEXT, "label") \
	X(TEXT, "command") \
	/* pantul, diserahkan */ \
	X(TEXT, "bounced") \
	X(TEXT, "bounce_why") \
	X(FLAG, "permanent") \
	X(TEXT, "by") \
	/* kuitansi, ditahan, konfirmasi, ditolak */ \
	X(LIST, "orders") \
	X(TEXT, "number") \
	X(TEXT, "written") \
	X(FLAG, "done") \
	X(TEXT, "result") \
	X(TEXT, "sent_to") \
	X(LIST, "sent") \
	X(LIST, "cut") \
	X(TEXT, "recall_until") \
	X(TEXT, "recall_link") \
	X(LIST, "proposals") \
	X(LIST, "candidates") \
	X(TEXT, "send_link") \
	X(TEXT, "drop_link") \
	X(TEXT, "help_link") \
	/* eskalasi, lihat, cari, rekap, karantina */ \
	X(LIST, "events") \
	X(TEXT, "at") \
	X(TEXT, "who") \
	X(TEXT, "what") \
	X(TEXT, "query") \
	X(LIST, "hits") \
	X(TEXT, "count") \
	X(LIST, "rows") \
	X(LIST, "officers") \
	X(TEXT, "id") \
	X(TEXT, "mail") \
	X(TEXT, "release_link") \
	X(TEXT, "order") \
	/* ringkasan */ \
	X(FLAG, "any_overdue") \
	X(FLAG, "any_today") \
	X(FLAG, "any_troubles") \
	X(FLAG, "any_weeks") \
	X(FLAG, "any_months") \
	X(TEXT, "date") \
	X(TEXT, "day") \
	X(FLAG, "calm") \
	X(LIST, "counts") \
	X(TEXT, "bar") \
	X(TEXT, "width") \
	X(FLAG, "bad") \
	X(LIST, "overdue") \
	X(TEXT, "overdue_more") \
	X(LIST, "today") \
	X(TEXT, "today_more") \
	X(TEXT, "restricted_cases") \
	X(TEXT, "next") \
	X(TEXT, "open") \
	X(FLAG, "down") \
	X(TEXT, "read_at") \
	X(TEXT, "since") \
	X(TEXT, "accounted") \
	X(TEXT, "all_received") \
	X(TEXT, "all_accounted") \
	X(FLAG, "unequal") \
	X(LIST, "troubles") \
	X(TEXT, "trouble") \
	X(LIST, "weeks") \
	X(LIST, "months") \
	X(TEXT, "share") \
	X(TEXT, "time")

/* The officers' templates that the desk sends; more may lie in the folder. */
#define NOTICE_TEMPLATES(X) \
	X("baru") \
	X("tambahan") \
	X("pantul") \
	X("diserahkan") \
	X("dibuka-lagi") \
	X("kuitansi") \
	X("ditahan") \
	X("konfirmasi") \
	X("ditolak") \
	X("peringatan") \
	X("eskalasi") \
	X("lihat") \
	X("cari") \
	X("rekap") \
	X("bantuan") \
	X("karantina") \
	X("ringkasan")

#endif
