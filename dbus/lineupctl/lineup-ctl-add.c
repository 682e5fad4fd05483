/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-ctl-command.h"
#include "lineup-ctl-json.h"
#include "lineup-ctl-names.h"
#include "lineup-ctl-place.h"
#include "lineup-ctl-secret.h"
#include "lineup-ctl-setting.h"
#include "lineup-ctl-terminal.h"

#include <glib/gi18n.h>

/* Characters that an id consists of, and how many at most, as the contract has it. */
#define ID_LETTERS "abcdefghijklmnopqrstuvwxyz0123456789_"
#define MAX_ID     64

/* An id that is free: most people have one account, and need none. */
static char *
suggest_id (LineupCtlCall *call)
{
  g_autofree char *id = g_strdup ("home");

  for (guint n = 2; lineup_ctl_session_find (call->session, id, NULL) != NULL; n++)
    {
      g_free (id);
      id = g_strdup_printf ("home%u", n);
    }
  return g_steal_pointer (&id);
}

/* What people call it is close to what it can be called. */
static char *
make_id (const char *text)
{
  g_autoptr (GString) id = g_string_new (NULL);

  for (; *text != '\0' && id->len < MAX_ID; text = g_utf8_next_char (text))
    {
      const char letter = g_ascii_tolower (*text);

      if (g_ascii_isalnum (letter))
        g_string_append_c (id, letter);
      else if (id->len > 0 && id->str[id->len - 1] != '_')
        g_string_append_c (id, '_');
    }
  if (id->len > 0 && id->str[id->len - 1] == '_')
    g_string_truncate (id, id->len - 1);
  return g_string_free (g_steal_pointer (&id), FALSE);
}

/* Before somebody has typed all the rest. */
static gboolean
check_id (LineupCtlCall *call, const char *id, GError **error)
{
  const gsize length = strlen (id);
  g_autofree char *proposal = NULL;

  if (length > 0 && length <= MAX_ID && strspn (id, ID_LETTERS) == length)
    {
      if (lineup_ctl_session_find (call->session, id, NULL) == NULL)
        return TRUE;
      *error = g_dbus_error_new_for_dbus_error (LINEUP_CTL_ERROR_PREFIX "AccountExists", "");
      return FALSE;
    }
  proposal = make_id (id);
  g_set_error (error,
               LINEUP_CTL_ERROR,
               LINEUP_CTL_ERROR_USAGE,
               _ ("\"%s\" can't be an account's id, which is 1 to %d of a-z, 0-9 and _.\n"
                  "Try: lineupctl add %s --name \"%s\""),
               id,
               MAX_ID,
               proposal[0] != '\0' ? proposal : "home",
               id);
  return FALSE;
}

/* What options say of the account. */
static GVariant *
pick_settings (LineupCtlCall *call)
{
  g_autoptr (GPtrArray) keys = g_ptr_array_new ();

  for (const LineupCtlSetting *setting = lineup_ctl_setting_list (); setting->key != NULL;
       setting++)
    g_ptr_array_add (keys, (gpointer)setting->key);
  g_ptr_array_add (keys, (gpointer) "validate");
  g_ptr_array_add (keys, NULL);
  return lineup_ctl_call_pick (call, (const char *const *)keys->pdata);
}

/* What is given as an option has no credentials in it. */
static gboolean
check_fallbacks (GVariantDict *settings, GError **error)
{
  g_autofree const char **urls = NULL;

  if (!g_variant_dict_lookup (settings, "fallback-urls", "^a&s", &urls))
    return TRUE;
  for (guint i = 0; urls[i] != NULL; i++)
    {
      if (!lineup_ctl_secret_check_url (urls[i], error))
        return FALSE;
    }
  return TRUE;
}

static LineupCtlExit
add (LineupCtlCall *call, GError **error)
{
  g_autofree char *id = call->n_words > 0       ? g_strdup (call->words[0])
                        : call->account != NULL ? g_strdup (call->account)
                                                : suggest_id (call);
  g_autoptr (GVariant) given = pick_settings (call);
  g_auto (GVariantDict) settings = G_VARIANT_DICT_INIT (given);
  g_autoptr (GUnixFDList) files = g_unix_fd_list_new ();
  g_autofree char *path = NULL;

  if (!check_id (call, id, error))
    return LINEUP_CTL_EXIT_FAILED;
  if (!check_fallbacks (&settings, error) || !lineup_ctl_place_complete (&settings, files, error)
      || !lineup_ctl_place_send (
          call->session, "AddAccount", id, g_variant_dict_end (&settings), files, error))
    return LINEUP_CTL_EXIT_FAILED;
  if (call->json)
    {
      path = g_strconcat (LINEUP_CTL_ACCOUNTS_PATH, id, NULL);
      lineup_ctl_json_print (g_variant_new_parsed ("{'account': <%s>, 'path': <%o>}", id, path));
    }
  else
    g_print (_ ("Account %s is added. Its first sync: lineupctl sync %s --watch\n"), id, id);
  return LINEUP_CTL_EXIT_DONE;
}

static LineupCtlExit
remove_account (LineupCtlCall *call, GError **error)
{
  LineupDBusObject *object = lineup_ctl_call_find_account (call, 0, error);
  const char *id = NULL;

  if (object == NULL)
    return LINEUP_CTL_EXIT_NOT_FOUND;
  id = lineup_ctl_session_get_id (object);
  if (!lineup_ctl_call_has (call, "yes") && lineup_ctl_terminal_is_interactive ())
    {
      g_autofree char *question = g_strdup_printf (
          /* Translators: what to type is the next text. */
          _ ("Remove %s with its password and its catalogue? Type yes"),
          id);
      g_autofree char *answer = lineup_ctl_terminal_ask (question, FALSE, error);

      if (answer == NULL)
        return LINEUP_CTL_EXIT_FAILED;
      if (g_ascii_strcasecmp (answer, "yes") != 0 && g_ascii_strcasecmp (answer, _ ("yes")) != 0)
        {
          g_printerr (_ ("Nothing is removed.\n"));
          return LINEUP_CTL_EXIT_FAILED;
        }
    }
  if (!lineup_dbus_manager_call_remove_account_sync (
          lineup_ctl_session_get_manager (call->session), id, NULL, error))
    return LINEUP_CTL_EXIT_FAILED;
  if (call->json)
    lineup_ctl_json_print (g_variant_new_parsed ("{'account': <%s>}", id));
  else
    g_print (_ ("Account %s is removed.\n"), id);
  return LINEUP_CTL_EXIT_DONE;
}

const LineupCtlCommand lineup_ctl_add = {
  .name = "add",
  .arguments = "[ID]",
  .max = 1,
  .summary = N_ ("add an account; asks for what is missing"),
  .description = N_ (
      "The address is asked for, or read as the first line of standard input, where "
      "--url does not give it: there a whole get.php link can be pasted. User name and "
      "password are the next lines, if they are not in it; a playlist has none. The "
      "password is never an argument, as every user of the machine can read those."),
  .options = lineup_ctl_setting_options,
  .daemon = TRUE,
  .run = add,
};

static const LineupCtlOption remove_options[] = {
  { "yes", 'y', "b", NULL, N_ ("do not ask"), NULL },
  { NULL },
};

const LineupCtlCommand lineup_ctl_remove = {
  .name = "remove",
  .arguments = "[ACCOUNT]",
  .max = 1,
  .choices = LINEUP_CTL_ACCOUNTS,
  .summary = N_ ("remove an account with all that is known of it"),
  .options = remove_options,
  .daemon = TRUE,
  .run = remove_account,
};
