/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "catalogue/lineup-import-context.h"

G_BEGIN_DECLS

/**
 * lineup_item_load_run:
 * @context: what to import; nothing of its kind is stored
 * @report: what was done
 * @error: the source's error, or as lineup_database_run()
 *
 * Imports a kind's first list. Everything is written in the order of arrival, without asking what
 * is there, and what needs another order is made afterwards by sorting: this takes half the time of
 * putting each item in its place at once, and no memory that grows with the list.
 */
gboolean lineup_item_load_run (const LineupImportContext *context,
                               LineupImportReport *report,
                               GError **error);

G_END_DECLS
