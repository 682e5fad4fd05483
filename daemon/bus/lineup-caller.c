/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-caller.h"

#include "lineup-call-private.h"

/* Bytes that are sent before somebody is asked whether they have arrived. */
#define PING_AT (LINEUP_CALLER_CREDIT / 4)

/* Bytes that a reply takes beside its arguments, roughly. */
#define OVERHEAD 256

/* Milliseconds in which a ping is answered. */
#define PING_PATIENCE (5 * 1000)

/* Microseconds after which nobody waits for a reply any more. */
#define MAX_AGE (25 * G_TIME_SPAN_SECOND)

static const guint max_running[LINEUP_N_LANES] = {
  [LINEUP_LANE_READING] = LINEUP_CALLER_MAX_READING,
  [LINEUP_LANE_COPYING] = LINEUP_CALLER_MAX_COPYING,
  [LINEUP_LANE_ASKING] = LINEUP_CALLER_MAX_ASKING,
  [LINEUP_LANE_ACTING] = LINEUP_CALLER_MAX_ACTING,
};

struct _LineupCaller
{
  grefcount references;        /* each call has one, and a ping that waits for its answer */
  GDBusConnection *connection; /* (owned) */
  char *name;                  /* (owned) */
  LineupClock *clock;          /* (owned) */
  guint watch;                 /* 0 when they are forgotten */
  LineupCallerFunc on_ready;
  LineupCallerFunc on_left;
  gpointer owner; /* (unowned): each call in hand has a reference */

  GQueue calls;                   /* (element-type LineupCall) (unowned): in hand */
  gsize n_bytes;                  /* that they take */
  GQueue waiting[LINEUP_N_LANES]; /* (element-type LineupCall) (owned) */
  guint n_running[LINEUP_N_LANES];

  gsize cost;     /* bytes that calls and replies have taken */
  gsize n_sent;   /* bytes that may not have been taken yet */
  gsize n_pinged; /* of those, bytes that were sent before the ping; 0 if there is none */
};

static void
on_vanished (GDBusConnection *connection, const char *name, gpointer user_data)
{
  g_autoptr (LineupCaller) self = lineup_caller_ref (user_data);

  lineup_caller_cancel_all (self);
  self->on_left (self, self->owner);
}

LineupCaller *
lineup_caller_new (GDBusConnection *connection,
                   const char *name,
                   LineupClock *clock,
                   LineupCallerFunc on_ready,
                   LineupCallerFunc on_left,
                   gpointer owner)
{
  LineupCaller *self = g_new0 (LineupCaller, 1);

  g_ref_count_init (&self->references);
  self->connection = g_object_ref (connection);
  self->name = g_strdup (name);
  self->clock = g_object_ref (clock);
  self->on_ready = on_ready;
  self->on_left = on_left;
  self->owner = owner;
  g_queue_init (&self->calls);
  for (guint lane = 0; lane < LINEUP_N_LANES; lane++)
    g_queue_init (&self->waiting[lane]);
  self->watch = g_bus_watch_name_on_connection (
      connection, name, G_BUS_NAME_WATCHER_FLAGS_NONE, NULL, on_vanished, self, NULL);
  return self;
}

LineupCaller *
lineup_caller_ref (LineupCaller *self)
{
  g_ref_count_inc (&self->references);
  return self;
}

void
lineup_caller_unref (LineupCaller *self)
{
  if (!g_ref_count_dec (&self->references))
    return;
  g_object_unref (self->connection);
  g_object_unref (self->clock);
  g_free (self->name);
  g_free (self);
}

void
lineup_caller_forget (LineupCaller *self)
{
  g_bus_unwatch_name (self->watch);
  self->watch = 0;
  lineup_caller_unref (self);
}

const char *
lineup_caller_get_name (LineupCaller *self)
{
  return self->name;
}

LineupClock *
lineup_caller_get_clock (LineupCaller *self)
{
  return self->clock;
}

gboolean
lineup_caller_is_busy (LineupCaller *self)
{
  return self->calls.length > 0;
}

guint
lineup_caller_count_running (LineupCaller *self, LineupLane lane)
{
  return self->n_running[lane];
}

gsize
lineup_caller_steal_cost (LineupCaller *self)
{
  const gsize cost = self->cost;

  self->cost = 0;
  return cost;
}

/* Calls */

void
lineup_caller_add (LineupCaller *self, LineupCall *call)
{
  g_object_ref (self->owner);
  g_queue_push_tail (&self->calls, call);
  self->n_bytes += lineup_call_get_size (call);
}

gboolean
lineup_caller_check_bounds (LineupCaller *self, GError **error)
{
  if (self->calls.length <= 1
      || (self->calls.length <= LINEUP_CALLER_MAX_CALLS
          && self->n_bytes <= LINEUP_CALLER_MAX_BYTES))
    return TRUE;
  g_set_error_literal (
      error, G_DBUS_ERROR, G_DBUS_ERROR_LIMITS_EXCEEDED, "You ask for too much at once");
  return FALSE;
}

gboolean
lineup_caller_is_deaf (LineupCaller *self)
{
  return self->n_sent >= 2 * LINEUP_CALLER_CREDIT;
}

LineupCall *
lineup_caller_find (LineupCaller *self, const char *word)
{
  for (GList *link = self->calls.head; link != NULL; link = link->next)
    {
      if (g_strcmp0 (lineup_call_get_word (link->data), word) == 0)
        return link->data;
    }
  return NULL;
}

void
lineup_caller_wait (LineupCaller *self, LineupCall *call, LineupLane lane)
{
  g_queue_push_tail (&self->waiting[lane], call);
  self->on_ready (self, self->owner);
}

LineupCall *
lineup_caller_withdraw (LineupCaller *self, LineupCall *call)
{
  for (guint lane = 0; lane < LINEUP_N_LANES; lane++)
    {
      if (g_queue_remove (&self->waiting[lane], call))
        return call;
    }
  return NULL;
}

gboolean
lineup_caller_start (LineupCaller *self, LineupLane lane)
{
  LineupCall *call = NULL;

  if (self->n_running[lane] >= max_running[lane] || self->n_sent >= LINEUP_CALLER_CREDIT)
    return FALSE;
  call = g_queue_pop_head (&self->waiting[lane]);
  if (call == NULL)
    return FALSE;
  self->n_running[lane]++;
  lineup_call_begin (call);
  return TRUE;
}

void
lineup_caller_cancel_all (LineupCaller *self)
{
  g_autoptr (GList) calls = g_list_copy (self->calls.head);

  for (GList *link = calls; link != NULL; link = link->next)
    {
      /* A call that ends may end another. */
      if (g_queue_find (&self->calls, link->data) != NULL)
        lineup_call_cancel (link->data);
    }
}

/* Replies */

static gboolean
is_stale (LineupCall *call)
{
  return lineup_call_get_age (call) > MAX_AGE;
}

/* All are taken out before the first is refused: it would be the next one's turn then. */
static void
refuse_stale_calls (LineupCaller *self)
{
  GQueue stale = G_QUEUE_INIT;
  LineupCall *call = NULL;

  for (guint lane = 0; lane < LINEUP_N_LANES; lane++)
    {
      while ((call = g_queue_peek_head (&self->waiting[lane])) != NULL && is_stale (call))
        g_queue_push_tail (&stale, g_queue_pop_head (&self->waiting[lane]));
    }
  while ((call = g_queue_pop_head (&stale)) != NULL)
    lineup_call_refuse (call,
                        g_error_new_literal (G_DBUS_ERROR,
                                             G_DBUS_ERROR_LIMITS_EXCEEDED,
                                             "You do not take earlier replies"));
}

static void ping (LineupCaller *self);

static void
on_pong (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LineupCaller) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) reply = g_dbus_connection_call_finish (
      G_DBUS_CONNECTION (source), result, &error);

  self->n_sent -= self->n_pinged;
  self->n_pinged = 0;
  /* Any other error is an answer, too. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT))
    refuse_stale_calls (self);
  ping (self);
  if (lineup_caller_is_busy (self))
    self->on_ready (self, self->owner);
}

static void
ping (LineupCaller *self)
{
  if (self->n_sent < PING_AT || self->n_pinged > 0)
    return;
  self->n_pinged = self->n_sent;
  g_dbus_connection_call (self->connection,
                          self->name,
                          "/",
                          "org.freedesktop.DBus.Peer",
                          "Ping",
                          NULL,
                          NULL,
                          G_DBUS_CALL_FLAGS_NO_AUTO_START,
                          PING_PATIENCE,
                          NULL,
                          on_pong,
                          lineup_caller_ref (self));
}

void
lineup_caller_end (LineupCaller *self, LineupCall *call, guint lanes, gsize n_bytes)
{
  g_queue_remove (&self->calls, call);
  self->n_bytes -= lineup_call_get_size (call);
  for (guint lane = 0; lane < LINEUP_N_LANES; lane++)
    {
      if (lanes & (1U << lane))
        self->n_running[lane]--;
    }
  self->n_sent += n_bytes + OVERHEAD;
  self->cost += n_bytes + lineup_call_get_size (call);
  ping (self);
  self->on_ready (self, self->owner);
  g_object_unref (self->owner);
}
