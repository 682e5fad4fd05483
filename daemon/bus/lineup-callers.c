/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-callers.h"

#include "lineup-call-private.h"
#include "lineup-caller.h"

#include <malloc.h>

/* Callers, beyond which those of whom there is nothing in hand are not remembered. */
#define MAX_CALLERS 64

/* Bytes after which memory is given back, and seconds in which nothing has to be in hand before. */
#define TRIM_AT    (1024 * 1024)
#define TRIM_DELAY 1

static const guint max_running[LINEUP_N_LANES] = {
  [LINEUP_LANE_READING] = LINEUP_CALLERS_MAX_READING,
  [LINEUP_LANE_COPYING] = LINEUP_CALLERS_MAX_COPYING,
  [LINEUP_LANE_ASKING] = G_MAXUINT,
  [LINEUP_LANE_ACTING] = G_MAXUINT,
};

struct _LineupCallers
{
  GObject parent_instance;

  LineupClock *clock; /* (owned) */
  GQueue callers;     /* (element-type LineupCaller) (owned): whose turn comes first is first */
  gboolean is_starting;
  gsize cost;        /* bytes that calls and replies have taken since there was nothing in hand */
  guint idle_source; /* 0 if none */
};

G_DEFINE_FINAL_TYPE (LineupCallers, lineup_callers, G_TYPE_OBJECT)

static void
forget (gpointer caller)
{
  lineup_caller_forget (caller);
}

static void
lineup_callers_finalize (GObject *object)
{
  LineupCallers *self = LINEUP_CALLERS (object);

  g_queue_clear_full (&self->callers, forget);
  g_clear_object (&self->clock);
  if (self->idle_source != 0)
    g_source_remove (self->idle_source);

  G_OBJECT_CLASS (lineup_callers_parent_class)->finalize (object);
}

static void
lineup_callers_class_init (LineupCallersClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lineup_callers_finalize;
}

static void
lineup_callers_init (LineupCallers *self)
{
  g_queue_init (&self->callers);
}

LineupCallers *
lineup_callers_new (LineupClock *clock)
{
  LineupCallers *self = g_object_new (LINEUP_TYPE_CALLERS, NULL);

  self->clock = g_object_ref (clock);
  return self;
}

static guint
count_running (LineupCallers *self, LineupLane lane)
{
  guint n_running = 0;

  for (GList *link = self->callers.head; link != NULL; link = link->next)
    n_running += lineup_caller_count_running (link->data, lane);
  return n_running;
}

/* Who had a turn is the last to have another one. */
static gboolean
start_next (LineupCallers *self, LineupLane lane)
{
  if (count_running (self, lane) >= max_running[lane])
    return FALSE;
  for (GList *link = self->callers.head; link != NULL; link = link->next)
    {
      if (!lineup_caller_start (link->data, lane))
        continue;
      g_queue_unlink (&self->callers, link);
      g_queue_push_tail_link (&self->callers, link);
      return TRUE;
    }
  return FALSE;
}

static gboolean
is_busy (LineupCallers *self)
{
  for (GList *link = self->callers.head; link != NULL; link = link->next)
    {
      if (lineup_caller_is_busy (link->data))
        return TRUE;
    }
  return FALSE;
}

static gboolean
on_idle (gpointer user_data)
{
  LineupCallers *self = user_data;

  self->idle_source = 0;
  if (is_busy (self))
    return G_SOURCE_REMOVE;
  self->cost = 0;
#ifdef __GLIBC__
  malloc_trim (0);
#endif
  return G_SOURCE_REMOVE;
}

/* What replies took is free by now, but the C library keeps it for the next ones. */
static void
trim_when_idle (LineupCallers *self)
{
  if (self->idle_source == 0 && self->cost >= TRIM_AT && !is_busy (self))
    self->idle_source = g_timeout_add_seconds (TRIM_DELAY, on_idle, self);
}

/* A call that begins may end at once, and so be the next one's turn. */
static void
on_ready (LineupCaller *caller, gpointer owner)
{
  LineupCallers *self = owner;
  gboolean started = TRUE;

  self->cost += lineup_caller_steal_cost (caller);
  if (self->is_starting)
    return;
  self->is_starting = TRUE;
  while (started)
    {
      started = FALSE;
      for (guint lane = 0; lane < LINEUP_N_LANES; lane++)
        started = start_next (self, (LineupLane)lane) || started;
    }
  self->is_starting = FALSE;
  trim_when_idle (self);
}

static void
on_left (LineupCaller *caller, gpointer owner)
{
  LineupCallers *self = owner;

  g_queue_remove (&self->callers, caller);
  lineup_caller_forget (caller);
}

static LineupCaller *
find (LineupCallers *self, const char *name)
{
  for (GList *link = self->callers.head; link != NULL; link = link->next)
    {
      if (g_str_equal (lineup_caller_get_name (link->data), name))
        return link->data;
    }
  return NULL;
}

static void
forget_somebody (LineupCallers *self)
{
  for (GList *link = self->callers.head; link != NULL; link = link->next)
    {
      if (lineup_caller_is_busy (link->data))
        continue;
      lineup_caller_forget (link->data);
      g_queue_delete_link (&self->callers, link);
      return;
    }
}

static LineupCaller *
ensure (LineupCallers *self, GDBusMethodInvocation *invocation)
{
  const char *name = g_dbus_method_invocation_get_sender (invocation);
  LineupCaller *caller = find (self, name);

  if (caller != NULL)
    return caller;
  if (self->callers.length >= MAX_CALLERS)
    forget_somebody (self);
  caller = lineup_caller_new (g_dbus_method_invocation_get_connection (invocation),
                              name,
                              self->clock,
                              on_ready,
                              on_left,
                              self);
  g_queue_push_head (&self->callers, caller);
  return caller;
}

LineupCall *
lineup_callers_admit (LineupCallers *self, GDBusMethodInvocation *invocation)
{
  LineupCaller *caller = ensure (self, invocation);
  LineupCall *call = lineup_call_new (caller, invocation);
  g_autoptr (GError) error = NULL;

  if (lineup_caller_check_bounds (caller, &error))
    return call;
  if (lineup_caller_is_deaf (caller))
    g_object_unref (invocation);
  else
    lineup_call_refuse (call, g_steal_pointer (&error));
  return NULL;
}

void
lineup_callers_cancel_all (LineupCallers *self)
{
  g_return_if_fail (LINEUP_IS_CALLERS (self));

  for (GList *link = self->callers.head; link != NULL; link = link->next)
    lineup_caller_cancel_all (link->data);
}
