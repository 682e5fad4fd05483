/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * lineup_ctl_json_from_variant:
 * @value: a value; a floating reference is taken over
 *
 * Returns: (transfer full): the value as JSON in one line, in which nothing but letters needs a
 *   terminal's attention: everything else is escaped
 */
char *lineup_ctl_json_from_variant (GVariant *value);

/**
 * lineup_ctl_json_print:
 * @value: a value; a floating reference is taken over
 *
 * Prints a value as JSON in a line of its own, in UTF-8 whatever the locale, at once.
 */
void lineup_ctl_json_print (GVariant *value);

G_END_DECLS
