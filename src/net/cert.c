/*
 * What is wrong with a refused certificate, for the message to a person. It
 * decides nothing: libcurl has refused it before this is asked.
 */
#include <gnutls/gnutls.h>
#include <gnutls/x509.h>
#include <stdio.h>
#include <string.h>

#include "base/banned.h"
#include "base/tod.h"
#include "net/cert.h"

static void
name_of(gnutls_x509_crt_t crt, char *name, size_t n)
{
	unsigned int type;
	size_t len = n;

	if (gnutls_x509_crt_get_subject_alt_name2(
		crt, 0, name, &len, &type, NULL) >= 0 &&
	    type == GNUTLS_SAN_DNSNAME && len < n) {
		name[len] = '\0';
		return;
	}
	len = n;
	if (gnutls_x509_crt_get_dn(crt, name, &len) < 0)
		snprintf(name, n, "nobody");
}

static void
describe(
    gnutls_x509_crt_t crt, const char *host, time_t now, char *words, size_t n)
{
	time_t from = gnutls_x509_crt_get_activation_time(crt);
	time_t until = gnutls_x509_crt_get_expiration_time(crt);
	char text[TOD_TEXT], name[256];
	size_t len = sizeof(name);

	if (now > until) {
		snprintf(words, n, "the certificate expired on %s",
		    tod_text(until, 0, text));
	} else if (now < from) {
		snprintf(words, n, "the certificate is valid only from %s",
		    tod_text(from, 0, text));
	} else if (!gnutls_x509_crt_check_hostname(crt, host)) {
		name_of(crt, name, sizeof(name));
		snprintf(
		    words, n, "the certificate is for %s, not %s", name, host);
	} else if (gnutls_x509_crt_check_issuer(crt, crt)) {
		snprintf(words, n,
		    "the certificate is self-signed and not in the CA file");
	} else {
		if (gnutls_x509_crt_get_issuer_dn(crt, name, &len) < 0)
			snprintf(name, sizeof(name), "somebody");
		snprintf(words, n,
		    "the certificate was issued by %s, which the CA file does "
		    "not vouch for",
		    name);
	}
}

void
cert_fault(
    const char *pem, const char *host, time_t now, char *words_r, size_t n)
{
	gnutls_datum_t d = { .data = (unsigned char *)(uintptr_t)pem,
		.size = (unsigned int)strlen(pem) };
	gnutls_x509_crt_t crt;

	snprintf(words_r, n, "the certificate cannot be verified");
	if (gnutls_x509_crt_init(&crt) < 0)
		return;
	if (gnutls_x509_crt_import(crt, &d, GNUTLS_X509_FMT_PEM) >= 0)
		describe(crt, host, now, words_r, n);
	gnutls_x509_crt_deinit(crt);
}
