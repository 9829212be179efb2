/*
 * Making the outcome of mails visible on the server, in bulk. It knows no
 * mail's content and decides nothing.
 */
#include <libetpan/libetpan.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/banned.h"
#include "base/log.h"
#include "base/mem.h"
#include "net/marks.h"

#define RANGES_MAX 80 /* a command stays under 2 KiB (RFC 7162 4) */
#define ANSWER_MAX ((int64_t)8 << 20)

bool
marks_target(
    const struct source_conf *conf, const char *outcome, size_t *target_r)
{
	size_t i;

	for (i = 0; i < conf->move_count; i++)
		if (strcmp(conf->moves[i].outcome, outcome) == 0) {
			*target_r = i;
			return true;
		}
	*target_r = MARK_KEYWORD;
	return conf->keyword[0] != '\0';
}

void
marks_add(struct marks *m, uint32_t uid, size_t target)
{
	if (m->count == m->room) {
		m->room = m->room ? m->room * 2 : 64;
		m->list = mem_grow(m->list, m->room * sizeof(*m->list));
	}
	m->list[m->count++] = (struct mark){ uid, target };
}

void
marks_take(struct marks *m, struct marks *to)
{
	*to = *m;
	*m = (struct marks){ 0 };
}

void
marks_free(struct marks *m)
{
	free(m->list);
	*m = (struct marks){ 0 };
}

static int
by_target(const void *a, const void *b)
{
	const struct mark *x = a, *y = b;

	if (x->target != y->target)
		return x->target < y->target ? -1 : 1;
	return x->uid < y->uid ? -1 : x->uid > y->uid;
}

/* The marks of one target from *at on that fit one command. */
static struct mailimap_set *
next_set(const struct marks *m, size_t *at)
{
	struct mailimap_set *set = mailimap_set_new_empty();
	size_t target = m->list[*at].target, ranges = 0;

	if (set == NULL)
		abort();
	while (*at < m->count && m->list[*at].target == target &&
	       ranges < RANGES_MAX) {
		uint32_t first = m->list[*at].uid, last = first;

		for (++*at; *at < m->count && m->list[*at].target == target &&
			    m->list[*at].uid - last <= 1;
		     ++*at)
			last = m->list[*at].uid;
		mailimap_set_add_interval(set, first, last);
		ranges++;
	}
	return set;
}

static int
store(struct session *s, struct mailimap_set *set, struct mailimap_flag *flag)
{
	struct mailimap_flag_list *list = mailimap_flag_list_new_empty();
	struct mailimap_store_att_flags *att;
	int r;

	if (list == NULL || flag == NULL ||
	    mailimap_flag_list_add(list, flag) != 0 ||
	    (att = mailimap_store_att_flags_new_add_flags_silent(list)) == NULL)
		abort();
	stream_allow(s->stream, ANSWER_MAX);
	r = mailimap_uid_store(s->imap, set, att);
	mailimap_store_att_flags_free(att);
	return r;
}

static int
move_once(struct session *s, struct mailimap_set *set, const char *folder)
{
	int r;

	stream_allow(s->stream, ANSWER_MAX);
	if (s->move)
		return mailimap_uid_move(s->imap, set, folder);
	r = mailimap_uid_copy(s->imap, set, folder);
	if (session_heard(r) != HEARD_OK)
		return r;
	r = store(s, set, mailimap_flag_new_deleted());
	if (session_heard(r) != HEARD_OK || !s->uidplus)
		return r; /* EXPUNGE alone would take other people's too */
	stream_allow(s->stream, ANSWER_MAX);
	return mailimap_uid_expunge(s->imap, set);
}

static int
move(struct session *s, struct mailimap_set *set, const char *folder)
{
	char *name = session_folder(s, folder), quoted[LOG_QUOTED];
	int r = move_once(s, set, name);

	if (session_heard(r) == HEARD_NO) {
		stream_allow(s->stream, ANSWER_MAX);
		r = mailimap_create(s->imap, name);
		if (session_heard(r) == HEARD_OK)
			log_info("folder=%s what=created",
			    log_quote(quoted, folder));
		if (session_heard(r) <= HEARD_NO)
			r = move_once(s, set, name);
	}
	free(name);
	return r;
}

static int
make(struct session *s, struct mailimap_set *set, size_t target)
{
	if (target != MARK_KEYWORD)
		return move(s, set, s->conf->moves[target].folder);
	if (!s->keyword)
		return MAILIMAP_NO_ERROR;
	return store(
	    s, set, mailimap_flag_new_flag_keyword(mem_str(s->conf->keyword)));
}

enum heard
marks_make(struct marks *m, struct session *s)
{
	char quoted[LOG_QUOTED], words[LOG_QUOTED];
	size_t at = 0;

	if (m->count > 0)
		qsort(m->list, m->count, sizeof(*m->list), by_target);
	while (at < m->count) {
		size_t target = m->list[at].target;
		struct mailimap_set *set = next_set(m, &at);
		enum heard h = session_heard(make(s, set, target));

		mailimap_set_free(set);
		if (h == HEARD_NO)
			log_warn("what=mark-refused target=%s words=%s",
			    log_quote(
				quoted, target == MARK_KEYWORD
					    ? s->conf->keyword
					    : s->conf->moves[target].folder),
			    log_quote(words, session_words(s)));
		else if (h != HEARD_OK)
			return h;
	}
	marks_free(m);
	return HEARD_OK;
}
