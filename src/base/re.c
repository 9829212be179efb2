/*
 * PCRE2 wrapped once, with its traps: limits, JIT stack, stale match data.
 */
#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/banned.h"
#include "base/mem.h"
#include "base/re.h"

#define RE_MATCH_LIMIT 100000
#define RE_HEAP_KIB 4096
/* Machine code for all patterns of an office is 2 MiB and 30 ms, and most of
 * them are hardly ever run: it is made for those that have read so much. */
#define RE_JIT_AFTER (16u << 10)

struct re {
	pcre2_code *code;
	pcre2_match_data *data;
	pcre2_match_context *ctx;
	size_t seen; /* bytes of subjects, until there is machine code */
	bool jit;    /* there is, or there can be none */
	bool limit;
};

static uint32_t
options(const char *flags)
{
	uint32_t o = PCRE2_NEVER_BACKSLASH_C;
	bool bytes = false;

	for (; *flags != '\0'; flags++) {
		o |= *flags == 'i' ? PCRE2_CASELESS : 0;
		o |= *flags == 'm' ? PCRE2_MULTILINE : 0;
		o |= *flags == 's' ? PCRE2_DOTALL : 0;
		o |= *flags == 'x' ? PCRE2_EXTENDED : 0;
		bytes |= *flags == 'a';
	}
	if (!bytes)
		o |= PCRE2_UTF | PCRE2_UCP | PCRE2_MATCH_INVALID_UTF;
	return o;
}

enum err
re_new(const char *pattern, const char *flags, struct re **re_r, struct why *w)
{
	PCRE2_UCHAR words[128];
	struct re *re;
	size_t at;
	int rc;

	re = mem_zero(1, sizeof(*re));
	re->code = pcre2_compile((PCRE2_SPTR)pattern, PCRE2_ZERO_TERMINATED,
	    options(flags), &rc, &at, NULL);
	if (re->code == NULL) {
		free(re);
		pcre2_get_error_message(rc, words, sizeof(words));
		return why_set(w, ERR_ITEM, "pattern: %s at character %zu",
		    (char *)words, at + 1);
	}
	re->data = pcre2_match_data_create_from_pattern(re->code, NULL);
	re->ctx = pcre2_match_context_create(NULL);
	if (re->data == NULL || re->ctx == NULL)
		abort();
	pcre2_set_match_limit(re->ctx, RE_MATCH_LIMIT);
	pcre2_set_heap_limit(re->ctx, RE_HEAP_KIB);
	*re_r = re;
	return OK;
}

void
re_free(struct re **re)
{
	if (*re == NULL)
		return;
	pcre2_match_data_free((*re)->data);
	pcre2_match_context_free((*re)->ctx);
	pcre2_code_free((*re)->code);
	free(*re);
	*re = NULL;
}

static void
make_jit(struct re *re)
{
	pcre2_jit_compile(re->code, PCRE2_JIT_COMPLETE); /* or interpreted */
	re->jit = true;
}

static int
try(struct re *re, const char *s, size_t len, size_t from, uint32_t how)
{
	return pcre2_match(
	    re->code, (PCRE2_SPTR)s, len, from, how, re->data, re->ctx);
}

/* The interpreter counts its steps otherwise than machine code, which has the
 * smaller stack: what a pattern says must not depend on how often it was run
 * before, so where one gives up the other is asked. */
static int
run(struct re *re, const char *s, size_t len, size_t from)
{
	bool jit;
	int rc;

	re->seen += len - from;
	if (!re->jit && re->seen > RE_JIT_AFTER)
		make_jit(re);
	jit = re->jit;
	rc = try(re, s, len, from, 0);
	if (rc >= PCRE2_ERROR_NOMATCH)
		return rc;
	if (!jit)
		make_jit(re);
	return try(re, s, len, from, jit ? PCRE2_NO_JIT : 0);
}

bool
re_match(struct re *re, const char *s, size_t len, size_t from,
    struct re_span *span, size_t n)
{
	const size_t *o;
	size_t i;
	int rc;

	rc = run(re, s, len, from);
	if (rc < PCRE2_ERROR_NOMATCH)
		re->limit = true;
	if (rc < 0)
		return false;
	o = pcre2_get_ovector_pointer(re->data);
	for (i = 0; i < n; i++) {
		span[i].at = SIZE_MAX;
		span[i].len = 0;
		/* \K in a lookahead can end a match before its start */
		if (i < (size_t)rc && o[2 * i] != PCRE2_UNSET &&
		    o[2 * i] <= o[2 * i + 1]) {
			span[i].at = o[2 * i];
			span[i].len = o[2 * i + 1] - o[2 * i];
		}
	}
	return n == 0 || span[0].at != SIZE_MAX;
}

bool
re_test(struct re *re, const char *s, size_t len)
{
	return re_match(re, s, len, 0, NULL, 0);
}

int
re_group(const struct re *re, const char *name)
{
	int n = pcre2_substring_number_from_name(re->code, (PCRE2_SPTR)name);

	return n > 0 ? n : 0;
}

bool
re_hit_limit(const struct re *re)
{
	return re->limit;
}
