/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-credentials-lookup.h"

#include "lineup-error.h"
#include "lineup-typed-text.h"

/* Says under which name an account's are kept, now. */
typedef const char *(*NameFunc) (LineupAccount *account);

typedef struct
{
  LineupAccount *account;     /* (owned) */
  LineupSecretStore *secrets; /* (owned) */
  gint64 patience;            /* microseconds that a person has to unlock a keyring */
  guint n_questions;          /* that a person may yet be asked */
  NameFunc get_name;
  char *name; /* (owned): of the secret that is being looked up */
} Lookup;

static void
lookup_free (Lookup *lookup)
{
  g_object_unref (lookup->account);
  g_object_unref (lookup->secrets);
  g_free (lookup->name);
  g_free (lookup);
}

/* Questions, at most: KeePassXC asks for its password, and then whether we may have what we asked
 * for. */
#define MAX_QUESTIONS 2

static void look_up (GTask *owned_task);

static void
on_unlocked (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;

  if (lineup_secret_store_unlock_finish (LINEUP_SECRET_STORE (source), result, &error))
    look_up (g_steal_pointer (&task));
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/* A secret may have been written by hand, into its file or the keyring. */
static void
clean (char **text)
{
  char *written = *text;

  *text = lineup_typed_text_clean (written);
  lineup_credentials_wipe (written);
}

/* Whoever has added no guide has no secret of them, nor who has written down which file a playlist
 * is. */
static gboolean
are_none (const Lookup *lookup, const GError *error)
{
  return (lookup->get_name == lineup_account_get_guide_secret
          || lineup_account_get_source_type (lookup->account) == LINEUP_SOURCE_TYPE_PLAYLIST)
         && g_error_matches (error, LINEUP_ERROR, LINEUP_ERROR_AUTH_FAILED);
}

static void
on_looked_up (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Lookup *lookup = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (LineupCredentials) credentials = lineup_secret_store_lookup_finish (
      LINEUP_SECRET_STORE (source), result, &error);

  /* Meanwhile the account has others. */
  if (!g_str_equal (lookup->name, lookup->get_name (lookup->account)))
    look_up (g_steal_pointer (&task));
  else if (lookup->n_questions > 0
           && g_error_matches (error, LINEUP_ERROR, LINEUP_ERROR_KEYRING_LOCKED))
    {
      lookup->n_questions--;
      lineup_secret_store_unlock_async (lookup->secrets,
                                        lookup->patience,
                                        g_task_get_cancellable (task),
                                        on_unlocked,
                                        g_object_ref (task));
    }
  else if (credentials == NULL && are_none (lookup, error))
    g_task_return_pointer (
        task, lineup_credentials_new ("", ""), (GDestroyNotify)lineup_credentials_free);
  else if (credentials == NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    {
      clean (&credentials->username);
      clean (&credentials->password);
      g_task_return_pointer (
          task, g_steal_pointer (&credentials), (GDestroyNotify)lineup_credentials_free);
    }
}

static void
look_up (GTask *owned_task)
{
  Lookup *lookup = g_task_get_task_data (owned_task);

  g_free (lookup->name);
  lookup->name = g_strdup (lookup->get_name (lookup->account));
  lineup_secret_store_lookup_async (
      lookup->secrets, lookup->name, g_task_get_cancellable (owned_task), on_looked_up, owned_task);
}

static void
start (LineupAccount *account,
       LineupSecretStore *secrets,
       NameFunc get_name,
       gint64 patience,
       GCancellable *cancellable,
       GAsyncReadyCallback callback,
       gpointer user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  Lookup *lookup = g_new0 (Lookup, 1);

  lookup->account = g_object_ref (account);
  lookup->secrets = g_object_ref (secrets);
  lookup->get_name = get_name;
  lookup->patience = patience;
  lookup->n_questions = patience > 0 ? MAX_QUESTIONS : 0;
  g_task_set_source_tag (task, start);
  g_task_set_task_data (task, lookup, (GDestroyNotify)lookup_free);
  look_up (task);
}

void
lineup_credentials_lookup_async (LineupAccount *account,
                                 LineupSecretStore *secrets,
                                 gint64 patience,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  start (account, secrets, lineup_account_get_secret, patience, cancellable, callback, user_data);
}

void
lineup_credentials_lookup_guides_async (LineupAccount *account,
                                        LineupSecretStore *secrets,
                                        gint64 patience,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data)
{
  start (account,
         secrets,
         lineup_account_get_guide_secret,
         patience,
         cancellable,
         callback,
         user_data);
}

LineupCredentials *
lineup_credentials_lookup_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
