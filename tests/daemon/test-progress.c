/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-daemon-client.h"
#include "lineup-list.h"
#include "lineup-test-limits.h"

#define PATH LINEUP_ACCOUNT_PATH_PREFIX "home"

/* What one Progress says. */
typedef struct
{
  gint64 time;
  guint64 job;
  guint percentage;
  char *step; /* (owned) */
  guint step_index;
  guint step_count;
  guint64 items;
  guint64 expected;
  guint64 bytes;
  guint64 movies;
  guint errors;
} Progress;

static void
progress_free (Progress *progress)
{
  g_free (progress->step);
  g_free (progress);
}

static Progress *
read_progress (const LineupSignal *signal)
{
  Progress *progress = g_new0 (Progress, 1);
  g_autoptr (GVariant) details = NULL;
  guint64 ignored = 0;

  g_assert_cmpstr (g_variant_get_type_string (signal->parameters), ==, "(tusa{sv})");
  progress->time = signal->time;
  g_variant_get (signal->parameters,
                 "(tus@a{sv})",
                 &progress->job,
                 &progress->percentage,
                 &progress->step,
                 &details);
  g_assert_true (g_variant_lookup (details, "step-index", "u", &progress->step_index));
  g_assert_true (g_variant_lookup (details, "step-count", "u", &progress->step_count));
  g_assert_true (g_variant_lookup (details, "items", "t", &progress->items));
  g_assert_true (g_variant_lookup (details, "expected-items", "t", &progress->expected));
  g_assert_true (g_variant_lookup (details, "bytes", "t", &progress->bytes));
  g_assert_true (g_variant_lookup (details, "channels", "t", &ignored));
  g_assert_true (g_variant_lookup (details, "movies", "t", &progress->movies));
  g_assert_true (g_variant_lookup (details, "series", "t", &ignored));
  g_assert_true (g_variant_lookup (details, "errors", "u", &progress->errors));
  return progress;
}

/* All of a job, in order. */
static GPtrArray *
get_progress (LineupDaemonFixture *fixture, guint64 job)
{
  g_autoptr (GPtrArray) signals = lineup_signal_log_get_all (fixture->signals, PATH, "Progress");
  GPtrArray *all = g_ptr_array_new_with_free_func ((GDestroyNotify)progress_free);

  for (guint i = 0; i < signals->len; i++)
    {
      Progress *progress = read_progress (g_ptr_array_index (signals, i));

      if (progress->job == job)
        g_ptr_array_add (all, progress);
      else
        progress_free (progress);
    }
  return all;
}

static guint64
sync_all (LineupDaemonFixture *fixture)
{
  guint64 job = lineup_client_start (fixture, "home", NULL);
  g_autofree char *status = lineup_client_wait_status (fixture, job);

  g_assert_cmpstr (status, ==, "completed");
  return job;
}

static void
assert_order (GPtrArray *all)
{
  const Progress *first = g_ptr_array_index (all, 0);
  const Progress *last = g_ptr_array_index (all, all->len - 1);

  g_assert_cmpuint (first->percentage, ==, 0);
  g_assert_cmpuint (last->percentage, ==, 100);
  g_assert_cmpstr (first->step, ==, "channel-categories");
  g_assert_cmpstr (last->step, ==, "series");

  for (guint i = 0; i < all->len; i++)
    {
      const Progress *this = g_ptr_array_index (all, i);
      const Progress *before = g_ptr_array_index (all, i > 0 ? i - 1 : 0);

      g_assert_cmpuint (this->step_count, ==, LINEUP_N_LISTS);
      g_assert_cmpuint (this->step_index, >=, 1);
      g_assert_cmpuint (this->step_index, <=, LINEUP_N_LISTS);
      g_assert_cmpstr (this->step, ==, lineup_list_to_string ((LineupList)(this->step_index - 1)));
      g_assert_cmpuint (this->percentage, >=, before->percentage);
      g_assert_cmpuint (this->step_index, >=, before->step_index);
      g_assert_cmpuint (this->step_index, <=, before->step_index + 1);
      g_assert_cmpuint (this->movies, >=, before->movies);
      if (this->step_index == before->step_index)
        {
          g_assert_cmpuint (this->items, >=, before->items);
          g_assert_cmpuint (this->bytes, >=, before->bytes);
        }
    }
}

static guint
count_step (GPtrArray *all, const char *step)
{
  guint n = 0;

  for (guint i = 0; i < all->len; i++)
    {
      const Progress *progress = g_ptr_array_index (all, i);

      if (g_str_equal (progress->step, step))
        n++;
    }
  return n;
}

static void
test_sequence (LineupDaemonFixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) all = NULL;
  const Progress *last = NULL;

  lineup_client_give_catalogue (fixture, 50, 80, 20, 0, 0);
  lineup_client_add_account (fixture, "home");
  all = get_progress (fixture, sync_all (fixture));

  assert_order (all);
  for (guint i = 0; i < LINEUP_N_LISTS; i++)
    g_assert_cmpuint (count_step (all, lineup_list_to_string ((LineupList)i)), >=, 2);
  last = g_ptr_array_index (all, all->len - 1);
  g_assert_cmpuint (last->movies, ==, 80);
  g_assert_cmpuint (last->items, ==, 20);
  g_assert_cmpuint (last->errors, ==, 0);
}

/* Finished comes once for each job, and nothing of that job comes after it. */
static void
test_finished_is_last (LineupDaemonFixture *fixture, gconstpointer data)
{
  guint64 jobs[3] = { 0 };
  g_autoptr (GPtrArray) signals = NULL;

  lineup_client_give_catalogue (fixture, 50, 80, 20, 0, 0);
  lineup_client_add_account (fixture, "home");
  for (guint i = 0; i < G_N_ELEMENTS (jobs); i++)
    jobs[i] = sync_all (fixture);

  /* A stop lets go of everything that was still to be sent. */
  lineup_daemon_fixture_stop (fixture);
  signals = lineup_signal_log_get_all (fixture->signals, PATH, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (jobs); i++)
    {
      guint n_finished = 0;

      for (guint k = 0; k < signals->len; k++)
        {
          const LineupSignal *signal = g_ptr_array_index (signals, k);
          guint64 job = 0;

          if (!g_str_equal (signal->member, "Progress")
              && !g_str_equal (signal->member, "Finished"))
            continue;
          g_variant_get_child (signal->parameters, 0, "t", &job);
          if (job != jobs[i])
            continue;
          g_assert_cmpuint (n_finished, ==, 0);
          if (g_str_equal (signal->member, "Finished"))
            n_finished++;
        }
      g_assert_cmpuint (n_finished, ==, 1);
    }
}

static void
test_rate (LineupDaemonFixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) all = NULL;
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (gint64));

  /* About 2.7 MB, in about two seconds. */
  lineup_client_give_catalogue (fixture, 0, 3000, 0, 0, 0);
  lineup_fake_panel_add_fault (fixture->panel, "get_vod_streams=trickle:27000:20");
  lineup_client_add_account (fixture, "home");
  all = get_progress (fixture, sync_all (fixture));
  assert_order (all);

  for (guint i = 0; i < all->len; i++)
    {
      const Progress *progress = g_ptr_array_index (all, i);

      if (g_str_equal (progress->step, "movies"))
        g_array_append_val (times, progress->time);
    }
  /* A step's start and its end don't count; some news on the way is due. */
  g_assert_cmpuint (times->len, >=, 2 + 3);
  for (guint i = 1; i + 4 < times->len - 1; i++)
    {
      gint64 span = g_array_index (times, gint64, i + 4) - g_array_index (times, gint64, i);

      /* Five of them take a second, give or take what a busy machine does to their arrival. */
      g_assert_cmpint (span, >=, G_USEC_PER_SEC * 9 / 10);
    }
}

/* The second time it is known how much to expect. */
static void
test_expected (LineupDaemonFixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) all = NULL;
  guint n_between = 0;

  lineup_client_give_catalogue (fixture, 0, 3000, 0, 0, 0);
  lineup_client_add_account (fixture, "home");
  sync_all (fixture);
  lineup_fake_panel_add_fault (fixture->panel, "get_vod_streams=trickle:50000:20");
  all = get_progress (fixture, sync_all (fixture));
  assert_order (all);

  for (guint i = 0; i < all->len; i++)
    {
      const Progress *progress = g_ptr_array_index (all, i);

      if (!g_str_equal (progress->step, "movies"))
        continue;
      g_assert_cmpuint (progress->expected, ==, 3000);
      if (progress->items > 0 && progress->items < 3000)
        {
          n_between++;
          g_assert_cmpuint (progress->percentage, <, 100);
        }
    }
  g_assert_cmpuint (n_between, >=, 1);
}

/* Whoever reads the properties after a signal is told nothing older. */
static void
test_properties_are_new (LineupDaemonFixture *fixture, gconstpointer data)
{
  guint64 job = 0;
  guint index = 0;
  g_autoptr (GVariant) steps = NULL;
  g_autofree char *status = NULL;
  g_autofree char *finished_status = NULL;

  lineup_client_give_catalogue (fixture, 0, 2000, 0, 0, 0);
  lineup_fake_panel_add_fault (fixture->panel, "get_vod_streams=trickle:27000:20");
  lineup_client_add_account (fixture, "home");
  job = lineup_client_start (fixture, "home", NULL);
  while (TRUE)
    {
      g_autoptr (LineupSignal) signal = NULL;
      g_autoptr (GVariant) percentage = NULL;
      guint told = 0;

      index = lineup_daemon_fixture_wait_member (fixture, index, PATH, NULL) + 1;
      signal = lineup_signal_log_get (fixture->signals, index - 1);
      if (g_str_equal (signal->member, "Finished"))
        break;
      if (!g_str_equal (signal->member, "Progress"))
        continue;

      g_assert_cmpuint (lineup_client_get_time (fixture, "home", "Job"), ==, job);
      percentage = lineup_client_get (fixture, "home", "Percentage");
      g_variant_get_child (signal->parameters, 1, "u", &told);
      g_assert_cmpuint (g_variant_get_uint32 (percentage), >=, told);
    }

  status = lineup_client_get_text (fixture, "home", "Status");
  finished_status = lineup_client_wait_status (fixture, job);
  g_assert_cmpstr (status, ==, finished_status);
  steps = lineup_client_get (fixture, "home", "Steps");
  g_assert_cmpuint (g_variant_n_children (steps), ==, LINEUP_N_LISTS);
}

static void
note_changes (const LineupSignal *signal, GVariantDict *properties)
{
  g_autoptr (GVariant) changed = g_variant_get_child_value (signal->parameters, 1);
  GVariantIter iter;
  const char *name = NULL;
  GVariant *value = NULL;

  g_variant_iter_init (&iter, changed);
  while (g_variant_iter_loop (&iter, "{&sv}", &name, &value))
    g_variant_dict_insert_value (properties, name, value);
}

/* Whoever follows PropertiesChanged knows at Finished what the properties are. */
static void
test_properties_changed (LineupDaemonFixture *fixture, gconstpointer data)
{
  const char *const names[] = { "Status", "Percentage", "Steps", "LastSync", "LastAttempt", "Job" };
  g_autoptr (GPtrArray) signals = NULL;
  g_auto (GVariantDict) properties = G_VARIANT_DICT_INIT (NULL);

  lineup_client_give_catalogue (fixture, 5, 5, 5, 0, 0);
  lineup_client_add_account (fixture, "home");
  sync_all (fixture);

  signals = lineup_signal_log_get_all (fixture->signals, PATH, NULL);
  for (guint i = 0; i < signals->len; i++)
    {
      const LineupSignal *signal = g_ptr_array_index (signals, i);

      if (g_str_equal (signal->member, "Finished"))
        break;
      if (g_str_equal (signal->member, "PropertiesChanged"))
        note_changes (signal, &properties);
    }
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GVariant) told = g_variant_dict_lookup_value (&properties, names[i], NULL);
      g_autoptr (GVariant) now = lineup_client_get (fixture, "home", names[i]);

      g_assert_nonnull (told);
      g_assert_cmpvariant (told, now);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  lineup_daemon_test ("/progress/sequence", test_sequence);
  lineup_daemon_test ("/progress/finished-is-last", test_finished_is_last);
  lineup_daemon_test ("/progress/rate", test_rate);
  lineup_daemon_test ("/progress/expected", test_expected);
  lineup_daemon_test ("/progress/properties-are-new", test_properties_are_new);
  lineup_daemon_test ("/progress/properties-changed", test_properties_changed);

  return g_test_run ();
}
