/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-filter.h"
#include "lineup-index-search.h"
#include "lineup-list.h"
#include "lineup-marked-rows.h"

G_BEGIN_DECLS

/**
 * LineupNameSearch:
 * @text: what was typed
 * @filter: (transfer none): which items are wanted, but for its category
 * @category: key of a category that they are in, %LINEUP_PLACE_WHOLE_KIND for any
 * @marked: (nullable): tells which pass, as far as a person's marks say
 * @limit: hits, at most
 * @stop: ends it
 * @user_data: for @stop
 *
 * A search for names that begin with what was typed. It goes along the order of names, and so needs
 * no search index.
 */
typedef struct
{
  const char *text; /* (unowned) */
  const LineupFilter *filter;
  gint64 category;
  const LineupMarkFilter *marked; /* (unowned) (nullable) */
  guint limit;
  LineupIndexStopFunc stop;
  gpointer user_data;
} LineupNameSearch;

/**
 * lineup_name_search_run:
 * @self: what is searched for
 * @database: a connection for reading
 * @kind: of the items
 * @error: as lineup_database_run()
 *
 * Returns: (transfer full) (element-type LineupIndexHit): the best, in their order
 */
GArray *lineup_name_search_run (const LineupNameSearch *self,
                                LineupDatabase *database,
                                LineupKind kind,
                                GError **error);

G_END_DECLS
