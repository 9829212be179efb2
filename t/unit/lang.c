/* objects: base/buf base/mem desk/lang */
#include "tap.h"

#include "desk/classify.h"

static const struct {
	const char *text, *lang;
} texts[] = {
	{ "Mohon data jumlah penduduk tahun 2024. Terima kasih.", "id" },
	{ "min mnt data yg baru dong", "id" },
	{ "nak mintak data kamek bise ndak ye", "id" },
	{ "nyuwun pirsa, kulo badhe nyuwun data", "id" },
	{ "Could you please send me the table?", "en" },
	{ "Population of Mempawah by sex", "en" },
	{ "Hi, saya sudah email two weeks ago but no reply at all, kenapa "
	  "tidak ada yang jawab? Please tell me who can help, terima kasih.",
	    "mixed" },
	{ "Selamat pagi, kami memakai R package untuk small area estimation "
	  "dan ingin tahu jumlah sampel yang tersedia di kabupaten ini.",
	    "id" },
	{ "", "" },
	{ "12345 !!! :-)", "" },
	{ "user@example.com http://example.org/the/with/from", "" },
};

int
main(void)
{
	struct msg m = { .subject = "Data",
		.text = "for you and the others",
		.reply_text = "mohon maaf, saya tidak tahu" };
	size_t i;

	for (i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		is_str(language_of(texts[i].text), texts[i].lang,
		    *texts[i].text ? texts[i].text : "nothing");
	is_str(language_of_mail(&m), "id", "of a mail, its own words");
	m.reply_text = "";
	is_str(language_of_mail(&m), "en", "or all, where it has none");
	return done_testing();
}
