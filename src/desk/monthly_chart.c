/*
 * Charts of the report as inline SVG. Every number that a chart shows stands
 * in it as text too, so that colour tells nothing alone.
 */
#include "base/banned.h"
#include "desk/monthly_priv.h"

#define WIDTH 640 /* of the drawing; it scales with the page */
#define LABEL 200
#define BAR (WIDTH - LABEL - 60)
#define LINE 24
#define DAYS_HEIGHT 136

static void
open_svg(struct page_out *p, const char *title, int height)
{
	buf_addf(p->b,
	    "<svg role=\"img\" viewBox=\"0 0 %d %d\" width=\"%d\" "
	    "height=\"%d\" xmlns=\"http://www.w3.org/2000/svg\"><title>",
	    WIDTH, height, WIDTH, height);
	page_text(p, title);
	buf_adds(p->b, "</title>\n");
}

static void
close_svg(struct page_out *p)
{
	buf_adds(p->b, "</svg>\n");
}

static void
rect(struct page_out *p, const char *cls, int x, int y, int w, int h)
{
	buf_addf(p->b,
	    "<rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%d\" "
	    "height=\"%d\"/>\n",
	    cls, x, y, w, h);
}

static void
label(struct page_out *p, const char *cls, int x, int y, const char *s)
{
	buf_addf(p->b, "<text class=\"%s\" x=\"%d\" y=\"%d\">", cls, x, y);
	page_text(p, s);
	buf_adds(p->b, "</text>\n");
}

void
page_bars(
    struct page_out *p, const char *title, const struct page_bar *v, size_t n)
{
	int64_t most = 1;
	size_t i;

	if (n == 0)
		return;
	for (i = 0; i < n; i++)
		most = v[i].n > most ? v[i].n : most;
	open_svg(p, title, (int)n * LINE + 4);
	for (i = 0; i < n; i++) {
		int y = (int)i * LINE + 3;
		int w = (int)(v[i].n * BAR / most);

		label(p, "l", LABEL - 8, y + 14, v[i].label);
		rect(p, "a", LABEL, y, w, LINE - 7);
		label(p, "v", LABEL + w + 6, y + 14, number_say(p->a, v[i].n));
	}
	close_svg(p);
}

static void
share_line(struct page_out *p, const struct monthly_standard *v, int y)
{
	int64_t n = v->share->kept + v->share->late + v->share->open;
	int kept = (int)(v->share->kept * BAR / (n ? n : 1));
	int late = (int)(v->share->late * BAR / (n ? n : 1));
	int open = (int)(v->share->open * BAR / (n ? n : 1));

	label(p, "l", LABEL - 8, y + 14, v->name);
	rect(p, "k", LABEL, y, kept, LINE - 7);
	rect(p, "t", LABEL + kept, y, late, LINE - 7);
	rect(p, "o", LABEL + kept + late, y, open, LINE - 7);
	label(p, "v", LABEL + kept + late + open + 6, y + 14,
	    number_percent(p->a, monthly_permille(v->share)));
}

void
page_shares(struct page_out *p, const char *title,
    const struct monthly_standard *v, size_t n)
{
	size_t i, shown = 0;

	for (i = 0; i < n; i++)
		shown += v[i].share->kept + v[i].share->late +
			     v[i].share->open >
			 0;
	if (shown == 0)
		return;
	open_svg(p, title, (int)shown * LINE + 26);
	for (i = 0, shown = 0; i < n; i++)
		if (v[i].share->kept + v[i].share->late + v[i].share->open > 0)
			share_line(p, &v[i], (int)shown++ * LINE + 3);
	rect(p, "k", LABEL, (int)shown * LINE + 8, 10, 10);
	label(p, "v", LABEL + 15, (int)shown * LINE + 17, "tepat waktu");
	rect(p, "t", LABEL + 110, (int)shown * LINE + 8, 10, 10);
	label(p, "v", LABEL + 125, (int)shown * LINE + 17, "terlambat");
	rect(p, "o", LABEL + 210, (int)shown * LINE + 8, 10, 10);
	label(p, "v", LABEL + 225, (int)shown * LINE + 17, "belum jatuh tempo");
	close_svg(p);
}

static void
day_columns(struct page_out *p, int i, int ndays, int64_t most)
{
	const struct monthly_facts *f = p->f;
	int step = WIDTH / ndays, x = i * step + 2;
	int64_t day = tod_day(f->from, f->office->offset) + i;
	int mails = (int)(f->days[i] * (DAYS_HEIGHT - 46) / most);
	int cases = (int)(f->stats->days[i] * (DAYS_HEIGHT - 46) / most);

	if (!calendar_is_working_day(f->calendar, day))
		rect(p, "c", x - 1, 4, step - 1, DAYS_HEIGHT - 40);
	rect(p, "m", x, DAYS_HEIGHT - 36 - mails, step / 2 - 2, mails);
	rect(p, "a", x + step / 2 - 1, DAYS_HEIGHT - 36 - cases, step / 2 - 2,
	    cases);
	label(p, "d", x + step / 2 - 2, DAYS_HEIGHT - 22,
	    number_say(p->a, i + 1));
}

void
page_days(struct page_out *p, const char *title, int ndays)
{
	const struct monthly_facts *f = p->f;
	int64_t most = 1;
	int i;

	for (i = 0; i < ndays; i++) {
		most = f->days[i] > most ? f->days[i] : most;
		most = f->stats->days[i] > most ? f->stats->days[i] : most;
	}
	open_svg(p, title, DAYS_HEIGHT);
	for (i = 0; i < ndays; i++)
		day_columns(p, i, ndays, most);
	rect(p, "m", 2, DAYS_HEIGHT - 14, 10, 10);
	label(p, "v", 17, DAYS_HEIGHT - 5, "surat masuk");
	rect(p, "a", 112, DAYS_HEIGHT - 14, 10, 10);
	label(p, "v", 127, DAYS_HEIGHT - 5, "tiket baru");
	rect(p, "c", 212, DAYS_HEIGHT - 14, 10, 10);
	label(p, "v", 227, DAYS_HEIGHT - 5,
	    arena_printf(p->a, "kantor tutup; kolom tertinggi: %s",
		number_say(p->a, most)));
	close_svg(p);
}
