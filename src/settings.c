/*
 * The table of settings: what each key is called, where it goes, which values
 * it may have. It reads one file and opens none of those that it names.
 */
#include <string.h>

#include "base/banned.h"
#include "base/conf.h"
#include "base/file.h"
#include "base/text.h"
#include "base/tod.h"
#include "mail/compose.h"
#include "settings.h"
#include "settings_value.h"

#define CONF_FILE_MAX (1 << 20)
#define OFFICERS_MAX 200

#define AT(field) offsetof(struct settings, field)
#define TEXT "any text"
#define SOME "any text, not empty"
#define WORD "one word"
#define PATHNAME "a path"
#define YESNO "yes or no"
#define SPAN "a number with s, m, h or d"
#define SIZE "a number with K, M or G"
#define URL "empty, or begin with http:// or https://"
#define NUMBER "a whole number"
#define HOURS "HH:MM-HH:MM, or tutup"
#define DAY_ROWS(section, field, mon, fri) \
	{ section, "sunday", read_hours, AT(field[0]), 0, 0, "tutup", HOURS }, \
	    { section, "monday", read_hours, AT(field[1]), 0, 0, mon, HOURS }, \
	    { section, "tuesday", read_hours, AT(field[2]), 0, 0, mon, \
		    HOURS }, \
	    { section, "wednesday", read_hours, AT(field[3]), 0, 0, mon, \
		    HOURS }, \
	    { section, "thursday", read_hours, AT(field[4]), 0, 0, mon, \
		    HOURS }, \
	    { section, "friday", read_hours, AT(field[5]), 0, 0, fri, HOURS }, \
	{ \
		section, "saturday", read_hours, AT(field[6]), 0, 0, "tutup", \
		    HOURS \
	}
#define NET_ROWS(section, field, port_, tls_) \
	{ section, "host", read_word, AT(field.host), 0, 0, "", \
		"a host name" }, \
	    { section, "port", read_int, AT(field.port), 1, 65535, port_, \
		    NUMBER }, \
	    { section, "tls", read_tls, AT(field.tls), 0, 0, tls_, \
		    "implicit, starttls or none" }, \
	    { section, "ca_file", read_text, AT(field.ca_file), 0, 0, "", \
		    PATHNAME }, \
	    { section, "user", read_text, AT(field.user), 0, 0, "", TEXT }, \
	    { section, "auth", read_auth, AT(field.auth), 0, 0, "auto", \
		    "auto, plain, login, cram-md5, xoauth2 or oauthbearer" }, \
	    { section, "password_file", read_text, AT(field.password_file), 0, \
		    0, "", PATHNAME }, \
	    { section, "token_file", read_text, AT(field.token_file), 0, 0, \
		    "", PATHNAME }, \
	    { section, "token_command", read_text, AT(field.token_command), 0, \
		    0, "", "a shell command" }, \
	    { section, "insecure", read_bool, AT(field.insecure_plaintext), 0, \
		    0, "no", YESNO }, \
	    { section, "connect_timeout", read_seconds, \
		    AT(field.connect_timeout), 1, 600, "20s", SPAN }, \
	{ \
		section, "call_timeout", read_seconds, AT(field.timeout), 1, \
		    3600, "60s", SPAN \
	}
#define MOVE_ROW(word, outcome) \
	{ \
		"mailbox", "move_" word, read_text, AT(move_to[outcome]), 0, \
		    0, "", "a folder of the server" \
	}

#define ROSTER_ROW(day, i) \
	{ \
		"assign", day, read_words, AT(office.roster[i]), 0, 0, "", \
		    "names of officers" \
	}
#define LADDER_ROW(class, i, steps) \
	{ \
		"ladder", class, read_ladder, AT(office.ladder[i]), 0, 0, \
		    steps, \
		    "steps by rising days: \"-1 petugas, 0 koordinator, " \
		    "1 kepala\"" \
	}

static const struct setting table[] = {
	{ "office", "name", read_some, AT(office.name), 0, 0, NULL, SOME },
	{ "office", "unit", read_some, AT(office.unit), 0, 0,
	    "Pelayanan Statistik Terpadu", SOME },
	{ "office", "street", read_text, AT(office.street), 0, 0, "", TEXT },
	{ "office", "phone", read_text, AT(office.phone), 0, 0, "", TEXT },
	{ "office", "website", read_url, AT(office.website), 0, 0, "", URL },
	{ "office", "area", read_some, AT(office.area), 0, 0, NULL, SOME },
	{ "office", "address", read_address, AT(office.address), 0, 0, NULL,
	    "one mail address" },
	{ "office", "aliases", read_addresses, AT(office.aliases), 0, 0, "",
	    "mail addresses" },
	{ "office", "lapor", read_url, AT(office.lapor), 0, 0,
	    "https://www.lapor.go.id", URL },
	{ "office", "whatsapp", read_text, AT(office.whatsapp), 0, 0, "",
	    TEXT },
	{ "office", "instagram", read_text, AT(office.instagram), 0, 0, "",
	    TEXT },
	{ "office", "complaint_handler", read_some,
	    AT(office.complaint_handler), 0, 0, NULL, SOME },
	{ "office", "privacy_url", read_url, AT(office.privacy_url), 0, 0, "",
	    URL },
	{ "office", "pst_url", read_url, AT(office.pst_url), 0, 0,
	    "https://pst.bps.go.id", URL },
	{ "office", "invite_account", read_bool,
	    AT(office.show_account_invitation), 0, 0, "yes", YESNO },
	{ "office", "account_required", read_bool, AT(office.account_required),
	    0, 0, "no", YESNO },
	{ "office", "zone", read_zone, AT(office), 0, 0, "WIB",
	    "WIB, WITA, WIT or +HH:MM" },

	{ "links", "romantik", read_url, AT(office.romantik_url), 0, 0,
	    "https://romantik.web.bps.go.id", URL },
	{ "links", "ppid", read_url, AT(office.ppid_url), 0, 0,
	    "https://ppid.bps.go.id", URL },
	{ "links", "complaints", read_url, AT(office.bps_complaint_url), 0, 0,
	    "https://webapps.bps.go.id/pengaduan", URL },
	{ "links", "ombudsman", read_url, AT(office.ombudsman_url), 0, 0,
	    "https://ombudsman.go.id", URL },

	{ "ticket", "prefix", read_prefix, AT(office.prefix), 0, 0, "PST",
	    "one to ten capital letters" },
	{ "ticket", "reopen", read_days, AT(office.reopen_days), 0,
	    3650.0 * 86400, "30d", SPAN },
	{ "ticket", "same_subject", read_days, AT(office.same_subject_days), 0,
	    3650.0 * 86400, "14d", SPAN },
	{ "ticket", "unsure_below", read_share, AT(office.unsure_below), 0, 1,
	    "0.5", "a number from 0 to 1" },

	{ "ticket", "split_mixed", read_bool, AT(office.split_mixed), 0, 0,
	    "yes", YESNO },
	{ "ticket", "hold", read_seconds, AT(office.hold), 0, 86400, "0s",
	    SPAN },
	{ "ticket", "remind", read_int, AT(office.remind_days), 0, 365, "3",
	    NUMBER },
	{ "ticket", "confirm", read_int, AT(office.confirm_days), 0, 365, "3",
	    NUMBER },
	{ "ticket", "close_waiting", read_int, AT(office.close_waiting_days), 0,
	    365, "10", NUMBER },
	{ "ticket", "close_answered", read_int, AT(office.close_answered_days),
	    0, 365, "5", NUMBER },
	{ "ticket", "survey", read_bool, AT(office.survey), 0, 0, "yes",
	    YESNO },

	{ "assign", "how", read_assign, AT(office.assign), 0, 0, "all",
	    "roster, turn or all" },
	ROSTER_ROW("sunday", 0),
	ROSTER_ROW("monday", 1),
	ROSTER_ROW("tuesday", 2),
	ROSTER_ROW("wednesday", 3),
	ROSTER_ROW("thursday", 4),
	ROSTER_ROW("friday", 5),
	ROSTER_ROW("saturday", 6),
	{ "assign", "other", read_text, AT(office.other_officer), 0, 0, "",
	    "the name of an officer" },
	{ "assign", "any_hour", read_bool, AT(office.any_hour), 0, 0, "no",
	    YESNO },
	{ "assign", "show_officer", read_bool, AT(office.show_officer), 0, 0,
	    "no", YESNO },

	DAY_ROWS("hours", hours, "07:30-16:00", "07:30-16:30"),
	DAY_ROWS("ramadan", ramadan, "08:00-15:00", "08:00-15:30"),

	{ "clock", "consultation", read_int, AT(office.consultation_days), 1,
	    365, "3", NUMBER },
	{ "clock", "complaint_first_answer", read_int,
	    AT(office.complaint_first_days), 1, 365, "5", NUMBER },
	{ "clock", "complaint_first_answer_calendar", read_int,
	    AT(office.complaint_calendar_days), 1, 365, "14", NUMBER },
	{ "clock", "complaint_solution", read_int, AT(office.complaint_days), 1,
	    365, "14", NUMBER },
	{ "clock", "supervisory_solution", read_int,
	    AT(office.supervisory_days), 1, 365, "60", NUMBER },
	{ "clock", "complaint_limit_calendar", read_int,
	    AT(office.complaint_limit_days), 1, 365, "60", NUMBER },

	{ "clock", "task", read_int, AT(office.task_days), 1, 365, "5",
	    NUMBER },
	{ "clock", "personal_data_hours", read_int, AT(office.personal_hours),
	    1, 8760, "72", NUMBER },
	{ "clock", "visit_minutes", read_int, AT(office.visit_minutes), 1, 600,
	    "10", NUMBER },

	LADDER_ROW("consultation", 0,
	    "-1 petugas, 0 petugas koordinator, 1 kepala koordinator"),
	LADDER_ROW(
	    "complaint", 1, "-2 pengaduan, 0 pengaduan, 1 pengaduan kepala"),
	LADDER_ROW("supervisory", 2,
	    "-5 pengaduan kepala, 0 pengaduan kepala, 1 pengaduan kepala"),
	LADDER_ROW("task", 3,
	    "-1 petugas, 0 petugas koordinator, 1 kepala koordinator"),
	LADDER_ROW("personal", 4,
	    "-1 petugas koordinator, 0 petugas koordinator kepala, "
	    "1 koordinator kepala"),

	{ "digest", "at", read_clock, AT(office.digest_at), 0, 0, "buka",
	    "HH:MM, or buka: when the office opens" },
	{ "digest", "weekly", read_weekday, AT(office.digest_week), 0, 0,
	    "monday", "a weekday, or no" },
	{ "digest", "monthly", read_bool, AT(office.digest_month), 0, 0, "yes",
	    YESNO },

	{ "mailbox", "source", read_source, AT(source), 0, 0, "imap",
	    "imap or folder:PATH" },
	NET_ROWS("mailbox", imap, "993", "implicit"),
	{ "mailbox", "folder", read_some, AT(folder), 0, 0, "INBOX", SOME },
	{ "mailbox", "sent_folder", read_text, AT(sent_folder), 0, 0, "",
	    "a folder of the server" },
	{ "mailbox", "after", read_after, AT(move), 0, 0, "keyword",
	    "keyword or move" },
	MOVE_ROW("ticket", OUTCOME_TICKET),
	MOVE_ROW("followup", OUTCOME_FOLLOWUP),
	MOVE_ROW("command", OUTCOME_COMMAND),
	MOVE_ROW("answer", OUTCOME_ANSWER),
	MOVE_ROW("bounce", OUTCOME_BOUNCE),
	MOVE_ROW("auto", OUTCOME_AUTO),
	MOVE_ROW("spam", OUTCOME_SPAM),
	MOVE_ROW("duplicate", OUTCOME_DUPLICATE),
	MOVE_ROW("quarantine", OUTCOME_QUARANTINE),
	{ "mailbox", "poll", read_seconds, AT(poll), 1, 86400, "60s", SPAN },
	{ "mailbox", "authserv_id", read_token, AT(reader.authserv_id), 0, 0,
	    "", "one word without ;" },

	NET_ROWS("smtp", smtp, "587", "starttls"),
	{ "smtp", "plus_addressing", read_bool, AT(office.plus_addressing), 0,
	    0, "no", YESNO },
	{ "smtp", "give_up", read_span, AT(give_up), 60, 30 * 86400, "3d",
	    SPAN },

	{ "limits", "mail_size", read_size, AT(reader.limits.bytes), 65536,
	    1 << 30, "30M", SIZE },
	{ "limits", "header_size", read_size, AT(reader.limits.header_bytes),
	    4096, 1 << 26, "1M", SIZE },
	{ "limits", "header_count", read_count, AT(reader.limits.fields), 50,
	    1000000, "2000", NUMBER },
	{ "limits", "part_count", read_count, AT(reader.limits.parts), 10,
	    100000, "500", NUMBER },
	{ "limits", "part_depth", read_count, AT(reader.limits.depth), 3, 1000,
	    "20", NUMBER },
	{ "limits", "address_count", read_count, AT(reader.limits.addresses),
	    10, 1000000, "2000", NUMBER },
	{ "limits", "text_size", read_size, AT(reader.limits.text_bytes), 16384,
	    1 << 28, "1M", SIZE },
	{ "limits", "notify_size", read_size, AT(notify_size), 0, 1 << 28,
	    "10M", SIZE },
	{ "limits", "attempts", read_int, AT(attempts), 2, 100, "3", NUMBER },
	{ "limits", "answer_age", read_span, AT(answer_age), 3600,
	    3650.0 * 86400, "30d", SPAN },
	{ "limits", "answers_address", read_int, AT(office.budget_address_day),
	    1, 1000, "5", NUMBER },
	{ "limits", "answers_domain", read_int, AT(office.budget_domain_day), 1,
	    100000, "200", NUMBER },
	{ "limits", "answers_total", read_int, AT(office.budget_total_hour), 1,
	    1000000, "200", NUMBER },

	{ "files", "database", read_some, AT(database), 0, 0,
	    "/var/lib/tanggap/tanggap.db", PATHNAME },
	{ "files", "key", read_some, AT(key), 0, 0, "/var/lib/tanggap/key",
	    PATHNAME },
	{ "files", "templates", read_some, AT(templates), 0, 0, "../templates",
	    PATHNAME },
	{ "files", "rules", read_some, AT(rules), 0, 0, "rules", PATHNAME },
	{ "files", "holidays", read_some, AT(holidays), 0, 0, "holidays",
	    PATHNAME },
	{ "files", "patterns", read_some, AT(patterns), 0, 0, "patterns",
	    PATHNAME },
	{ "files", "intake", read_some, AT(intake), 0, 0, "intake", PATHNAME },
	{ "files", "catalogue", read_text, AT(catalogue), 0, 0, "", PATHNAME },
	{ "files", "concepts", read_text, AT(concepts), 0, 0, "", PATHNAME },
	{ "files", "areas", read_text, AT(areas), 0, 0, "", PATHNAME },
	{ "files", "data", read_text, AT(data), 0, 0, "", PATHNAME },

	{ "log", "level", read_level, AT(log_level), 0, 0, "info",
	    "error, warn, info or debug" },
};
#define ROWS (sizeof(table) / sizeof(table[0]))

/* One pass over the file. */
struct load {
	struct arena *a;
	struct settings *s;
	struct conf conf;
	int seen[ROWS];    /* line where each was set, 0 not yet */
	int section[ROWS]; /* line of the section it belongs to, 0: none */
	struct officer *officers;
	int officer_line[OFFICERS_MAX];
};

static enum err
put(struct load *l, size_t i, const char *value, int line, struct why *w)
{
	const struct setting *s = &table[i];
	struct buf right;

	if (s->read(l->a, s, value, (char *)l->s + s->at))
		return OK;
	buf_init(&right, 400);
	setting_right(s, &right);
	why_set(w, ERR_ITEM, "%s:%d: %s = %s: must be %s", l->s->path, line,
	    s->key, value, right.s);
	buf_free(&right);
	return ERR_ITEM;
}

/* file:line of a setting, else of its section, else the file alone. */
static const char *
where(const struct load *l, size_t i)
{
	int line = l->seen[i] != 0 ? l->seen[i] : l->section[i];

	return line == 0 ? l->s->path
			 : arena_printf(l->a, "%s:%d", l->s->path, line);
}

static size_t
row_of(const char *section, const char *key)
{
	size_t i;

	for (i = 0; i < ROWS; i++)
		if (strcmp(table[i].section, section) == 0 &&
		    strcmp(table[i].key, key) == 0)
			break;
	return i;
}

static bool
known_section(const char *section)
{
	size_t i;

	for (i = 0; i < ROWS; i++)
		if (strcmp(table[i].section, section) == 0)
			return true;
	return strcmp(section, "officer") == 0;
}

static enum err
open_officer(struct load *l, const struct conf_row *row, struct why *w)
{
	struct officer *o = &l->officers[l->s->office.nofficers];
	size_t i;

	if (*row->title == '\0')
		return why_set(w, ERR_ITEM,
		    "%s:%d: an officer needs a name: [officer rina]",
		    l->s->path, row->line);
	if (l->s->office.nofficers == OFFICERS_MAX)
		return why_set(w, ERR_ITEM, "%s:%d: more than %d officers",
		    l->s->path, row->line, OFFICERS_MAX);
	for (i = 0; i < l->s->office.nofficers; i++)
		if (text_ieq(l->officers[i].id, row->title))
			return why_set(w, ERR_ITEM,
			    "%s:%d: a second [officer %s]", l->s->path,
			    row->line, row->title);
	*o = (struct officer){
		.id = row->title, .name = row->title, .address = ""
	};
	l->officer_line[l->s->office.nofficers++] = row->line;
	return OK;
}

static enum err
open_section(struct load *l, const struct conf_row *row, struct why *w)
{
	size_t i;

	if (!known_section(row->section))
		return why_set(w, ERR_ITEM, "%s:%d: unknown section [%s]",
		    l->s->path, row->line, row->section);
	if (strcmp(row->section, "officer") == 0)
		return open_officer(l, row, w);
	if (*row->title != '\0')
		return why_set(w, ERR_ITEM, "%s:%d: [%s] takes no name",
		    l->s->path, row->line, row->section);
	for (i = 0; i < ROWS; i++)
		if (strcmp(table[i].section, row->section) == 0)
			l->section[i] = row->line;
	return OK;
}

static enum err
put_officer(struct load *l, const struct conf_row *row, struct why *w)
{
	struct officer *o = &l->officers[l->s->office.nofficers - 1];

	if (strcmp(row->key, "name") == 0) {
		o->name = row->value;
	} else if (strcmp(row->key, "address") == 0) {
		if (!addr_is_safe(row->value))
			return why_set(w, ERR_ITEM,
			    "%s:%d: address = %s: must be one mail address",
			    l->s->path, row->line, row->value);
		o->address = row->value;
	} else if (strcmp(row->key, "roles") == 0) {
		if (!read_roles(l->a, row->value, &o->roles))
			return why_set(w, ERR_ITEM,
			    "%s:%d: roles = %s: must be of petugas narasumber "
			    "koordinator pengaduan kepala provinsi admin",
			    l->s->path, row->line, row->value);
	} else {
		return why_set(w, ERR_ITEM,
		    "%s:%d: unknown key \"%s\" in [officer]: name, address "
		    "and roles are known",
		    l->s->path, row->line, row->key);
	}
	return OK;
}

static enum err
unknown_key(const struct load *l, const struct conf_row *row, struct why *w)
{
	size_t i;

	for (i = 0; i < ROWS; i++)
		if (strcmp(table[i].key, row->key) == 0)
			return why_set(w, ERR_ITEM,
			    "%s:%d: unknown key \"%s\" in [%s]; it belongs to "
			    "[%s]",
			    l->s->path, row->line, row->key, row->section,
			    table[i].section);
	return why_set(w, ERR_ITEM, "%s:%d: unknown key \"%s\" in [%s]",
	    l->s->path, row->line, row->key, row->section);
}

static enum err
put_row(struct load *l, const struct conf_row *row, struct why *w)
{
	size_t i;

	if (*row->section == '\0')
		return why_set(w, ERR_ITEM,
		    "%s:%d: \"%s\" stands before the first [section]",
		    l->s->path, row->line, row->key);
	if (strcmp(row->section, "officer") == 0)
		return put_officer(l, row, w);
	if ((i = row_of(row->section, row->key)) == ROWS)
		return unknown_key(l, row, w);
	if (l->seen[i] != 0)
		return why_set(w, ERR_ITEM,
		    "%s:%d: \"%s\" is set a second time (first on line %d)",
		    l->s->path, row->line, row->key, l->seen[i]);
	l->seen[i] = row->line;
	return put(l, i, row->value, row->line, w);
}

static enum err
put_defaults(struct load *l, struct why *w)
{
	enum err e;
	size_t i;

	for (i = 0; i < ROWS; i++) {
		if (l->seen[i] != 0)
			continue;
		if (table[i].value == NULL)
			return why_set(w, ERR_ITEM,
			    "%s: [%s] %s is missing: %s", where(l, i),
			    table[i].section, table[i].key, table[i].right);
		if ((e = put(l, i, table[i].value, 0, w)) != OK)
			return e;
	}
	return OK;
}

/* Paths in the file are relative to the file. */
static void
absolute(struct load *l, const char **path)
{
	const char *slash = strrchr(l->s->path, '/');

	if (**path == '\0' || **path == '/' || slash == NULL)
		return;
	*path = arena_printf(
	    l->a, "%.*s/%s", (int)(slash - l->s->path), l->s->path, *path);
}

static void
absolute_paths(struct load *l)
{
	struct settings *s = l->s;
	const char **paths[] = { &s->database, &s->key, &s->templates,
		&s->rules, &s->holidays, &s->patterns, &s->intake,
		&s->catalogue, &s->concepts, &s->areas, &s->data,
		&s->imap.ca_file, &s->imap.password_file, &s->imap.token_file,
		&s->smtp.ca_file, &s->smtp.password_file, &s->smtp.token_file };
	const char *folder;
	size_t i;

	for (i = 0; i < sizeof(paths) / sizeof(paths[0]); i++)
		absolute(l, paths[i]);
	if (text_istarts(s->source, "folder:")) {
		folder = s->source + strlen("folder:");
		absolute(l, &folder);
		s->source = arena_printf(l->a, "folder:%s", folder);
	}
}

static enum err
check_officers(const struct load *l, struct why *w)
{
	const struct settings *s = l->s;
	unsigned roles = 0;
	size_t i, k;

	for (i = 0; i < s->office.nofficers; i++) {
		const struct officer *o = &s->office.officers[i];
		int line = l->officer_line[i];

		roles |= o->roles;
		if (*o->address == '\0' || o->roles == 0)
			return why_set(w, ERR_ITEM,
			    "%s:%d: [officer %s] needs %s", s->path, line,
			    o->id, o->roles ? "an address" : "roles");
		for (k = 0; k < i; k++)
			if (text_ieq(s->office.officers[k].address, o->address))
				return why_set(w, ERR_ITEM,
				    "%s:%d: [officer %s] and [officer %s] "
				    "have the same address",
				    s->path, line, s->office.officers[k].id,
				    o->id);
		if (office_is_own(&s->office, o->address))
			return why_set(w, ERR_ITEM,
			    "%s:%d: [officer %s] has the desk's own address",
			    s->path, line, o->id);
	}
	if ((roles & (ROLE_PENGADUAN | ROLE_KEPALA)) == 0)
		return why_set(w, ERR_ITEM,
		    "%s: nobody has the role pengaduan or kepala: complaints "
		    "would reach nobody",
		    s->path);
	return OK;
}

/* Settings that name officers name such as there are. */
static enum err
check_names(const struct load *l, struct why *w)
{
	static const char *const days[] = { "sunday", "monday", "tuesday",
		"wednesday", "thursday", "friday", "saturday" };
	const struct office *o = &l->s->office;
	size_t i, k;

	for (i = 0; i < 7; i++)
		for (k = 0; k < o->roster[i].n; k++)
			if (office_officer_id(o, o->roster[i].v[k]) == NULL)
				return why_set(w, ERR_ITEM,
				    "%s: [assign] %s: there is no [officer %s]",
				    where(l, row_of("assign", days[i])),
				    days[i], o->roster[i].v[k]);
	if (*o->other_officer != '\0' &&
	    office_officer_id(o, o->other_officer) == NULL)
		return why_set(w, ERR_ITEM,
		    "%s: [assign] other: there is no [officer %s]",
		    where(l, row_of("assign", "other")), o->other_officer);
	return OK;
}

static bool
has_open_day(const struct hours *week)
{
	int day;

	for (day = 0; day < 7; day++)
		if (week[day].from < week[day].to)
			return true;
	return false;
}

static enum err
no_working_day(const struct load *l, const char *section, struct why *w)
{
	return why_set(w, ERR_ITEM,
	    "%s: [%s] has no working day: no deadline could be counted",
	    where(l, row_of(section, "monday")), section);
}

/* What no single row can see. */
static enum err
check_together(const struct load *l, struct why *w)
{
	const struct settings *s = l->s;

	if (!has_open_day(s->hours))
		return no_working_day(l, "hours", w);
	if (!has_open_day(s->ramadan))
		return no_working_day(l, "ramadan", w);
	if (strcmp(s->source, "imap") == 0 && *s->imap.host == '\0')
		return why_set(w, ERR_ITEM,
		    "%s: [mailbox] host is missing: a host name",
		    where(l, row_of("mailbox", "host")));
	if (check_officers(l, w) != OK)
		return ERR_ITEM;
	return check_names(l, w);
}

static enum err
read_rows(struct load *l, struct why *w)
{
	struct conf_row row;
	enum err e;

	while ((e = conf_next(&l->conf, &row, w)) == OK && row.line != 0) {
		e = row.key == NULL ? open_section(l, &row, w)
				    : put_row(l, &row, w);
		if (e != OK)
			return e;
	}
	return e;
}

enum err
settings_parse(struct arena *a, const char *path, const char *text, size_t n,
    struct settings *s_r, struct why *w)
{
	struct load l = { .a = a, .s = s_r };
	enum err e;

	*s_r = (struct settings){ .path = arena_str(a, path) };
	net_conf_init(&s_r->imap);
	net_conf_init(&s_r->smtp);
	l.officers = arena_array(a, OFFICERS_MAX, sizeof(*l.officers));
	s_r->office.officers = l.officers;
	conf_init(&l.conf, a, s_r->path, text, n);
	if ((e = read_rows(&l, w)) != OK || (e = put_defaults(&l, w)) != OK)
		return e;
	absolute_paths(&l);
	return check_together(&l, w);
}

enum err
settings_load(
    struct arena *a, const char *path, struct settings *s_r, struct why *w)
{
	struct buf text;
	enum err e;

	buf_init(&text, CONF_FILE_MAX);
	e = file_read(path, &text, w);
	if (e == OK)
		e = settings_parse(a, path, text.s, text.len, s_r, w);
	buf_free(&text);
	return e;
}

void
settings_list(struct buf *b)
{
	size_t i;

	for (i = 0; i < ROWS; i++)
		buf_addf(b, "%s %s\n", table[i].section, table[i].key);
	buf_adds(b, "officer name\nofficer address\nofficer roles\n");
}
