/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-database.h"
#include "lineup-list.h"
#include "lineup-sort.h"
#include "lineup-stretch.h"

G_BEGIN_DECLS

/**
 * LineupStoredOrder:
 * @database: (transfer none): where it is
 * @kind: of its items
 * @sort: what it goes by
 * @category: key of a category, %LINEUP_PLACE_WHOLE_KIND for all
 *
 * An order as a file has it: which of its places are in which stretch. For the connection's thread.
 */
typedef struct
{
  LineupDatabase *database; /* (unowned) */
  LineupKind kind;
  LineupSort sort;
  gint64 category;
} LineupStoredOrder;

/**
 * lineup_stored_order_get_statement:
 * @self: an order
 * @name: of SQL about one order
 * @error: as lineup_database_get_statement()
 *
 * Returns: (transfer none): the statement, which knows the order; %NULL with an error
 */
LineupStatement *
lineup_stored_order_get_statement (const LineupStoredOrder *self, const char *name, GError **error);

/**
 * lineup_stored_order_bind_place:
 * @statement: a statement
 * @parameter: of it
 * @place: (transfer none): stays until the statement has run; may be without a byte, which comes
 *   before all others
 */
void lineup_stored_order_bind_place (LineupStatement *statement,
                                     const char *parameter,
                                     const LineupPackedPlace *place);

/**
 * lineup_stored_order_read_first:
 * @self: an order
 * @rows: at a row with the column `first`
 * @first: (out caller-allocates): where the row's stretch begins, or something between that and
 *   what is before
 * @error: %LINEUP_ERROR_DATABASE where that can't be a place
 */
gboolean lineup_stored_order_read_first (const LineupStoredOrder *self,
                                         const LineupRows *rows,
                                         LineupPackedPlace *first,
                                         GError **error);

/**
 * lineup_stored_order_read_stretch:
 * @self: an order
 * @number: of a stretch
 * @stretch: (inout): gets its places, in place of all that it had
 * @error: as lineup_database_run(), and %LINEUP_ERROR_DATABASE where there is no such stretch
 */
gboolean lineup_stored_order_read_stretch (const LineupStoredOrder *self,
                                           gint64 number,
                                           LineupStretch *stretch,
                                           GError **error);

/**
 * lineup_stored_order_find:
 * @self: an order
 * @name: of SQL that gives a stretch for a place
 * @place: the place
 * @first: (out caller-allocates): see lineup_stored_order_read_first(); as it was if there is none
 * @number: (out): the stretch's; as it was if there is none
 * @found: (out): whether there is one
 * @error: as lineup_database_run()
 */
gboolean lineup_stored_order_find (const LineupStoredOrder *self,
                                   const char *name,
                                   const LineupPackedPlace *place,
                                   LineupPackedPlace *first,
                                   gint64 *number,
                                   gboolean *found,
                                   GError **error);

G_END_DECLS
