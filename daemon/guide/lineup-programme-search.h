/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-guide-reader.h"

G_BEGIN_DECLS

/* Microseconds of a processor: a search for a person, who waits, takes no more. */
#define LINEUP_PROGRAMME_SEARCH_MAX_TIME (50 * G_TIME_SPAN_MILLISECOND)

/**
 * lineup_programme_search_read:
 * @database: a connection that reads, without a transaction
 * @text: what is typed
 * @query: what is asked for: programmes that are on between @from and @until, and of the past only
 *   what is archived; at @items alone, unless there are none
 * @limit: broadcasts, at most
 * @error: %LINEUP_ERROR_TIMEOUT if nothing was found in its time, or as lineup_database_run()
 *
 * Finds programmes by their titles and subtitles: every word has to be there, the last one may go
 * on. The soonest come first. What is on at several channels at once is one broadcast: its
 * channels are told one after the other, all with the one programme that it is.
 *
 * Returns: (transfer full): what was found
 */
LineupSchedule *lineup_programme_search_read (LineupDatabase *database,
                                              const char *text,
                                              const LineupGuideQuery *query,
                                              guint limit,
                                              GError **error);

G_END_DECLS
