/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-guide-proposals.h"

#include "lineup-credentials-lookup.h"
#include "lineup-error.h"
#include "lineup-guide-address.h"
#include "lineup-playlist-file.h"

/* A guide that the list names, be it proposed or not any more. */
typedef struct
{
  char *id;      /* (owned) */
  char *origin;  /* (owned) */
  char *address; /* (owned): a secret */
} Named;

struct _LineupGuideProposals
{
  GObject parent_instance;

  LineupAccount *account;      /* (owned) */
  LineupSecretStore *secrets;  /* (owned) */
  LineupGuideChoices *choices; /* (owned) */
  char *path;                  /* (owned) */
  GCancellable *reading;       /* (owned) (nullable): the last one that has begun */
  GPtrArray *named;            /* (owned) (element-type Named): in the order of the list */
};

G_DEFINE_FINAL_TYPE (LineupGuideProposals, lineup_guide_proposals, G_TYPE_OBJECT)

static guint changed_signal;

static void
named_free (gpointer data)
{
  Named *named = data;

  g_free (named->id);
  g_free (named->origin);
  lineup_credentials_wipe (named->address);
  g_free (named);
}

static void
wipe (gpointer address)
{
  lineup_credentials_wipe (address);
}

static void
stop (LineupGuideProposals *self)
{
  if (self->reading != NULL)
    g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
}

static void
lineup_guide_proposals_dispose (GObject *object)
{
  stop (LINEUP_GUIDE_PROPOSALS (object));

  G_OBJECT_CLASS (lineup_guide_proposals_parent_class)->dispose (object);
}

static void
lineup_guide_proposals_finalize (GObject *object)
{
  LineupGuideProposals *self = LINEUP_GUIDE_PROPOSALS (object);

  g_clear_object (&self->account);
  g_clear_object (&self->secrets);
  g_clear_object (&self->choices);
  g_clear_pointer (&self->path, g_free);
  g_clear_pointer (&self->named, g_ptr_array_unref);

  G_OBJECT_CLASS (lineup_guide_proposals_parent_class)->finalize (object);
}

static void
lineup_guide_proposals_class_init (LineupGuideProposalsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = lineup_guide_proposals_dispose;
  object_class->finalize = lineup_guide_proposals_finalize;

  changed_signal = g_signal_new (
      "changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
lineup_guide_proposals_init (LineupGuideProposals *self)
{
  self->named = g_ptr_array_new_with_free_func (named_free);
}

/* --- Which is called what --- */

static gboolean
is_equal (const GPtrArray *a, const GPtrArray *b)
{
  if (a->len != b->len)
    return FALSE;
  for (guint i = 0; i < a->len; i++)
    {
      const Named *left = a->pdata[i];
      const Named *right = b->pdata[i];

      if (!g_str_equal (left->id, right->id) || !g_str_equal (left->address, right->address))
        return FALSE;
    }
  return TRUE;
}

static void
add (GPtrArray *named, const char *id, const char *address)
{
  Named *one = g_new0 (Named, 1);

  one->id = g_strdup (id);
  one->origin = lineup_guide_address_get_origin (address);
  one->address = g_strdup (address);
  g_ptr_array_add (named, one);
}

static gboolean
is_chosen (LineupGuideProposals *self, const char *id)
{
  g_auto (GStrv) ids = lineup_guide_choices_list_sources (self->choices);

  return g_strv_contains ((const char *const *)ids, id);
}

/* Returns the id that an address has already. */
static const char *
find_id (LineupGuideProposals *self, const LineupCredentials *chosen, const char *address)
{
  GHashTableIter iter;
  gpointer id = NULL;
  gpointer value = NULL;

  if (chosen != NULL && chosen->addresses != NULL)
    {
      g_hash_table_iter_init (&iter, chosen->addresses);
      while (g_hash_table_iter_next (&iter, &id, &value))
        {
          if (g_str_equal (value, address))
            return id;
        }
    }
  for (guint i = 0; i < self->named->len; i++)
    {
      const Named *named = self->named->pdata[i];

      if (g_str_equal (named->address, address))
        return named->id;
    }
  return NULL;
}

/* Returns an id that nothing has. */
static char *
make_id (LineupGuideProposals *self, GHashTable *taken)
{
  char *id = NULL;

  for (guint n = 1; id == NULL; n++)
    {
      id = g_strdup_printf (LINEUP_GUIDE_PROPOSALS_PREFIX "%u", n);
      if (g_hash_table_contains (taken, id) || is_chosen (self, id))
        g_clear_pointer (&id, g_free);
    }
  g_hash_table_add (taken, g_strdup (id));
  return id;
}

/* @chosen: (nullable): addresses of sources that there are */
static void
take (LineupGuideProposals *self, const GPtrArray *addresses, const LineupCredentials *chosen)
{
  g_autoptr (GPtrArray) named = g_ptr_array_new_with_free_func (named_free);
  g_autoptr (GHashTable) taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < addresses->len; i++)
    {
      const char *id = find_id (self, chosen, addresses->pdata[i]);

      if (id != NULL)
        g_hash_table_add (taken, g_strdup (id));
    }
  for (guint i = 0; i < addresses->len; i++)
    {
      const char *known = find_id (self, chosen, addresses->pdata[i]);
      g_autofree char *id = known != NULL ? g_strdup (known) : make_id (self, taken);

      add (named, id, addresses->pdata[i]);
    }
  if (is_equal (named, self->named))
    return;
  g_ptr_array_unref (self->named);
  self->named = g_steal_pointer (&named);
  g_signal_emit (self, changed_signal, 0);
}

/* --- Reading --- */

static gboolean
has_address (const GPtrArray *addresses, const char *address)
{
  return g_ptr_array_find_with_equal_func ((GPtrArray *)addresses, address, g_str_equal, NULL);
}

/* What is read, and by what. */
typedef struct
{
  LineupGuideProposals *self; /* (owned) */
  char *path;                 /* (owned): of the playlist's file */
  char *base;                 /* (owned) (nullable): address of the playlist, a secret */
  GPtrArray *addresses;       /* (owned) (nullable) (element-type utf8): that it names */
  GCancellable *cancellable;  /* (owned) */
} Reading;

static void
reading_free (Reading *reading)
{
  g_object_unref (reading->self);
  g_free (reading->path);
  lineup_credentials_wipe (reading->base);
  g_clear_pointer (&reading->addresses, g_ptr_array_unref);
  g_object_unref (reading->cancellable);
  g_free (reading);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Reading, reading_free)

static void
read_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  const Reading *reading = task_data;
  g_autoptr (GPtrArray) addresses = g_ptr_array_new_with_free_func (wipe);
  g_autoptr (LineupPlaylistFile) file = lineup_playlist_file_open (reading->path);
  g_auto (GStrv) written = file != NULL ? lineup_playlist_file_get_guides (file, reading->base)
                                        : NULL;

  for (gsize i = 0;
       written != NULL && written[i] != NULL && addresses->len < LINEUP_GUIDE_PROPOSALS_MAX;
       i++)
    {
      g_autofree char *address = lineup_guide_address_parse (written[i], NULL);

      if (address != NULL && !has_address (addresses, address))
        g_ptr_array_add (addresses, g_steal_pointer (&address));
    }
  g_task_return_pointer (task, g_steal_pointer (&addresses), (GDestroyNotify)g_ptr_array_unref);
}

static void
on_chosen (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Reading) reading = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (LineupCredentials) chosen = lineup_credentials_lookup_finish (result, &error);

  if (g_cancellable_is_cancelled (reading->cancellable))
    return;
  if (chosen != NULL)
    take (reading->self, reading->addresses, chosen);
  else
    g_debug ("Which guides of a playlist are new is not known yet: %s", error->message);
}

static gboolean
has_chosen (LineupGuideProposals *self)
{
  g_auto (GStrv) ids = lineup_guide_choices_list_sources (self->choices);
  gboolean found = FALSE;

  for (gsize i = 0; ids[i] != NULL; i++)
    found = found || !lineup_guide_choices_is_own (self->choices, ids[i]);
  return found;
}

static void
on_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Reading) reading = user_data;
  LineupGuideProposals *self = reading->self;
  GCancellable *cancellable = reading->cancellable;

  reading->addresses = g_task_propagate_pointer (G_TASK (result), NULL);
  if (reading->addresses == NULL || g_cancellable_is_cancelled (cancellable))
    return;
  if (!has_chosen (self))
    take (self, reading->addresses, NULL);
  else
    /* Nobody is asked for a password for this: it is done when the keyring is open. */
    lineup_credentials_lookup_guides_async (
        self->account, self->secrets, 0, cancellable, on_chosen, g_steal_pointer (&reading));
}

/* Returns the address without which what the playlist's file has is not what the list had. */
static char *
find_base (LineupGuideProposals *self, const LineupCredentials *credentials)
{
  const char *url = lineup_account_get_url (self->account);
  const char *secret = NULL;

  if (g_str_has_prefix (url, LINEUP_GUIDE_ADDRESS_FILE))
    return NULL;
  if (credentials != NULL)
    secret = lineup_credentials_get_address (credentials, LINEUP_CREDENTIALS_PLAYLIST);
  return g_strdup (secret != NULL ? secret : url);
}

static void
on_account (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Reading) reading = user_data;
  GCancellable *cancellable = reading->cancellable;
  g_autoptr (GError) error = NULL;
  g_autoptr (LineupCredentials) credentials = lineup_credentials_lookup_finish (result, &error);
  g_autoptr (GTask) task = NULL;

  if (g_cancellable_is_cancelled (cancellable))
    return;
  /* A person may have written the address into the settings, where it is no secret. */
  if (credentials == NULL && !g_error_matches (error, LINEUP_ERROR, LINEUP_ERROR_AUTH_FAILED))
    {
      g_debug ("Which guides a playlist names is not known yet: %s", error->message);
      return;
    }
  reading->base = find_base (reading->self, credentials);
  task = g_task_new (NULL, cancellable, on_read, reading);
  g_task_set_source_tag (task, on_account);
  g_task_set_task_data (task, g_steal_pointer (&reading), NULL);
  g_task_run_in_thread (task, read_in_thread);
}

static void
begin (LineupGuideProposals *self)
{
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  Reading *reading = NULL;

  stop (self);
  if (lineup_account_get_source_type (self->account) != LINEUP_SOURCE_TYPE_PLAYLIST)
    {
      take (self, none, NULL);
      return;
    }
  self->reading = g_cancellable_new ();
  reading = g_new0 (Reading, 1);
  reading->self = g_object_ref (self);
  reading->path = g_strdup (self->path);
  reading->cancellable = g_object_ref (self->reading);
  /* Nobody is asked for a password for this: it is done when the keyring is open. */
  lineup_credentials_lookup_async (
      self->account, self->secrets, 0, self->reading, on_account, reading);
}

static void
on_locked_changed (LineupGuideProposals *self)
{
  if (!lineup_secret_store_get_locked (self->secrets))
    begin (self);
}

LineupGuideProposals *
lineup_guide_proposals_new (LineupAccount *account,
                            LineupSecretStore *secrets,
                            LineupGuideChoices *choices,
                            LineupAccountSync *sync,
                            const char *path)
{
  LineupGuideProposals *self = g_object_new (LINEUP_TYPE_GUIDE_PROPOSALS, NULL);

  self->account = g_object_ref (account);
  self->secrets = g_object_ref (secrets);
  self->choices = g_object_ref (choices);
  self->path = g_strdup (path);
  g_signal_connect_object (sync, "finished", G_CALLBACK (begin), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (choices, "changed", G_CALLBACK (begin), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (account, "notify::type", G_CALLBACK (begin), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (
      secrets, "notify::locked", G_CALLBACK (on_locked_changed), self, G_CONNECT_SWAPPED);
  begin (self);
  return self;
}

/* --- Asking --- */

const char *
lineup_guide_proposals_get_address (LineupGuideProposals *self, const char *id)
{
  g_return_val_if_fail (LINEUP_IS_GUIDE_PROPOSALS (self), NULL);

  for (guint i = 0; i < self->named->len; i++)
    {
      const Named *named = self->named->pdata[i];

      if (g_str_equal (named->id, id))
        return is_chosen (self, id) ? NULL : named->address;
    }
  return NULL;
}

void
lineup_guide_proposals_foreach (LineupGuideProposals *self,
                                LineupChosenSourceFunc func,
                                gpointer user_data)
{
  g_return_if_fail (LINEUP_IS_GUIDE_PROPOSALS (self));

  for (guint i = 0; i < self->named->len; i++)
    {
      const Named *named = self->named->pdata[i];
      const LineupChosenSource source = { .id = named->id, .origin = named->origin };

      if (!is_chosen (self, named->id))
        func (&source, user_data);
    }
}
