/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-latency-probe.h"

#include "lineup-names.h"

/* Microseconds from the beginning of a call to that of the next. */
#define PACE (2 * G_TIME_SPAN_MILLISECOND)

#define CALL_LIMIT 30000 /* milliseconds */

typedef struct
{
  const char *name;
  char *path; /* (owned) */
  const char *interface;
  const char *method;
  GVariant *parameters; /* (owned) */
  GArray *times;        /* (owned) (element-type double): milliseconds */
} Call;

struct _LineupLatencyProbe
{
  GDBusConnection *connection; /* (owned) */
  GPtrArray *calls;            /* (owned) (element-type Call) */
  GThread *thread;             /* (owned) */
  gint stopped;                /* atomic */
};

static void
call_free (gpointer data)
{
  Call *call = data;

  g_variant_unref (call->parameters);
  g_array_unref (call->times);
  g_free (call->path);
  g_free (call);
}

LineupLatencyProbe *
lineup_latency_probe_new (GDBusConnection *connection)
{
  LineupLatencyProbe *self = g_new0 (LineupLatencyProbe, 1);

  self->connection = connection;
  self->calls = g_ptr_array_new_with_free_func (call_free);
  return self;
}

void
lineup_latency_probe_add_call (LineupLatencyProbe *self,
                               const char *name,
                               const char *path,
                               const char *interface,
                               const char *method,
                               GVariant *parameters)
{
  Call *call = g_new0 (Call, 1);

  call->name = name;
  call->path = g_strdup (path);
  call->interface = interface;
  call->method = method;
  call->parameters = g_variant_ref_sink (parameters);
  call->times = g_array_new (FALSE, FALSE, sizeof (double));
  g_ptr_array_add (self->calls, call);
}

static void
make_call (LineupLatencyProbe *self, Call *call)
{
  const gint64 begin = g_get_monotonic_time ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) reply = g_dbus_connection_call_sync (self->connection,
                                                            LINEUP_BUS_NAME,
                                                            call->path,
                                                            call->interface,
                                                            call->method,
                                                            call->parameters,
                                                            NULL,
                                                            G_DBUS_CALL_FLAGS_NO_AUTO_START,
                                                            CALL_LIMIT,
                                                            NULL,
                                                            &error);
  const double time = (double)(g_get_monotonic_time () - begin) / G_TIME_SPAN_MILLISECOND;

  if (reply == NULL)
    g_error ("%s: %s", call->name, error->message);
  g_array_append_val (call->times, time);
}

static gpointer
run (gpointer data)
{
  LineupLatencyProbe *self = data;
  gint64 next = g_get_monotonic_time ();

  for (guint i = 0; !g_atomic_int_get (&self->stopped); i++)
    {
      make_call (self, g_ptr_array_index (self->calls, i % self->calls->len));
      next = MAX (next + PACE, g_get_monotonic_time ());
      g_poll (NULL, 0, (int)((next - g_get_monotonic_time ()) / G_TIME_SPAN_MILLISECOND));
    }
  return NULL;
}

void
lineup_latency_probe_start (LineupLatencyProbe *self)
{
  self->thread = g_thread_new ("latency-probe", run, self);
}

void
lineup_latency_probe_stop (LineupLatencyProbe *self, LineupFigures *figures)
{
  g_atomic_int_set (&self->stopped, TRUE);
  g_thread_join (self->thread);
  for (guint i = 0; i < self->calls->len; i++)
    {
      const Call *call = g_ptr_array_index (self->calls, i);

      for (guint k = 0; k < call->times->len; k++)
        {
          lineup_figures_add (figures, call->name, g_array_index (call->times, double, k));
          lineup_figures_add (figures, "latency", g_array_index (call->times, double, k));
        }
    }
  g_dbus_connection_close_sync (self->connection, NULL, NULL);
  g_object_unref (self->connection);
  g_ptr_array_unref (self->calls);
  g_free (self);
}
