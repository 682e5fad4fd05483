/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-ctl-command.h"
#include "lineup-ctl-json.h"
#include "lineup-ctl-steps.h"
#include "lineup-ctl-table.h"
#include "lineup-ctl-text.h"
#include "lineup-ctl-waiting.h"

#include <glib/gi18n.h>

static void
add_properties (GVariantBuilder *all, GDBusProxy *proxy)
{
  g_auto (GStrv) names = g_dbus_proxy_get_cached_property_names (proxy);

  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    {
      g_autoptr (GVariant) value = g_dbus_proxy_get_cached_property (proxy, names[i]);

      g_variant_builder_add (all, "{sv}", names[i], value);
    }
}

/* The contract's names and values. */
static void
print_json (LineupDBusObject *object)
{
  g_auto (GVariantBuilder) all = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE_VARDICT);

  add_properties (&all, G_DBUS_PROXY (lineup_dbus_object_peek_account (object)));
  add_properties (&all, G_DBUS_PROXY (lineup_dbus_object_peek_catalog (object)));
  if (lineup_dbus_object_peek_guide (object) != NULL)
    add_properties (&all, G_DBUS_PROXY (lineup_dbus_object_peek_guide (object)));
  lineup_ctl_json_print (g_variant_builder_end (&all));
}

static LineupCtlExit
list (LineupCtlCall *call, GError **error)
{
  GPtrArray *accounts = lineup_ctl_session_get_accounts (call->session);
  g_autoptr (LineupCtlTable) table = lineup_ctl_table_new (0, TRUE);

  for (guint i = 0; i < accounts->len; i++)
    {
      LineupDBusObject *object = g_ptr_array_index (accounts, i);
      LineupDBusAccount *account = lineup_dbus_object_peek_account (object);

      if (call->json)
        print_json (object);
      else
        lineup_ctl_table_add (table,
                              lineup_ctl_session_get_id (object),
                              lineup_dbus_account_get_status (account),
                              lineup_dbus_account_get_server (account),
                              lineup_dbus_account_get_name (account),
                              NULL);
    }
  lineup_ctl_table_print (table);
  if (accounts->len == 0 && !call->json)
    g_printerr (_ ("There is no account yet. Add one: lineupctl add\n"));
  return LINEUP_CTL_EXIT_DONE;
}

static char *
describe_sync (LineupDBusAccount *account)
{
  const char *status = lineup_dbus_account_get_status (account);
  guint64 last = lineup_dbus_account_get_last_sync (account);
  g_autofree char *job = lineup_ctl_text_format_name (lineup_dbus_account_get_job (account));
  g_autoptr (GString) text = g_string_new (NULL);

  if (g_str_equal (status, "syncing") && *lineup_dbus_account_get_step (account) == '\0')
    /* Translators: how far it is, and its number. */
    g_string_append_printf (
        text, _ ("running, %u %% (job %s)"), lineup_dbus_account_get_percentage (account), job);
  else if (g_str_equal (status, "syncing"))
    /* Translators: how far it is, what it does, and its number. */
    g_string_append_printf (text,
                            _ ("running, %u %%, %s (job %s)"),
                            lineup_dbus_account_get_percentage (account),
                            lineup_dbus_account_get_step (account),
                            job);
  else if (g_str_equal (status, "pending"))
    g_string_append (text, _ ("never yet"));
  else
    g_string_append (text, status);
  if (last > 0)
    {
      g_autofree char *distance = lineup_ctl_text_format_distance (last);

      /* Translators: after how the last one has ended; such as "3 min ago". */
      g_string_append_printf (text, _ (", last good one %s"), distance);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
describe_next (LineupDBusAccount *account)
{
  guint64 next = lineup_dbus_account_get_next_sync (account);
  g_autofree char *date = lineup_ctl_text_format_time (next);
  g_autofree char *distance = lineup_ctl_text_format_distance (next);

  if (!lineup_dbus_account_get_enabled (account))
    return g_strdup (_ ("none: the account is disabled"));
  if (next == 0)
    return g_strdup (_ ("none is planned"));
  if (next < (guint64)(g_get_real_time () / G_USEC_PER_SEC))
    return g_strdup (_ ("due"));
  return g_strdup_printf ("%s, %s", distance, date);
}

static char *
describe_subscription (LineupDBusAccount *account)
{
  guint64 expires = lineup_dbus_account_get_expires (account);
  guint connections = lineup_dbus_account_get_max_connections (account);
  g_autoptr (GString) text = g_string_new (lineup_dbus_account_get_account_status (account));

  if (expires > 0)
    {
      g_autofree char *date = lineup_ctl_text_format_time (expires);
      g_autofree char *distance = lineup_ctl_text_format_distance (expires);

      g_string_append_printf (text, _ (", ends %s, %s"), distance, date);
    }
  if (connections > 0)
    g_string_append_printf (text, _ (", %u at once"), connections);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static guint64
get_count (LineupDBusCatalog *catalog, const char *kind)
{
  GVariant *counts = lineup_dbus_catalog_get_counts (catalog);
  guint64 count = 0;

  if (counts != NULL)
    g_variant_lookup (counts, kind, "t", &count);
  return count;
}

/* @format: with a number as text */
static char *
format_count (const char *format, guint64 count)
{
  g_autofree char *number = lineup_ctl_text_format_number (count);
  g_autoptr (GString) text = g_string_new (format);

  g_string_replace (text, "%s", number, 1);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
describe_catalogue (LineupDBusCatalog *catalog)
{
  const guint64 n_channels = get_count (catalog, "channels");
  const guint64 n_movies = get_count (catalog, "movies");
  const guint64 n_series = get_count (catalog, "series");
  g_autofree char *channels = format_count (ngettext ("%s channel", "%s channels", n_channels),
                                            n_channels);
  g_autofree char *movies = format_count (ngettext ("%s movie", "%s movies", n_movies), n_movies);
  g_autofree char *series = format_count (
      /* Translators: television series, one and several. */
      ngettext ("%s series", "%s series", n_series),
      n_series);
  g_autofree char *size = lineup_ctl_text_format_size (
      lineup_dbus_catalog_get_cache_size (catalog));

  return g_strjoin (", ", channels, movies, series, size, NULL);
}

/* How its last sync went, what there is and until when. */
static char *
describe_guide (LineupDBusGuide *guide)
{
  const char *status = lineup_dbus_guide_get_guide_status (guide);
  const guint64 last = lineup_dbus_guide_get_last_guide_sync (guide);
  const guint64 n_programmes = lineup_dbus_guide_get_programmes (guide);
  g_autoptr (GString) text = g_string_new (NULL);

  if (g_str_equal (status, "syncing"))
    g_string_append_printf (
        /* Translators: how far it is. */
        text,
        _ ("running, %u %%"),
        lineup_dbus_guide_get_guide_percentage (guide));
  else
    g_string_append (text, g_str_equal (status, "pending") ? _ ("never yet") : status);
  if (last > 0)
    {
      g_autofree char *distance = lineup_ctl_text_format_distance (last);

      g_string_append_printf (text, _ (", last good one %s"), distance);
    }
  if (n_programmes > 0)
    {
      g_autofree char *programmes = format_count (
          ngettext ("%s programme", "%s programmes", n_programmes), n_programmes);
      g_autofree char *until = lineup_ctl_text_format_time (
          lineup_dbus_guide_get_guide_until (guide));
      g_autofree char *size = lineup_ctl_text_format_size (
          lineup_dbus_guide_get_guide_size (guide));

      /* Translators: how many programmes, until when, and how much room they take. */
      g_string_append_printf (text, _ ("; %s until %s, %s"), programmes, until, size);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
add_guide (LineupCtlTable *table, LineupDBusGuide *guide)
{
  g_autofree char *description = NULL;
  const char *waiting = NULL;

  if (guide == NULL)
    return;
  description = describe_guide (guide);
  waiting = lineup_dbus_guide_get_guide_waiting (guide);
  lineup_ctl_table_add (table, _ ("Guide"), description, NULL);
  if (waiting != NULL && waiting[0] != '\0')
    lineup_ctl_table_add (table, _ ("Waits"), lineup_ctl_waiting_explain (waiting), NULL);
}

static void
print_status (LineupDBusObject *object)
{
  LineupDBusAccount *account = lineup_dbus_object_peek_account (object);
  g_autoptr (LineupCtlTable) head = lineup_ctl_table_new (0, TRUE);
  g_autoptr (LineupCtlTable) table = lineup_ctl_table_new (2, TRUE);
  g_autofree char *sync = describe_sync (account);
  g_autofree char *next = describe_next (account);
  g_autofree char *subscription = describe_subscription (account);
  g_autofree char *catalogue = describe_catalogue (lineup_dbus_object_peek_catalog (object));
  const char *waiting = lineup_dbus_account_get_waiting (account);
  const char *moved_to = lineup_dbus_account_get_moved_to (account);

  lineup_ctl_table_add (head,
                        lineup_ctl_session_get_id (object),
                        lineup_dbus_account_get_name (account),
                        lineup_dbus_account_get_server (account),
                        NULL);
  lineup_ctl_table_print (head);
  lineup_ctl_table_add (table, _ ("Sync"), sync, NULL);
  if (waiting[0] != '\0')
    lineup_ctl_table_add (table, _ ("Waits"), lineup_ctl_waiting_explain (waiting), NULL);
  lineup_ctl_table_add (table, _ ("Next"), next, NULL);
  if (lineup_dbus_account_get_inhibited (account))
    lineup_ctl_table_add (table, _ ("Playing"), _ ("yes: scheduled syncs wait"), NULL);
  lineup_ctl_table_add (table, _ ("Account"), subscription, NULL);
  /* Also of a daemon that does not know of this yet. */
  if (moved_to != NULL && moved_to[0] != '\0')
    {
      /* Translators: an address, such as https://tv.example.org */
      g_autofree char *moved = g_strdup_printf (
          _ ("to %s. To ask there at once: lineupctl settings url -"), moved_to);

      lineup_ctl_table_add (table, _ ("Moved"), moved, NULL);
    }
  lineup_ctl_table_add (table, _ ("Catalogue"), catalogue, NULL);
  add_guide (table, lineup_dbus_object_peek_guide (object));
  lineup_ctl_table_print (table);
  lineup_ctl_steps_print (lineup_dbus_account_get_steps (account), 0, 2);
}

static LineupCtlExit
status (LineupCtlCall *call, GError **error)
{
  g_autoptr (GPtrArray) accounts = lineup_ctl_session_choose (
      call->session, call->n_words > 0 ? call->words[0] : call->account, error);

  for (guint i = 0; accounts != NULL && i < accounts->len; i++)
    {
      LineupDBusObject *object = g_ptr_array_index (accounts, i);

      if (call->json)
        {
          print_json (object);
          continue;
        }
      if (i > 0)
        g_print ("\n");
      print_status (object);
    }
  return LINEUP_CTL_EXIT_DONE;
}

const LineupCtlCommand lineup_ctl_list = {
  .name = "list",
  .arguments = "",
  .summary = N_ ("list the accounts"),
  .daemon = TRUE,
  .run = list,
};

const LineupCtlCommand lineup_ctl_status = {
  .name = "status",
  .arguments = "[ACCOUNT]",
  .max = 1,
  .choices = LINEUP_CTL_ACCOUNTS,
  .summary = N_ ("show how accounts and their syncs are"),
  .description = N_ (
      "With --json, the properties of each account's object, by their names on the bus."),
  .daemon = TRUE,
  .run = status,
};
