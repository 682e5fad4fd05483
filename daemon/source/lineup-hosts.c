/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-hosts.h"

struct _LineupHostBuckets
{
  GObject parent_instance;

  LineupClock *clock;          /* (owned) */
  GHashTable *buckets;         /* (owned) (element-type utf8 LineupTokenBucket): by host */
  LineupKeptConnections *kept; /* (owned) */
};

G_DEFINE_FINAL_TYPE (LineupHostBuckets, lineup_host_buckets, G_TYPE_OBJECT)

static void
lineup_host_buckets_finalize (GObject *object)
{
  LineupHostBuckets *self = LINEUP_HOST_BUCKETS (object);

  g_clear_pointer (&self->buckets, g_hash_table_unref);
  g_clear_object (&self->kept);
  g_clear_object (&self->clock);

  G_OBJECT_CLASS (lineup_host_buckets_parent_class)->finalize (object);
}

static void
lineup_host_buckets_class_init (LineupHostBucketsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lineup_host_buckets_finalize;
}

static void
lineup_host_buckets_init (LineupHostBuckets *self)
{
  self->buckets = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
}

LineupHostBuckets *
lineup_host_buckets_new (LineupClock *clock)
{
  LineupHostBuckets *self = g_object_new (LINEUP_TYPE_HOST_BUCKETS, NULL);

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
lineup_host_buckets_get (LineupHostBuckets *self, const char *host)
{
  LineupTokenBucket *bucket = NULL;

  g_return_val_if_fail (LINEUP_IS_HOST_BUCKETS (self), NULL);

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
lineup_host_buckets_get_size (LineupHostBuckets *self)
{
  g_return_val_if_fail (LINEUP_IS_HOST_BUCKETS (self), 0);

  return g_hash_table_size (self->buckets);
}

LineupKeptConnections *
lineup_host_buckets_get_kept_connections (LineupHostBuckets *self)
{
  g_return_val_if_fail (LINEUP_IS_HOST_BUCKETS (self), NULL);

  return self->kept;
}
