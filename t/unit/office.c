/* objects: base/buf base/mem base/text desk/office */
#include "tap.h"

#include "desk/office.h"

static const char *const aliases[] = { "pst@bps.test",
	"pst+form@kab.bps.test" };
static const struct officer officers[] = {
	{ "rina", "Rina", "rina@bps.test", ROLE_PETUGAS },
	{ "none", "Nobody", "", ROLE_ADMIN },
};
static const struct office office = { .address = "ipds6104@bps.test",
	.aliases = { aliases, 2 },
	.officers = officers,
	.nofficers = 2 };

int
main(void)
{
	static const struct {
		const char *address;
		bool own;
	} rows[] = {
		{ "ipds6104@bps.test", true },
		{ "IPDS6104@BPS.test", true },
		{ "ipds6104+t-1-abc@bps.test", true },
		{ "pst@bps.test", true },
		{ "pst@kab.bps.test", true },
		{ "ipds6104x@bps.test", false },
		{ "ipds610@bps.test", false },
		{ "ipds6104@bps.test.example", false },
		{ "ipds6104@example", false },
		{ "+t@bps.test", false },
		{ "ipds6104", false },
		{ "", false },
	};
	size_t i;

	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		ok(office_is_own(&office, rows[i].address) == rows[i].own,
		    "\"%s\" is %sours", rows[i].address,
		    rows[i].own ? "" : "not ");
	ok(office_officer(&office, "Rina@BPS.test") == &officers[0],
	    "an officer is found whatever the case");
	ok(office_officer(&office, "rina+x@bps.test") == &officers[0],
	    "and with what he adds behind a plus");
	ok(office_officer(&office, "rinax@bps.test") == NULL,
	    "but not a longer name");
	ok(office_officer(&office, "") == NULL, "no address is no officer");
	return done_testing();
}
