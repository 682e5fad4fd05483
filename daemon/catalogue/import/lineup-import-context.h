/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-change-log.h"
#include "lineup-database.h"
#include "lineup-import.h"
#include "lineup-item-source.h"
#include "lineup-quarantine.h"

G_BEGIN_DECLS

/**
 * LineupImportContext:
 * @database: a connection that writes, within a transaction that can be cancelled
 * @changes: where each item's change is added
 * @kind: of the items, or of the items that the categories are for
 * @quarantine: of the list
 * @source: where the elements come from
 * @flags: a #LineupImportFlags
 * @n_stored: how many items or categories the list has had so far
 * @other_version: whether a source of another version has read what is stored: elements that are
 *   known may mean something else now
 *
 * What an import works with.
 */
typedef struct
{
  LineupDatabase *database; /* (unowned) */
  LineupChangeLog *changes; /* (unowned) */
  LineupKind kind;
  LineupQuarantine *quarantine; /* (unowned) */
  LineupItemSource *source;     /* (unowned) */
  LineupImportFlags flags;
  guint64 n_stored;
  gboolean other_version;
} LineupImportContext;

/**
 * lineup_import_context_is_suspicious:
 * @self: a context
 * @n_seen: how many have arrived
 * @n_kept: how many of the stored ones were among them
 *
 * A list that would wipe out what is stored is more often a panel's mistake than the truth.
 *
 * Returns: whether the whole list has to be left alone
 */
gboolean lineup_import_context_is_suspicious (const LineupImportContext *self,
                                              guint64 n_seen,
                                              guint64 n_kept);

G_END_DECLS
