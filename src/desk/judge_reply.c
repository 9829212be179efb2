/*
 * May a machine answer this mail (RFC 3834 section 2), and where to. It
 * knows no budget and no kind of request: silence for other reasons is
 * decided elsewhere.
 */
#include <string.h>

#include "base/banned.h"
#include "base/text.h"
#include "desk/judge.h"
#include "desk/judge_look.h"

#define LOCAL_MAX 64
#define DOMAIN_MAX 253

static bool
is_alnum(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
	       (c >= 'A' && c <= 'Z');
}

static bool
safe_local(const char *s, size_t n)
{
	size_t i;

	if (n == 0 || n > LOCAL_MAX || s[0] == '.' || s[0] == '-' ||
	    s[n - 1] == '.')
		return false;
	for (i = 0; i < n; i++)
		if (!is_alnum(s[i]) &&
		    strchr("!#$&'*+-/=?^_{}~.", s[i]) == NULL)
			return false;
	return true;
}

static bool
safe_domain(const char *s)
{
	size_t n = strlen(s), i;
	bool dot = false;

	if (n == 0 || n > DOMAIN_MAX || s[0] == '.' || s[n - 1] == '.')
		return false;
	for (i = 0; i < n; i++) {
		if (s[i] == '.' && s[i + 1] == '.')
			return false;
		dot |= s[i] == '.';
		if (!is_alnum(s[i]) && s[i] != '.' && s[i] != '-')
			return false;
	}
	return dot && !text_ieq(s, "localhost.localdomain") &&
	       !text_ends(s, ".invalid");
}

bool
judge_safe_address(const char *address)
{
	const char *at = strchr(address, '@');

	return at != NULL && safe_local(address, (size_t)(at - address)) &&
	       safe_domain(at + 1);
}

const struct addr *
judge_reply_address(const struct office *o, const struct msg *m)
{
	const struct addr *a = m->reply_to.n == 1 ? &m->reply_to.v[0] : NULL;

	if (a != NULL && judge_safe_address(a->address) &&
	    !office_is_own(o, a->address) &&
	    office_officer(o, a->address) == NULL)
		return a;
	a = NULL;
	if (m->from.n == 1)
		a = &m->from.v[0];
	else if (m->from.n > 1 && m->sender.n == 1)
		a = &m->sender.v[0];
	return a != NULL && judge_safe_address(a->address) ? a : NULL;
}

/* Each returns what it saw, NULL where it has nothing to say. */
typedef const char *objection(const struct look *l, const struct judgement *j);

static const char *
judged(const struct look *l, const struct judgement *j)
{
	(void)l;
	return j->kind != KIND_NONE || j->outcome == OUTCOME_DUPLICATE
		   ? j->check
		   : NULL;
}

static const char *
null_path(const struct look *l, const struct judgement *j)
{
	(void)j;
	return l->msg->null_return_path ? "<>" : NULL;
}

static const char *
own(const struct look *l, const struct judgement *j)
{
	const struct addr *to = judge_reply_address(l->office, l->msg);
	size_t i;

	(void)j;
	for (i = 0; i < l->msg->from.n; i++)
		if (office_is_own(l->office, l->msg->from.v[i].address))
			return l->msg->from.v[i].address;
	return to != NULL && office_is_own(l->office, to->address) ? to->address
								   : NULL;
}

static const char *
no_author(const struct look *l, const struct judgement *j)
{
	(void)j;
	if (l->msg->from.n == 0)
		return "no From";
	if (l->msg->from.n > 1 && l->msg->sender.n != 1)
		return "several From without one Sender";
	return NULL;
}

static const char *
no_address(const struct look *l, const struct judgement *j)
{
	(void)j;
	return judge_reply_address(l->office, l->msg) == NULL ? l->from : NULL;
}

static const char *
submitted(const struct look *l, const struct judgement *j)
{
	static const char *const no[] = { "no" };
	const char *v = judge_value(l->msg, "Auto-Submitted");

	(void)j;
	return *v != '\0' && !judge_token_is(v, no, 1) ? v : NULL;
}

static const char *
suppressed(const struct look *l, const struct judgement *j)
{
	const char *v = judge_value(l->msg, "X-Auto-Response-Suppress");

	(void)j;
	return text_istr(v, "all") != NULL || text_istr(v, "oof") != NULL ||
		       text_istr(v, "autoreply") != NULL
		   ? v
		   : NULL;
}

static const char *
listed(const struct look *l, const struct judgement *j)
{
	static const char *const fields[] = { "List-Id", "List-Unsubscribe",
		"List-Post", "List-Help", "List-Subscribe", "List-Owner",
		"List-Archive", "Mailing-List", "X-Mailing-List", "X-BeenThere",
		"X-Mailman-Version" };
	size_t i;

	(void)j;
	if (judge_own_list(l->office, l->msg))
		return NULL;
	for (i = 0; i < JUDGE_COUNT(fields); i++)
		if (*judge_value(l->msg, fields[i]) != '\0')
			return fields[i];
	return NULL;
}

static const char *
precedence(const struct look *l, const struct judgement *j)
{
	static const char *const words[] = { "bulk", "junk", "list",
		"auto_reply", "auto-reply", "autoreply" };
	const char *v = judge_value(l->msg, "Precedence");

	(void)j;
	if (judge_own_list(l->office, l->msg))
		return NULL;
	return judge_token_is(v, words, JUDGE_COUNT(words)) ? v : NULL;
}

static const char *
ticket_system(const struct look *l, const struct judgement *j)
{
	(void)j;
	return *judge_value(l->msg, "X-RT-Loop-Prevention") != '\0'
		   ? "X-RT-Loop-Prevention"
		   : NULL;
}

static const char *
domain_of(const char *address)
{
	const char *at = strrchr(address, '@');

	return at != NULL ? at + 1 : "";
}

/*
 * A machine's name in the address that would get the answer. Where From is
 * such a name and Reply-To is elsewhere, a web form brings a person's words;
 * at the same domain it is only another desk of that machine.
 */
static const char *
machine_name(const struct look *l, const struct judgement *j)
{
	static const char *const paths[] = { "mailer-daemon*", "owner-*",
		"*-owner", "*-request", "*-bounces", "listserv", "majordomo" };
	const struct addr *to = judge_reply_address(l->office, l->msg);
	const char *path = l->msg->return_path ? l->msg->return_path : "";

	(void)j;
	if (to == NULL)
		return NULL;
	if (judge_machine_address(to->address))
		return to->address;
	if (judge_machine_address(l->from) &&
	    text_ieq(domain_of(l->from), domain_of(to->address)))
		return l->from;
	return judge_local_is(path, paths, JUDGE_COUNT(paths)) ? path : NULL;
}

static const char *
portal(const struct look *l, const struct judgement *j)
{
	(void)j;
	return judge_portal(l);
}

static const char *
invitation(const struct look *l, const struct judgement *j)
{
	(void)j;
	return judge_service_invitation(l);
}

static const char *
bulk(const struct look *l, const struct judgement *j)
{
	(void)j;
	return judge_bulk_footer(l);
}

static const char *
disowned(const struct look *l, const struct judgement *j)
{
	(void)j;
	return l->msg->auth.dmarc == AUTH_FAIL ? l->from : NULL;
}

static const struct {
	objection *check;
	const char *why;
} objections[] = {
	{ judged, "it is no person's mail" },
	{ null_path, "the return path is empty" },
	{ no_author, "nobody in particular wrote it" },
	{ own, "one of our own addresses" },
	{ no_address, "no address that is safe to write to" },
	{ submitted, "Auto-Submitted" },
	{ suppressed, "X-Auto-Response-Suppress" },
	{ listed, "it came through a list" },
	{ precedence, "Precedence" },
	{ ticket_system, "another desk's loop prevention" },
	{ portal, "a service portal's notification" },
	{ machine_name, "nobody reads the address" },
	{ disowned, "the sender's domain disowns it (DMARC)" },
	{ invitation, "a service invites in somebody's name" },
	{ bulk, "a newsletter's way out" },
};

void
judge_reply(const struct look *l, struct judgement *j)
{
	const char *saw;
	size_t i;

	for (i = 0; i < JUDGE_COUNT(objections); i++)
		if ((saw = objections[i].check(l, j)) != NULL) {
			j->may_reply = false;
			j->reply_why = arena_printf(
			    l->arena, "%s: %.120s", objections[i].why, saw);
			return;
		}
	j->may_reply = true;
	/* Whom To and Cc name plays no part: an office answers for what
	 * reaches its mailbox, also by Bcc or a colleague's forwarding (a
	 * service responder in the words of RFC 3834 section 2). */
	j->reply_why = "a person's mail";
}
