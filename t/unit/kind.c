/* objects: desk/kind */
#include "tap.h"

#include "desk/kind.h"

int
main(void)
{
	enum outcome o;
	enum topic t;
	enum kind k;
	int i;

	for (i = 0; i < KIND_COUNT; i++)
		ok(kind_parse(kind_word((enum kind)i), &k) && (int)k == i,
		    "kind \"%s\" reads back", kind_word((enum kind)i));
	for (i = 0; i < TOPIC_COUNT; i++)
		ok(topic_parse(topic_word((enum topic)i), &t) && (int)t == i,
		    "topic \"%s\" reads back", topic_word((enum topic)i));
	for (i = 0; i < OUTCOME_COUNT; i++)
		ok(outcome_parse(outcome_word((enum outcome)i), &o) &&
			(int)o == i,
		    "outcome \"%s\" reads back", outcome_word((enum outcome)i));
	k = KIND_SPAM;
	ok(!kind_parse("Spam", &k) && k == KIND_NONE,
	    "a word that is none of them is refused");
	ok(kind_parse("", &k) && k == KIND_NONE, "no word is no kind");
	return done_testing();
}
