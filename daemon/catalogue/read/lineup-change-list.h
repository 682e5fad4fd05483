/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-change.h"
#include "lineup-reader.h"

G_BEGIN_DECLS

/**
 * LineupChangeFunc:
 * @change: a change, valid for this call
 * @user_data: what was given with it
 */
typedef void (*LineupChangeFunc) (const LineupChange *change, gpointer user_data);

/**
 * lineup_change_list_read:
 * @reader: a reader
 * @since: number of the last change that is known
 * @limit: at most so many changes
 * @func: called for each, the oldest first
 * @user_data: for @func
 * @generation: (out): where to go on: the number of the last change that @func was called for if
 *   there are more, else that of the state that is read
 * @complete: (out): whether all changes after @since are known; if not, @func is not called
 * @error: %LINEUP_ERROR_DATABASE, %G_IO_ERROR_CANCELLED
 *
 * Lists what has happened to items, of all kinds, after a certain change.
 */
gboolean lineup_change_list_read (LineupReader *reader,
                                  guint64 since,
                                  guint limit,
                                  LineupChangeFunc func,
                                  gpointer user_data,
                                  guint64 *generation,
                                  gboolean *complete,
                                  GError **error);

G_END_DECLS
