/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-idle-files.h"

struct _LineupIdleFiles
{
  gatomicrefcount references;
  gint n_files; /* atomic */
};

LineupIdleFiles *
lineup_idle_files_new (void)
{
  LineupIdleFiles *self = g_new0 (LineupIdleFiles, 1);

  g_atomic_ref_count_init (&self->references);
  return self;
}

LineupIdleFiles *
lineup_idle_files_ref (LineupIdleFiles *self)
{
  g_atomic_ref_count_inc (&self->references);
  return self;
}

void
lineup_idle_files_unref (LineupIdleFiles *self)
{
  if (!g_atomic_ref_count_dec (&self->references))
    return;
  g_warn_if_fail (self->n_files == 0);
  g_free (self);
}

gboolean
lineup_idle_files_keep (LineupIdleFiles *self)
{
  if (g_atomic_int_add (&self->n_files, 1) < LINEUP_IDLE_FILES_MAX)
    return TRUE;
  lineup_idle_files_drop (self);
  return FALSE;
}

void
lineup_idle_files_drop (LineupIdleFiles *self)
{
  g_atomic_int_add (&self->n_files, -1);
}
