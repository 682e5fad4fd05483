/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-await.h"
#include "lineup-preferences.h"

#include <glib/gstdio.h>

static void
test_parse (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LineupWishList) wishes = lineup_wish_list_parse (" 4K, fhd,hd ; FR,en ", &error);
  g_autoptr (LineupWishList) languages = lineup_wish_list_parse (";de", NULL);
  g_autoptr (LineupWishList) none = lineup_wish_list_parse ("", NULL);

  g_assert_no_error (error);
  g_assert_cmpstr (lineup_wish_list_get_text (wishes), ==, "4k,fhd,hd;fr,en");
  g_assert_cmpuint (lineup_wish_list_get_quality_place (wishes, "4k"), ==, 0);
  g_assert_cmpuint (lineup_wish_list_get_quality_place (wishes, "hd"), ==, 2);
  g_assert_cmpuint (lineup_wish_list_get_quality_place (wishes, "sd"), ==, 3);
  g_assert_cmpuint (lineup_wish_list_get_quality_place (wishes, NULL), ==, 3);
  g_assert_cmpuint (lineup_wish_list_get_language_place (wishes, "en"), ==, 1);
  g_assert_cmpstr (lineup_wish_list_get_text (languages), ==, ";de");
  g_assert_cmpstr (lineup_wish_list_get_text (none), ==, "");
  g_assert_cmpuint (lineup_wish_list_get_quality_place (none, "4k"), ==, 0);
}

static void
test_refused (void)
{
  static const char *const texts[] = { "4k;fr;de", "4k,4k",        "best",     "4k,,hd", ",",
                                       ";french",  "4k;f\xc3\xa9", "hd;fr,fr", "4k hd" };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (lineup_wish_list_parse (texts[i], &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
    }
}

static void
on_set (GObject *source, GAsyncResult *result, gpointer user_data)
{
  guint *n_set = user_data;
  g_autoptr (GError) error = NULL;

  lineup_preferences_set_finish (LINEUP_PREFERENCES (source), result, &error);
  g_assert_no_error (error);
  (*n_set)++;
}

static void
test_preferences (void)
{
  g_autofree char *folder = g_dir_make_tmp ("lineup-test-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "preferences", NULL);
  LineupPreferences *self = lineup_preferences_new (path);
  guint n_set = 0;

  g_assert_false (lineup_preferences_get_shows_adult (self));
  lineup_preferences_set_shows_adult_async (self, TRUE, NULL, on_set, &n_set);
  lineup_preferences_set_preferred_async (self, "hd;de", NULL, on_set, &n_set);
  while (n_set < 2)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (lineup_preferences_get_shows_adult (self));
  g_object_unref (self);

  self = lineup_preferences_new (path);
  g_assert_true (lineup_preferences_get_shows_adult (self));
  g_assert_cmpstr (lineup_wish_list_get_text (lineup_preferences_get_wishes (self)), ==, "hd;de");
  g_object_unref (self);
  g_remove (path);
  g_rmdir (folder);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/accounts/wish-list/parse", test_parse);
  g_test_add_func ("/accounts/wish-list/refused", test_refused);
  g_test_add_func ("/accounts/wish-list/preferences", test_preferences);
  return g_test_run ();
}
