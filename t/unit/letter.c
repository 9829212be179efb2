/* objects: base/arena base/buf base/err base/hash base/mem base/text base/tod
 * mail/leaf mail/enc mail/compose mail/addr mail/header mail/words mail/charset
 * desk/kind desk/ticket desk/token store letter */
#include "letter.h"
#include "mail/compose.h"
#include "unit/store_help.h"

#define BIG (300 * 1024)

/* Encoded files as mails have them. */
static char base64_long[BIG], one_line[BIG], binary[BIG], qp[BIG];
static const char uu[] = "begin 644 a.txt\r\n%:&%L;&\\\r\n`\r\nend\r\n";

static struct {
	const char *label;
	enum encoding encoding;
	const char *body;
	size_t len;
} parts[] = {
	{ "base64, clean", ENC_BASE64, "JVBERi0xLjQ=\r\n", 14 },
	{ "base64, lines of LF, cut", ENC_BASE64, "JVBE\nRi0xLjQ", 12 },
	{ "base64 with foreign bytes and a list's footer", ENC_BASE64,
	    "JV BE\r\n>Ri0x\r\nLjQ=\r\n-- \r\nmilis\r\n", 33 },
	{ "base64 in two streams", ENC_BASE64, "JVBE\r\nRg==\r\nJVBE\r\n", 18 },
	{ "base64 of many pieces", ENC_BASE64, base64_long, BIG },
	{ "base64 in one line", ENC_BASE64, one_line, BIG },
	{ "quoted-printable", ENC_QP, qp, BIG },
	{ "quoted-printable, dirty", ENC_QP, "a=ZZ b= \r\nc  \r\n=C3=A9=", 22 },
	{ "8bit without a line end", ENC_IDENTITY, binary, BIG },
	{ "uuencode", ENC_UU, uu, sizeof(uu) - 1 },
	{ "yEnc", ENC_YENC,
	    "=ybegin line=9 size=3 name=a\r\n=k\x8b\x8c\r\n=yend\r\n", 43 },
	{ "an empty file", ENC_BASE64, "", 0 },
};
#define PARTS (sizeof(parts) / sizeof(parts[0]))

static void
make_parts(void)
{
	static const char b64[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnop"
				  "qrstuvwxyz0123456789+/";
	size_t i;

	for (i = 0; i < BIG; i++) {
		one_line[i] = base64_long[i] = b64[i * i / 7 % 64];
		if (i % 74 >= 72)
			base64_long[i] = i % 74 == 72 ? '\r' : '\n';
		binary[i] = (char)(i * i / 3);
		qp[i] = i % 60 == 58 ? '\r' : i % 60 == 59 ? '\n' : 'x';
		if (i % 60 == 20)
			qp[i] = '.';
		if (i % 60 == 57 && i % 120 == 57)
			qp[i] = '=';
	}
	for (i = 0; i < PARTS; i++)
		if (parts[i].len != BIG)
			parts[i].len = parts[i].encoding == ENC_UU
					   ? sizeof(uu) - 1
					   : strlen(parts[i].body);
}

static const struct addr to = { "", "petugas@example.id" };

static struct compose
sample(const struct compose_file *files, size_t n)
{
	return (struct compose){ .from = { "", "desk@example.id" },
		.to = { &to, 1 },
		.reply_to = { "", "" },
		.subject = "Tiket baru",
		.message_id = "1.2@example.id",
		.date = T0,
		.text = "Halo\n",
		.files = files,
		.nfiles = n };
}

/* All parts as one raw mail; where each begins. */
static void
add_raw(struct buf *raw, size_t at[PARTS])
{
	size_t i;

	for (i = 0; i < PARTS; i++) {
		buf_adds(raw, "--xx\r\n\r\n");
		at[i] = raw->len;
		buf_add(raw, parts[i].body, parts[i].len);
	}
	buf_adds(raw, "--xx--\r\n");
}

/* The letter that has its files itself, and that which only names them. */
static void
write_both(int64_t mail, const size_t at[PARTS], struct buf *whole,
    struct buf *own, struct outbox_file out[PARTS])
{
	struct compose_file given[PARTS] = { 0 }, kept[PARTS];
	size_t holes[PARTS], i;
	struct compose c;

	for (i = 0; i < PARTS; i++) {
		struct part p = { .encoding = parts[i].encoding,
			.body = parts[i].body,
			.len = parts[i].len };
		struct buf b;

		buf_init(&b, 1 << 20);
		part_decode(&p, &b);
		given[i] = (struct compose_file){ .name = arena_printf(
						      arena, "f%zu", i),
			.type = "application/octet-stream",
			.bytes = arena_strn(arena, b.s, b.len),
			.len = b.len,
			.kept = { mail, at[i], p.len, p.encoding } };
		kept[i] = given[i];
		kept[i].bytes = NULL;
		buf_free(&b);
	}
	c = sample(given, PARTS);
	must(compose_mail(&c, whole, &why), "whole");
	c = sample(kept, PARTS);
	c.holes = holes;
	must(compose_mail(&c, own, &why), "own");
	for (i = 0; i < PARTS; i++)
		out[i] = (struct outbox_file){ holes[i], mail, at[i],
			parts[i].len, parts[i].encoding, given[i].len,
			given[i].name };
}

static int64_t
put(struct store *s, const char *dedup, const struct buf *own,
    struct outbox_files files)
{
	struct outbox_row m;
	bool added;

	must(store_begin(s, &why), "begin");
	m = letter(s, 0, dedup);
	m.bytes = own->s;
	m.len = own->len;
	m.files = files;
	must(outbox_add(s, &m, &added, &why), "add");
	must(store_commit(s, &why), "commit");
	return m.id;
}

static enum err
read_all(struct store *s, int64_t id, struct buf *b, size_t *most_r)
{
	struct letter *l;
	size_t n, size = 0;
	const char *p;
	enum err e = letter_open(s, arena, id, &l, &why);

	buf_reset(b);
	*most_r = 0;
	if (e == OK)
		size = letter_size(l);
	while (e == OK && (e = letter_next(l, &p, &n, &why)) == OK && n > 0) {
		buf_add(b, p, n);
		if (n > *most_r)
			*most_r = n;
	}
	letter_close(&l);
	if (e == OK)
		is_int((long long)b->len, (long long)size, "its size was told");
	return e;
}

static int64_t
keep(struct store *s, int64_t uid, const struct buf *raw, size_t step)
{
	struct inbox_mail m = mail(1, uid, "");
	struct inbox_stream *st;
	struct inbox_added added;
	size_t i;

	must(store_begin(s, &why), "begin");
	must(inbox_stream_begin(s, &m, &st, &why), "stream");
	for (i = 0; i < raw->len; i += step)
		must(inbox_stream_add(st, raw->s + i,
			 raw->len - i < step ? raw->len - i : step, &why),
		    "add");
	must(inbox_stream_end(&st, &added, &why), "end");
	must(store_commit(s, &why), "commit");
	return added.id;
}

static void
same_bytes(void)
{
	struct store *s = fresh();
	struct outbox_file out[PARTS];
	struct buf raw, whole, own, got;
	size_t at[PARTS], i, most;
	int64_t id;

	buf_init(&raw, 4 << 20);
	buf_init(&whole, 8 << 20);
	buf_init(&own, 8 << 20);
	buf_init(&got, 8 << 20);
	make_parts();
	add_raw(&raw, at);
	id = keep(s, 1, &raw, 5000);
	is_int(
	    ask("SELECT count(*) > 4 FROM raw"), 1, "a mail in several rows");
	write_both(id, at, &whole, &own, out);
	ok(own.len < 8000, "its files are no part of the letter");
	id = put(s, "all", &own, (struct outbox_files){ out, PARTS });
	for (i = 0; i < 2; i++) {
		is_int(read_all(s, id, &got, &most), OK, "it is read");
		ok(got.len == whole.len && memcmp(got.s, whole.s, got.len) == 0,
		    "to the byte as if it had them, each time");
	}
	ok(most < 1 << 20, "in pieces");
	for (i = 0; i < PARTS; i++) {
		struct buf one, mine;
		struct outbox_file f = out[i];
		struct part p = { .encoding = parts[i].encoding,
			.body = parts[i].body,
			.len = parts[i].len };

		buf_init(&one, 1 << 20);
		buf_init(&mine, 10);
		buf_adds(&mine, "<>");
		part_decode(&p, &one);
		f.at = 1;
		id = put(
		    s, parts[i].label, &mine, (struct outbox_files){ &f, 1 });
		must(read_all(s, id, &got, &most), "read");
		p = (struct part){ .encoding = ENC_BASE64,
			.body = got.s + 1,
			.len = got.len - 2 };
		buf_free(&mine);
		buf_init(&mine, 1 << 20);
		part_decode(&p, &mine);
		ok(mine.len == one.len && memcmp(mine.s, one.s, one.len) == 0,
		    "%s", parts[i].label);
		buf_free(&one);
		buf_free(&mine);
	}
	is_int(ask("SELECT count(*) FROM enclosure"), 2 * PARTS, "kept");
	buf_free(&raw);
	buf_free(&whole);
	buf_free(&own);
	buf_free(&got);
	done(&s);
}

/* What is not there is an error with words, never a letter without a file. */
static void
missing(void)
{
	struct store *s = fresh();
	struct outbox_file f = { .at = 1,
		.start = 4,
		.len = 8,
		.encoding = ENC_BASE64,
		.size = 6,
		.name = "surat.pdf" };
	struct buf raw, own, got;
	struct letter *l;
	int64_t id, longer, wrong;
	size_t most;

	buf_init(&raw, 100);
	buf_init(&own, 100);
	buf_init(&got, 1000);
	buf_adds(&raw, "....QUJDQUJD....");
	buf_adds(&own, "<>");
	f.inbox = keep(s, 1, &raw, 100);
	id = put(s, "right", &own, (struct outbox_files){ &f, 1 });
	must(read_all(s, id, &got, &most), "read");
	is_str(got.s, "<QUJDQUJD\r\n>", "a file of two words");
	f.len = 13;
	longer = put(s, "longer", &own, (struct outbox_files){ &f, 1 });
	is_int(letter_open(s, arena, longer, &l, &why), ERR_ITEM,
	    "more than the mail has");
	ok(strstr(why.s, "file surat.pdf of mail 1") != NULL,
	    "the words name it: %s", why.s);
	ok(l == NULL, "there is no letter");
	f.len = 8;
	f.size = 7;
	wrong = put(s, "wrong", &own, (struct outbox_files){ &f, 1 });
	is_int(read_all(s, wrong, &got, &most), ERR_ITEM, "another size");
	is_str(got.s, "<", "it ends before the file does");
	f.at = 3;
	f.size = 6;
	wrong = put(s, "place", &own, (struct outbox_files){ &f, 1 });
	is_int(letter_open(s, arena, wrong, &l, &why), ERR_ITEM, "no place");
	ok(meddle("DELETE FROM raw"), "the mail's bytes go");
	is_int(letter_open(s, arena, id, &l, &why), ERR_ITEM,
	    "then it cannot be sent");
	is_int(letter_open(s, arena, 99, &l, &why), ERR_ITEM,
	    "nor can one that is none");
	buf_free(&raw);
	buf_free(&own);
	buf_free(&got);
	done(&s);
}

int
main(void)
{
	same_bytes();
	missing();
	return done_testing();
}
