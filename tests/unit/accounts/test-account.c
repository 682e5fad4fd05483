/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-account.h"
#include "lineup-setting.h"

#include <string.h>

#define URL "http://panel.example:8080"

/* All that can be set, as text: two accounts are the same when this is. */
static char *
describe (LineupAccount *account)
{
  g_autofree char *url = NULL;
  g_autofree char *name = NULL;
  g_autofree char *user_agent = NULL;
  g_autofree char *certificate = NULL;
  gboolean enabled = FALSE;
  gboolean auto_sync = FALSE;
  guint sync_interval = 0;
  gboolean unmetered_only = FALSE;
  gboolean notify = FALSE;
  g_autofree char *live_format = NULL;

  g_object_get (account,
                "url",
                &url,
                "name",
                &name,
                "user-agent",
                &user_agent,
                "accept-certificate",
                &certificate,
                "enabled",
                &enabled,
                "auto-sync",
                &auto_sync,
                "sync-interval",
                &sync_interval,
                "unmetered-only",
                &unmetered_only,
                "notify",
                &notify,
                "live-format",
                &live_format,
                NULL);
  return g_strdup_printf ("%s|%s|%s|%s|%d%d%u%d%d%s",
                          url,
                          name,
                          user_agent != NULL ? user_agent : "-",
                          certificate != NULL ? certificate : "-",
                          enabled,
                          auto_sync,
                          sync_interval,
                          unmetered_only,
                          notify,
                          live_format);
}

static void
check (LineupAccount *account, const char *expected)
{
  g_autofree char *text = describe (account);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_ids (void)
{
  g_autofree char *longest = g_strnfill (64, 'a');
  g_autofree char *too_long = g_strnfill (65, 'a');
  const char *const valid[] = { "a", "0", "_", "home_2", "__", "123", longest };
  const char *const invalid[] = { "",   "A",  "Home", "a-b", "a.b", "a/b", "../a",  "a b",
                                  " a", "a ", "a\n",  "é",   "a$",  "a*",  "a\x7f", too_long };

  for (gsize i = 0; i < G_N_ELEMENTS (valid); i++)
    g_assert_true (lineup_account_is_valid_id (valid[i]));
  for (gsize i = 0; i < G_N_ELEMENTS (invalid); i++)
    {
      g_test_message ("%" G_GSIZE_FORMAT, i);
      g_assert_false (lineup_account_is_valid_id (invalid[i]));
    }
}

static void
test_defaults (void)
{
  g_autoptr (LineupAccount) account = lineup_account_new ("home", URL);

  g_assert_cmpstr (lineup_account_get_id (account), ==, "home");
  g_assert_cmpstr (lineup_account_get_url (account), ==, URL);
  g_assert_null (lineup_account_get_user_agent (account));
  g_assert_null (lineup_account_get_accept_certificate (account));
  g_assert_true (lineup_account_get_enabled (account));
  g_assert_true (lineup_account_get_auto_sync (account));
  check (account, URL "||-|-|11144010");
}

static void
test_apply (void)
{
  g_autoptr (LineupAccount) account = lineup_account_new ("home", URL);
  g_autoptr (LineupAccountChange) change = lineup_account_change_new ();
  g_autoptr (LineupAccountChange) nothing = lineup_account_change_new ();
  g_autoptr (LineupAccountChange) back = lineup_account_change_new ();

  change->name = g_strdup ("Home");
  change->user_agent = g_strdup ("Player/1");
  change->accept_certificate = g_strdup ("AB:CD");
  change->auto_sync = LINEUP_SWITCH_OFF;
  change->sync_interval = 360;
  change->unmetered_only = LINEUP_SWITCH_OFF;
  change->notify = LINEUP_SWITCH_ON;
  change->live_format = g_strdup ("m3u8");
  /* Whose business these are is decided elsewhere. */
  change->url = g_strdup ("http://other.example");
  change->username = g_strdup ("user");
  change->password = g_strdup ("secret");
  lineup_account_apply (account, change);
  check (account, URL "|Home|Player/1|AB:CD|1036001m3u8");

  g_assert_true (nothing->validate);
  lineup_account_apply (account, nothing);
  check (account, URL "|Home|Player/1|AB:CD|1036001m3u8");
  g_assert_cmpstr (lineup_account_get_live_format (account), ==, "m3u8");

  back->name = g_strdup ("");
  back->user_agent = g_strdup ("");
  back->accept_certificate = g_strdup ("");
  back->auto_sync = LINEUP_SWITCH_ON;
  back->live_format = g_strdup ("");
  lineup_account_apply (account, back);
  check (account, URL "||-|-|1136001");
  g_assert_null (lineup_account_get_live_format (account));
}

static LineupAccount *
save_and_load (LineupAccount *account)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autofree char *text = NULL;
  g_autoptr (GKeyFile) read = g_key_file_new ();
  g_autoptr (GError) error = NULL;
  LineupAccount *loaded = NULL;

  lineup_account_save (account, file);
  text = g_key_file_to_data (file, NULL, NULL);
  g_assert_true (g_key_file_load_from_data (read, text, (gsize)-1, G_KEY_FILE_NONE, NULL));
  loaded = lineup_account_load (lineup_account_get_id (account), read, &error);
  g_assert_no_error (error);
  return loaded;
}

static void
check_round_trip (LineupAccount *account)
{
  g_autofree char *before = describe (account);
  g_autoptr (LineupAccount) loaded = save_and_load (account);

  g_assert_cmpstr (lineup_account_get_id (loaded), ==, lineup_account_get_id (account));
  check (loaded, before);
}

/* Each setting by itself, away from its default, so that none hides behind another. */
static void
test_round_trip (void)
{
  g_autoptr (LineupAccount) account = lineup_account_new ("home", URL "/a path/");
  const char *const strings[] = { "name", "user-agent", "accept-certificate", "catalogue-url" };
  const char *const texts[] = { "é ü 漢字",  " leading",        "trailing ",
                                "a;b,c=d",   "line\nline\ttab", "back\\slash \\s",
                                "[Account]", "# no comment",    "\"quoted\"" };
  const char *const switches[]
      = { "enabled", "auto-sync", "unmetered-only", "notify", "second-secret" };
  const LineupSetting *interval = lineup_setting_find ("sync-interval");
  const guint intervals[] = { interval->min, interval->max };

  check_round_trip (account);
  for (gsize i = 0; i < G_N_ELEMENTS (strings); i++)
    {
      for (gsize j = 0; j < G_N_ELEMENTS (texts); j++)
        {
          g_object_set (account, strings[i], texts[j], NULL);
          check_round_trip (account);
        }
    }
  for (gsize i = 0; i < G_N_ELEMENTS (switches); i++)
    {
      for (int on = FALSE; on <= TRUE; on++)
        {
          g_object_set (account, switches[i], on, NULL);
          check_round_trip (account);
        }
    }
  for (gsize i = 0; i < G_N_ELEMENTS (intervals); i++)
    {
      g_object_set (account, "sync-interval", intervals[i], NULL);
      check_round_trip (account);
    }
  g_object_set (account, "live-format", "m3u8", NULL);
  check_round_trip (account);
}

/* What is not a setting of an account is in no file that others back up or show. */
static void
test_saves_no_secret (void)
{
  g_autoptr (LineupAccount) account = lineup_account_new ("home", URL);
  g_autoptr (LineupAccountChange) change = lineup_account_change_new ();
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autofree char *text = NULL;

  change->username = g_strdup ("user");
  change->password = g_strdup ("secret");
  lineup_account_apply (account, change);
  lineup_account_save (account, file);
  text = g_key_file_to_data (file, NULL, NULL);
  g_assert_null (strstr (text, "secret"));
}

/* What a person has put into the file stays; what is no more goes. */
static void
test_saves_over (void)
{
  g_autoptr (LineupAccount) account = lineup_account_new ("home", URL);
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autofree char *text = NULL;

  g_assert_true (g_key_file_load_from_data (file,
                                            "# of mine\n[Account]\nUrl=http://old.example\n"
                                            "#too fast\nSyncInterval=400\nUserAgent=Old\nNew=1\n",
                                            (gsize)-1,
                                            G_KEY_FILE_KEEP_COMMENTS,
                                            NULL));
  lineup_account_save (account, file);
  text = g_key_file_to_data (file, NULL, NULL);
  g_assert_nonnull (strstr (text, "# of mine\n"));
  g_assert_nonnull (strstr (text, "Url=" URL "\n"));
  g_assert_nonnull (strstr (text, "#too fast\nSyncInterval=1440\n"));
  g_assert_nonnull (strstr (text, "New=1\n"));
  g_assert_null (strstr (text, "UserAgent"));
}

/* The two names of credentials, which no other account can have. */
static void
test_secrets (void)
{
  g_autoptr (LineupAccount) account = lineup_account_new ("home", URL);
  g_autofree char *first = g_strdup (lineup_account_get_secret (account));
  g_autofree char *second = g_strdup (lineup_account_get_other_secret (account));

  g_assert_cmpstr (first, ==, "home");
  g_assert_cmpstr (first, !=, second);
  g_assert_false (lineup_account_is_valid_id (second));
  g_object_set (account, "second-secret", TRUE, NULL);
  g_assert_cmpstr (lineup_account_get_secret (account), ==, second);
  g_assert_cmpstr (lineup_account_get_other_secret (account), ==, first);
}

static void
test_change (void)
{
  g_autoptr (LineupAccount) account = lineup_account_new ("home", URL);
  g_autoptr (LineupAccount) target = lineup_account_new ("home", URL);
  g_autoptr (LineupAccountChange) there = NULL;
  g_autoptr (LineupAccountChange) back = NULL;

  g_object_set (target, "name", "Home", "user-agent", "Player/1", "enabled", FALSE, NULL);
  g_object_set (target, "auto-sync", FALSE, "sync-interval", 360, "notify", TRUE, NULL);
  g_object_set (target, "live-format", "ts", NULL);
  there = lineup_account_get_change (account, target);
  g_assert_null (there->url);
  lineup_account_apply (account, there);
  check (account, URL "|Home|Player/1|-|0036011ts");

  g_object_set (target, "name", "", "user-agent", NULL, "enabled", TRUE, "notify", FALSE, NULL);
  g_object_set (target, "url", URL "/2", NULL);
  back = lineup_account_get_change (account, target);
  g_assert_cmpstr (back->url, ==, URL "/2");
  lineup_account_apply (account, back);
  check (account, URL "||-|-|1036010ts");
}

static void
on_notify_all (LineupAccount *account, GParamSpec *pspec, gpointer user_data)
{
  LineupAccount *target = user_data;
  g_autofree char *expected = describe (target);

  check (account, expected);
}

/* All at once, for those who look, too. */
static void
test_assign (void)
{
  g_autoptr (LineupAccount) account = lineup_account_new ("home", URL);
  g_autoptr (LineupAccount) target = lineup_account_new ("home", URL "/2");
  g_autoptr (LineupAccount) copy = NULL;

  g_object_set (target, "name", "Home", "notify", TRUE, "second-secret", TRUE, NULL);
  g_signal_connect (account, "notify", G_CALLBACK (on_notify_all), target);
  lineup_account_assign (account, target);
  check (account, URL "/2|Home|-|-|11144011");
  copy = lineup_account_copy (account);
  check (copy, URL "/2|Home|-|-|11144011");
  g_assert_cmpstr (lineup_account_get_secret (copy), ==, lineup_account_get_secret (target));
}

static LineupAccount *
load (const char *text, GError **error)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();

  g_assert_true (g_key_file_load_from_data (file, text, (gsize)-1, G_KEY_FILE_NONE, NULL));
  return lineup_account_load ("home", file, error);
}

static void
test_missing (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LineupAccount) account = load ("[Account]\nUrl=" URL "\nNew=1\n[Other]\na=b\n",
                                            &error);

  /* All but the address has a default, and what a later version wrote does no harm. */
  g_assert_no_error (error);
  check (account, URL "||-|-|11144010");

  g_assert_null (load ("[Account]\nName=Home\n", &error));
  g_assert_error (error, G_KEY_FILE_ERROR, G_KEY_FILE_ERROR_KEY_NOT_FOUND);
  g_clear_error (&error);

  g_assert_null (load ("[Other]\nUrl=" URL "\n", &error));
  g_assert_error (error, G_KEY_FILE_ERROR, G_KEY_FILE_ERROR_GROUP_NOT_FOUND);
}

static void
test_invalid (void)
{
  const char *const lines[] = {
    "LiveFormat=flv",
    "LiveFormat=TS",
    "SyncInterval=359",
    "SyncInterval=525601",
    "SyncInterval=0",
    "SyncInterval=-1440",
    "SyncInterval=99999999999",
    "SyncInterval=often",
    "SyncInterval=",
    "AutoSync=perhaps",
    "Enabled=2",
    "UnmeteredOnly=",
    "Notify=maybe",
    "Name=\\q",
    "UserAgent=\xff",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_autofree char *text = g_strdup_printf ("[Account]\nUrl=" URL "\n%s\n", lines[i]);
      g_autoptr (GError) error = NULL;

      g_test_message ("%" G_GSIZE_FORMAT, i);
      g_assert_null (load (text, &error));
      g_assert_nonnull (error);
      g_assert_true (error->domain == G_KEY_FILE_ERROR);
    }
}

static void
on_notify (LineupAccount *account, GParamSpec *pspec, gpointer user_data)
{
  GString *names = user_data;

  g_string_append_printf (names, "%s ", pspec->name);
}

static void
test_notifies (void)
{
  g_autoptr (LineupAccount) account = lineup_account_new ("home", URL);
  g_autoptr (LineupAccountChange) change = lineup_account_change_new ();
  g_autoptr (GString) names = g_string_new (NULL);

  g_signal_connect (account, "notify", G_CALLBACK (on_notify), names);
  change->name = g_strdup ("Home");
  change->notify = LINEUP_SWITCH_ON;
  lineup_account_apply (account, change);
  g_assert_cmpstr (names->str, ==, "name notify ");
  /* What stays the same is no news. */
  lineup_account_apply (account, change);
  g_assert_cmpstr (names->str, ==, "name notify ");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/account/ids", test_ids);
  g_test_add_func ("/account/defaults", test_defaults);
  g_test_add_func ("/account/apply", test_apply);
  g_test_add_func ("/account/round-trip", test_round_trip);
  g_test_add_func ("/account/saves-no-secret", test_saves_no_secret);
  g_test_add_func ("/account/saves-over", test_saves_over);
  g_test_add_func ("/account/secrets", test_secrets);
  g_test_add_func ("/account/change", test_change);
  g_test_add_func ("/account/assign", test_assign);
  g_test_add_func ("/account/missing", test_missing);
  g_test_add_func ("/account/invalid", test_invalid);
  g_test_add_func ("/account/notifies", test_notifies);

  return g_test_run ();
}
