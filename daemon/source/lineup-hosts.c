/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-hosts.h"

struct _LineupHosts
{
  GObject parent_instance;

  LineupClock *clock;          /* (owned) */
  GHashTable *buckets;         /* (owned) (element-type utf8 LineupTokenBucket): by host */
  LineupKeptConnections *kept; /* (owned) */
  LineupHostQueue *syncs;      /* (owned) */
  LineupHostQueue *requests;   /* (owned) */
  LineupHostQueue *guides;     /* (owned) */
  LineupCircuits *circuits;    /* (owned) */
};

G_DEFINE_FINAL_TYPE (LineupHosts, lineup_hosts, G_TYPE_OBJECT)

static void
lineup_hosts_finalize (GObject *object)
{
  LineupHosts *self = LINEUP_HOSTS (object);

  g_clear_pointer (&self->buckets, g_hash_table_unref);
  g_clear_object (&self->kept);
  g_clear_object (&self->syncs);
  g_clear_object (&self->requests);
  g_clear_object (&self->guides);
  g_clear_object (&self->circuits);
  g_clear_object (&self->clock);

  G_OBJECT_CLASS (lineup_hosts_parent_class)->finalize (object);
}

static void
lineup_hosts_class_init (LineupHostsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lineup_hosts_finalize;
}

static void
lineup_hosts_init (LineupHosts *self)
{
  self->buckets = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  self->syncs = lineup_host_queue_new ();
  self->requests = lineup_host_queue_new_for_requests ();
  /* Whoever waits here may have a slot of the syncs: it would wait for itself if there were any. */
  self->guides = lineup_host_queue_new_for_requests ();
  self->circuits = lineup_circuits_new ();
}

LineupHosts *
lineup_hosts_new (LineupClock *clock)
{
  LineupHosts *self = g_object_new (LINEUP_TYPE_HOSTS, NULL);

  self->clock = g_object_ref (clock);
  self->kept = lineup_kept_connections_new (clock);
  return self;
}

static gboolean
is_full (gpointer host, gpointer bucket, gpointer user_data)
{
  return lineup_token_bucket_is_full (bucket);
}

LineupTokenBucket *
lineup_hosts_get_bucket (LineupHosts *self, const char *host)
{
  LineupTokenBucket *bucket = NULL;

  g_return_val_if_fail (LINEUP_IS_HOSTS (self), NULL);

  /* Redirects may lead to another host each time, for as long as we run. */
  g_hash_table_foreach_remove (self->buckets, is_full, NULL);

  bucket = g_hash_table_lookup (self->buckets, host);
  if (bucket == NULL)
    {
      bucket = lineup_token_bucket_new (self->clock);
      g_hash_table_insert (self->buckets, g_strdup (host), bucket);
    }
  return bucket;
}

guint
lineup_hosts_get_size (LineupHosts *self)
{
  g_return_val_if_fail (LINEUP_IS_HOSTS (self), 0);

  return g_hash_table_size (self->buckets);
}

LineupKeptConnections *
lineup_hosts_get_kept_connections (LineupHosts *self)
{
  g_return_val_if_fail (LINEUP_IS_HOSTS (self), NULL);

  return self->kept;
}

LineupHostQueue *
lineup_hosts_get_syncs (LineupHosts *self)
{
  g_return_val_if_fail (LINEUP_IS_HOSTS (self), NULL);

  return self->syncs;
}

LineupHostQueue *
lineup_hosts_get_requests (LineupHosts *self)
{
  g_return_val_if_fail (LINEUP_IS_HOSTS (self), NULL);

  return self->requests;
}

LineupHostQueue *
lineup_hosts_get_guides (LineupHosts *self)
{
  g_return_val_if_fail (LINEUP_IS_HOSTS (self), NULL);

  return self->guides;
}

LineupCircuits *
lineup_hosts_get_circuits (LineupHosts *self)
{
  g_return_val_if_fail (LINEUP_IS_HOSTS (self), NULL);

  return self->circuits;
}

LineupClock *
lineup_hosts_get_clock (LineupHosts *self)
{
  g_return_val_if_fail (LINEUP_IS_HOSTS (self), NULL);

  return self->clock;
}
