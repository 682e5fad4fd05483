/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-catalogue-file.h"
#include "lineup-daemon-client.h"
#include "lineup-flip.h"
#include "lineup-random.h"
#include "lineup-test-files.h"

#include <signal.h>
#include <string.h>

/* The power goes at any moment of a sync that changes everything, while a player asks for details,
 * of what follows it, while a person marks what is liked, and of a start. Killing a process leaves
 * what it has written, in its order, which is what SQLite promises to make of a real cut. */

/* How often; and the seed of another run, to have its moments again. */
#define CUTS_VARIABLE "LINEUP_POWER_CUTS"
#define SEED_VARIABLE "LINEUP_SEED"
#define DEFAULT_CUTS  24

/* Items of each kind: enough for writing to take as long as asking. */
#define SIZE 400

/* Microseconds after a sync by which what follows it is over. */
#define TIDYING (60 * 1000)

/* What a panel tells of any series, and what is kept of it. */
#define SHOW                                                                                       \
  "{\"seasons\":[{\"season_number\":1,\"name\":\"Season 1\"}],\"info\":{\"plot\":\"Long\"},"       \
  "\"episodes\":{\"1\":[{\"id\":\"71\",\"episode_num\":1,\"title\":\"First\"},"                    \
  "{\"id\":\"72\",\"episode_num\":2,\"title\":\"Second\"}]}}"
#define WHOLE ": 1 2"

/* Series that both of the panel's catalogues have, from the first. */
#define N_SHOWS 100

#define EMPTY "------"

/* Some of the cuts are of a first sync, and some of the starts after a cut are cut too. */
#define FIRST_SYNC_EVERY 6
#define START_EVERY      3

typedef struct
{
  LineupDaemonFixture *fixture; /* (unowned) */
  LineupRandom random;
  char *database; /* (owned): path */
  char *copy;     /* (owned): path of what is looked at */
  char *details;  /* (owned): path of the database of details */
  guint show;     /* id of a series, the last that was asked for */
  guint which;    /* of the panel's catalogues the daemon has */
  guint n_marked; /* series from the first that were said to be favourites, and acknowledged */
  gint64 sync_length;
  gint64 start_length;
  guint64 generation; /* the last that anybody has seen */
  guint n_old;        /* lists that a cut left as they were */
  guint n_new;        /* lists that were changed before a cut */
} PowerCut;

static guint64
read_number (const char *variable, guint64 fallback)
{
  const char *text = g_getenv (variable);

  return text != NULL ? g_ascii_strtoull (text, NULL, 10) : fallback;
}

static void
wait_for_a_moment (PowerCut *self, gint64 length)
{
  const guint moment = lineup_random_below (&self->random, (guint)length);

  /* The daemon has no reason to end by itself. */
  g_assert_false (lineup_daemon_process_wait (self->fixture->process, moment));
}

/* A name that was asked for by a process that is dead may still be given to it for a moment. */
static void
wait_until_alone (PowerCut *self)
{
  gsize n_names = 0;

  do
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GVariant) reply = g_dbus_connection_call_sync (self->fixture->connection,
                                                                "org.freedesktop.DBus",
                                                                "/org/freedesktop/DBus",
                                                                "org.freedesktop.DBus",
                                                                "ListNames",
                                                                NULL,
                                                                G_VARIANT_TYPE ("(as)"),
                                                                G_DBUS_CALL_FLAGS_NONE,
                                                                -1,
                                                                NULL,
                                                                &error);
      g_autoptr (GVariant) names = NULL;

      g_assert_no_error (error);
      names = g_variant_get_child_value (reply, 0);
      n_names = g_variant_n_children (names);
    }
  while (n_names > 2); /* the bus and we */
}

static void
cut (PowerCut *self)
{
  lineup_daemon_fixture_kill (self->fixture);
  wait_until_alone (self);
}

static void
cut_start (PowerCut *self)
{
  self->fixture->process = lineup_daemon_process_new (
      lineup_test_bus_get_address (self->fixture->bus), self->fixture->directory, NULL);
  wait_for_a_moment (self, self->start_length);
  cut (self);
}

static guint64
get_generation (PowerCut *self)
{
  g_autofree char *path = lineup_client_path ("home");
  g_autoptr (GVariant) value = lineup_daemon_fixture_get (
      self->fixture, path, LINEUP_CATALOG_INTERFACE, "Generation");

  return g_variant_get_uint64 (value);
}

/* Details */

static GVariant *
make_details_call (PowerCut *self)
{
  self->show = self->show % N_SHOWS + 1;
  return lineup_client_make_item_call ("series", self->show, NULL);
}

/* Asks for a series' details, and nobody waits for them. */
static void
begin_details (PowerCut *self)
{
  g_autofree char *path = lineup_client_path ("home");

  g_dbus_connection_call (self->fixture->connection,
                          LINEUP_BUS_NAME,
                          path,
                          LINEUP_CATALOG_INTERFACE,
                          "GetDetails",
                          make_details_call (self),
                          NULL,
                          G_DBUS_CALL_FLAGS_NO_AUTO_START,
                          -1,
                          NULL,
                          NULL,
                          NULL);
}

static void
get_details (PowerCut *self)
{
  g_autofree char *path = lineup_client_path ("home");
  g_autoptr (GVariant) reply = lineup_daemon_fixture_expect (
      self->fixture, path, LINEUP_CATALOG_INTERFACE, "GetDetails", make_details_call (self));
  g_autoptr (GVariant) item = g_variant_get_child_value (reply, 0);
  g_autoptr (GVariant) episodes = g_variant_lookup_value (
      item, "episodes", G_VARIANT_TYPE ("aa{sv}"));

  g_assert_nonnull (episodes);
  g_assert_cmpuint (g_variant_n_children (episodes), ==, 2);
}

/* What is kept of a series is all of it. */
static char *
read_details (PowerCut *self)
{
  g_autofree char *details = NULL;
  g_auto (GStrv) each = NULL;

  lineup_catalogue_file_copy (self->details, self->copy);
  details = lineup_catalogue_file_get_details (self->copy);
  each = g_strsplit (details, "; ", -1);
  for (guint i = 0; each[i] != NULL && *each[i] != '\0'; i++)
    g_assert_true (g_str_has_suffix (each[i], WHOLE));
  return g_steal_pointer (&details);
}

/* Who was told of details finds them after any cut. */
static void
check_details (PowerCut *self)
{
  g_autofree char *details = read_details (self);
  g_autofree char *kept = g_strdup_printf ("2/%u" WHOLE, self->show);

  if (strstr (details, kept) == NULL)
    g_error ("Of series %u there is nothing among %s", self->show, details);
}

/* Marks */

#define LIBRARY_INTERFACE LINEUP_BUS_NAME ".Library"

static GVariant *
make_mark_call (guint series)
{
  return g_variant_new (
      "(sxb@a{sv})", "series", (gint64)series, TRUE, g_variant_new_parsed ("@a{sv} {}"));
}

/* One series more is a favourite, and nobody waits for the next. */
static void
mark (PowerCut *self)
{
  g_autofree char *path = lineup_client_path ("home");
  G_GNUC_UNUSED g_autoptr (GVariant) reply = NULL;

  if (self->n_marked + 1 >= N_SHOWS)
    return;
  reply = lineup_daemon_fixture_expect (
      self->fixture, path, LIBRARY_INTERFACE, "SetFavourite", make_mark_call (self->n_marked + 1));
  self->n_marked++;
  g_dbus_connection_call (self->fixture->connection,
                          LINEUP_BUS_NAME,
                          path,
                          LIBRARY_INTERFACE,
                          "SetFavourite",
                          make_mark_call (self->n_marked + 1),
                          NULL,
                          G_DBUS_CALL_FLAGS_NO_AUTO_START,
                          -1,
                          NULL,
                          NULL,
                          NULL);
}

/* No mark is lost that was acknowledged. */
static void
check_marks (PowerCut *self)
{
  g_autofree char *path = lineup_client_path ("home");
  g_autoptr (GVariant) reply = lineup_daemon_fixture_expect (
      self->fixture,
      path,
      LIBRARY_INTERFACE,
      "ListFavourites",
      g_variant_new_parsed ("({'gone': <true>, 'limit': <uint32 1000>},)"));
  g_autoptr (GVariant) items = g_variant_get_child_value (reply, 0);
  gboolean found[N_SHOWS + 1] = { FALSE };

  for (gsize i = 0; i < g_variant_n_children (items); i++)
    {
      g_autoptr (GVariant) item = g_variant_get_child_value (items, i);
      gint64 id = 0;

      g_assert_true (g_variant_lookup (item, "id", "x", &id));
      g_assert_cmpint (id, >, 0);
      g_assert_cmpint (id, <=, N_SHOWS);
      found[id] = TRUE;
    }
  for (guint i = 1; i <= self->n_marked; i++)
    g_assert_true (found[i]);
}

/* Looking at what is left */

/* A letter for each list, as of lineup_flip_read_served(), but without a daemon to mend anything.
 */
static char *
read_disk (PowerCut *self, guint64 *generation)
{
  char *letters = g_malloc0 (LINEUP_N_LISTS + 1);
  g_autofree char *details = read_details (self);

  lineup_catalogue_file_copy (self->database, self->copy);
  lineup_catalogue_file_check (self->copy);
  *generation = lineup_catalogue_file_get_generation (self->copy);
  for (guint list = 0; list < LINEUP_N_LISTS; list++)
    {
      g_autofree char *names = lineup_catalogue_file_get_names (self->copy, (LineupList)list);

      letters[list] = lineup_flip_recognise (SIZE, (LineupList)list, names);
    }
  return letters;
}

/* Steps come one after another, so new lists come before old ones. */
static void
check_order (PowerCut *self, const char *letters, char old, char new)
{
  const gsize n_new = strspn (letters, (const char[]){ new, '\0' });
  const gsize n_old = strspn (letters + n_new, (const char[]){ old, '\0' });

  if (n_new + n_old != LINEUP_N_LISTS)
    g_error ("A cut has left %s", letters);
  self->n_new += n_new;
  self->n_old += n_old;
}

/* What those who follow the changes are told is what has happened, no more and no less. */
static void
check_changes (PowerCut *self, guint64 since, const char *letters, char new)
{
  guint counts[LINEUP_N_KINDS] = { 0 };
  gsize n_changes = 0;

  do
    {
      g_autofree char *path = lineup_client_path ("home");
      g_autoptr (GVariant) reply = lineup_daemon_fixture_expect (
          self->fixture,
          path,
          LINEUP_CATALOG_INTERFACE,
          "ListChanges",
          g_variant_new ("(tu)", since, 1000));
      g_autoptr (GVariant) changes = NULL;
      gboolean complete = FALSE;

      g_variant_get (reply, "(@aa{sv}tb)", &changes, &since, &complete);
      g_assert_true (complete);
      n_changes = g_variant_n_children (changes);
      for (gsize i = 0; i < n_changes; i++)
        {
          g_autoptr (GVariant) change = g_variant_get_child_value (changes, i);
          const char *token = NULL;
          LineupKind kind = LINEUP_KIND_CHANNELS;

          g_assert_true (g_variant_lookup (change, "kind", "&s", &token));
          g_assert_true (lineup_kind_from_string (token, &kind));
          counts[kind]++;
        }
    }
  while (n_changes > 0);

  g_assert_cmpuint (since, ==, self->generation);
  for (guint kind = 0; kind < LINEUP_N_KINDS; kind++)
    {
      const LineupList list = lineup_list_of_items ((LineupKind)kind);

      g_assert_cmpuint (
          counts[kind], ==, letters[list] == new ? lineup_flip_count_changes (SIZE, list) : 0);
    }
}

static void
check_served (PowerCut *self, const char *expected)
{
  g_autofree char *served = lineup_flip_read_served (self->fixture, "home", SIZE);

  g_assert_cmpstr (served, ==, expected);
}

/* Syncs */

static void
fill (PowerCut *self, char letter, char *letters)
{
  memset (letters, letter, LINEUP_N_LISTS);
  letters[LINEUP_N_LISTS] = '\0';
}

static void
sync_whole (PowerCut *self)
{
  g_autofree char *status = lineup_client_sync (self->fixture, "home", LINEUP_FLIP_OPTIONS);
  char expected[LINEUP_N_LISTS + 1];

  g_assert_cmpstr (status, ==, "completed");
  fill (self, LINEUP_FLIP_LETTERS[self->which], expected);
  check_served (self, expected);
}

static void
flip (PowerCut *self)
{
  self->which = !self->which;
  lineup_flip_give (self->fixture->panel, SIZE, self->which);
}

/* As a person would who wants the room for something else. */
static void
lose_catalogue (PowerCut *self)
{
  g_autofree char *folder = g_path_get_dirname (self->database);

  cut (self);
  lineup_test_files_remove (folder);
  lineup_daemon_fixture_start (self->fixture);
}

/* A sync is cut short; what is left is whole, and is what is served from then on. */
static void
cut_sync (PowerCut *self, gboolean is_first, gboolean cut_start_too)
{
  const char old = is_first ? LINEUP_FLIP_NOTHING : LINEUP_FLIP_LETTERS[self->which];
  const guint64 before = get_generation (self);
  guint64 generation = 0;
  guint64 later_generation = 0;
  g_autofree char *letters = NULL;
  g_autofree char *status = NULL;

  flip (self);
  lineup_client_start (self->fixture, "home", LINEUP_FLIP_OPTIONS);
  begin_details (self);
  wait_for_a_moment (self, self->sync_length);
  cut (self);
  letters = read_disk (self, &generation);
  g_assert_cmpuint (generation, >=, before);
  check_order (self, letters, old, LINEUP_FLIP_LETTERS[self->which]);
  if (cut_start_too)
    {
      g_autofree char *later = NULL;

      cut_start (self);
      later = read_disk (self, &later_generation);
      g_assert_cmpstr (later, ==, letters);
      g_assert_cmpuint (later_generation, ==, generation);
    }

  lineup_daemon_fixture_start (self->fixture);
  self->generation = get_generation (self);
  g_assert_cmpuint (self->generation, ==, generation);
  check_served (self, letters);
  if (!is_first)
    check_changes (self, before, letters, LINEUP_FLIP_LETTERS[self->which]);
  status = lineup_client_get_text (self->fixture, "home", "Status");
  g_assert_cmpstr (status, ==, "completed");
}

/* A whole sync, and the cut comes when nobody waits for anything any more. */
static void
cut_tidying (PowerCut *self)
{
  g_autofree char *letters = NULL;
  char expected[LINEUP_N_LISTS + 1];
  guint64 generation = 0;

  sync_whole (self);
  self->generation = get_generation (self);
  get_details (self);
  mark (self);
  wait_for_a_moment (self, TIDYING);
  cut (self);
  check_details (self);
  letters = read_disk (self, &generation);
  fill (self, LINEUP_FLIP_LETTERS[self->which], expected);
  g_assert_cmpstr (letters, ==, expected);
  g_assert_cmpuint (generation, ==, self->generation);
  lineup_daemon_fixture_start (self->fixture);
  g_assert_cmpuint (get_generation (self), ==, self->generation);
  check_marks (self);
}

/* How long it takes to start, and to change everything. */
static void
measure (PowerCut *self)
{
  gint64 began = g_get_monotonic_time ();

  lineup_daemon_fixture_restart (self->fixture);
  self->start_length = g_get_monotonic_time () - began;
  flip (self);
  began = g_get_monotonic_time ();
  sync_whole (self);
  self->sync_length = g_get_monotonic_time () - began;
  g_test_message ("a start takes %" G_GINT64_FORMAT " ms, a sync %" G_GINT64_FORMAT " ms",
                  self->start_length / 1000,
                  self->sync_length / 1000);
  lineup_daemon_fixture_restart (self->fixture);
}

static void
assert_no_complaint (PowerCut *self)
{
  g_autofree char *log = lineup_daemon_fixture_read_log (self->fixture);
  const char *complaint = strstr (log, "WARNING");

  if (complaint != NULL)
    g_error ("The daemon complains after a cut: %.300s", complaint);
}

static void
test_power_cut (LineupDaemonFixture *fixture, gconstpointer data)
{
  const guint64 n_cuts = read_number (CUTS_VARIABLE, DEFAULT_CUTS);
  const guint64 seed = read_number (SEED_VARIABLE, (guint64)g_get_real_time ());
  PowerCut self = { .fixture = fixture };

  g_test_message ("%" G_GUINT64_FORMAT " cuts, " SEED_VARIABLE "=%" G_GUINT64_FORMAT, n_cuts, seed);
  lineup_random_init (&self.random, seed, 0, 0);
  self.database = lineup_daemon_fixture_get_path (fixture, "cache/lineupd/home.db");
  self.copy = lineup_daemon_fixture_get_path (fixture, "copy.db");
  self.details = lineup_daemon_fixture_get_path (fixture, "cache/lineupd/home.details.db");
  lineup_fake_panel_set_text (fixture->panel, "get_series_info", SHOW);
  lineup_flip_give (fixture->panel, SIZE, self.which);
  lineup_client_add_account (fixture, "home");
  sync_whole (&self);
  measure (&self);

  for (guint64 i = 0; i < n_cuts; i++)
    {
      const gboolean is_first = i % FIRST_SYNC_EVERY == FIRST_SYNC_EVERY - 1;

      if (is_first)
        lose_catalogue (&self);
      cut_sync (&self, is_first, i % START_EVERY == START_EVERY - 1);
      cut_tidying (&self);
    }

  g_test_message ("%u lists were left old, %u new", self.n_old, self.n_new);
  g_assert_cmpuint (self.n_old, >, 0);
  g_assert_cmpuint (self.n_new, >, 0);
  assert_no_complaint (&self);
  g_free (self.database);
  g_free (self.copy);
  g_free (self.details);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  lineup_daemon_test ("/power-cut", test_power_cut);

  return g_test_run ();
}
