#ifndef DESK_TOKEN_H
#define DESK_TOKEN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "mail/msg.h"

/*
 * The token that each outgoing mail carries (DESIGN section 5): "ROW.MAC",
 * ROW the outbox row in base 32, MAC a truncated HMAC-SHA-256 over ticket,
 * role and address of the recipient and that row. Carriers: our Message-ID
 * <tanggap.ROW.MAC@domain>, the plus-part of Reply-To (local+t-ROW-MAC@), and
 * the subject tag [PREFIX-YYMM-NNNN-CHK] whose CHK is a MAC over the code.
 */
#define TOKEN_KEY_SIZE 32
#define TOKEN_TEXT 64
#define CODE_TEXT 40

struct token_key {
	unsigned char bytes[TOKEN_KEY_SIZE];
};

/* What a token stands for: what is looked up by its outbox row. */
struct token_facts {
	int64_t row;      /* outbox row, > 0 */
	int64_t ticket;   /* ticket row, 0 for none */
	const char *role; /* "requester" "third" "officer" "system" */
	const char *address;
};

/* "ROW.MAC" into text_r. */
void token_make(const struct token_key *k, const struct token_facts *f,
    char text_r[TOKEN_TEXT]);
/* Constant-time comparison. mac as token_scan() found it. */
bool token_valid(
    const struct token_key *k, const struct token_facts *f, const char *mac);

/* Candidates found in a mail, not yet verified; each once. */
struct token_seen {
	int64_t row;
	const char *mac;
	const char *carrier; /* "message-id", "reply-to" */
};
/* In-Reply-To, plus-parts of To, Cc, Delivered-To, References from the newest,
 * the id of a mail that bounced; at most 32. */
size_t token_scan(
    struct arena *a, const struct msg *m, const struct token_seen **v_r);

/* "PST-2611-0042" from its parts; "[PST-2611-0042-K7Q]" for a subject. */
void token_code(const char *prefix, int year, int month, int number,
    char code_r[CODE_TEXT]);
void token_tag(
    const struct token_key *k, const char *code, char tag_r[CODE_TEXT]);
/* Tags of our prefix in a subject whose check part is right; codes in
 * order, each once. Codes with a wrong check part or none go to wrong_r (may be
 * NULL). */
struct strs token_tags(struct arena *a, const struct token_key *k,
    const char *prefix, const char *subject, struct strs *wrong_r);

#endif
