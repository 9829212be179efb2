/*
 * Words of kinds, topics and outcomes, each list written once.
 */
#include <string.h>

#include "base/banned.h"
#include "desk/kind.h"

#define KIND_WORD(id, word) [id] = word,
static const char *const kinds[] = { KINDS(KIND_WORD) };
static const char *const topics[] = { TOPICS(KIND_WORD) };
static const char *const outcomes[] = { OUTCOMES(KIND_WORD) };

static bool
find(const char *const *words, int n, const char *word, int *at_r)
{
	int i;

	for (i = 0; i < n; i++)
		if (strcmp(words[i], word) == 0) {
			*at_r = i;
			return true;
		}
	*at_r = 0;
	return false;
}

const char *
kind_word(enum kind k)
{
	return kinds[k];
}

const char *
topic_word(enum topic t)
{
	return topics[t];
}

const char *
outcome_word(enum outcome o)
{
	return outcomes[o];
}

bool
kind_parse(const char *word, enum kind *k_r)
{
	int at;
	bool found = find(kinds, KIND_COUNT, word, &at);

	*k_r = (enum kind)at;
	return found;
}

bool
topic_parse(const char *word, enum topic *t_r)
{
	int at;
	bool found = find(topics, TOPIC_COUNT, word, &at);

	*t_r = (enum topic)at;
	return found;
}

bool
outcome_parse(const char *word, enum outcome *o_r)
{
	int at;
	bool found = find(outcomes, OUTCOME_COUNT, word, &at);

	*o_r = (enum outcome)at;
	return found;
}
