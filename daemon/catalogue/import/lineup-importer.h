/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-import-context.h"
#include "lineup-index-build.h"

G_BEGIN_DECLS

/**
 * LineupImporter:
 * @begin: begins within a transaction that writes; the context and the report outlive it
 * @take: takes the next element of the list
 * @end: does what is to be done when the list has arrived whole; `dirty` tells whether anything was
 *   written that has to be kept. With `quarantined` set in the report, nothing of it may be kept
 * @steal_build: (nullable): gives what goes on with the index that is due, if anything has begun
 *   with it; after the commit
 * @free: ends it, however far it came
 *
 * What is made of the elements of a list. Errors are as those of lineup_database_run().
 */
typedef struct
{
  gpointer (*begin) (const LineupImportContext *context,
                     LineupImportReport *report,
                     GError **error);
  gboolean (*take) (gpointer importer, const LineupElement *element, GError **error);
  gboolean (*end) (gpointer importer, gboolean *dirty, GError **error);
  LineupIndexBuild *(*steal_build) (gpointer importer);
  void (*free) (gpointer importer);
} LineupImporter;

G_END_DECLS
