#ifndef DESK_NUMBER_H
#define DESK_NUMBER_H

#include <stdint.h>

#include "base/arena.h"

/* Numbers as Indonesian readers write them: "1.234,5". */
const char *number_say(struct arena *a, int64_t n);
/* n divided by 10^decimals (at most 3): 8014, 2 is "80,14". */
const char *number_point(struct arena *a, int64_t n, int decimals);
/* Thousandths as "97,5%"; "-" for less than none. */
const char *number_percent(struct arena *a, int permille);
/* Seconds as hours rounded to a tenth: "6,5 jam". */
const char *number_hours(struct arena *a, int64_t seconds);

#endif
