/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-marked-rows.h"
#include "lineup-reader-pool.h"
#include "lineup-reader.h"

G_BEGIN_DECLS

/**
 * LineupRead:
 * @readers: has the connections
 * @details: has those to what is known of single items
 * @func: reads
 * @user_data: for @func
 * @user_data_free: (nullable): frees @user_data
 * @result_free: frees what @func returned if nobody takes it
 * @trouble: what was found to be wrong with the file
 * @details_trouble: what was found to be wrong with that of the details
 * @is_second_try: whether the file has been begun anew for it, or can't be
 * @open_error: (nullable): why nobody can write
 * @generation: that of the state that was read
 * @result: (nullable): what @func returned, until somebody takes it
 * @error: (nullable): why it failed
 *
 * One read of a catalogue: the data of its task, and of those that try it on a thread.
 */
typedef struct
{
  LineupReaderPool *readers; /* (unowned) */
  LineupReaderPool *details; /* (unowned) */
  LineupReadFunc func;
  gpointer user_data; /* (owned) */
  GDestroyNotify user_data_free;
  GDestroyNotify result_free;
  LineupReaderTrouble trouble;
  LineupReaderTrouble details_trouble;
  gboolean is_second_try;
  GError *open_error; /* (owned) (nullable) */
  guint64 generation;
  gpointer result; /* (owned) (nullable) */
  GError *error;   /* (owned) (nullable) */

  /*< private >*/
  GCancellable *cancellable; /* (unowned) (nullable): while it runs */
  LineupMarks *marks;        /* (owned) (nullable) */
  LineupMarkedCache *cache;  /* (unowned) */
} LineupRead;

/**
 * lineup_read_new:
 *
 * Returns: (transfer full): a read that was not tried yet
 */
LineupRead *lineup_read_new (LineupReaderPool *readers,
                             LineupReaderPool *details,
                             LineupReadFunc func,
                             gpointer user_data,
                             GDestroyNotify user_data_free,
                             GDestroyNotify result_free);

/**
 * lineup_read_set_marks:
 * @self: a read that was not begun
 * @marks: (nullable): what a person has said
 * @cache: rows that were found of it; lasts longer than the read
 */
void lineup_read_set_marks (LineupRead *self, LineupMarks *marks, LineupMarkedCache *cache);

/**
 * lineup_read_free:
 * @data: (transfer full): a read
 */
void lineup_read_free (gpointer data);

/**
 * lineup_read_run:
 * @try: returns what was read
 * @source_object: not used
 * @task_data: the read
 * @cancellable: (nullable): interrupts it
 *
 * Tries a read, as a #GTaskThreadFunc.
 */
void
lineup_read_run (GTask *try, gpointer source_object, gpointer task_data, GCancellable *cancellable);

G_END_DECLS
