/*
 * What an attached file is called and what it is. It knows names and first
 * bytes; it opens nothing.
 */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/banned.h"
#include "base/buf.h"
#include "base/text.h"
#include "mail/attach.h"

#define NAME_MAX_LEN 200

static bool
is_slash(char c)
{
	return c == '/' || c == '\\';
}

/* Is it a path (the last component counts), or only a name with a slash
 * ("Laporan 2024/2025.pdf", all of which counts)? */
static bool
is_path(const char *s)
{
	if (is_slash(*s) || *s == '~' || strchr(s, '\\') != NULL)
		return true;
	if (((*s | 0x20) >= 'a' && (*s | 0x20) <= 'z') && s[1] == ':' &&
	    is_slash(s[2]))
		return true;
	return strncmp(s, "../", 3) == 0 || strncmp(s, "./", 2) == 0 ||
	       strstr(s, "/../") != NULL;
}

/* Characters that nobody sees or that turn the others round. */
static bool
is_invisible(const char *s, size_t len)
{
	unsigned char c = (unsigned char)s[len - 1];

	if (len == 2 && s[0] == '\xc2')
		return c < 0xa0 || c == 0xad;
	if (len == 2)
		return memcmp(s, "\xd8\x9c", 2) == 0;
	if (len == 3 && memcmp(s, "\xe2\x80", 2) == 0)
		return (c >= 0x8b && c <= 0x8f) || (c >= 0xa8 && c <= 0xae);
	if (len == 3 && memcmp(s, "\xe2\x81", 2) == 0)
		return c >= 0xa0 && c <= 0xaf;
	return len == 3 && (memcmp(s, "\xef\xbb\xbf", 3) == 0 ||
			       memcmp(s, "\xef\xbf\xbe", 3) == 0);
}

static void
add_visible(struct buf *b, const char *s)
{
	size_t len, n = strlen(s);

	for (; n > 0; s += len, n -= len) {
		if ((len = text_utf8_len(s, n)) == 0) {
			len = 1;
			continue;
		}
		if (is_invisible(s, len))
			continue;
		if ((unsigned char)*s < ' ' || *s == 0x7f)
			buf_addc(b, ' ');
		else if (is_slash(*s))
			buf_addc(b, '_');
		else
			buf_add(b, s, len);
	}
}

/* CON, NUL, COM1 ...: Windows opens a device whatever the extension. */
static bool
is_device(const char *s)
{
	static const char *const names[] = { "con", "prn", "aux", "nul",
		"conin$", "conout$", "clock$" };
	size_t n = strcspn(s, "."), i;

	while (n > 0 && s[n - 1] == ' ')
		n--;
	for (i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (strlen(names[i]) == n && strncasecmp(s, names[i], n) == 0)
			return true;
	return n == 4 && s[3] >= '0' && s[3] <= '9' &&
	       (strncasecmp(s, "com", 3) == 0 || strncasecmp(s, "lpt", 3) == 0);
}

/* Where the extension with its dot begins, the end if there is none. */
static size_t
stem_len(const char *s)
{
	const char *dot = strrchr(s, '.');
	size_t n = strlen(s);

	if (dot == NULL || dot == s || strlen(dot) > 16)
		return n;
	return (size_t)(dot - s);
}

/* Shortens the stem, whole characters only. */
static void
shorten(struct arena *a, const char **s)
{
	size_t n = strlen(*s), stem = stem_len(*s), keep;

	if (n <= NAME_MAX_LEN)
		return;
	keep = NAME_MAX_LEN - (n - stem);
	while (keep > 0 && ((*s)[keep] & 0xc0) == 0x80)
		keep--;
	*s = arena_printf(a, "%.*s%s", (int)keep, *s, *s + stem);
}

const char *
attach_safe(struct arena *a, const char *name)
{
	const char *s = name, *p;
	struct buf b;
	size_t n;

	if (is_path(s))
		for (p = s; *p != '\0'; p++)
			if (is_slash(*p) && p[1] != '\0')
				s = p + 1;
	n = strlen(s);
	buf_init(&b, n + 1);
	add_visible(&b, s);
	n = b.len;
	while (n > 0 && (b.s[n - 1] == '.' || b.s[n - 1] == ' '))
		n--;
	buf_cut(&b, n);
	s = b.s + strspn(b.s, " ");
	/* a dot in front hides a file, or climbs */
	s = arena_printf(a, "%s%s", is_device(s) ? "_" : "", s);
	if (*s == '.')
		s = arena_printf(a, "_%s", s + strspn(s, "."));
	shorten(a, &s);
	buf_free(&b);
	return s;
}

static const struct {
	const char *bytes;
	size_t at, len;
	const char *type;
} magic[] = {
	{ "%PDF-", 0, 5, "application/pdf" },
	{ "\x89PNG\r\n\x1a\n", 0, 8, "image/png" },
	{ "\xff\xd8\xff", 0, 3, "image/jpeg" },
	{ "GIF8", 0, 4, "image/gif" },
	{ "WEBP", 8, 4, "image/webp" },
	{ "ftypheic", 4, 8, "image/heic" },
	{ "II*\0", 0, 4, "image/tiff" },
	{ "MM\0*", 0, 4, "image/tiff" },
	{ "BM", 0, 2, "image/bmp" },
	{ "ftyp", 4, 4, "video/mp4" },
	{ "OggS", 0, 4, "audio/ogg" },
	{ "ID3", 0, 3, "audio/mpeg" },
	{ "WAVE", 8, 4, "audio/wav" },
	{ "Rar!\x1a\x07", 0, 6, "application/vnd.rar" },
	{ "7z\xbc\xaf\x27\x1c", 0, 6, "application/x-7z-compressed" },
	{ "\x1f\x8b", 0, 2, "application/gzip" },
	{ "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 0, 8,
	    "application/x-ole-storage" },
	{ "{\\rtf", 0, 5, "application/rtf" },
	{ "MZ", 0, 2, "application/x-msdownload" },
	{ "\x7f"
	  "ELF",
	    0, 4, "application/x-executable" },
	{ "dex\n", 0, 4, "application/vnd.android.dex" },
	{ "\x78\x9f\x3e\x22", 0, 4, "application/ms-tnef" },
	{ "BEGIN:VCARD", 0, 11, "text/vcard" },
	{ "BEGIN:VCALENDAR", 0, 15, "text/calendar" },
	{ "-----BEGIN PGP MESSAGE", 0, 22, "application/pgp-encrypted" },
	{ "-----BEGIN PGP SIGNATURE", 0, 24, "application/pgp-signature" },
	{ "<?xml", 0, 5, "application/xml" },
	{ "#!/", 0, 3, "application/x-sh" },
};

/* What the first entries of a ZIP file say of it. */
static const char *
zip_type(const char *p, size_t n)
{
	static const struct {
		const char *entry, *type;
	} kinds[] = {
		{ "word/", "application/vnd.openxmlformats-officedocument"
			   ".wordprocessingml.document" },
		{ "xl/", "application/vnd.openxmlformats-officedocument"
			 ".spreadsheetml.sheet" },
		{ "ppt/", "application/vnd.openxmlformats-officedocument"
			  ".presentationml.presentation" },
		{ "AndroidManifest.xml",
		    "application/vnd.android.package-archive" },
		{ "classes.dex", "application/vnd.android.package-archive" },
		{ "META-INF/com/android",
		    "application/vnd.android.package-archive" },
		{ "mimetypeapplication/vnd.oasis.opendocument.text",
		    "application/vnd.oasis.opendocument.text" },
		{ "mimetypeapplication/vnd.oasis.opendocument.spreadsheet",
		    "application/vnd.oasis.opendocument.spreadsheet" },
		{ "META-INF/MANIFEST.MF", "application/java-archive" },
	};
	size_t i;

	for (i = 0; i < sizeof(kinds) / sizeof(*kinds); i++)
		if (memmem(p, n, kinds[i].entry, strlen(kinds[i].entry)))
			return kinds[i].type;
	return "application/zip";
}

const char *
attach_sniff(const char *p, size_t n)
{
	size_t i;

	if (n >= 4 && memcmp(p, "PK\3\4", 4) == 0)
		return zip_type(p, n);
	for (i = 0; i < sizeof(magic) / sizeof(*magic); i++)
		if (n >= magic[i].at + magic[i].len &&
		    memcmp(p + magic[i].at, magic[i].bytes, magic[i].len) == 0)
			return magic[i].type;
	while (n > 0 && (*p == ' ' || (*p >= '\t' && *p <= '\r')))
		p++, n--;
	if ((n >= 5 && strncasecmp(p, "<html", 5) == 0) ||
	    (n >= 9 && strncasecmp(p, "<!doctype", 9) == 0))
		return "text/html";
	return "";
}

const char *
attach_extension(const char *type)
{
	static const struct {
		const char *type, *extension;
	} all[] = {
		{ "application/pdf", ".pdf" },
		{ "application/msword", ".doc" },
		{ "application/vnd.ms-excel", ".xls" },
		{ "application/vnd.openxmlformats-officedocument"
		  ".wordprocessingml.document",
		    ".docx" },
		{ "application/vnd.openxmlformats-officedocument"
		  ".spreadsheetml.sheet",
		    ".xlsx" },
		{ "application/vnd.openxmlformats-officedocument"
		  ".presentationml.presentation",
		    ".pptx" },
		{ "application/zip", ".zip" },
		{ "application/gzip", ".gz" },
		{ "application/rtf", ".rtf" },
		{ "application/xml", ".xml" },
		{ "application/json", ".json" },
		{ "application/pgp-signature", ".asc" },
		{ "application/pgp-keys", ".asc" },
		{ "application/pkcs7-signature", ".p7s" },
		{ "application/x-pkcs7-signature", ".p7s" },
		{ "application/pkcs7-mime", ".p7m" },
		{ "application/x-pkcs7-mime", ".p7m" },
		{ "application/vnd.android.package-archive", ".apk" },
		{ "application/x-msdownload", ".exe" },
		{ "image/jpeg", ".jpg" },
		{ "image/jpg", ".jpg" },
		{ "image/png", ".png" },
		{ "image/gif", ".gif" },
		{ "image/bmp", ".bmp" },
		{ "image/tiff", ".tif" },
		{ "image/webp", ".webp" },
		{ "image/heic", ".heic" },
		{ "image/svg+xml", ".svg" },
		{ "audio/mpeg", ".mp3" },
		{ "audio/ogg", ".ogg" },
		{ "audio/wav", ".wav" },
		{ "audio/amr", ".amr" },
		{ "video/mp4", ".mp4" },
		{ "video/3gpp", ".3gp" },
		{ "text/plain", ".txt" },
		{ "text/html", ".html" },
		{ "text/csv", ".csv" },
		{ "text/calendar", ".ics" },
		{ "text/vcard", ".vcf" },
		{ "text/x-vcard", ".vcf" },
		{ "message/rfc822", ".eml" },
		{ "message/global", ".eml" },
	};
	size_t i;

	for (i = 0; i < sizeof(all) / sizeof(*all); i++)
		if (strcmp(all[i].type, type) == 0)
			return all[i].extension;
	return "";
}

/* A name for a file that has none. */
static const char *
default_name(struct arena *a, const struct part *p)
{
	const char *type = *p->content && attach_extension(p->content)[0]
			       ? p->content
			       : p->type;

	if (strcmp(p->type, "application/ms-tnef") == 0 ||
	    strcmp(p->type, "application/vnd.ms-tnef") == 0)
		return "winmail.dat";
	return arena_printf(a, "%s%s",
	    strncmp(p->type, "message/", 8) == 0 ? "mail"
	    : strncmp(p->type, "image/", 6) == 0 ? "image"
						 : "file",
	    attach_extension(type));
}

struct named {
	const char *name;
	size_t at;
};

static int
by_name(const void *x, const void *y)
{
	const struct named *a = x, *b = y;
	int c = strcasecmp(a->name, b->name);

	return c != 0 ? c : a->at < b->at ? -1 : a->at > b->at;
}

/* Is name (case ignored) one of the n sorted ones? */
static bool
is_taken(const struct named *v, size_t n, const char *name)
{
	size_t lo = 0, hi = n, mid;
	int c;

	while (lo < hi) {
		mid = (lo + hi) / 2;
		if ((c = strcasecmp(name, v[mid].name)) == 0)
			return true;
		if (c < 0)
			hi = mid;
		else
			lo = mid + 1;
	}
	return false;
}

/* The first "stem-N.ext" from N on that no other file is called. */
static const char *
numbered(struct arena *a, const struct named *v, size_t n, const char *name,
    size_t *number)
{
	size_t stem = stem_len(name);
	const char *s;

	do
		s = arena_printf(
		    a, "%.*s-%zu%s", (int)stem, name, ++*number, name + stem);
	while (is_taken(v, n, s));
	return s;
}

void
attach_name_all(struct arena *a, struct part *v, size_t n)
{
	struct named *all = arena_array(a, n, sizeof(*all));
	size_t i, count = 0, first, number = 1;

	for (i = 0; i < n; i++) {
		if (!v[i].attachment)
			continue;
		if (*v[i].name == '\0')
			v[i].name = default_name(a, &v[i]);
		all[count++] = (struct named){ v[i].name, i };
	}
	if (count > 0)
		qsort(all, count, sizeof(*all), by_name);
	for (i = 1, first = 0; i < count; i++) {
		if (strcasecmp(all[i].name, all[first].name) != 0) {
			first = i;
			number = 1;
		} else {
			v[all[i].at].name = numbered(
			    a, all, count, all[i].name, &number);
		}
	}
}
