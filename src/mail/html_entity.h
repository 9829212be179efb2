#ifndef MAIL_HTML_ENTITY_H
#define MAIL_HTML_ENTITY_H

/* The code point of a named character (HTML 4.01 section 24), 0 if unknown;
 * the name stands without & and ;. */
unsigned html_entity_named(const char *name);

#endif
