/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What GLib orders between threads, told to ThreadSanitizer.
 *
 * The libraries are those of the distribution, which are not instrumented: locks that are made of
 * atomics and futexes there, and the hand-over of a task to a pool of threads, order nothing that
 * ThreadSanitizer can see. (It does see pthread_create() and pthread_join(), and what goes through
 * a descriptor, such as the one that wakes up a main loop.) These functions stand before those of
 * GLib, for our code and for GIO and libsoup, and say what is ordered; all else is GLib's own. */

#include <dlfcn.h>
#include <gio/gio.h>
#include <sanitizer/tsan_interface.h>

/* Whatever was first released is ordered before what is acquired later, by address. */
#define release(address) __tsan_release ((void *)(address))
#define acquire(address) __tsan_acquire ((void *)(address))

/* Finds GLib's own. Written by whoever comes first, and by all alike. */
#define REAL(name)                                                                                 \
  static __typeof__ (name) *real = NULL;                                                           \
  if (g_atomic_pointer_get (&real) == NULL)                                                        \
  g_atomic_pointer_set (&real, (__typeof__ (name) *)dlsym (RTLD_NEXT, #name))

/* Locks */

void
g_mutex_lock (GMutex *mutex)
{
  REAL (g_mutex_lock);
  real (mutex);
  acquire (mutex);
}

gboolean
g_mutex_trylock (GMutex *mutex)
{
  gboolean locked = FALSE;

  REAL (g_mutex_trylock);
  locked = real (mutex);
  if (locked)
    acquire (mutex);
  return locked;
}

void
g_mutex_unlock (GMutex *mutex)
{
  REAL (g_mutex_unlock);
  release (mutex);
  real (mutex);
}

void
g_cond_wait (GCond *cond, GMutex *mutex)
{
  REAL (g_cond_wait);
  release (mutex);
  real (cond, mutex);
  acquire (mutex);
}

gboolean
g_cond_wait_until (GCond *cond, GMutex *mutex, gint64 end_time)
{
  gboolean signalled = FALSE;

  REAL (g_cond_wait_until);
  release (mutex);
  signalled = real (cond, mutex, end_time);
  acquire (mutex);
  return signalled;
}

/* The location is written to with an atomic of GLib's, and read with one of ours. */
void (g_once_init_leave) (volatile void *location, gsize result)
{
  REAL (g_once_init_leave);
  release (location);
  real (location, result);
}

/* References: whoever drops the last one comes after all others. */

void
g_object_unref (gpointer object)
{
  REAL (g_object_unref);
  release (object);
  acquire (object);
  real (object);
}

gboolean (g_atomic_ref_count_dec) (gatomicrefcount *count)
{
  REAL (g_atomic_ref_count_dec);
  release (count);
  acquire (count);
  return real (count);
}

void
g_atomic_rc_box_release_full (gpointer box, GDestroyNotify clear)
{
  REAL (g_atomic_rc_box_release_full);
  release (box);
  acquire (box);
  real (box, clear);
}

void
g_bytes_unref (GBytes *bytes)
{
  REAL (g_bytes_unref);
  release (bytes);
  acquire (bytes);
  real (bytes);
}

/* Main loops: what a source calls comes after whoever attached it. When the loop sleeps, it is
 * woken up through a descriptor, but not when it is awake. These are the two kinds of sources by
 * which one thread calls another; their functions look alike. */

typedef struct
{
  GSource *source; /* (unowned): owns this */
  GSourceFunc func;
  gpointer data; /* (owned) */
  GDestroyNotify notify;
} Callback;

static gboolean
run_callback (gpointer user_data)
{
  Callback *callback = user_data;

  acquire (callback->source);
  return callback->func (callback->data);
}

static void
free_callback (gpointer user_data)
{
  Callback *callback = user_data;

  acquire (callback->source);
  if (callback->notify != NULL)
    callback->notify (callback->data);
  g_free (callback);
}

void
g_source_set_callback (GSource *source, GSourceFunc func, gpointer data, GDestroyNotify notify)
{
  Callback *callback = NULL;

  REAL (g_source_set_callback);
  if (source->source_funcs != &g_idle_funcs && source->source_funcs != &g_timeout_funcs)
    {
      real (source, func, data, notify);
      return;
    }
  callback = g_new (Callback, 1);
  *callback = (Callback){ source, func, data, notify };
  real (source, run_callback, callback, free_callback);
}

guint
g_source_attach (GSource *source, GMainContext *context)
{
  REAL (g_source_attach);
  release (source);
  return real (source, context);
}

/* Tasks: a thread of the pool comes after whoever gave it the task. Its result goes through a main
 * loop. */

static void
run_task (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GTaskThreadFunc func = NULL;

  acquire (task);
  func = g_object_get_data (G_OBJECT (task), "lineup-tsan-func");
  func (task, source, data, cancellable);
  release (task);
}

void
g_task_run_in_thread (GTask *task, GTaskThreadFunc func)
{
  REAL (g_task_run_in_thread);
  g_object_set_data (G_OBJECT (task), "lineup-tsan-func", func);
  release (task);
  real (task, run_task);
}
