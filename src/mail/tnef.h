#ifndef MAIL_TNEF_H
#define MAIL_TNEF_H

#include <stdbool.h>

#include "base/arena.h"
#include "mail/msg.h"

/*
 * What Outlook packs into a winmail.dat ([MS-OXTNEF] 2.1.3): the names of the
 * files in it, as its readers would see them. They are not taken out. false
 * where it is none or torn: then nobody knows. Linear, at most TNEF_NAMES.
 */
#define TNEF_NAMES 20
bool tnef_names(struct arena *a, const struct part *p, struct strs *names_r);

#endif
