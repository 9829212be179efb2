#ifndef BASE_STEP_H
#define BASE_STEP_H

/*
 * Marks a durable step ("inbox-committed"). With TANGGAP_STEP=NAME or NAME:N
 * in the environment the program ends here, at the N-th time, with status
 * 100 and without any clean-up: the tests resume it and compare. With
 * TANGGAP_STEP_LOG=FILE each step passed is appended to FILE.
 */
void step_mark(const char *name);

#endif
