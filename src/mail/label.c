/*
 * Words that mail clients put before the fields of a mail that they quote.
 * Vocabulary only: what a block of fields means is judged elsewhere.
 */
#include <string.h>
#include <strings.h>

#include "base/banned.h"
#include "mail/label.h"

#define MAX_LABEL 60 /* bytes before the colon */

static const struct word {
	enum label label;
	const char *word;
} words[] = {
	/* English, Indonesian, Malay */
	{ LABEL_FROM, "From" },
	{ LABEL_FROM, "Dari" },
	{ LABEL_FROM, "Daripada" },
	{ LABEL_FROM, "Pengirim" },
	{ LABEL_FROM, "Sender" },
	{ LABEL_DATE, "Sent" },
	{ LABEL_DATE, "Date" },
	{ LABEL_DATE, "Sent at" },
	{ LABEL_DATE, "Date Sent" },
	{ LABEL_DATE, "Terkirim" },
	{ LABEL_DATE, "Dikirim" },
	{ LABEL_DATE, "Dikirim pada" },
	{ LABEL_DATE, "Dihantar" },
	{ LABEL_DATE, "Tanggal" },
	{ LABEL_DATE, "Tgl" },
	{ LABEL_DATE, "Tarikh" },
	{ LABEL_DATE, "Waktu" },
	{ LABEL_DATE, "Hari" },
	{ LABEL_TO, "To" },
	{ LABEL_TO, "Kepada" },
	{ LABEL_TO, "Ke" },
	{ LABEL_TO, "Untuk" },
	{ LABEL_CC, "Cc" },
	{ LABEL_CC, "Bcc" },
	{ LABEL_CC, "Tembusan" },
	{ LABEL_CC, "Salinan" },
	{ LABEL_CC, "Sk" },
	{ LABEL_SUBJECT, "Subject" },
	{ LABEL_SUBJECT, "Subjek" },
	{ LABEL_SUBJECT, "Perihal" },
	{ LABEL_SUBJECT, "Hal" },
	{ LABEL_SUBJECT, "Judul" },
	{ LABEL_SUBJECT, "Topik" },
	{ LABEL_REPLY_TO, "Reply-To" },
	{ LABEL_REPLY_TO, "Reply To" },
	{ LABEL_REPLY_TO, "Balas ke" },
	{ LABEL_REPLY_TO, "Balas Ke" },
	{ LABEL_OTHER, "Attachments" },
	{ LABEL_OTHER, "Attachment" },
	{ LABEL_OTHER, "Lampiran" },
	{ LABEL_OTHER, "Importance" },
	{ LABEL_OTHER, "Priority" },
	{ LABEL_OTHER, "Sensitivity" },
	{ LABEL_OTHER, "Message-ID" },
	{ LABEL_OTHER, "Organization" },
	{ LABEL_OTHER, "Mailing list" },
	{ LABEL_OTHER, "When" },
	{ LABEL_OTHER, "Where" },
	{ LABEL_OTHER, "Resent-From" },
	/* German, Dutch */
	{ LABEL_FROM, "Von" },
	{ LABEL_DATE, "Gesendet" },
	{ LABEL_DATE, "Datum" },
	{ LABEL_TO, "An" },
	{ LABEL_CC, "Kopie" },
	{ LABEL_SUBJECT, "Betreff" },
	{ LABEL_REPLY_TO, "Antwort an" },
	{ LABEL_FROM, "Van" },
	{ LABEL_DATE, "Verzonden" },
	{ LABEL_DATE, "Verstuurd" },
	{ LABEL_TO, "Aan" },
	{ LABEL_SUBJECT, "Onderwerp" },
	{ LABEL_REPLY_TO, "Antwoord aan" },
	/* French */
	{ LABEL_FROM, "De" },
	{ LABEL_FROM, "Exp\xc3\xa9"
		      "diteur" },
	{ LABEL_DATE, "Envoy\xc3\xa9" },
	{ LABEL_DATE, "Envoy\xc3\xa9 le" },
	{ LABEL_DATE, "Message du" },
	{ LABEL_DATE, "Envoy\xc3\xa9 \xc3\xa0" },
	{ LABEL_TO, "\xc3\x80" },
	{ LABEL_TO, "A" },
	{ LABEL_TO, "\xc3\xa0" },
	{ LABEL_TO, "Destinataire" },
	{ LABEL_CC, "Copie \xc3\xa0" },
	{ LABEL_SUBJECT, "Objet" },
	{ LABEL_SUBJECT, "Sujet" },
	{ LABEL_REPLY_TO, "R\xc3\xa9pondre \xc3\xa0" },
	/* Spanish, Portuguese, Italian */
	{ LABEL_DATE, "Enviado" },
	{ LABEL_DATE, "Enviado el" },
	{ LABEL_DATE, "Enviado em" },
	{ LABEL_DATE, "Enviada" },
	{ LABEL_DATE, "Enviada em" },
	{ LABEL_DATE, "Fecha" },
	{ LABEL_DATE, "Data" },
	{ LABEL_TO, "Para" },
	{ LABEL_SUBJECT, "Asunto" },
	{ LABEL_SUBJECT, "Assunto" },
	{ LABEL_REPLY_TO, "Responder a" },
	{ LABEL_FROM, "Da" },
	{ LABEL_FROM, "Mittente" },
	{ LABEL_DATE, "Inviato" },
	{ LABEL_DATE, "Inviato il" },
	{ LABEL_TO, "A" },
	{ LABEL_TO, "Destinatario" },
	{ LABEL_SUBJECT, "Oggetto" },
	{ LABEL_REPLY_TO, "Rispondi a" },
	/* Nordic */
	{ LABEL_FROM, "Fra" },
	{ LABEL_FROM, "Fr\xc3\xa5n" },
	{ LABEL_FROM, "L\xc3\xa4hett\xc3\xa4j\xc3\xa4" },
	{ LABEL_DATE, "Sendt" },
	{ LABEL_DATE, "Dato" },
	{ LABEL_DATE, "Skickat" },
	{ LABEL_DATE, "L\xc3\xa4hetetty" },
	{ LABEL_DATE, "P\xc3\xa4iv\xc3\xa4m\xc3\xa4\xc3\xa4r\xc3\xa4" },
	{ LABEL_DATE, "P\xc3\xa4iv\xc3\xa4ys" },
	{ LABEL_TO, "Til" },
	{ LABEL_TO, "Till" },
	{ LABEL_TO, "Vastaanottaja" },
	{ LABEL_CC, "Kopi" },
	{ LABEL_CC, "Kopia" },
	{ LABEL_CC, "Kopio" },
	{ LABEL_SUBJECT, "Emne" },
	{ LABEL_SUBJECT, "\xc3\x84mne" },
	{ LABEL_SUBJECT, "Aihe" },
	/* Polish, Czech, Slovak, Croatian, Hungarian, Romanian, Estonian */
	{ LABEL_FROM, "Od" },
	{ LABEL_DATE, "Wys\xc5\x82"
		      "ano" },
	{ LABEL_DATE, "Wys\xc5\x82"
		      "ane" },
	{ LABEL_DATE, "Odesl\xc3\xa1no" },
	{ LABEL_DATE, "Odoslan\xc3\xa9" },
	{ LABEL_DATE, "D\xc3\xa1tum" },
	{ LABEL_DATE, "Poslano" },
	{ LABEL_TO, "Do" },
	{ LABEL_TO, "Komu" },
	{ LABEL_TO, "Prima" },
	{ LABEL_TO, "Za" },
	{ LABEL_CC, "DW" },
	{ LABEL_CC, "Kopie" },
	{ LABEL_SUBJECT, "Temat" },
	{ LABEL_SUBJECT, "P\xc5\x99"
			 "edm\xc4\x9bt" },
	{ LABEL_SUBJECT, "Predmet" },
	{ LABEL_FROM, "Felad\xc3\xb3" },
	{ LABEL_DATE, "K\xc3\xbcldve" },
	{ LABEL_TO, "C\xc3\xadmzett" },
	{ LABEL_SUBJECT, "T\xc3\xa1rgy" },
	{ LABEL_FROM, "De la" },
	{ LABEL_DATE, "Trimis" },
	{ LABEL_TO, "C\xc4\x83tre" },
	{ LABEL_SUBJECT, "Subiect" },
	{ LABEL_FROM, "Saatja" },
	{ LABEL_DATE, "Kuup\xc3\xa4"
		      "ev" },
	{ LABEL_TO, "Saaja" },
	{ LABEL_SUBJECT, "Teema" },
	/* Turkish, Vietnamese */
	{ LABEL_FROM, "Kimden" },
	{ LABEL_FROM, "G\xc3\xb6nderen" },
	{ LABEL_DATE, "Tarih" },
	{ LABEL_DATE, "G\xc3\xb6nderim Tarihi" },
	{ LABEL_DATE, "G\xc3\xb6nderildi" },
	{ LABEL_DATE, "G\xc3\xb6nderilme" },
	{ LABEL_TO, "Kime" },
	{ LABEL_TO, "Al\xc4\xb1"
		    "c\xc4\xb1" },
	{ LABEL_CC, "Bilgi" },
	{ LABEL_SUBJECT, "Konu" },
	{ LABEL_FROM, "T\xe1\xbb\xab" },
	{ LABEL_DATE, "Ng\xc3\xa0y" },
	{ LABEL_TO, "\xc4\x90\xe1\xba\xbfn" },
	{ LABEL_SUBJECT, "Ch\xe1\xbb\xa7 \xc4\x91\xe1\xbb\x81" },
	/* Russian, Ukrainian */
	{ LABEL_FROM, "\xd0\x9e\xd1\x82" },
	{ LABEL_FROM, "\xd0\x9e\xd1\x82 \xd0\xba\xd0\xbe\xd0\xb3\xd0\xbe" },
	{ LABEL_FROM, "\xd0\x92\xd1\x96\xd0\xb4" },
	{ LABEL_DATE,
	    "\xd0\x9e\xd1\x82\xd0\xbf\xd1\x80\xd0\xb0\xd0\xb2\xd0\xbb\xd0\xb5\xd0\xbd\xd0\xbe" },
	{ LABEL_DATE, "\xd0\x94\xd0\xb0\xd1\x82\xd0\xb0" },
	{ LABEL_TO, "\xd0\x9a\xd0\xbe\xd0\xbc\xd1\x83" },
	{ LABEL_CC, "\xd0\x9a\xd0\xbe\xd0\xbf\xd0\xb8\xd1\x8f" },
	{ LABEL_SUBJECT, "\xd0\xa2\xd0\xb5\xd0\xbc\xd0\xb0" },
	/* Chinese, Japanese, Korean */
	{ LABEL_FROM, "\xe5\x8f\x91\xe4\xbb\xb6\xe4\xba\xba" },
	{ LABEL_FROM, "\xe5\xaf\x84\xe4\xbb\xb6\xe8\x80\x85" },
	{ LABEL_FROM, "\xe5\xb7\xae\xe5\x87\xba\xe4\xba\xba" },
	{ LABEL_FROM, "\xe9\x80\x81\xe4\xbf\xa1\xe8\x80\x85" },
	{ LABEL_FROM, "\xeb\xb3\xb4\xeb\x82\xb8 \xec\x82\xac\xeb\x9e\x8c" },
	{ LABEL_DATE, "\xe5\x8f\x91\xe9\x80\x81\xe6\x97\xb6\xe9\x97\xb4" },
	{ LABEL_DATE, "\xe6\x97\xa5\xe6\x9c\x9f" },
	{ LABEL_DATE, "\xe6\x97\xa5\xe6\x99\x82" },
	{ LABEL_DATE, "\xe9\x80\x81\xe4\xbf\xa1\xe6\x97\xa5\xe6\x99\x82" },
	{ LABEL_DATE, "\xeb\xb3\xb4\xeb\x82\xb8 \xeb\x82\xa0\xec\xa7\x9c" },
	{ LABEL_DATE, "\xeb\x82\xa0\xec\xa7\x9c" },
	{ LABEL_TO, "\xe6\x94\xb6\xe4\xbb\xb6\xe4\xba\xba" },
	{ LABEL_TO, "\xe6\x94\xb6\xe4\xbb\xb6\xe8\x80\x85" },
	{ LABEL_TO, "\xe5\xae\x9b\xe5\x85\x88" },
	{ LABEL_TO, "\xeb\xb0\x9b\xeb\x8a\x94 \xec\x82\xac\xeb\x9e\x8c" },
	{ LABEL_CC, "\xe6\x8a\x84\xe9\x80\x81" },
	{ LABEL_SUBJECT, "\xe4\xb8\xbb\xe9\xa2\x98" },
	{ LABEL_SUBJECT, "\xe4\xb8\xbb\xe6\x97\xa8" },
	{ LABEL_SUBJECT, "\xe4\xbb\xb6\xe5\x90\x8d" },
	{ LABEL_SUBJECT, "\xec\xa0\x9c\xeb\xaa\xa9" },
	/* what Apple Mail, HubSpot and Thunderbird say instead */
	{ LABEL_FROM, "\xc5\xa0"
		      "alje" },
	{ LABEL_FROM, "Nadawca" },
	{ LABEL_FROM, "Expeditorul" },
	{ LABEL_FROM, "Expeditor" },
	{ LABEL_FROM,
	    "\xd0\x9e\xd1\x82\xd0\xbf\xd1\x80\xd0\xb0\xd0\xb2\xd0\xb8\xd1\x82\xd0\xb5\xd0\xbb\xd1\x8c" },
	{ LABEL_FROM,
	    "\xd0\x92\xd1\x96\xd0\xb4 \xd0\xba\xd0\xbe\xd0\xb3\xd0\xbe" },
	{ LABEL_FROM, "\xe9\x80\x81\xe4\xbf\xa1\xe5\x85\x83" },
	{ LABEL_FROM, "\xe5\x8f\x91\xe9\x80\x81\xe4\xba\xba" },
	{ LABEL_FROM, "\xd8\xa7\xd9\x84\xd8\xb1\xd8\xa7\xd8\xb3\xd9\x84" },
	{ LABEL_FROM, "Afzender" },
	{ LABEL_FROM, "Absender" },
	{ LABEL_FROM, "Remetente" },
	{ LABEL_FROM, "Remitente" },
	{ LABEL_FROM, "Avs\xc3\xa4ndare" },
	{ LABEL_FROM, "Avsender" },
	{ LABEL_FROM, "Afsender" },
	{ LABEL_SUBJECT, "Subiectul" },
	{ LABEL_DATE, "Dat\xc4\x83" },
	{ LABEL_TO, "Destinatarul" },
	{ LABEL_TO, "Pre" },
	{ LABEL_SUBJECT, "Naslov" },
	{ LABEL_TO, "Adresat" },
	{ LABEL_DATE, "\xe6\x97\xa5\xe4\xbb\x98" },
	{ LABEL_TO, "\xe9\x80\x81\xe4\xbf\xa1\xe5\x85\x88" },
	{ LABEL_CC, "\xd0\x9a\xd0\xbe\xd0\xbf\xd1\x96\xd1\x8f" },
	{ LABEL_CC, "\xd0\x9a\xd0\xbe\xd0\xbf\xd0\xb8\xd1\x8f" },
	{ LABEL_CC, "Kopie (CC)" },
	{ LABEL_CC, "Kopia (CC)" },
	{ LABEL_CC, "Copie (CC)" },
	{ LABEL_TO, "Empf\xc3\xa4nger" },
	{ LABEL_TO, "Destinat\xc3\xa1rio" },
	{ LABEL_TO, "Mottagare" },
	{ LABEL_TO, "Modtager" },
	{ LABEL_TO, "Mottaker" },
	{ LABEL_TO, "\xd0\x9a\xd0\xbe\xd0\xbc\xd1\x83" },
	{ LABEL_DATE,
	    "\xd0\x9d\xd0\xb0\xd0\xb4\xd1\x96\xd1\x81\xd0\xbb\xd0\xb0\xd0\xbd\xd0\xbe" },
	{ LABEL_DATE,
	    "\xd0\x9e\xd1\x82\xd0\xbf\xd1\x80\xd0\xb0\xd0\xb2\xd0\xba\xd0\xb0" },
	{ LABEL_DATE,
	    "\xd0\x9f\xd0\xbe\xd1\x81\xd0\xbb\xd0\xb0\xd0\xbd\xd0\xbe" },
	{ LABEL_DATE, "\xe6\x97\xa5\xe6\x9c\x9f" },
	{ LABEL_SUBJECT, "\xe6\xa8\x99\xe9\xa1\x8c" },
	{ LABEL_SUBJECT, "\xe6\xa0\x87\xe9\xa2\x98" },
	/* Arabic, Hindi, Bengali */
	{ LABEL_FROM, "\xd9\x85\xd9\x86" },
	{ LABEL_DATE,
	    "\xd8\xa7\xd9\x84\xd8\xaa\xd8\xa7\xd8\xb1\xd9\x8a\xd8\xae" },
	{ LABEL_DATE,
	    "\xd8\xaa\xd8\xa7\xd8\xb1\xd9\x8a\xd8\xae \xd8\xa7\xd9\x84\xd8\xa5\xd8\xb1\xd8\xb3\xd8\xa7\xd9\x84" },
	{ LABEL_TO, "\xd8\xa5\xd9\x84\xd9\x89" },
	{ LABEL_SUBJECT,
	    "\xd8\xa7\xd9\x84\xd9\x85\xd9\x88\xd8\xb6\xd9\x88\xd8\xb9" },
	{ LABEL_FROM,
	    "\xe0\xa4\xaa\xe0\xa5\x8d\xe0\xa4\xb0\xe0\xa5\x87\xe0\xa4\xb7\xe0\xa4\x95" },
	{ LABEL_DATE,
	    "\xe0\xa4\xa6\xe0\xa4\xbf\xe0\xa4\xa8\xe0\xa4\xbe\xe0\xa4\x82\xe0\xa4\x95" },
	{ LABEL_SUBJECT, "\xe0\xa4\xb5\xe0\xa4\xbf\xe0\xa4\xb7\xe0\xa4\xaf" },
};

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '*' || c == '|' ||
	       c == '_';
}

static void
trim(const char **s, size_t *n)
{
	for (;;) {
		if (*n > 0 && is_blank(**s)) {
			++*s;
			--*n;
		} else if (*n > 1 && memcmp(*s, "\xc2\xa0", 2) == 0) {
			*s += 2;
			*n -= 2;
		} else if (*n > 0 && is_blank((*s)[*n - 1])) {
			--*n;
		} else if (*n > 1 && memcmp(*s + *n - 2, "\xc2\xa0", 2) == 0) {
			*n -= 2;
		} else {
			return;
		}
	}
}

/* The colon that ends the label; *len_r is its own length. */
static const char *
find_colon(const char *s, size_t n, size_t *len_r)
{
	size_t i;

	for (i = 0; i < n && i < MAX_LABEL; i++) {
		if (s[i] == ':') {
			*len_r = 1;
			return s + i;
		}
		if (n - i >= 3 && memcmp(s + i, "\xef\xbc\x9a", 3) == 0) {
			*len_r = 3;
			return s + i;
		}
	}
	return NULL;
}

enum label
label_of(const char *s, size_t n, const char **v_r, size_t *vn_r)
{
	const char *colon, *v;
	size_t i, len, vn;

	trim(&s, &n);
	if ((colon = find_colon(s, n, &len)) == NULL)
		return LABEL_NONE;
	v = colon + len;
	vn = (size_t)(s + n - v);
	trim(&v, &vn);
	n = (size_t)(colon - s);
	trim(&s, &n);
	for (i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		if (strlen(words[i].word) != n ||
		    strncasecmp(words[i].word, s, n) != 0)
			continue;
		*v_r = v;
		*vn_r = vn;
		return words[i].label;
	}
	return LABEL_NONE;
}

size_t
label_suffix(const char *s, size_t n, enum label *label_r)
{
	size_t i, len, best = 0;

	for (i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		len = strlen(words[i].word);
		if (len <= best || len > n ||
		    memcmp(s + n - len, words[i].word, len) != 0)
			continue;
		best = len;
		*label_r = words[i].label;
	}
	return best;
}

/* The prefix at s that ends in a colon, 0 if there is none. */
static size_t
prefix(const char *s, bool *forward_r)
{
	static const char *const forward[] = { "fwd", "fw", "trs", "terusan",
		"wg", "tr", "rv", "enc", "i", "doorst", "vl", "vb", "pd", "fs",
		"ilt", "\xc4\xb0LT", "\xc4\xb0lt", "videresend",
		"tov\xc3\xa1"
		"bb\xc3\xadt\xc3\xa1s",
		"\xe8\xbd\xac\xe5\x8f\x91", "\xe8\xbd\x89\xe5\xaf\x84" };
	static const char *const reply[] = { "re", "bls", "balas", "aw", "sv",
		"antw", "odp", "ynt", "r", "rif", "res", "ref", "vs",
		"\xe5\x9b\x9e\xe5\xa4\x8d", "\xe5\x9b\x9e\xe8\xa6\x86",
		"\xe7\xad\x94\xe5\xa4\x8d" };
	size_t i, len, n = 0;

	for (i = 0; i < sizeof(forward) / sizeof(forward[0]) && n == 0; i++) {
		len = strlen(forward[i]);
		if (strncasecmp(s, forward[i], len) == 0 &&
		    strchr(":[(", s[len]) != NULL && s[len] != '\0')
			n = len;
	}
	*forward_r = n > 0;
	for (i = 0; i < sizeof(reply) / sizeof(reply[0]) && n == 0; i++) {
		len = strlen(reply[i]);
		if (strncasecmp(s, reply[i], len) == 0 &&
		    strchr(":[(", s[len]) != NULL && s[len] != '\0')
			n = len;
	}
	if (n > 0 && (s[n] == '[' || s[n] == '(')) /* Re[2]: */
		n += strcspn(s + n, ":");
	return n > 0 && s[n] == ':' ? n + 1 : 0;
}

bool
label_is_forward_subject(const char *subject)
{
	bool forward;
	size_t n;

	while (*subject == ' ')
		subject++;
	n = prefix(subject, &forward);
	return n > 0 && forward;
}

const char *
label_bare_subject(const char *subject)
{
	bool forward;
	size_t n;

	do {
		while (*subject == ' ')
			subject++;
		n = prefix(subject, &forward);
		subject += n;
	} while (n > 0);
	return subject;
}
