/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-guide-watches.h"

#include "lineup-credentials-lookup.h"
#include "lineup-file-watch.h"
#include "lineup-guide-address.h"

struct _LineupGuideWatches
{
  GObject parent_instance;

  LineupAccount *account;      /* (owned) */
  LineupSecretStore *secrets;  /* (owned) */
  LineupGuideChoices *choices; /* (owned) */
  LineupClock *clock;          /* (owned) */
  GCancellable *cancellable;   /* (owned) */
  GHashTable *watches;         /* (owned) (element-type utf8 LineupFileWatch): by source */
};

G_DEFINE_FINAL_TYPE (LineupGuideWatches, lineup_guide_watches, G_TYPE_OBJECT)

static guint changed_signal;

static void
lineup_guide_watches_dispose (GObject *object)
{
  LineupGuideWatches *self = LINEUP_GUIDE_WATCHES (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_pointer (&self->watches, g_hash_table_unref);

  G_OBJECT_CLASS (lineup_guide_watches_parent_class)->dispose (object);
}

static void
lineup_guide_watches_finalize (GObject *object)
{
  LineupGuideWatches *self = LINEUP_GUIDE_WATCHES (object);

  g_clear_object (&self->account);
  g_clear_object (&self->secrets);
  g_clear_object (&self->choices);
  g_clear_object (&self->clock);
  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (lineup_guide_watches_parent_class)->finalize (object);
}

static void
lineup_guide_watches_class_init (LineupGuideWatchesClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = lineup_guide_watches_dispose;
  object_class->finalize = lineup_guide_watches_finalize;

  changed_signal = g_signal_new (
      "changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
lineup_guide_watches_init (LineupGuideWatches *self)
{
  self->cancellable = g_cancellable_new ();
  self->watches = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
}

static void
on_file_changed (LineupGuideWatches *self)
{
  g_signal_emit (self, changed_signal, 0);
}

typedef struct
{
  LineupGuideWatches *self;           /* (unowned) */
  const LineupCredentials *addresses; /* (unowned) */
  GHashTable *watches;                /* (owned): that there are to be */
} Watching;

static void
watch_source (const LineupChosenSource *source, gpointer user_data)
{
  Watching *watching = user_data;
  LineupGuideWatches *self = watching->self;
  const char *address = lineup_credentials_get_address (watching->addresses, source->id);
  g_autofree char *path = address != NULL ? lineup_guide_address_get_path (address) : NULL;
  g_autoptr (LineupFileWatch) watch = NULL;

  if (path == NULL || !source->enabled)
    return;
  g_set_object (&watch, g_hash_table_lookup (self->watches, source->id));
  if (watch == NULL || !g_str_equal (lineup_file_watch_get_path (watch), path))
    {
      g_clear_object (&watch);
      watch = lineup_file_watch_new (path, self->clock);
      g_signal_connect_object (
          watch, "changed", G_CALLBACK (on_file_changed), self, G_CONNECT_SWAPPED);
    }
  g_hash_table_insert (watching->watches, g_strdup (source->id), g_steal_pointer (&watch));
}

static void
watch (LineupGuideWatches *self, const LineupCredentials *addresses)
{
  Watching watching = { .self = self, .addresses = addresses };

  /* The watches go first when all of it ends. */
  if (self->watches == NULL)
    return;
  watching.watches = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  lineup_guide_choices_foreach_source (self->choices, watch_source, &watching);
  g_hash_table_unref (self->watches);
  self->watches = watching.watches;
}

static void
on_addresses (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LineupGuideWatches) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (LineupCredentials) addresses = lineup_credentials_lookup_finish (result, &error);

  if (addresses != NULL)
    watch (self, addresses);
  else
    g_debug ("Files of guides are not watched yet: %s", error->message);
}

static void
find_file (const LineupChosenSource *source, gpointer user_data)
{
  if (g_strcmp0 (source->origin, LINEUP_GUIDE_ADDRESS_FILE) == 0)
    *(gboolean *)user_data = TRUE;
}

/* Nobody is asked for a password for this: it is done when the keyring is open. */
static void
begin (LineupGuideWatches *self)
{
  gboolean has_file = FALSE;

  lineup_guide_choices_foreach_source (self->choices, find_file, &has_file);
  if (!has_file)
    g_hash_table_remove_all (self->watches);
  else
    lineup_credentials_lookup_guides_async (
        self->account, self->secrets, 0, self->cancellable, on_addresses, g_object_ref (self));
}

static void
on_locked_changed (LineupGuideWatches *self)
{
  if (!lineup_secret_store_get_locked (self->secrets))
    begin (self);
}

LineupGuideWatches *
lineup_guide_watches_new (LineupAccount *account,
                          LineupSecretStore *secrets,
                          LineupGuideChoices *choices,
                          LineupClock *clock)
{
  LineupGuideWatches *self = g_object_new (LINEUP_TYPE_GUIDE_WATCHES, NULL);

  self->account = g_object_ref (account);
  self->secrets = g_object_ref (secrets);
  self->choices = g_object_ref (choices);
  self->clock = g_object_ref (clock);
  g_signal_connect_object (
      secrets, "notify::locked", G_CALLBACK (on_locked_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (choices, "changed", G_CALLBACK (begin), self, G_CONNECT_SWAPPED);
  begin (self);
  return self;
}
