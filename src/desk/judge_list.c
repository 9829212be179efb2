/*
 * Mail to many: discussion lists, newsletters, bulk. It reads headers alone.
 */
#include <string.h>

#include "base/banned.h"
#include "base/text.h"
#include "desk/judge.h"
#include "desk/judge_look.h"

static bool
one_click(const struct msg *m)
{
	return judge_has(m, "List-Unsubscribe-Post") ||
	       judge_has(m, "X-Campaign") || judge_has(m, "X-CampaignID") ||
	       judge_has(m, "X-Campaign-Id") || judge_has(m, "X-MC-User") ||
	       judge_has(m, "X-Mailgun-Tag") || judge_has(m, "X-Mailing-ID");
}

static bool
list_post(const struct msg *m)
{
	return text_istr(judge_value(m, "List-Post"), "mailto:") != NULL;
}

/* People write to each other there: it takes postings, or it is run by a
 * list manager that newsletters do not use. */
static bool
discussion(const struct msg *m)
{
	static const char *const list[] = { "list" };
	static const char *const fields[] = { "X-BeenThere", "Mailing-List",
		"X-Mailing-List", "X-Mailman-Version", "X-Google-Group-Id",
		"X-ML-Name", "X-Sympa-To" };
	static const char *const owners[] = { "owner-*", "*-owner",
		"*-bounces" };
	size_t i;

	if (list_post(m) ||
	    (m->sender.n == 1 && judge_local_is(m->sender.v[0].address, owners,
				     JUDGE_COUNT(owners))))
		return true;
	for (i = 0; i < JUDGE_COUNT(fields); i++)
		if (judge_has(m, fields[i]))
			return true;
	return !one_click(m) &&
	       (judge_token_is(judge_value(m, "Precedence"), list, 1) ||
		   judge_has(m, "List-Archive") ||
		   judge_has(m, "List-Subscribe"));
}

bool
judge_newsletter(const struct msg *m)
{
	return (judge_has(m, "List-Unsubscribe") || judge_has(m, "List-Id")) &&
	       !discussion(m);
}

/* "pst.bps.go.id" in List-Id is pst@bps.go.id's list. */
static bool
names_address(const char *value, const char *address)
{
	char dotted[256];
	size_t n = strlen(address);
	char *at;

	if (n == 0 || n >= sizeof(dotted))
		return false;
	if (text_istr(value, address) != NULL)
		return true;
	memcpy(dotted, address, n + 1);
	if ((at = strchr(dotted, '@')) != NULL)
		*at = '.';
	return text_istr(value, dotted) != NULL;
}

bool
judge_own_list(const struct office *o, const struct msg *m)
{
	static const char *const fields[] = { "List-Post", "List-Id",
		"Mailing-List" };
	size_t i, k;

	for (i = 0; i < JUDGE_COUNT(fields); i++) {
		const char *v = judge_value(m, fields[i]);

		if (*v == '\0')
			continue;
		if (names_address(v, o->address))
			return true;
		for (k = 0; k < o->aliases.n; k++)
			if (names_address(v, o->aliases.v[k]))
				return true;
	}
	return false;
}

bool
judge_is_list(struct look *l)
{
	l->saw = judge_value(l->msg, "List-Id");
	return discussion(l->msg) && !judge_own_list(l->office, l->msg);
}

bool
judge_is_precedence(struct look *l)
{
	static const char *const words[] = { "bulk", "junk", "list",
		"auto_reply", "auto-reply", "autoreply" };
	static const char *const fields[] = { "Precedence", "X-Precedence",
		"Preference" };
	size_t i;

	if (judge_newsletter(l->msg) || judge_own_list(l->office, l->msg))
		return false;
	for (i = 0; i < JUDGE_COUNT(fields); i++) {
		l->saw = judge_value(l->msg, fields[i]);
		if (judge_token_is(l->saw, words, JUDGE_COUNT(words)))
			return true;
	}
	return false;
}
