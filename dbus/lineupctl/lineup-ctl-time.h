/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * lineup_ctl_time_parse:
 * @text: what somebody typed
 * @now: what time it is, in the zone that is meant
 * @time: (out): Unix seconds
 *
 * Reads Unix seconds; a date as of ISO 8601, with or without a time of day and a zone; `now`; and a
 * day, a time of day, or both: `20:15`, `8pm`, `tomorrow`, `tomorrow 20:15`, `sat 6:00`. A time of
 * day alone is today's, a day alone begins at midnight, and a day of the week is the next one,
 * today included. Days are those of the calendar, however many hours they have. Words may be
 * English, or of the session's language.
 *
 * Returns: whether @text is a time
 */
gboolean lineup_ctl_time_parse (const char *text, GDateTime *now, guint64 *time);

G_END_DECLS
