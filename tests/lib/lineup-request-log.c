/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-request-log.h"

#include "lineup-test-limits.h"

struct _LineupRequestLog
{
  GObject parent_instance;

  GMutex mutex;
  GCond changed;
  GPtrArray *requests; /* (owned) (element-type LineupRequest), guarded by mutex */
  guint64 last_number; /* guarded by mutex */
  guint in_flight;     /* guarded by mutex */
  guint most;          /* in flight, guarded by mutex */

  LineupRequestFunc func; /* (nullable), guarded by mutex */
  gpointer func_data;     /* (unowned) (nullable), guarded by mutex */
};

G_DEFINE_FINAL_TYPE (LineupRequestLog, lineup_request_log, G_TYPE_OBJECT)

static void
lineup_request_log_finalize (GObject *object)
{
  LineupRequestLog *self = LINEUP_REQUEST_LOG (object);

  g_ptr_array_unref (self->requests);
  g_cond_clear (&self->changed);
  g_mutex_clear (&self->mutex);
  G_OBJECT_CLASS (lineup_request_log_parent_class)->finalize (object);
}

static void
lineup_request_log_class_init (LineupRequestLogClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lineup_request_log_finalize;
}

static void
lineup_request_log_init (LineupRequestLog *self)
{
  g_mutex_init (&self->mutex);
  g_cond_init (&self->changed);
  self->requests = g_ptr_array_new_with_free_func ((GDestroyNotify)lineup_request_free);
}

LineupRequestLog *
lineup_request_log_new (void)
{
  return g_object_new (LINEUP_TYPE_REQUEST_LOG, NULL);
}

void
lineup_request_log_set_func (LineupRequestLog *self, LineupRequestFunc func, gpointer user_data)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  self->func = func;
  self->func_data = user_data;
}

static gboolean
is_of_action (const LineupRequest *request, const char *action)
{
  return action == NULL || g_str_equal (request->action, action);
}

/* Conditions that requests are counted by. */

static gboolean
has_arrived (const LineupRequest *request)
{
  return TRUE;
}

static gboolean
has_ended (const LineupRequest *request)
{
  return request->ended != 0;
}

static gboolean
is_held (const LineupRequest *request)
{
  return request->held;
}

static gboolean
is_gone (const LineupRequest *request)
{
  return request->client_gone;
}

typedef gboolean (*Condition) (const LineupRequest *request);

static guint
count_locked (LineupRequestLog *self, const char *action, Condition condition)
{
  guint n = 0;

  for (guint i = 0; i < self->requests->len; i++)
    {
      const LineupRequest *request = g_ptr_array_index (self->requests, i);

      if (is_of_action (request, action) && condition (request))
        n++;
    }
  return n;
}

static void
wait_for (
    LineupRequestLog *self, const char *action, guint n, Condition condition, const char *what)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  gint64 watchdog = lineup_test_watchdog ();

  while (count_locked (self, action, condition) < n)
    {
      if (!g_cond_wait_until (&self->changed, &self->mutex, watchdog))
        g_error ("Hopeless: %u of %u requests of '%s' %s",
                 count_locked (self, action, condition),
                 n,
                 action != NULL ? action : "*",
                 what);
    }
}

static LineupRequest *
find_locked (LineupRequestLog *self, guint64 number)
{
  for (guint i = self->requests->len; i > 0; i--)
    {
      LineupRequest *request = g_ptr_array_index (self->requests, i - 1);

      if (request->number == number)
        return request;
    }
  g_assert_not_reached ();
}

const LineupRequest *
lineup_request_log_begin (LineupRequestLog *self, LineupRequest *request)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  request->number = ++self->last_number;
  request->nth = count_locked (self, request->action, has_arrived) + 1;
  g_ptr_array_add (self->requests, request);
  self->in_flight++;
  self->most = MAX (self->most, self->in_flight);
  g_cond_broadcast (&self->changed);
  return request;
}

void
lineup_request_log_set_held (LineupRequestLog *self, guint64 number, guint64 bytes, gboolean held)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  LineupRequest *request = find_locked (self, number);

  request->bytes = bytes;
  request->held = held;
  g_cond_broadcast (&self->changed);
}

void
lineup_request_log_end (LineupRequestLog *self,
                        guint64 number,
                        guint status,
                        guint64 bytes,
                        gboolean complete,
                        gboolean client_gone)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  LineupRequest *request = find_locked (self, number);

  request->ended = g_get_monotonic_time ();
  request->status = status;
  request->bytes = bytes;
  request->complete = complete;
  request->client_gone = client_gone;
  request->held = FALSE;
  self->in_flight--;
  if (self->func != NULL)
    self->func (request, self->func_data);
  g_cond_broadcast (&self->changed);
}

void
lineup_request_log_clear (LineupRequestLog *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  for (guint i = self->requests->len; i > 0; i--)
    {
      if (has_ended (g_ptr_array_index (self->requests, i - 1)))
        g_ptr_array_remove_index (self->requests, i - 1);
    }
  self->most = self->in_flight;
}

GPtrArray *
lineup_request_log_get_all (LineupRequestLog *self, const char *action)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  GPtrArray *copies = g_ptr_array_new_with_free_func ((GDestroyNotify)lineup_request_free);

  for (guint i = 0; i < self->requests->len; i++)
    {
      const LineupRequest *request = g_ptr_array_index (self->requests, i);

      if (is_of_action (request, action))
        g_ptr_array_add (copies, lineup_request_copy (request));
    }
  return copies;
}

char *
lineup_request_log_get_actions (LineupRequestLog *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  g_autoptr (GString) actions = g_string_new (NULL);

  for (guint i = 0; i < self->requests->len; i++)
    {
      const LineupRequest *request = g_ptr_array_index (self->requests, i);

      g_string_append_printf (actions,
                              "%s%s",
                              i > 0 ? " " : "",
                              *request->action != '\0' ? request->action : "account");
    }
  return g_string_free (g_steal_pointer (&actions), FALSE);
}

guint
lineup_request_log_count (LineupRequestLog *self, const char *action)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  return count_locked (self, action, has_arrived);
}

guint
lineup_request_log_get_in_flight (LineupRequestLog *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  return self->in_flight;
}

guint
lineup_request_log_get_most_in_flight (LineupRequestLog *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  return self->most;
}

void
lineup_request_log_wait_arrived (LineupRequestLog *self, const char *action, guint n)
{
  wait_for (self, action, n, has_arrived, "have arrived");
}

void
lineup_request_log_wait_ended (LineupRequestLog *self, const char *action, guint n)
{
  wait_for (self, action, n, has_ended, "have ended");
}

void
lineup_request_log_wait_held (LineupRequestLog *self, const char *action, guint n)
{
  wait_for (self, action, n, is_held, "are held");
}

void
lineup_request_log_wait_gone (LineupRequestLog *self, const char *action, guint n)
{
  wait_for (self, action, n, is_gone, "were given up");
}
