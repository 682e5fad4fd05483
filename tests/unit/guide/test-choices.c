/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-await.h"
#include "lineup-error.h"
#include "lineup-guide-choices.h"
#include "lineup-test-files.h"

#include <glib/gstdio.h>
#include <string.h>

typedef struct
{
  char *root;                  /* (owned) */
  char *folder;                /* (owned) */
  char *path;                  /* (owned): of the file */
  LineupGuideChoices *choices; /* (owned) */
  guint n_changes;
} Fixture;

static void
on_changed (LineupGuideChoices *choices, gpointer user_data)
{
  Fixture *fixture = user_data;

  fixture->n_changes++;
}

static void
begin (Fixture *fixture)
{
  g_clear_object (&fixture->choices);
  fixture->choices = lineup_guide_choices_new (fixture->folder, "home");
  g_signal_connect (fixture->choices, "changed", G_CALLBACK (on_changed), fixture);
}

/* What is on the disk is all that stays. */
static void
begin_again (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  begin (fixture);
  g_assert_true (lineup_guide_choices_load (fixture->choices, &error));
  g_assert_no_error (error);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->root = g_dir_make_tmp ("lineup-choices-XXXXXX", NULL);
  fixture->folder = g_build_filename (fixture->root, "share", "lineupd", NULL);
  fixture->path = g_build_filename (fixture->folder, "home.guide.conf", NULL);
  begin_again (fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  lineup_await_finalize (g_steal_pointer (&fixture->choices));
  lineup_test_files_remove (fixture->root);
  g_free (fixture->path);
  g_free (fixture->folder);
  g_free (fixture->root);
}

static gboolean
finish (Fixture *fixture, LineupAwait **await, GError **error)
{
  g_autoptr (GAsyncResult) result = lineup_await (await);

  *await = NULL;
  return lineup_guide_choices_change_finish (fixture->choices, result, error);
}

static void
put (Fixture *fixture, const char *id, int place, gint64 shift, gboolean enabled)
{
  const LineupChosenSource source
      = { .id = id, .name = "A; name", .shift = shift, .zone = "Europe/Paris", .enabled = enabled };
  g_autoptr (GError) error = NULL;
  LineupAwait *await = NULL;

  lineup_guide_choices_put_source_async (
      fixture->choices, &source, place, NULL, lineup_await_callback, &await);
  g_assert_true (finish (fixture, &await, &error));
  g_assert_no_error (error);
}

static gboolean
remove_source (Fixture *fixture, const char *id, GError **error)
{
  LineupAwait *await = NULL;

  lineup_guide_choices_remove_source_async (
      fixture->choices, id, NULL, lineup_await_callback, &await);
  return finish (fixture, &await, error);
}

static gboolean
set (Fixture *fixture, const LineupChosenMatch *matches, gsize n_matches, GError **error)
{
  LineupAwait *await = NULL;

  lineup_guide_choices_set_matches_async (
      fixture->choices, matches, n_matches, NULL, lineup_await_callback, &await);
  return finish (fixture, &await, error);
}

static void
assert_order (Fixture *fixture, const char *expected)
{
  g_auto (GStrv) ids = lineup_guide_choices_list_sources (fixture->choices);
  g_autofree char *order = g_strjoinv (" ", ids);

  g_assert_cmpstr (order, ==, expected);
}

static void
describe (const LineupChosenSource *source, gpointer user_data)
{
  g_string_append_printf (user_data,
                          "%s,%s,%" G_GINT64_FORMAT ",%s,%d ",
                          source->id,
                          source->name,
                          source->shift,
                          source->zone,
                          source->enabled);
}

static void
test_sources (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (LineupMatchPlan) plan = lineup_match_plan_new ();
  g_autoptr (GError) error = NULL;
  gint64 shift = 0;

  assert_order (fixture, "");
  put (fixture, "panel", -1, -90, TRUE);
  put (fixture, "url-1", -1, 0, FALSE);
  put (fixture, "url-2", 0, 60, TRUE);
  g_assert_cmpuint (fixture->n_changes, ==, 3);
  begin_again (fixture);
  assert_order (fixture, "url-2 panel url-1");
  lineup_guide_choices_foreach_source (fixture->choices, describe, text);
  g_assert_cmpstr (text->str,
                   ==,
                   "url-2,A; name,60,Europe/Paris,1 panel,A; name,-90,Europe/Paris,1 "
                   "url-1,A; name,0,Europe/Paris,0 ");

  lineup_guide_choices_fill (fixture->choices, plan);
  g_assert_cmpuint (lineup_match_plan_get_n_sources (plan), ==, 2);
  g_assert_cmpstr (lineup_match_plan_get_source (plan, 1, &shift), ==, "panel");
  g_assert_cmpint (shift, ==, -90 * 60);

  put (fixture, "url-2", -1, 30, TRUE);
  assert_order (fixture, "url-2 panel url-1");
  put (fixture, "url-2", 99, 30, TRUE);
  assert_order (fixture, "panel url-1 url-2");
  put (fixture, "url-2", 1, 30, TRUE);
  assert_order (fixture, "panel url-2 url-1");
  g_assert_true (remove_source (fixture, "panel", &error));
  g_assert_false (remove_source (fixture, "panel", &error));
  g_assert_error (error, LINEUP_ERROR, LINEUP_ERROR_NOT_FOUND);
  begin_again (fixture);
  assert_order (fixture, "url-2 url-1");
}

/* What the account has of its own is there at once, and stays where it was put. */
static void
test_own (Fixture *fixture, gconstpointer data)
{
  g_autoptr (LineupMatchPlan) plan = lineup_match_plan_new ();
  const LineupChosenMatch said = { .item = 7, .choice = { FALSE, "guide-4", "x", 0 } };
  g_autofree char *first = NULL;
  g_autofree char *next = NULL;
  g_autofree char *other = NULL;
  LineupAwait *await = NULL;

  lineup_guide_choices_add_own (fixture->choices, "panel");
  lineup_guide_choices_add_own (fixture->choices, "panel");
  g_assert_true (lineup_guide_choices_is_own (fixture->choices, "panel"));
  assert_order (fixture, "panel");
  lineup_guide_choices_fill (fixture->choices, plan);
  g_assert_cmpuint (lineup_match_plan_get_n_sources (plan), ==, 1);

  first = lineup_guide_choices_make_id (fixture->choices, "guide-");
  g_assert_cmpstr (first, ==, "guide-1");
  put (fixture, "guide-1", -1, 0, TRUE);
  assert_order (fixture, "panel guide-1");
  put (fixture, "guide-2", 0, 0, TRUE);
  assert_order (fixture, "guide-2 panel guide-1");
  next = lineup_guide_choices_make_id (fixture->choices, "guide-");
  g_assert_cmpstr (next, ==, "guide-3");
  lineup_guide_choices_set_matches_async (
      fixture->choices, &said, 1, NULL, lineup_await_callback, &await);
  g_assert_true (finish (fixture, &await, NULL));
  other = lineup_guide_choices_make_id (fixture->choices, "guide-");
  g_assert_cmpstr (other, ==, "guide-5");

  begin_again (fixture);
  assert_order (fixture, "guide-2 panel guide-1");
  lineup_guide_choices_add_own (fixture->choices, "playlist-1");
  assert_order (fixture, "playlist-1 guide-2 panel guide-1");
}

static void
test_matches (Fixture *fixture, gconstpointer data)
{
  static const LineupChosenMatch matches[] = {
    { .item = 1,
      .choice = { .source = "panel", .guide_channel = "21 Junior; é=[x].al", .shift = 60 } },
    { .item = -2, .choice = { .none = TRUE } },
    { .item = G_MAXINT64, .choice = { .shift = -3600 } },
  };
  static const LineupChosenMatch again[] = { { .item = -2, .by_itself = TRUE },
                                             { .item = 5, .by_itself = TRUE } };
  g_autoptr (LineupMatchPlan) plan = lineup_match_plan_new ();
  g_autoptr (LineupMatchPlan) other_plan = lineup_match_plan_new ();
  const LineupMatchChoice *choice = NULL;

  g_assert_true (set (fixture, matches, G_N_ELEMENTS (matches), NULL));
  begin_again (fixture);
  lineup_guide_choices_fill (fixture->choices, plan);
  choice = lineup_match_plan_get_choice (plan, 1);
  g_assert_cmpstr (choice->source, ==, "panel");
  g_assert_cmpstr (choice->guide_channel, ==, "21 Junior; é=[x].al");
  g_assert_cmpint (choice->shift, ==, 60);
  g_assert_false (choice->none);
  g_assert_true (lineup_match_plan_get_choice (plan, -2)->none);
  choice = lineup_match_plan_get_choice (plan, G_MAXINT64);
  g_assert_null (choice->source);
  g_assert_false (choice->none);
  g_assert_cmpint (choice->shift, ==, -3600);
  g_assert_null (lineup_match_plan_get_choice (plan, 3));

  g_assert_true (set (fixture, again, G_N_ELEMENTS (again), NULL));
  begin_again (fixture);
  lineup_guide_choices_fill (fixture->choices, other_plan);
  g_assert_null (lineup_match_plan_get_choice (other_plan, -2));
  g_assert_nonnull (lineup_match_plan_get_choice (other_plan, 1));
}

/* All or none. */
static void
test_too_many (Fixture *fixture, gconstpointer data)
{
  g_autofree LineupChosenMatch *many = g_new0 (LineupChosenMatch,
                                               LINEUP_GUIDE_CHOICES_MAX_MATCHES + 1);
  g_autoptr (LineupMatchPlan) plan = lineup_match_plan_new ();
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < LINEUP_GUIDE_CHOICES_MAX_MATCHES + 1; i++)
    many[i].item = i;
  g_assert_false (set (fixture, many, LINEUP_GUIDE_CHOICES_MAX_MATCHES + 1, &error));
  g_assert_error (error, LINEUP_ERROR, LINEUP_ERROR_STORAGE);
  lineup_guide_choices_fill (fixture->choices, plan);
  g_assert_null (lineup_match_plan_get_choice (plan, 1));
  g_assert_cmpuint (fixture->n_changes, ==, 0);
  g_assert_true (set (fixture, many, LINEUP_GUIDE_CHOICES_MAX_MATCHES, NULL));
  begin_again (fixture);
}

static void
assert_mode (const char *path, guint mode)
{
  GStatBuf status = { 0 };

  g_assert_cmpint (g_stat (path, &status), ==, 0);
  g_assert_cmpuint (status.st_mode & 07777, ==, mode);
}

/* For nobody else, whatever a backup has left there. */
static void
test_modes (Fixture *fixture, gconstpointer data)
{
  put (fixture, "panel", -1, 0, TRUE);
  assert_mode (fixture->folder, 0700);
  assert_mode (fixture->path, 0600);
  g_assert_cmpint (g_chmod (fixture->folder, 0755), ==, 0);
  g_assert_cmpint (g_chmod (fixture->path, 0644), ==, 0);
  begin_again (fixture);
  assert_mode (fixture->folder, 0700);
  put (fixture, "panel", -1, 1, TRUE);
  assert_mode (fixture->path, 0600);
}

/* What can't be read is a person's all the same. */
static void
test_unreadable (Fixture *fixture, gconstpointer data)
{
  static const char damaged[] = "[sources\norder=panel;\n";
  g_autofree char *left = NULL;
  g_autoptr (GError) error = NULL;
  const LineupChosenMatch match = { .item = 1, .choice = { .none = TRUE } };
  LineupAwait *await = NULL;

  g_assert_cmpint (g_mkdir_with_parents (fixture->folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (fixture->path, damaged, -1, NULL));
  begin (fixture);
  g_assert_false (lineup_guide_choices_load (fixture->choices, &error));
  g_assert_error (error, LINEUP_ERROR, LINEUP_ERROR_STORAGE);
  g_clear_error (&error);
  assert_order (fixture, "");
  g_assert_false (set (fixture, &match, 1, &error));
  g_assert_error (error, LINEUP_ERROR, LINEUP_ERROR_STORAGE);
  g_assert_true (g_file_get_contents (fixture->path, &left, NULL, NULL));
  g_assert_cmpstr (left, ==, damaged);

  /* The file goes with its account. */
  lineup_guide_choices_delete_async (fixture->choices, NULL, lineup_await_callback, &await);
  g_assert_true (finish (fixture, &await, NULL));
  g_assert_false (g_file_test (fixture->path, G_FILE_TEST_EXISTS));
}

/* Nothing is said that is not on the disk. */
static void
test_unwritable (Fixture *fixture, gconstpointer data)
{
  const LineupChosenSource source = { .id = "other", .enabled = TRUE };
  g_autoptr (GError) error = NULL;
  LineupAwait *await = NULL;

  put (fixture, "panel", -1, 0, TRUE);
  lineup_test_files_remove (fixture->folder);
  g_assert_true (g_file_set_contents (fixture->folder, "", 0, NULL));
  lineup_guide_choices_put_source_async (
      fixture->choices, &source, -1, NULL, lineup_await_callback, &await);
  g_assert_false (finish (fixture, &await, &error));
  g_assert_error (error, LINEUP_ERROR, LINEUP_ERROR_STORAGE);
  assert_order (fixture, "panel");
  g_assert_cmpuint (fixture->n_changes, ==, 1);
  g_assert_cmpint (g_unlink (fixture->folder), ==, 0);
  put (fixture, "other", -1, 0, TRUE);
  begin_again (fixture);
  assert_order (fixture, "panel other");
}

/* Of changes that come at once none is lost. */
static void
test_at_once (Fixture *fixture, gconstpointer data)
{
  const LineupChosenSource sources[]
      = { { .id = "a" }, { .id = "b", .enabled = TRUE }, { .id = "c", .enabled = TRUE } };
  LineupAwait *awaits[3] = { NULL };

  for (guint i = 0; i < 3; i++)
    lineup_guide_choices_put_source_async (
        fixture->choices, &sources[i], 0, NULL, lineup_await_callback, &awaits[i]);
  for (guint i = 0; i < 3; i++)
    g_assert_true (finish (fixture, &awaits[i], NULL));
  begin_again (fixture);
  assert_order (fixture, "c b a");
}

/* What somebody writes by hand is taken for what it says, and no more. */
static void
test_by_hand (Fixture *fixture, gconstpointer data)
{
  static const char text[] = "# Mine\n[sources]\norder=panel;gone\n\n[source panel]\nshift=x\n\n"
                             "[matches]\nx=none;0\n1=none\n2=channel;0;panel\n3=what;0\n4=rule;9\n"
                             "5=channel;99999999999;a;b\n";
  g_autoptr (LineupMatchPlan) plan = lineup_match_plan_new ();
  g_autofree char *left = NULL;
  gint64 shift = -1;

  g_assert_cmpint (g_mkdir_with_parents (fixture->folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (fixture->path, text, -1, NULL));
  begin_again (fixture);
  lineup_guide_choices_fill (fixture->choices, plan);
  g_assert_cmpuint (lineup_match_plan_get_n_sources (plan), ==, 2);
  g_assert_cmpstr (lineup_match_plan_get_source (plan, 0, &shift), ==, "panel");
  g_assert_cmpint (shift, ==, 0);
  for (gint64 item = 0; item < 6; item++)
    g_assert_cmpint (lineup_match_plan_get_choice (plan, item) != NULL, ==, item == 4);
  /* Comments stay. */
  put (fixture, "panel", -1, 5, TRUE);
  g_assert_true (g_file_get_contents (fixture->path, &left, NULL, NULL));
  g_assert_nonnull (strstr (left, "# Mine"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/guide/choices/sources", Fixture, NULL, set_up, test_sources, tear_down);
  g_test_add ("/guide/choices/own", Fixture, NULL, set_up, test_own, tear_down);
  g_test_add ("/guide/choices/matches", Fixture, NULL, set_up, test_matches, tear_down);
  g_test_add ("/guide/choices/too-many", Fixture, NULL, set_up, test_too_many, tear_down);
  g_test_add ("/guide/choices/modes", Fixture, NULL, set_up, test_modes, tear_down);
  g_test_add ("/guide/choices/unreadable", Fixture, NULL, set_up, test_unreadable, tear_down);
  g_test_add ("/guide/choices/unwritable", Fixture, NULL, set_up, test_unwritable, tear_down);
  g_test_add ("/guide/choices/at-once", Fixture, NULL, set_up, test_at_once, tear_down);
  g_test_add ("/guide/choices/by-hand", Fixture, NULL, set_up, test_by_hand, tear_down);
  return g_test_run ();
}
