#ifndef BASE_LOG_H
#define BASE_LOG_H

/*
 * One line per event to standard error, key=value words first
 * ("ticket=PST-2611-0042 what=acknowledged"). The line is sanitised here:
 * control bytes never reach the log. errno is kept.
 */
enum log_level { LOG_ERROR, LOG_WARN, LOG_INFO, LOG_DEBUG };

void log_set_level(enum log_level max);
/* A time stamp (UTC, RFC 3339) before each line, for the daemon. */
void log_set_stamp(int on);

/* s between quotes in out, for a value with spaces: what would end it early
 * is escaped with a backslash, what is long is cut. Returns out. */
#define LOG_QUOTED 1024
const char *log_quote(char out[LOG_QUOTED], const char *s);

void log_error(const char *fmt, ...) __attribute__((format(printf, 1, 2)));
void log_warn(const char *fmt, ...) __attribute__((format(printf, 1, 2)));
void log_info(const char *fmt, ...) __attribute__((format(printf, 1, 2)));
void log_debug(const char *fmt, ...) __attribute__((format(printf, 1, 2)));

#endif
