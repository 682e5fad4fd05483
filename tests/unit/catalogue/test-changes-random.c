/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-follower.h"

#include <glib/gstdio.h>

/* Random sequences of all that can happen to a catalogue. Whoever follows its changes ends up with
 * what is there. */

#define N_EVENTS     60
#define MAX_ELEMENTS 40
#define MAX_ID       25

typedef struct
{
  LineupCatalogueFixture *fixture; /* (owned) */
  LineupFollower *follower;        /* (owned): now and then */
  LineupFollower *before;          /* (owned): what was there before an event */
  LineupFollower *now;             /* (owned): what is there */
  LineupDummyItem elements[LINEUP_N_KINDS][MAX_ELEMENTS];
  guint n_elements[LINEUP_N_KINDS];
  guint64 generation; /* the highest that anybody has seen */
} Run;

static guint
pick (guint n)
{
  return (guint)g_test_rand_int_range (0, (gint32)n);
}

static LineupDummyItem
make_element (void)
{
  static const char *const names[] = { "One", "Two" };
  static const char *const categories[] = { NULL, "a", "b", "c", "a,b", "b,a", "d,c,a" };

  return (LineupDummyItem){
    .id = pick (MAX_ID),
    .name = names[pick (G_N_ELEMENTS (names))],
    .categories = categories[pick (G_N_ELEMENTS (categories))],
    .order = pick (4),
    .wording = pick (2),
  };
}

/* Elements are added, changed, repeated, moved and removed; now and then nearly all go. */
static void
change_list (Run *self, LineupKind kind)
{
  LineupDummyItem *elements = self->elements[kind];
  guint *n_elements = &self->n_elements[kind];
  const guint n_changes = pick (12);

  if (pick (12) == 0)
    *n_elements = MIN (*n_elements, pick (5));
  for (guint i = 0; i < n_changes; i++)
    {
      const guint place = pick (MAX_ELEMENTS);

      if (place >= *n_elements && *n_elements < MAX_ELEMENTS)
        elements[(*n_elements)++] = make_element ();
      else if (place < *n_elements && i % 3 == 0)
        elements[place].categories = make_element ().categories;
      else if (place < *n_elements && i % 3 == 1)
        elements[place] = elements[--*n_elements];
      else if (place < *n_elements)
        elements[place] = make_element ();
    }
}

static void
count_types (GArray *changes, guint64 *counts)
{
  for (guint i = 0; i < changes->len; i++)
    counts[g_array_index (changes, LineupChange, i).type]++;
}

/* The changes of one commit: each item once, without gaps, and as was counted. */
static void
check_commit (Run *self, LineupKind kind, guint64 since)
{
  const LineupImportReport *report = &self->fixture->report;
  g_autoptr (GHashTable) ids = g_hash_table_new (g_int64_hash, g_int64_equal);
  guint64 counts[LINEUP_N_CHANGE_TYPES] = { 0 };
  guint64 generation = 0;
  gboolean complete = FALSE;
  g_autoptr (GArray) changes = lineup_follower_list_changes (
      self->fixture, since, 1000, &generation, &complete);

  g_assert_true (complete);
  g_assert_cmpuint (generation, ==, since + changes->len);
  g_assert_cmpuint (report->generation, ==, generation);
  count_types (changes, counts);
  g_assert_cmpuint (counts[LINEUP_CHANGE_ADDED], ==, report->added);
  g_assert_cmpuint (counts[LINEUP_CHANGE_CHANGED], ==, report->changed);
  g_assert_cmpuint (counts[LINEUP_CHANGE_REMOVED], ==, report->removed);
  for (guint i = 0; i < changes->len; i++)
    {
      const LineupChange *change = &g_array_index (changes, LineupChange, i);
      const gboolean was = g_hash_table_contains (self->before->rows[kind], &change->id);
      const gboolean is = g_hash_table_contains (self->now->rows[kind], &change->id);

      g_assert_cmpuint (change->kind, ==, kind);
      g_assert_cmpuint (change->generation, ==, since + 1 + i);
      g_assert_true (g_hash_table_add (ids, (gpointer)&change->id));
      g_assert_cmpint (was, ==, change->type != LINEUP_CHANGE_ADDED);
      g_assert_cmpint (is, ==, change->type != LINEUP_CHANGE_REMOVED);
    }
}

static void
import_items (Run *self)
{
  const LineupKind kind = (LineupKind)pick (LINEUP_N_KINDS);
  const gboolean fails = pick (5) == 0;
  guint64 since = 0;
  g_autoptr (LineupDummyItemSource) source = NULL;
  LineupImportFlags flags = LINEUP_IMPORT_NONE;

  change_list (self, kind);
  source = lineup_dummy_item_source_new (self->elements[kind], self->n_elements[kind]);
  if (fails)
    lineup_dummy_item_source_fail_at (source, pick (self->n_elements[kind] + 1));
  if (pick (6) == 0)
    flags |= LINEUP_IMPORT_FORCE;
  if (pick (2) == 0)
    flags |= LINEUP_IMPORT_ACCEPT_SHRINK;
  /* Who reads finds out that the database was lost. */
  lineup_follower_read_all (self->before, self->fixture);
  since = lineup_catalogue_get_generation (self->fixture->catalogue);
  g_assert_cmpint (lineup_catalogue_fixture_run (
                       self->fixture, lineup_list_of_items (kind), source, flags, NULL, NULL),
                   ==,
                   !fails);
  lineup_follower_read_all (self->now, self->fixture);
  if (fails || self->fixture->report.quarantined)
    lineup_follower_assert_equal (self->now, self->before);
  check_commit (self, kind, since);
}

static void
import_categories (Run *self)
{
  static const char *const ids[] = { "a", "b", "c", "d" };
  LineupDummyCategory categories[G_N_ELEMENTS (ids)];
  const guint n = pick (G_N_ELEMENTS (ids) + 1);
  const guint first = pick (G_N_ELEMENTS (ids));

  for (guint i = 0; i < n; i++)
    categories[i] = (LineupDummyCategory){
      ids[(first + i) % G_N_ELEMENTS (ids)], "Some", NULL, pick (3) == 0
    };
  lineup_catalogue_fixture_import_categories (
      self->fixture, lineup_list_of_categories ((LineupKind)pick (LINEUP_N_KINDS)), categories, n);
}

static void
delete_database (Run *self)
{
  const char *const suffixes[] = { "", "-wal", "-shm" };

  lineup_catalogue_fixture_settle (self->fixture);
  for (gsize i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree char *path = lineup_catalogue_fixture_get_path (self->fixture, suffixes[i]);

      g_unlink (path);
    }
}

/* What was written down of the generation may be older than what was committed. */
static void
reopen (Run *self)
{
  const guint64 generation = lineup_catalogue_get_generation (self->fixture->catalogue);

  lineup_catalogue_fixture_reopen (self->fixture,
                                   generation > 0 && pick (2) == 0 ? 1 + pick (3) : generation);
  lineup_catalogue_fixture_settle (self->fixture);
}

static void
run_event (Run *self)
{
  const guint event = pick (20);

  lineup_test_clock_advance (self->fixture->clock, (gint64)G_TIME_SPAN_SECOND * (1 + pick (1000)));
  if (event == 0)
    delete_database (self);
  else if (event == 1)
    g_assert_true (lineup_catalogue_fixture_clear (self->fixture, NULL));
  else if (event == 2)
    lineup_test_clock_advance (self->fixture->clock, 20 * (gint64)G_TIME_SPAN_DAY);
  else if (event < 6)
    import_categories (self);
  if (event == 6 || pick (30) == 0)
    reopen (self);
  if (event > 6)
    import_items (self);
}

static void
check (Run *self)
{
  const guint64 generation = lineup_catalogue_get_generation (self->fixture->catalogue);

  g_assert_cmpuint (generation, >=, self->generation);
  self->generation = generation;
  if (pick (3) > 0)
    return;
  lineup_follower_catch_up (self->follower, self->fixture, 1 + pick (30));
  lineup_follower_read_all (self->now, self->fixture);
  lineup_follower_assert_equal (self->follower, self->now);
  self->generation = lineup_catalogue_get_generation (self->fixture->catalogue);
  g_assert_cmpuint (self->follower->generation, ==, self->generation);
}

static void
run_events (void)
{
  Run self = {
    .fixture = lineup_catalogue_fixture_new (),
    .follower = lineup_follower_new (),
    .before = lineup_follower_new (),
    .now = lineup_follower_new (),
  };

  for (guint i = 0; i < N_EVENTS; i++)
    {
      run_event (&self);
      check (&self);
    }
  lineup_catalogue_fixture_check (self.fixture);
  g_test_message ("%u fresh starts", self.follower->n_fresh_starts);
  lineup_follower_free (self.now);
  lineup_follower_free (self.before);
  lineup_follower_free (self.follower);
  lineup_catalogue_fixture_free (self.fixture);
}

/* The test's seed is printed, and can be given again with --seed. */
static void
test_random (void)
{
  const guint n_runs = g_test_thorough () ? 200 : 8;

  for (guint i = 0; i < n_runs; i++)
    run_events ();
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/catalogue/changes/random", test_random);

  return g_test_run ();
}
