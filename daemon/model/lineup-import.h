/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * LineupImportFlags:
 * @LINEUP_IMPORT_FORCE: ignore what is known and store every item again
 * @LINEUP_IMPORT_ACCEPT_SHRINK: take a list that is suspiciously short for the truth
 */
typedef enum
{
  LINEUP_IMPORT_NONE = 0,
  LINEUP_IMPORT_FORCE = 1 << 0,
  LINEUP_IMPORT_ACCEPT_SHRINK = 1 << 1,
} LineupImportFlags;

/**
 * LineupImportReport:
 * @seen: items or categories that arrived, each counted once
 * @added: how many were new
 * @changed: how many were rewritten because they differed (with %LINEUP_IMPORT_FORCE: all known)
 * @removed: how many were stored and did not arrive; a category that items still name counts, but
 *   stays
 * @rejected: elements that were no items
 * @quarantined: the list was whole but suspiciously short, and has not been so for long; nothing
 *   was changed but what is remembered of that, and nothing is counted but @seen and @rejected
 * @items_changed: how many items are adult now and were not, or the other way round, because of
 * what a list of categories says; in no other report
 * @categories: (nullable): ids of the categories whose number of items has changed, none of them if
 *   they are many; %NULL if there is no such category
 * @generation: number of the last change when this was committed
 */
typedef struct
{
  guint64 seen;
  guint64 added;
  guint64 changed;
  guint64 removed;
  guint64 rejected;
  gboolean quarantined;
  guint64 items_changed;
  char **categories; /* (owned) (nullable) */
  guint64 generation;
} LineupImportReport;

G_END_DECLS
