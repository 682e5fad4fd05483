/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * LineupFileExchange:
 * @path: of the file
 * @draft: path of what is to take its place, in the same folder
 * @known: (nullable): what the file is to hold until then, %NULL for no file
 * @contents: of the draft
 *
 * A draft beside a file changes places with it, and what comes out has to be what we know. So
 * nobody's last word is lost, not even if it was said this very moment.
 */
typedef struct
{
  char *path;     /* (owned) */
  char *draft;    /* (owned) */
  char *known;    /* (owned) (nullable) */
  char *contents; /* (owned) */
} LineupFileExchange;

void lineup_file_exchange_free (LineupFileExchange *self);

/**
 * lineup_file_exchange_run:
 * @self: an exchange; afterwards its draft is gone
 * @error: %G_IO_ERROR_WRONG_ETAG if there is not what we know; %LINEUP_ERROR_STORAGE
 *
 * Blocks: for threads.
 *
 * Returns: whether the draft has taken the file's place
 */
gboolean lineup_file_exchange_run (const LineupFileExchange *self, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LineupFileExchange, lineup_file_exchange_free)

G_END_DECLS
