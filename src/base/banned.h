#ifndef BASE_BANNED_H
#define BASE_BANNED_H

/*
 * Included after the system headers: these have no place here. Text grows in
 * struct buf or an arena, numbers are read by num_parse(), time is an argument.
 */
#pragma GCC poison strcpy strcat sprintf vsprintf strncpy strncat strtok
#pragma GCC poison atoi atol atof localtime gmtime ctime asctime gets system

#endif
