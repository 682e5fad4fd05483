/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-right-of-way.h"

struct _LineupRightOfWay
{
  gint n_readers; /* atomic: to yield to nobody costs nothing */
  GMutex mutex;
  GCond left;
  gint64 next; /* monotonic time before which the writer does not wait again */
};

LineupRightOfWay *
lineup_right_of_way_new (void)
{
  LineupRightOfWay *self = g_new0 (LineupRightOfWay, 1);

  g_mutex_init (&self->mutex);
  g_cond_init (&self->left);
  return self;
}

void
lineup_right_of_way_free (LineupRightOfWay *self)
{
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->left);
  g_free (self);
}

void
lineup_right_of_way_take (LineupRightOfWay *self)
{
  g_atomic_int_inc (&self->n_readers);
}

void
lineup_right_of_way_leave (LineupRightOfWay *self)
{
  G_GNUC_UNUSED g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  if (g_atomic_int_dec_and_test (&self->n_readers))
    g_cond_signal (&self->left);
}

gboolean
lineup_right_of_way_is_taken (LineupRightOfWay *self)
{
  return g_atomic_int_get (&self->n_readers) > 0;
}

void
lineup_right_of_way_yield (LineupRightOfWay *self)
{
  G_GNUC_UNUSED g_autoptr (GMutexLocker) locker = NULL;
  gint64 begin = 0;
  gint64 end = 0;

  if (!lineup_right_of_way_is_taken (self))
    return;
  begin = g_get_monotonic_time ();
  if (begin < self->next)
    return;
  locker = g_mutex_locker_new (&self->mutex);
  while (lineup_right_of_way_is_taken (self))
    {
      if (!g_cond_wait_until (&self->left, &self->mutex, begin + LINEUP_RIGHT_OF_WAY_PATIENCE))
        break;
    }
  end = g_get_monotonic_time ();
  self->next = end + (end - begin);
}
