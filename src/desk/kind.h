#ifndef DESK_KIND_H
#define DESK_KIND_H

#include <stdbool.h>

/* The office's own words for what a mail is and what became of it. */

#define KINDS(X) \
	X(KIND_NONE, "") \
	X(KIND_KONSULTASI, "konsultasi") \
	X(KIND_PENGADUAN, "pengaduan") \
	X(KIND_LAYANAN_LAIN, "layanan-lain") \
	X(KIND_BUKAN_LAYANAN, "bukan-layanan") \
	X(KIND_SPAM, "spam") \
	X(KIND_AUTO, "auto") \
	X(KIND_BOUNCE, "bounce") \
	X(KIND_RAGU, "ragu")

#define TOPICS(X) \
	X(TOPIC_NONE, "") \
	X(TOPIC_DATA, "data") \
	X(TOPIC_METADATA, "metadata") \
	X(TOPIC_KLASIFIKASI, "klasifikasi")

/* Every inbox row ends in exactly one of these. */
#define OUTCOMES(X) \
	X(OUTCOME_NONE, "") \
	X(OUTCOME_TICKET, "ticket") \
	X(OUTCOME_FOLLOWUP, "followup") \
	X(OUTCOME_COMMAND, "command") \
	X(OUTCOME_ANSWER, "answer") \
	X(OUTCOME_BOUNCE, "bounce") \
	X(OUTCOME_AUTO, "auto") \
	X(OUTCOME_SPAM, "spam") \
	X(OUTCOME_DUPLICATE, "duplicate") \
	X(OUTCOME_QUARANTINE, "quarantine")

#define KIND_ENUM(id, word) id,
enum kind { KINDS(KIND_ENUM) KIND_COUNT };
enum topic { TOPICS(KIND_ENUM) TOPIC_COUNT };
enum outcome { OUTCOMES(KIND_ENUM) OUTCOME_COUNT };

const char *kind_word(enum kind k);
const char *topic_word(enum topic t);
const char *outcome_word(enum outcome o);
/* false and NONE where the word is none of them; "" is NONE and true. */
bool kind_parse(const char *word, enum kind *k_r);
bool topic_parse(const char *word, enum topic *t_r);
bool outcome_parse(const char *word, enum outcome *o_r);

#endif
