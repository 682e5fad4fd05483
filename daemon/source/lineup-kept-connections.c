/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-kept-connections.h"

struct _LineupKeptConnections
{
  GObject parent_instance;

  LineupClock *clock; /* (owned) */
  GQueue owners;      /* (owned) (element-type Owner): who came first is first */
  GSource *timeout;   /* (owned) (nullable): of the first one */
};

typedef struct
{
  gpointer owner; /* (unowned) */
  LineupKeptConnectionsFunc close;
  gint64 end; /* on the monotonic clock, in microseconds */
} Owner;

G_DEFINE_FINAL_TYPE (LineupKeptConnections, lineup_kept_connections, G_TYPE_OBJECT)

static void
lineup_kept_connections_finalize (GObject *object)
{
  LineupKeptConnections *self = LINEUP_KEPT_CONNECTIONS (object);

  lineup_clock_clear_source (&self->timeout);
  g_queue_clear_full (&self->owners, g_free);
  g_clear_object (&self->clock);

  G_OBJECT_CLASS (lineup_kept_connections_parent_class)->finalize (object);
}

static void
lineup_kept_connections_class_init (LineupKeptConnectionsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lineup_kept_connections_finalize;
}

static void
lineup_kept_connections_init (LineupKeptConnections *self)
{
  g_queue_init (&self->owners);
}

LineupKeptConnections *
lineup_kept_connections_new (LineupClock *clock)
{
  LineupKeptConnections *self = g_object_new (LINEUP_TYPE_KEPT_CONNECTIONS, NULL);

  self->clock = g_object_ref (clock);
  return self;
}

static void
close_first (LineupKeptConnections *self)
{
  g_autofree Owner *owner = g_queue_pop_head (&self->owners);

  owner->close (owner->owner);
}

static void wait_for_first (LineupKeptConnections *self);

static gboolean
on_timeout (gpointer user_data)
{
  LineupKeptConnections *self = user_data;
  const gint64 now = lineup_clock_get_monotonic_time (self->clock);

  while (!g_queue_is_empty (&self->owners)
         && ((const Owner *)g_queue_peek_head (&self->owners))->end <= now)
    close_first (self);
  wait_for_first (self);
  return G_SOURCE_REMOVE;
}

static void
wait_for_first (LineupKeptConnections *self)
{
  const Owner *first = g_queue_peek_head (&self->owners);

  lineup_clock_clear_source (&self->timeout);
  if (first != NULL)
    self->timeout = lineup_clock_add_timeout (
        self->clock,
        MAX (first->end - lineup_clock_get_monotonic_time (self->clock), 0),
        on_timeout,
        self);
}

void
lineup_kept_connections_add (LineupKeptConnections *self,
                             gpointer owner,
                             LineupKeptConnectionsFunc close)
{
  Owner *added = NULL;

  g_return_if_fail (LINEUP_IS_KEPT_CONNECTIONS (self));

  lineup_kept_connections_take (self, owner);
  added = g_new0 (Owner, 1);
  added->owner = owner;
  added->close = close;
  added->end = lineup_clock_get_monotonic_time (self->clock) + LINEUP_KEPT_CONNECTIONS_TIME;
  g_queue_push_tail (&self->owners, added);
  if (self->owners.length > LINEUP_KEPT_CONNECTIONS_MAX)
    close_first (self);
  wait_for_first (self);
}

static int
compare_owner (gconstpointer owner, gconstpointer sought)
{
  return ((const Owner *)owner)->owner == sought ? 0 : 1;
}

void
lineup_kept_connections_take (LineupKeptConnections *self, gpointer owner)
{
  GList *link = NULL;

  g_return_if_fail (LINEUP_IS_KEPT_CONNECTIONS (self));

  link = g_queue_find_custom (&self->owners, owner, compare_owner);
  if (link == NULL)
    return;
  g_free (link->data);
  g_queue_delete_link (&self->owners, link);
  wait_for_first (self);
}
