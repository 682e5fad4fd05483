/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-account.h"
#include "lineup-setting.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static void
check (LineupAccount *account)
{
  guint interval = 0;

  g_object_get (account, "sync-interval", &interval, NULL);
  g_assert_cmpuint (interval, >=, lineup_setting_find ("sync-interval")->min);
  g_assert_cmpuint (interval, <=, lineup_setting_find ("sync-interval")->max);
  g_assert_nonnull (lineup_account_get_url (account));
  g_assert_true (g_utf8_validate (lineup_account_get_url (account), -1, NULL));
}

/* What a person may have written: it is refused, or an account that is saved as it was loaded. */
int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autoptr (GKeyFile) saved = g_key_file_new ();
  g_autoptr (GKeyFile) saved_again = g_key_file_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (LineupAccount) account = NULL;
  g_autoptr (LineupAccount) again = NULL;
  g_autofree char *text = NULL;
  g_autofree char *text_again = NULL;

  if (!g_key_file_load_from_data (file, (const char *)data, size, G_KEY_FILE_NONE, NULL))
    return 0;
  account = lineup_account_load ("home", file, &error);
  g_assert_cmpint (account == NULL, ==, error != NULL);
  if (account == NULL)
    return 0;
  check (account);

  lineup_account_save (account, saved);
  again = lineup_account_load ("home", saved, &error);
  g_assert_no_error (error);
  lineup_account_save (again, saved_again);
  text = g_key_file_to_data (saved, NULL, NULL);
  text_again = g_key_file_to_data (saved_again, NULL, NULL);
  g_assert_cmpstr (text, ==, text_again);
  return 0;
}
