/* objects: base mail desk/officer desk/officer_words desk/officer_phrases
 * desk/officer_propose desk/officer_trust desk/officer_new desk/officer_hold
 * desk/officer_quoted desk/officer_chat
 * desk/answer desk/answer_clean desk/answer_html desk/answer_marked
 * desk/answer_sign desk/command desk/command_value desk/command_form
 * desk/command_time desk/command_chat desk/judge desk/judge_absence
 * desk/judge_asks desk/judge_auto desk/judge_list desk/judge_notice
 * desk/judge_reply desk/judge_words desk/phrase desk/office desk/kind
 * desk/ticket desk/shown desk/voice desk/voice_courtesy desk/voice_features
 * desk/voice_signs desk/regress desk/normal desk/lexicon */
/* Many officers' prose, by sets: what would go out, what is held. */
#include "tap.h"

#include "desk/normal.h"
#include "desk/voice.h"
#include "officer_mail.h"

static struct voice *voice;

struct totals {
	int answers, held, inside, leaks, acts, wrong_acts;
};

/* One case: "ID do|hold WHAT | Name" and the text below it. */
static void
try(struct arena *a, const char *head, const char *body, struct totals *t)
{
	char id[20], want[20], what[20];
	const char *name = strchr(head, '|');
	struct officer_facts f;
	struct plan p;
	struct msg m;

	if (sscanf(head, "%19s %19s %19s", id, want, what) != 3)
		return;
	f = facts_of(
	    &people[0], name != NULL ? name + 2 : "", "warga@example.org");
	f.voice = voice;
	if (!read_reply(a, "", body, &m))
		return;
	officer_plan(a, &desk, &m, &f, &p);
	if (strcmp(want, "do") == 0) {
		t->answers++;
		t->held += p.how != PLAN_DO;
		if (p.how != PLAN_DO)
			printf("# %s HELD (%s): %.160s\n", id, p.log, body);
		else if (p.orders.n == 1) {
			const char *act = act_word(p.orders.v[0].act);
			const char *wish = strcmp(what, "ask") == 0 ? "lengkapi"
					   : strcmp(what, "progress") == 0
					       ? "kabar"
					       : "jawab";

			t->acts++;
			if (strcmp(act, wish) != 0) {
				t->wrong_acts++;
				printf("# %s is %s, not %s: %.100s\n", id, act,
				    wish, body);
			}
		}
	} else {
		t->inside++;
		t->leaks += p.how == PLAN_DO;
		if (p.how == PLAN_DO)
			printf("# %s LEAK: %.160s\n", id, body);
		else if (getenv("SHOW") != NULL)
			printf("# %s %s %s: [%s]\n", id, what, p.log,
			    p.proposals.n > 0 ? p.proposals.v[0] : "");
	}
	ok(p.how == PLAN_HOLD || strstr(p.text, "RAHASIA-KUTIPAN") == NULL,
	    "%s quotes nothing", id);
}

static void
run_set(const char *path, struct totals *t)
{
	struct arena *a = arena_new();
	const char *s, *next;
	struct why w;
	struct buf b;

	buf_init(&b, 1 << 20);
	ok(file_read(path, &b, &w) == OK, "%s", path);
	for (s = b.s; (s = strstr(s, "=== ")) != NULL; s = next) {
		const char *nl = strchr(s, '\n');

		next = strstr(nl, "\n=== ");
		next = next != NULL ? next + 1 : b.s + b.len;
		try(a, arena_strn(a, s + 4, (size_t)(nl - s - 4)),
		    arena_strn(a, nl + 1, (size_t)(next - nl - 1)), t);
		arena_reset(a);
	}
	buf_free(&b);
	arena_free(&a);
}

static void
read_data(struct buf *b, const char *program, const char *name)
{
	char path[400];
	struct why w;

	buf_init(b, 1 << 24);
	snprintf(path, sizeof(path), "%.*s/../data/%s",
	    (int)(strrchr(program, '/') - program), program, name);
	ok(file_read(path, b, &w) == OK, "%s", path);
}

/* What the build learnt; none of the sets below was among it. */
static void
load_voice(const char *program, struct spelling *s)
{
	struct why w;
	struct buf b;

	read_data(&b, program, "abbreviations.tsv");
	spelling_add(s, "", b.s, b.len, &w);
	buf_free(&b);
	read_data(&b, program, "words.txt");
	spelling_add_words(s, "", b.s, b.len, &w);
	buf_free(&b);
	read_data(&b, program, "voice");
	ok(voice_load(s, b.s, b.len, &voice, &w) == OK, "voice");
	buf_free(&b);
}

int
main(int argc, char **argv)
{
	static const char *const sets[] = { "t/corpus/answer/prose-1.txt",
		"t/corpus/answer/prose-2.txt", "t/corpus/answer/prose-3.txt",
		"t/corpus/answer/prose-4.txt", "t/corpus/answer/prose-5.txt",
		"t/corpus/answer/prose-6.txt", "t/corpus/answer/prose-7.txt",
		"t/corpus/answer/prose-8.txt", "t/corpus/answer/prose-9.txt",
		"t/corpus/answer/prose-10.txt" };
	size_t i;

	struct spelling *spelling = spelling_new();
	struct totals all = { 0 };

	load();
	load_voice(argv[0], spelling);
	for (i = 0; i < sizeof(sets) / sizeof(sets[0]); i++) {
		struct totals t = { 0 };

		run_set(argc > 1 ? argv[1] : sets[i], &t);
		printf("# %s: %d of %d answers held, %d of %d others leak, "
		       "%d of %d acts wrong\n",
		    sets[i], t.held, t.answers, t.leaks, t.inside, t.wrong_acts,
		    t.acts);
		if (argc > 1)
			return done_testing();
		all.answers += t.answers;
		all.held += t.held;
		all.inside += t.inside;
		all.leaks += t.leaks;
	}
	ok(all.held * 20 <= all.answers, "of %d answers at most 5 %% held: %d",
	    all.answers, all.held);
	/* single lines without any context: no reader tells them all apart */
	ok(all.leaks * 40 <= all.inside, "of %d others at most 2.5 %% go: %d",
	    all.inside, all.leaks);
	voice_free(&voice);
	spelling_free(&spelling);
	return done_testing();
}
