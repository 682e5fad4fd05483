/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-lease-holders.h"

struct _LineupLeaseHolders
{
  GObject parent_instance;

  LineupLeases *leases; /* (owned) */
  GHashTable *watches;  /* (owned) (element-type utf8 guint): ids by names on the bus */
};

G_DEFINE_FINAL_TYPE (LineupLeaseHolders, lineup_lease_holders, G_TYPE_OBJECT)

static void
lineup_lease_holders_finalize (GObject *object)
{
  LineupLeaseHolders *self = LINEUP_LEASE_HOLDERS (object);

  g_clear_pointer (&self->watches, g_hash_table_unref);
  g_clear_object (&self->leases);

  G_OBJECT_CLASS (lineup_lease_holders_parent_class)->finalize (object);
}

static void
lineup_lease_holders_class_init (LineupLeaseHoldersClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lineup_lease_holders_finalize;
}

static void
unwatch (gpointer id)
{
  g_bus_unwatch_name (GPOINTER_TO_UINT (id));
}

static void
lineup_lease_holders_init (LineupLeaseHolders *self)
{
  self->watches = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, unwatch);
}

LineupLeaseHolders *
lineup_lease_holders_new (LineupLeases *leases)
{
  LineupLeaseHolders *self = g_object_new (LINEUP_TYPE_LEASE_HOLDERS, NULL);

  self->leases = g_object_ref (leases);
  return self;
}

LineupLeases *
lineup_lease_holders_get_leases (LineupLeaseHolders *self)
{
  g_return_val_if_fail (LINEUP_IS_LEASE_HOLDERS (self), NULL);

  return self->leases;
}

static void
on_vanished (GDBusConnection *connection, const char *name, gpointer user_data)
{
  LineupLeaseHolders *self = user_data;
  g_autofree char *owner = g_strdup (name);

  lineup_leases_drop_owner (self->leases, owner);
  g_hash_table_remove (self->watches, owner);
}

void
lineup_lease_holders_update (LineupLeaseHolders *self,
                             GDBusConnection *connection,
                             const char *name)
{
  const gboolean holds = lineup_leases_count (self->leases, name) > 0;
  guint id = 0;

  g_return_if_fail (LINEUP_IS_LEASE_HOLDERS (self));

  if (!holds)
    g_hash_table_remove (self->watches, name);
  if (!holds || g_hash_table_contains (self->watches, name))
    return;
  id = g_bus_watch_name_on_connection (
      connection, name, G_BUS_NAME_WATCHER_FLAGS_NONE, NULL, on_vanished, self, NULL);
  g_hash_table_insert (self->watches, g_strdup (name), GUINT_TO_POINTER (id));
}
