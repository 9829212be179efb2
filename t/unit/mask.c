/* objects: base desk/mask */
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "desk/mask.h"
#include "../tap.h"

static const struct {
	const char *text, *masked;
} rows[] = {
	{ "Saya Nur Hayati, kecewa.", "Saya (dirahasiakan), kecewa." },
	{ "NUR HAYATI\nHP 0812-3456-7890\n",
	    "(dirahasiakan)\nHP (dirahasiakan)\n" },
	{ "wa +62 812 3456 7890 ya", "wa (dirahasiakan) ya" },
	{ "NIK 6104012345678901.", "NIK (dirahasiakan)." },
	{ "Tulis ke Nur.Hayati@example.net saja",
	    "Tulis ke (dirahasiakan) saja" },
	/* what is nobody's */
	{ "hati nurani, nur yang redup", "hati nurani, nur yang redup" },
	{ "Ibu di loket BPS Mempawah", "Ibu di loket BPS Mempawah" },
	{ "Rp1.500.000.000 pada 22-11-2026 pukul 08.00-09.00",
	    "Rp1.500.000.000 pada 22-11-2026 pukul 08.00-09.00" },
	{ "PST-2611-0042, ISSN 2086-1234, 61040123456789012345",
	    "PST-2611-0042, ISSN 2086-1234, 61040123456789012345" },
	{ "Nurani", "Nurani" },
	{ "", "" },
};

int
main(void)
{
	struct mask m = { .name = "Ibu Nur Hayati Mempawah",
		.address = "nur.hayati@example.net",
		.office = "BPS Kabupaten Mempawah" };
	struct mask nobody = { .name = "", .address = "", .office = "" };
	struct arena *a = arena_new();
	size_t i;

	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		is_str(mask_identity(a, &m, rows[i].text), rows[i].masked,
		    arena_printf(a, "row %zu", i));
	is_str(mask_identity(a, &nobody, "Nur Hayati"), "Nur Hayati",
	    "nobody is hidden");
	arena_free(&a);
	return done_testing();
}
