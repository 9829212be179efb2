/*
 * Greetings, thanks and names: what stands in letters to anybody. Nothing else
 * is known here.
 */
#include <ctype.h>
#include <string.h>

#include "base/banned.h"
#include "desk/voice_priv.h"

#define COURTESIES \
	"|terima|kasih|terimakasih|makasih|mksh|tks|trims|thanks|thank|you|" \
	"banyak|sama|kembali|salam|hormat|hangat|sehat|kami|saya|regards|" \
	"best|kind|warm|sincerely|wassalam|wassalamualaikum|waalaikumsalam|" \
	"assalamualaikum|waalaikumussalam|wa|wr|wb|alaikum|yth|kepada|dear|" \
	"halo|hallo|hai|hi|hello|selamat|pagi|siang|sore|malam|good|morning|" \
	"afternoon|pak|bu|ibu|bapak|mas|mbak|kak|kakak|bang|abang|dek|adik|" \
	"sdr|sdri|saudara|saudari|mr|mrs|ms|dr|prof|tim|pst|bps|hormati|di|" \
	"tempat|ya|<petugas>|<pemohon>|"

/* Two or three words with capitals: "Siti Aminah". */
static bool
is_signature(const struct sentence *s)
{
	size_t i;

	if (s->w.n < 2 || s->w.n > 3)
		return false;
	for (i = 0; i < s->n; i++)
		if ((i == 0 || s->s[i - 1] == ' ') &&
		    !isupper((unsigned char)s->s[i]))
			return false;
	return strchr(".?!:", s->s[s->n - 1]) == NULL;
}

/* "Terima kasih.", "Yth. Ibu Agnes,", a name at the end: said to all. */
bool
voice_is_courtesy(const struct hearing *h, size_t i)
{
	const struct sentence *s = &h->prose->v[i];
	size_t k;

	if (i > 0 && i + 1 == h->prose->n && is_signature(s))
		return true;
	for (k = 0; k < s->w.n; k++) {
		const struct word *w = &s->w.v[k];

		if (isalpha((unsigned char)*w->s) &&
		    strstr(COURTESIES, arena_printf(h->a, "|%s|",
					   voice_word(h, w->s, w->n))) == NULL)
			return false;
	}
	return true;
}
