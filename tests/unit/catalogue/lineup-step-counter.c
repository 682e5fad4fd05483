/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-step-counter.h"

#include <sqlite3.h>

typedef int (*ProgressFunc) (void *user_data);

typedef struct
{
  guint64 n_steps;
  guint64 cancel_at;         /* 0 for never */
  GCancellable *cancellable; /* (unowned) (nullable) */
  ProgressFunc progress;     /* the catalogue's, the same for all connections */
} Counter;

static Counter counter;

void __real_sqlite3_progress_handler (sqlite3 *connection,
                                      int n_steps,
                                      ProgressFunc progress,
                                      void *user_data);
void __wrap_sqlite3_progress_handler (sqlite3 *connection,
                                      int n_steps,
                                      ProgressFunc progress,
                                      void *user_data);

static int
on_step (void *user_data)
{
  counter.n_steps++;
  if (counter.n_steps == counter.cancel_at)
    g_cancellable_cancel (counter.cancellable);
  return counter.progress (user_data);
}

void
__wrap_sqlite3_progress_handler (sqlite3 *connection,
                                 int n_steps,
                                 ProgressFunc progress,
                                 void *user_data)
{
  counter.progress = progress;
  __real_sqlite3_progress_handler (connection, 1, on_step, user_data);
}

void
lineup_step_counter_begin (guint64 n_steps, GCancellable *cancellable)
{
  counter.n_steps = 0;
  counter.cancel_at = n_steps;
  counter.cancellable = cancellable;
}

guint64
lineup_step_counter_end (void)
{
  counter.cancel_at = 0;
  counter.cancellable = NULL;
  return counter.n_steps;
}
