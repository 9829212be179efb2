/*
 * What is known of the people who write: language, mute, corrections that
 * officers made. It must never know why one is muted.
 */
#include "base/banned.h"
#include "store/people.h"
#include "store/sql.h"

enum { GET, WROTE, MUTE, LESSON_ADD, LESSONS };

static const char *const text[] = {
	[GET] = "SELECT address, name, language, first_at, last_at,"
		" muted_until, muted_why, hard_bounces FROM person"
		" WHERE address = ?1",
	[WROTE] = "INSERT INTO person(address, name, language, first_at,"
		  " last_at, muted_why, hard_bounces)"
		  " VALUES(?1, ?2, ?3, ?4, ?4, '', 0)"
		  " ON CONFLICT(address) DO UPDATE SET"
		  " name = CASE ?2 WHEN '' THEN name ELSE ?2 END,"
		  " language = CASE ?3 WHEN '' THEN language ELSE ?3 END,"
		  " last_at = max(last_at, ?4), muted_until = NULL,"
		  " muted_why = '', hard_bounces = 0",
	[MUTE] = "INSERT INTO person(address, name, language, first_at,"
		 " last_at, muted_until, muted_why, hard_bounces)"
		 " VALUES(?1, '', '', ?2, ?2, ?3, ?4, ?5)"
		 " ON CONFLICT(address) DO UPDATE SET muted_until = ?3,"
		 " muted_why = ?4, hard_bounces = hard_bounces + ?5",
	[LESSON_ADD] = "INSERT INTO lesson(at, officer, features, kind,"
		       " topic, ticket) VALUES(?1, ?2, ?3, ?4, ?5, ?6)",
	[LESSONS] = "SELECT at, officer, features, kind, topic, ticket, id"
		    " FROM lesson WHERE id > ?1 ORDER BY id LIMIT ?2",
};
const struct sql_set people_sql = { text, sizeof(text) / sizeof(text[0]) };

#define ID(n) SQL_ID(SQL_PEOPLE, n)

enum err
person_get(struct store *s, struct arena *a, const char *address,
    struct person *p_r, struct why *w)
{
	sqlite3_stmt *st = sql_bind(s, ID(GET), SQL_ARGS(SQL_S(address)));
	enum err e;
	bool row;

	*p_r = (struct person){ .address = NULL };
	if ((e = sql_step(s, st, &row, w)) != OK || !row)
		return e;
	*p_r = (struct person){
		.address = sql_col_text(st, 0, a),
		.name = sql_col_text(st, 1, a),
		.language = sql_col_text(st, 2, a),
		.first_at = sql_col(st, 3),
		.last_at = sql_col(st, 4),
		.muted_until = sql_col_time(st, 5),
		.muted_why = sql_col_text(st, 6, a),
		.hard_bounces = sql_col(st, 7),
	};
	sql_end(st);
	return OK;
}

enum err
person_wrote(struct store *s, const struct person *p, struct why *w)
{
	return sql_run(s, ID(WROTE),
	    SQL_ARGS(SQL_S(p->address), SQL_S(p->name), SQL_S(p->language),
		SQL_N(p->last_at)),
	    w);
}

enum err
person_mute(struct store *s, const struct person *p, struct why *w)
{
	return sql_run(s, ID(MUTE),
	    SQL_ARGS(SQL_S(p->address), SQL_N(p->last_at),
		SQL_T(p->muted_until), SQL_S(p->muted_why),
		SQL_N(p->hard_bounces)),
	    w);
}

enum err
lesson_add(struct store *s, const struct lesson_row *l, struct why *w)
{
	return sql_run(s, ID(LESSON_ADD),
	    SQL_ARGS(SQL_N(l->at), SQL_S(l->officer), SQL_S(l->features),
		SQL_S(l->kind), SQL_S(l->topic), SQL_ROW(l->ticket)),
	    w);
}

enum err
lesson_list(struct store *s, struct arena *a, struct page page,
    struct lesson_rows *r, struct why *w)
{
	sqlite3_stmt *st = sql_bind(s, ID(LESSONS),
	    SQL_ARGS(SQL_N(page.after), SQL_N((int64_t)page.limit)));
	struct lesson_row *v = NULL;
	size_t n = 0;
	enum err e;
	bool row;

	while ((e = sql_step(s, st, &row, w)) == OK && row) {
		v = sql_more(a, v, n, sizeof(*v));
		v[n++] = (struct lesson_row){
			.at = sql_col(st, 0),
			.officer = sql_col_text(st, 1, a),
			.features = sql_col_text(st, 2, a),
			.kind = sql_col_text(st, 3, a),
			.topic = sql_col_text(st, 4, a),
			.ticket = sql_col(st, 5),
			.id = sql_col(st, 6),
		};
	}
	*r = (struct lesson_rows){ v, n };
	return e;
}
