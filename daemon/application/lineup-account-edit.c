/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-account-edit.h"

#include "lineup-credentials-lookup.h"
#include "lineup-error.h"
#include "lineup-fallback-urls.h"
#include "lineup-fingerprint.h"
#include "lineup-opened-file.h"
#include "lineup-setting.h"
#include "lineup-typed-text.h"
#include "lineup-user-agent.h"
#include "lineup-validation.h"

struct _LineupAccountEdit
{
  GObject parent_instance;

  char *id;                            /* (owned) */
  LineupAccountChange *change;         /* (owned) */
  LineupAccount *account;              /* (owned) (nullable): as it is */
  LineupHosts *hosts;                  /* (owned) (nullable): while it is prepared */
  LineupSecretStore *secrets;          /* (owned) (nullable): likewise */
  LineupSourceType type;               /* as it is to be */
  LineupServerUrl *given_url;          /* (owned) (nullable): if it is to change */
  char *given_address;                 /* (owned) (nullable): of a playlist, likewise; a secret */
  LineupFallbackUrls *given_fallbacks; /* (owned) (nullable): likewise */
  LineupServerUrl *url;                /* (owned) (nullable): as it is to be */
  LineupCredentials *credentials;      /* (owned) (nullable): as they are to be */
  LineupAccountInfo *info;             /* (owned) (nullable) */
  guint address;                       /* that has told it: 0, or of a fallback */
  char *old_url;                       /* (owned) (nullable): as it was when this was prepared */
  char *old_secret;                    /* (owned) (nullable): likewise */
  gboolean other_account;
  gboolean other_credentials;
  gboolean other_fallbacks; /* and nothing else that could be tried out */
};

G_DEFINE_FINAL_TYPE (LineupAccountEdit, lineup_account_edit, G_TYPE_OBJECT)

static void
lineup_account_edit_finalize (GObject *object)
{
  LineupAccountEdit *self = LINEUP_ACCOUNT_EDIT (object);

  g_clear_pointer (&self->id, g_free);
  g_clear_pointer (&self->change, lineup_account_change_free);
  g_clear_object (&self->account);
  g_clear_object (&self->hosts);
  g_clear_object (&self->secrets);
  g_clear_pointer (&self->given_address, lineup_credentials_wipe);
  g_clear_pointer (&self->given_url, lineup_server_url_unref);
  g_clear_pointer (&self->given_fallbacks, lineup_fallback_urls_free);
  g_clear_pointer (&self->url, lineup_server_url_unref);
  g_clear_pointer (&self->old_url, g_free);
  g_clear_pointer (&self->old_secret, g_free);
  g_clear_pointer (&self->credentials, lineup_credentials_free);
  g_clear_pointer (&self->info, lineup_account_info_free);

  G_OBJECT_CLASS (lineup_account_edit_parent_class)->finalize (object);
}

static void
lineup_account_edit_class_init (LineupAccountEditClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lineup_account_edit_finalize;
}

static void
lineup_account_edit_init (LineupAccountEdit *self)
{
}

/* Numbers and texts that are none of those that there are. */
static gboolean
check_given (const LineupAccountChange *change, GError **error)
{
  for (const LineupSetting *setting = lineup_setting_list (); setting->name != NULL; setting++)
    {
      g_auto (GValue) value = G_VALUE_INIT;

      if (!lineup_setting_is_given (setting, change))
        continue;
      g_value_init (&value, lineup_setting_get_value_type (setting));
      lineup_setting_get_value (setting, change, &value);
      if (!lineup_setting_check (setting, &value, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
check_user_agent (const char *user_agent, GError **error)
{
  g_autofree char *parsed = user_agent != NULL ? lineup_user_agent_parse (user_agent) : NULL;

  if (user_agent == NULL || parsed != NULL)
    return TRUE;

  g_set_error (
      error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, "A user agent has no control characters");
  return FALSE;
}

static gboolean
check_certificate (const char *fingerprint, GError **error)
{
  g_autofree char *parsed = fingerprint != NULL ? lineup_fingerprint_parse (fingerprint) : NULL;

  /* Empty text takes back what was there. */
  if (fingerprint == NULL || *fingerprint == '\0' || parsed != NULL)
    return TRUE;

  g_set_error (error,
               G_IO_ERROR,
               G_IO_ERROR_INVALID_ARGUMENT,
               "A certificate is named by the 64 hexadecimal digits of its SHA-256 fingerprint");
  return FALSE;
}

static void
clean_credential (char **credential)
{
  char *typed = *credential;

  if (typed == NULL)
    return;
  *credential = lineup_typed_text_clean (typed);
  lineup_credentials_wipe (typed);
}

static gboolean
refuse (GError **error, const char *message)
{
  g_set_error_literal (error, LINEUP_ERROR, LINEUP_ERROR_INVALID_ACCOUNT, message);
  return FALSE;
}

/* A path proves nothing, as anybody can name any: a caller gives the file itself. */
static gboolean
take_playlist (LineupAccountEdit *self, GError **error)
{
  self->given_url = lineup_server_url_parse_playlist (
      self->change->url, &self->given_address, error);
  if (self->given_url == NULL)
    return FALSE;
  return self->change->is_written || lineup_server_url_get_path (self->given_url) == NULL
         || refuse (error, "A playlist that is a file has to be given as “file”, opened");
}

/* Takes from a pasted address what it has of credentials, where none were given. */
static gboolean
take_url (LineupAccountEdit *self, GError **error)
{
  LineupAccountChange *change = self->change;
  g_autofree char *username = NULL;
  g_autofree char *password = NULL;

  if (self->type == LINEUP_SOURCE_TYPE_PLAYLIST)
    return take_playlist (self, error);
  self->given_url = lineup_server_url_parse (change->url, &username, &password, error);
  if (self->given_url == NULL)
    return FALSE;
  if (change->username == NULL)
    change->username = g_steal_pointer (&username);
  if (change->password == NULL)
    change->password = g_steal_pointer (&password);
  return TRUE;
}

static gboolean
is_to_have_file (LineupAccountEdit *self)
{
  return self->change->file >= 0;
}

static LineupSourceType
get_type (LineupAccountEdit *self)
{
  if (self->change->type != NULL || self->account == NULL)
    return lineup_source_type_from_string (self->change->type);
  return lineup_account_get_source_type (self->account);
}

static gboolean
is_other_type (LineupAccountEdit *self)
{
  return self->account != NULL && self->type != lineup_account_get_source_type (self->account);
}

/* Whether what was given goes together, and is enough. */
static gboolean
check_place (LineupAccountEdit *self, GError **error)
{
  const gboolean is_playlist = self->type == LINEUP_SOURCE_TYPE_PLAYLIST;

  if (is_to_have_file (self) && !is_playlist)
    return refuse (error, "Only a playlist can be a file");
  if (is_to_have_file (self) && self->given_url != NULL)
    return refuse (error, "A playlist has an address or is a file, but not both");
  if (self->given_url != NULL || is_to_have_file (self)
      || (self->account != NULL && !is_other_type (self)))
    return TRUE;
  return refuse (error,
                 is_playlist ? "A playlist needs its address, or to be a file"
                             : "An account needs the panel's address");
}

/* Fallback addresses are the same panel's, and so are the credentials. */
static gboolean
take_fallbacks (LineupAccountEdit *self, GError **error)
{
  LineupAccountChange *change = self->change;

  self->given_fallbacks = lineup_fallback_urls_parse (
      self->type, (const char *const *)change->fallback_urls, error);
  if (self->given_fallbacks == NULL)
    return FALSE;
  if (change->username == NULL && self->account == NULL)
    change->username = g_strdup (self->given_fallbacks->username);
  if (change->password == NULL && self->account == NULL)
    change->password = g_strdup (self->given_fallbacks->password);
  return TRUE;
}

LineupAccountEdit *
lineup_account_edit_new (const char *id,
                         LineupAccountChange *change,
                         LineupAccount *account,
                         GError **error)
{
  g_autoptr (LineupAccountEdit) self = g_object_new (LINEUP_TYPE_ACCOUNT_EDIT, NULL);

  self->id = g_strdup (id);
  self->change = change;
  g_set_object (&self->account, account);
  self->type = get_type (self);
  clean_credential (&change->username);
  clean_credential (&change->password);
  if (!check_given (change, error) || !check_user_agent (change->user_agent, error)
      || !check_certificate (change->accept_certificate, error))
    return NULL;
  if ((change->url != NULL && !take_url (self, error))
      || (change->fallback_urls != NULL && !take_fallbacks (self, error))
      || !check_place (self, error))
    return NULL;
  return g_steal_pointer (&self);
}

static gboolean
is_given (const char *text)
{
  return text != NULL && *text != '\0';
}

static void
on_validated (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  LineupAccountEdit *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;

  if (lineup_validation_run_finish (result, &self->info, &self->address, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/* What was given, else what is there; empty text takes back what is there. */
static const char *
choose (const char *given, const char *present)
{
  if (given == NULL)
    return present;
  return *given != '\0' ? given : NULL;
}

/* Addresses of the account as it is to be. Of another type, none stays. */
static GPtrArray *
list_urls (LineupAccountEdit *self)
{
  GPtrArray *urls = g_ptr_array_new_with_free_func ((GDestroyNotify)lineup_server_url_unref);
  const char *const *present = NULL;

  g_ptr_array_add (urls, lineup_server_url_ref (self->url));
  if (self->given_fallbacks == NULL && self->account != NULL && !is_other_type (self))
    present = lineup_account_get_fallback_urls (self->account);
  for (guint i = 0; self->given_fallbacks != NULL && i < self->given_fallbacks->urls->len; i++)
    g_ptr_array_add (urls, lineup_server_url_ref (self->given_fallbacks->urls->pdata[i]));
  for (guint i = 0; present != NULL && present[i] != NULL; i++)
    {
      LineupServerUrl *url = lineup_source_factory_parse_url (self->type, present[i], NULL);

      if (url != NULL)
        g_ptr_array_add (urls, url);
    }
  return urls;
}

static void
validate (GTask *owned_task)
{
  g_autoptr (GTask) task = owned_task;
  LineupAccountEdit *self = g_task_get_source_object (task);
  const LineupAccountChange *change = self->change;
  GCancellable *cancellable = g_task_get_cancellable (task);
  LineupSourceAccess access = { .type = self->type, .credentials = self->credentials };
  g_autoptr (GPtrArray) urls = list_urls (self);
  const char *encoding = NULL;

  if (self->account != NULL)
    {
      access.user_agent = lineup_account_get_user_agent (self->account);
      access.accept_certificate = lineup_account_get_accept_certificate (self->account);
      access.written = lineup_account_get_url (self->account);
      encoding = lineup_account_get_encoding (self->account);
    }
  access.user_agent = choose (change->user_agent, access.user_agent);
  access.accept_certificate = choose (change->accept_certificate, access.accept_certificate);
  access.encoding = choose (change->encoding, encoding);
  if (change->validate && !self->other_fallbacks
      && (self->other_account || self->other_credentials))
    lineup_validation_run_async (
        &access, urls, self->hosts, cancellable, on_validated, g_steal_pointer (&task));
  else
    g_task_return_boolean (task, TRUE);
}

static void
forget_preparation (LineupAccountEdit *self)
{
  g_clear_pointer (&self->url, lineup_server_url_unref);
  g_clear_pointer (&self->credentials, lineup_credentials_free);
  g_clear_pointer (&self->info, lineup_account_info_free);
  g_clear_pointer (&self->old_url, g_free);
  g_clear_pointer (&self->old_secret, g_free);
  self->address = 0;
  self->other_account = FALSE;
  self->other_fallbacks = FALSE;
  self->other_credentials = FALSE;
}

/* Takes note of what the account is, as its credentials were found. */
static gboolean
take_present (LineupAccountEdit *self, GError **error)
{
  self->old_url = g_strdup (lineup_account_get_url (self->account));
  self->old_secret = g_strdup (lineup_account_get_secret (self->account));
  if (self->given_url != NULL)
    self->url = lineup_server_url_ref (self->given_url);
  else
    self->url = lineup_source_factory_parse_url (self->type, self->old_url, error);
  return self->url != NULL;
}

static gboolean
is_same_url (LineupAccountEdit *self, const char *text)
{
  g_autoptr (LineupServerUrl) url = lineup_source_factory_parse_url (self->type, text, NULL);

  return url != NULL && lineup_server_url_equal (self->url, url);
}

static gboolean
is_other_url (LineupAccountEdit *self)
{
  const char *const *others = lineup_account_get_fallback_urls (self->account);
  gboolean is_known = is_same_url (self, self->old_url);

  /* A person has said of these that they are the same panel's. */
  for (guint i = 0; others[i] != NULL; i++)
    is_known = is_known || is_same_url (self, others[i]);
  return !is_known;
}

static GUri *
parse_address (const char *address)
{
  return g_uri_parse (address, G_URI_FLAGS_ENCODED | G_URI_FLAGS_PARSE_RELAXED, NULL);
}

static GHashTable *
parse_query (GUri *uri)
{
  const char *query = g_uri_get_query (uri);

  return g_uri_parse_params (query != NULL ? query : "", -1, "&", G_URI_PARAMS_PARSE_RELAXED, NULL);
}

/* Another address on the same server may be the same list with another token. What tells lists
 * apart is what comes before a query, and whose it is. */
static gboolean
is_other_list (const char *address, const char *present)
{
  static const char *const keys[] = { "username", "type" };
  g_autoptr (GUri) a = parse_address (address);
  g_autoptr (GUri) b = parse_address (present);
  g_autoptr (GHashTable) of_a = NULL;
  g_autoptr (GHashTable) of_b = NULL;

  if (a == NULL || b == NULL || !g_str_equal (g_uri_get_path (a), g_uri_get_path (b)))
    return TRUE;
  of_a = parse_query (a);
  of_b = parse_query (b);
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      if (of_a == NULL || of_b == NULL
          || g_strcmp0 (g_hash_table_lookup (of_a, keys[i]), g_hash_table_lookup (of_b, keys[i]))
                 != 0)
        return TRUE;
    }
  return FALSE;
}

/* A person has said of these that they are the same playlist's. */
static gboolean
is_fallback (const char *address, const LineupCredentials *present)
{
  for (guint i = 1; address != NULL && i <= LINEUP_ACCOUNT_MAX_FALLBACKS; i++)
    {
      if (g_strcmp0 (address, lineup_fallback_urls_get_address (present, i)) == 0)
        return TRUE;
    }
  return FALSE;
}

/* A file is where it is: its address is no secret, and it asks for no credentials. */
static void
merge_playlist (GTask *owned_task, const LineupCredentials *present)
{
  LineupAccountEdit *self = g_task_get_source_object (owned_task);
  const char *known = NULL;
  const char *address = NULL;

  if (present != NULL)
    known = lineup_credentials_get_address (present, LINEUP_CREDENTIALS_PLAYLIST);
  if (self->given_url == NULL)
    address = known;
  else if (lineup_server_url_get_path (self->given_url) == NULL)
    address = self->given_address;
  self->credentials = lineup_credentials_new ("", "");
  lineup_credentials_set_address (self->credentials, LINEUP_CREDENTIALS_PLAYLIST, address);
  lineup_fallback_urls_keep (
      self->given_fallbacks, is_other_type (self) ? NULL : present, self->credentials);
  self->other_credentials = present == NULL
                            || !lineup_credentials_equal (self->credentials, present);
  self->other_account
      = present == NULL || is_other_type (self)
        || (!is_fallback (address, present)
            && (is_other_url (self)
                || (address != NULL && known != NULL && is_other_list (address, known))));
  self->other_fallbacks = !self->other_account && g_strcmp0 (address, known) == 0;
  validate (owned_task);
}

static void
merge (GTask *owned_task, const LineupCredentials *present)
{
  g_autoptr (GTask) task = owned_task;
  LineupAccountEdit *self = g_task_get_source_object (task);
  const char *username = self->change->username;
  const char *password = self->change->password;

  if (self->type == LINEUP_SOURCE_TYPE_PLAYLIST)
    {
      merge_playlist (g_steal_pointer (&task), present);
      return;
    }
  if (username == NULL && present != NULL)
    username = present->username;
  if (password == NULL && present != NULL)
    password = present->password;
  if (!is_given (username) || !is_given (password))
    {
      g_task_return_new_error (task,
                               LINEUP_ERROR,
                               LINEUP_ERROR_INVALID_ACCOUNT,
                               "An account needs a user name and a password");
      return;
    }

  self->credentials = lineup_credentials_new (username, password);
  self->other_account = present == NULL || !g_str_equal (username, present->username)
                        || is_other_type (self) || is_other_url (self);
  self->other_credentials = present == NULL || !g_str_equal (username, present->username)
                            || !g_str_equal (password, present->password);
  validate (g_steal_pointer (&task));
}

/* Whether credentials were lost, or can't be read but are all replaced. */
static gboolean
can_be_given_anew (LineupAccountEdit *self, const GError *error)
{
  return g_error_matches (error, LINEUP_ERROR, LINEUP_ERROR_AUTH_FAILED)
         || (g_error_matches (error, LINEUP_ERROR, LINEUP_ERROR_STORAGE)
             && self->type == LINEUP_SOURCE_TYPE_PLAYLIST && self->given_url != NULL)
         || (g_error_matches (error, LINEUP_ERROR, LINEUP_ERROR_STORAGE)
             && is_given (self->change->username) && is_given (self->change->password));
}

static void
on_looked_up (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  LineupAccountEdit *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (LineupCredentials) present = lineup_credentials_lookup_finish (result, &error);

  if (present == NULL && !can_be_given_anew (self, error))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  if (!take_present (self, &error))
    g_task_return_error (task, g_steal_pointer (&error));
  else
    merge (g_steal_pointer (&task), present);
}

static void
prepare_place (GTask *owned_task)
{
  g_autoptr (GTask) task = owned_task;
  LineupAccountEdit *self = g_task_get_source_object (task);

  if (self->account == NULL)
    {
      self->url = lineup_server_url_ref (self->given_url);
      merge (g_steal_pointer (&task), NULL);
    }
  else if (lineup_account_edit_needs_credentials (self))
    lineup_credentials_lookup_async (self->account,
                                     self->secrets,
                                     LINEUP_CREDENTIALS_LOOKUP_PATIENCE,
                                     g_task_get_cancellable (task),
                                     on_looked_up,
                                     g_object_ref (task));
  else
    g_task_return_boolean (task, TRUE);
}

static void
on_file_found (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  LineupAccountEdit *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;
  g_autofree char *address = lineup_opened_file_find_finish (result, &error);

  g_clear_pointer (&self->given_url, lineup_server_url_unref);
  if (address != NULL)
    self->given_url = lineup_server_url_parse_playlist (address, NULL, &error);
  if (self->given_url != NULL)
    prepare_place (g_steal_pointer (&task));
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

void
lineup_account_edit_prepare_async (LineupAccountEdit *self,
                                   LineupSecretStore *secrets,
                                   LineupHosts *hosts,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (LINEUP_IS_ACCOUNT_EDIT (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, lineup_account_edit_prepare_async);
  forget_preparation (self);
  g_set_object (&self->hosts, hosts);
  g_set_object (&self->secrets, secrets);
  if (is_to_have_file (self))
    lineup_opened_file_find_async (
        self->change->file, cancellable, on_file_found, g_steal_pointer (&task));
  else
    prepare_place (g_steal_pointer (&task));
}

gboolean
lineup_account_edit_prepare_finish (LineupAccountEdit *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

const char *
lineup_account_edit_get_id (LineupAccountEdit *self)
{
  g_return_val_if_fail (LINEUP_IS_ACCOUNT_EDIT (self), NULL);

  return self->id;
}

gboolean
lineup_account_edit_needs_credentials (LineupAccountEdit *self)
{
  g_return_val_if_fail (LINEUP_IS_ACCOUNT_EDIT (self), FALSE);

  for (const LineupSetting *setting = lineup_setting_list (); setting->name != NULL; setting++)
    {
      if ((setting->use & LINEUP_SETTING_USE_CATALOGUE) != 0
          && lineup_setting_is_given (setting, self->change))
        return TRUE;
    }
  /* A playlist's addresses are kept with them. */
  return is_to_have_file (self)
         || (self->given_fallbacks != NULL && self->type == LINEUP_SOURCE_TYPE_PLAYLIST);
}

gboolean
lineup_account_edit_is_stale (LineupAccountEdit *self)
{
  g_return_val_if_fail (LINEUP_IS_ACCOUNT_EDIT (self), FALSE);

  return self->old_url != NULL
         && (!g_str_equal (self->old_url, lineup_account_get_url (self->account))
             || !g_str_equal (self->old_secret, lineup_account_get_secret (self->account)));
}

LineupCredentials *
lineup_account_edit_get_credentials (LineupAccountEdit *self)
{
  g_return_val_if_fail (LINEUP_IS_ACCOUNT_EDIT (self), NULL);

  /* Of another server, the same ones are others: they, too, come into force with its address. */
  return self->other_account || self->other_credentials ? self->credentials : NULL;
}

LineupAccount *
lineup_account_edit_make_account (LineupAccountEdit *self)
{
  static const char *const none[] = { NULL };
  LineupAccount *target = NULL;

  g_return_val_if_fail (LINEUP_IS_ACCOUNT_EDIT (self), NULL);

  if (self->account == NULL)
    target = lineup_account_new (self->id, NULL);
  else
    target = lineup_account_copy (self->account);
  lineup_account_apply (target, self->change);
  if (self->given_url != NULL)
    g_object_set (target, "url", lineup_server_url_get_base (self->given_url), NULL);
  if (self->given_fallbacks != NULL)
    lineup_fallback_urls_set (self->given_fallbacks, target);
  else if (is_other_type (self))
    g_object_set (target, "fallback-urls", none, NULL);
  if (self->account == NULL)
    return target;
  g_object_set (target, "catalogue-url", lineup_account_get_url (target), NULL);
  if (lineup_account_edit_get_credentials (self) != NULL)
    lineup_account_swap_secrets (target);
  return target;
}

const LineupAccountInfo *
lineup_account_edit_get_info (LineupAccountEdit *self)
{
  g_return_val_if_fail (LINEUP_IS_ACCOUNT_EDIT (self), NULL);

  return self->info;
}

guint
lineup_account_edit_get_address (LineupAccountEdit *self)
{
  g_return_val_if_fail (LINEUP_IS_ACCOUNT_EDIT (self), 0);

  return self->address;
}

gboolean
lineup_account_edit_is_other_account (LineupAccountEdit *self)
{
  g_return_val_if_fail (LINEUP_IS_ACCOUNT_EDIT (self), FALSE);

  return self->other_account;
}
