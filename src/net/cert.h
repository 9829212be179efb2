#ifndef NET_CERT_H
#define NET_CERT_H

#include <stddef.h>
#include <time.h>

/*
 * Why a certificate (PEM) that the verification has refused is bad, in words:
 * expired, not for this host, self-signed, by an unknown CA. Only for the
 * message: the verification itself is libcurl's. words_r is cut to n bytes.
 */
void cert_fault(
    const char *pem, const char *host, time_t now, char *words_r, size_t n);

#endif
