/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-catalogue-file.h"
#include "lineup-daemon-client.h"
#include "lineup-faulty-disk.h"
#include "lineup-flip.h"
#include "lineup-test-files.h"

#include <errno.h>
#include <string.h>

/* A disk that refuses to be written to: the daemon says so, keeps serving what it has, and goes on
 * when the disk does. */

#define ERROR(name) LINEUP_ERROR_NAME_PREFIX name

/* Set to try each call of a sync, with each way to fail. */
#define ALL_VARIABLE "LINEUP_ALL_FAULTS"

/* Otherwise, so many calls of a sync for each of them. */
#define SAMPLES 16

/* Items of each kind. */
#define SIZE 60

/* Likewise, so that there is always another one to ask details of. */
#define MANY 240

/* Both kinds of steps. With more than these, and the sync that mends what has failed, the daemon
 * would pause between its requests. */
#define STEPS "'accept-shrink': <true>, 'steps': <['movie-categories', 'movies']>"

/* What the panel tells of any series, and what is kept of it. */
#define SHOW                                                                                       \
  "{\"seasons\":[{\"season_number\":1,\"name\":\"Season 1\"}],\"info\":{\"plot\":\"Long\"},"       \
  "\"episodes\":{\"1\":[{\"id\":\"71\",\"episode_num\":1,\"title\":\"First\"},"                    \
  "{\"id\":\"72\",\"episode_num\":2,\"title\":\"Second\"}]}}"
#define WHOLE ": 1 2"

static const struct
{
  int code;
  const char *name;          /* of the error that tells of it */
  const char *settings_name; /* when it is about settings or secrets */
} faults[] = {
  { ENOSPC, ERROR ("DiskFull"), ERROR ("DiskFull") },
  { EDQUOT, ERROR ("DiskFull"), ERROR ("DiskFull") },
  { EIO, ERROR ("Database"), ERROR ("Storage") },
  { EROFS, ERROR ("Database"), ERROR ("Storage") },
};

static void
fill (LineupDaemonFixture *fixture)
{
  g_autofree char *status = lineup_client_sync (fixture, "home", NULL);

  g_assert_cmpstr (status, ==, "completed");
  lineup_daemon_fixture_restart (fixture);
}

static void
set_up_filled (LineupDaemonFixture *fixture)
{
  lineup_flip_give (fixture->panel, SIZE, 0);
  lineup_client_add_account (fixture, "home");
  fill (fixture);
}

static void
check_file (LineupDaemonFixture *fixture)
{
  g_autofree char *path = lineup_daemon_fixture_get_path (fixture, "cache/lineupd/home.db");

  lineup_catalogue_file_check (path);
}

/* A fault is nothing to give the catalogue up for. */
static void
assert_nothing_set_aside (LineupDaemonFixture *fixture)
{
  g_autofree char *log = lineup_daemon_fixture_read_log (fixture);

  if (strstr (log, "set aside") != NULL)
    g_error ("The catalogue was given up: %s", log);
}

/* What the steps say is what is served. */
static void
check_outcome (LineupDaemonFixture *fixture, guint which, const char *error_name)
{
  static const LineupList lists[] = { LINEUP_LIST_MOVIE_CATEGORIES, LINEUP_LIST_MOVIES };
  g_autofree char *served = lineup_flip_read_served (fixture, "home", SIZE);

  for (gsize i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      const char *step = lineup_list_to_string (lists[i]);
      g_autofree char *outcome = lineup_client_get_step_text (fixture, "home", step, "outcome");
      g_autofree char *name = lineup_client_get_step_text (fixture, "home", step, "error-name");

      if (g_str_equal (outcome, "ok") || g_str_equal (outcome, "unchanged"))
        {
          g_assert_cmpint (served[lists[i]], ==, LINEUP_FLIP_LETTERS[which]);
          continue;
        }
      g_assert_cmpstr (outcome, ==, "failed");
      g_assert_cmpstr (name, ==, error_name);
      g_assert_cmpint (served[lists[i]], ==, LINEUP_FLIP_LETTERS[!which]);
    }
}

/* Whether the sync has come so far that something has failed. */
static gboolean
check_sync (LineupDaemonFixture *fixture,
            LineupFaultyDisk *disk,
            guint which,
            int first,
            int last,
            guint fault)
{
  g_autofree char *cache = lineup_daemon_fixture_get_path (fixture, "cache");
  g_autofree char *status = NULL;
  g_autofree char *again = NULL;
  gboolean has_failed = FALSE;

  g_test_message ("%s at %d to %d", g_strerror (faults[fault].code), first, last);
  lineup_flip_give (fixture->panel, SIZE, which);
  lineup_faulty_disk_fail (disk, cache, first, last, faults[fault].code);
  status = lineup_client_sync (fixture, "home", "{" STEPS "}");
  check_outcome (fixture, which, faults[fault].name);
  has_failed = lineup_faulty_disk_get_failed (disk) > 0;
  if (!has_failed)
    g_assert_cmpstr (status, ==, "completed");

  lineup_faulty_disk_count (disk, cache);
  again = lineup_client_sync (fixture, "home", "{" STEPS "}");
  g_assert_cmpstr (again, ==, "completed");
  check_outcome (fixture, which, NULL);
  check_file (fixture);
  lineup_daemon_fixture_restart (fixture);
  return has_failed;
}

static int
count_calls (LineupDaemonFixture *fixture, LineupFaultyDisk *disk)
{
  g_autofree char *cache = lineup_daemon_fixture_get_path (fixture, "cache");
  g_autofree char *status = NULL;
  int n_calls = 0;

  lineup_flip_give (fixture->panel, SIZE, 1);
  lineup_faulty_disk_count (disk, cache);
  status = lineup_client_sync (fixture, "home", "{" STEPS "}");
  g_assert_cmpstr (status, ==, "completed");
  lineup_daemon_fixture_restart (fixture);
  n_calls = lineup_faulty_disk_get_calls (disk);
  g_test_message ("a sync writes %d times", n_calls);
  g_assert_cmpint (n_calls, >, SAMPLES);
  return n_calls;
}

static void
test_sync (LineupDaemonFixture *fixture, gconstpointer data)
{
  LineupFaultyDisk *disk = (LineupFaultyDisk *)data;
  const gboolean all = g_getenv (ALL_VARIABLE) != NULL;
  guint which = 1;
  int n_calls = 0;
  int step = 0;

  set_up_filled (fixture);
  n_calls = count_calls (fixture, disk);
  step = all ? 1 : n_calls / SAMPLES;
  for (guint fault = 0; fault < G_N_ELEMENTS (faults); fault++)
    {
      /* Another call for each fault. */
      for (int n = 1 + (int)fault * step / (int)G_N_ELEMENTS (faults); n <= n_calls; n += step)
        {
          const gboolean passes = (n + (int)fault) % 3 == 0;

          which = !which;
          check_sync (fixture, disk, which, n, passes ? n : G_MAXINT, fault);
        }
    }
  assert_nothing_set_aside (fixture);
}

/* Details */

/* Of a series that its panel's list has. */
static void
get_details (LineupDaemonFixture *fixture, gint64 id)
{
  g_autofree char *path = lineup_client_path ("home");
  g_autoptr (GVariant) reply = lineup_daemon_fixture_expect (
      fixture,
      path,
      LINEUP_CATALOG_INTERFACE,
      "GetDetails",
      lineup_client_make_item_call ("series", id, NULL));
  g_autoptr (GVariant) item = g_variant_get_child_value (reply, 0);
  g_autoptr (GVariant) episodes = g_variant_lookup_value (
      item, "episodes", G_VARIANT_TYPE ("aa{sv}"));

  g_assert_nonnull (episodes);
  g_assert_cmpuint (g_variant_n_children (episodes), ==, 2);
}

/* Whether details of a series are kept; those of others are whole or not there at all. */
static gboolean
is_kept (LineupDaemonFixture *fixture, gint64 id)
{
  g_autofree char *path = lineup_daemon_fixture_get_path (fixture, "cache/lineupd/home.details.db");
  g_autofree char *copy = lineup_daemon_fixture_get_path (fixture, "details.db");
  g_autofree char *wanted = g_strdup_printf ("2/%" G_GINT64_FORMAT WHOLE, id);
  g_autofree char *details = NULL;
  g_auto (GStrv) each = NULL;

  lineup_catalogue_file_copy (path, copy);
  details = lineup_catalogue_file_get_details (copy);
  each = g_strsplit (details, "; ", -1);
  for (guint i = 0; each[i] != NULL && *each[i] != '\0'; i++)
    g_assert_true (g_str_has_suffix (each[i], WHOLE));
  return g_strv_contains ((const char *const *)each, wanted);
}

/* Whoever asks is told, although that can't be kept; once it can it is. Returns whether anything
 * has failed. */
static gboolean
check_details (LineupDaemonFixture *fixture, LineupFaultyDisk *disk, gint64 id, int first, int code)
{
  g_autofree char *cache = lineup_daemon_fixture_get_path (fixture, "cache");
  gboolean has_failed = FALSE;

  g_test_message ("%s from %d on", g_strerror (code), first);
  lineup_faulty_disk_fail (disk, cache, first, G_MAXINT, code);
  get_details (fixture, id);
  has_failed = lineup_faulty_disk_get_failed (disk) > 0;
  lineup_faulty_disk_count (disk, cache);
  get_details (fixture, id + 1);
  lineup_daemon_fixture_stop (fixture);
  g_assert_true (is_kept (fixture, id + 1));
  check_file (fixture);
  lineup_daemon_fixture_start (fixture);
  get_details (fixture, id);
  return has_failed;
}

/* The first ones begin a file, and all others write to it. */
static void
test_details (LineupDaemonFixture *fixture, gconstpointer data)
{
  set_up_filled (fixture);
  lineup_flip_give (fixture->panel, MANY, 0);
  lineup_fake_panel_set_text (fixture->panel, "get_series_info", SHOW);
  for (guint fault = 0; fault < G_N_ELEMENTS (faults); fault++)
    {
      gboolean has_failed = TRUE;
      gint64 id = 1;

      lineup_client_assert_call (
          fixture, "home", LINEUP_ACCOUNT_INTERFACE, "ClearCache", NULL, NULL);
      fill (fixture);
      for (int first = 1; has_failed; first++)
        {
          has_failed = check_details (
              fixture, (LineupFaultyDisk *)data, id, first, faults[fault].code);
          id += 2;
        }
    }
  assert_nothing_set_aside (fixture);
}

/* Settings */

static void
assert_nothing_left (LineupDaemonFixture *fixture, const char *name)
{
  g_autofree char *config = lineup_daemon_fixture_get_path (fixture, "config");
  g_autofree char *found = lineup_test_files_find (config, name);

  g_assert_cmpstr (found, ==, NULL);
}

static void
assert_name (LineupDaemonFixture *fixture, const char *expected)
{
  g_autofree char *name = lineup_client_get_text (fixture, "home", "Name");

  g_assert_cmpstr (name, ==, expected);
}

static void
assert_interval (LineupDaemonFixture *fixture, guint expected)
{
  g_autoptr (GVariant) interval = lineup_client_get (fixture, "home", "SyncInterval");

  g_assert_cmpuint (g_variant_get_uint32 (interval), ==, expected);
}

/* What can't be kept is refused, and nothing is left of it. */
static void
check_settings (LineupDaemonFixture *fixture, LineupFaultyDisk *disk, guint fault)
{
  g_autofree char *config = lineup_daemon_fixture_get_path (fixture, "config");
  const char *const name = faults[fault].settings_name;

  g_test_message ("%s", g_strerror (faults[fault].code));
  lineup_faulty_disk_fail (disk, config, 1, G_MAXINT, faults[fault].code);
  lineup_client_set (fixture, "home", "SyncInterval", g_variant_new_uint32 (600), name);
  lineup_client_update (fixture, "home", "{'validate': <false>, 'name': <'Hut'>}", name);
  lineup_client_add (fixture, "cabin", "{'validate': <false>}", name);
  assert_interval (fixture, 1440);
  g_assert_false (lineup_client_has_account (fixture, "cabin"));
  g_assert_cmpint (lineup_faulty_disk_get_failed (disk), >, 0);

  lineup_faulty_disk_count (disk, config);
  assert_nothing_left (fixture, "cabin");
  lineup_daemon_fixture_restart (fixture);
  assert_interval (fixture, 1440);
  assert_name (fixture, "Home");
  g_assert_false (lineup_client_has_account (fixture, "cabin"));
  lineup_client_add (fixture, "cabin", "{'validate': <false>}", NULL);
  lineup_client_remove (fixture, "cabin", NULL);
}

static void
test_settings (LineupDaemonFixture *fixture, gconstpointer data)
{
  lineup_client_add (fixture, "home", "{'name': <'Home'>}", NULL);
  for (guint fault = 0; fault < G_N_ELEMENTS (faults); fault++)
    check_settings (fixture, (LineupFaultyDisk *)data, fault);
}

/* A sync does not fail because it can't be remembered, but somebody is told. */
static void
test_state (LineupDaemonFixture *fixture, gconstpointer data)
{
  LineupFaultyDisk *disk = (LineupFaultyDisk *)data;
  g_autofree char *state = lineup_daemon_fixture_get_path (fixture, "config/lineupd/state");
  g_autofree char *status = NULL;
  g_autofree char *again = NULL;
  g_autofree char *remembered = NULL;
  g_autofree char *log = NULL;
  guint64 job = 0;

  set_up_filled (fixture);
  lineup_flip_give (fixture->panel, SIZE, 1);
  lineup_faulty_disk_fail (disk, state, 1, G_MAXINT, ENOSPC);
  status = lineup_client_sync (fixture, "home", "{" STEPS "}");
  g_assert_cmpstr (status, ==, "completed");
  check_outcome (fixture, 1, NULL);
  g_assert_cmpint (lineup_faulty_disk_get_failed (disk), >, 0);
  log = lineup_daemon_fixture_read_log (fixture);
  g_assert_nonnull (strstr (log, "the state of its syncs can't be saved"));

  lineup_faulty_disk_count (disk, state);
  job = lineup_client_start (fixture, "home", "{" STEPS "}");
  again = lineup_client_wait_status (fixture, job);
  g_assert_cmpstr (again, ==, "completed");
  lineup_daemon_fixture_kill (fixture);
  lineup_daemon_fixture_start (fixture);
  remembered = lineup_client_get_text (fixture, "home", "Status");
  g_assert_cmpstr (remembered, ==, "completed");
  g_assert_cmpuint (lineup_client_get_time (fixture, "home", "Job"), ==, job);
  check_outcome (fixture, 1, NULL);
}

/* Starting */

/* A disk that refuses already when the daemon starts says nothing against the catalogue: it is
 * there again as soon as the disk is. */
static void
check_start (LineupDaemonFixture *fixture, LineupFaultyDisk *disk, guint fault, gboolean killed)
{
  g_autofree char *cache = lineup_daemon_fixture_get_path (fixture, "cache");
  g_autofree char *status = NULL;
  g_autofree char *name = NULL;
  g_autofree char *again = NULL;
  g_autofree char *served = NULL;

  g_test_message ("%s, %s", g_strerror (faults[fault].code), killed ? "killed" : "ended");
  if (killed)
    lineup_daemon_fixture_kill (fixture);
  else
    lineup_daemon_fixture_stop (fixture);
  lineup_faulty_disk_fail (disk, cache, 1, G_MAXINT, faults[fault].code);
  lineup_daemon_fixture_start (fixture);
  status = lineup_client_sync (fixture, "home", "{'steps': <['movies']>}");
  g_assert_cmpstr (status, ==, "failed");
  name = lineup_client_get_step_text (fixture, "home", "movies", "error-name");
  g_assert_cmpstr (name, ==, faults[fault].name);

  if (faults[fault].code == EROFS)
    {
      g_autofree char *names = lineup_client_get_names (fixture, "home", "movies");

      g_assert_cmpint (lineup_flip_recognise (SIZE, LINEUP_LIST_MOVIES, names), ==, 'a');
    }

  lineup_faulty_disk_count (disk, cache);
  again = lineup_client_sync (fixture, "home", "{'steps': <['movies']>}");
  g_assert_cmpstr (again, ==, "completed");
  served = lineup_flip_read_served (fixture, "home", SIZE);
  g_assert_cmpstr (served, ==, "aaaaaa");
  check_file (fixture);
}

static void
test_start (LineupDaemonFixture *fixture, gconstpointer data)
{
  set_up_filled (fixture);
  for (guint fault = 0; fault < G_N_ELEMENTS (faults); fault++)
    {
      check_start (fixture, (LineupFaultyDisk *)data, fault, FALSE);
      check_start (fixture, (LineupFaultyDisk *)data, fault, TRUE);
    }
  assert_nothing_set_aside (fixture);
}

/* What a person says: whoever was told that it is kept finds it after any cut, whoever was not
 * finds either. */

#define LIBRARY_INTERFACE LINEUP_BUS_NAME ".Library"

/* Movies that are hidden and shown again. */
#define N_MARKED 6

/* Calls that write, at each of which something fails; more than it takes to say one thing. */
#define LIBRARY_CALLS 14

typedef struct
{
  gboolean is_hidden[N_MARKED + 1];
  gboolean is_doubtful[N_MARKED + 1]; /* nobody was told what came of it */
} Said;

/* Returns the D-Bus name of the error, if any. */
static char *
say_hidden (LineupDaemonFixture *fixture, Said *said, gint64 id, gboolean hidden)
{
  g_autofree char *path = lineup_client_path ("home");
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) reply = lineup_daemon_fixture_call (
      fixture,
      path,
      LIBRARY_INTERFACE,
      "SetHidden",
      g_variant_new_parsed ("('movies', %x, %b, @a{sv} {})", id, hidden),
      &error);

  said->is_doubtful[id] = FALSE;
  if (reply != NULL)
    {
      said->is_hidden[id] = hidden;
      return NULL;
    }
  return g_dbus_error_get_remote_error (error);
}

static void
check_hidden (LineupDaemonFixture *fixture, Said *said)
{
  g_autoptr (GPtrArray) items = lineup_client_list_items (
      fixture, "home", "movies", "{'hidden': <true>}");
  gboolean is_hidden[N_MARKED + 1] = { FALSE };

  for (guint i = 0; i < items->len; i++)
    {
      gint64 id = 0;

      g_assert_true (g_variant_lookup (items->pdata[i], "id", "x", &id));
      g_assert_cmpint (id, <=, N_MARKED);
      is_hidden[id] = TRUE;
    }
  for (guint id = 1; id <= N_MARKED; id++)
    {
      if (!said->is_doubtful[id])
        g_assert_cmpint (is_hidden[id], ==, said->is_hidden[id]);
      said->is_hidden[id] = is_hidden[id];
      said->is_doubtful[id] = FALSE;
    }
}

static void
fail_to_say (
    LineupDaemonFixture *fixture, LineupFaultyDisk *disk, Said *said, guint fault, int call)
{
  g_autofree char *folder = lineup_daemon_fixture_get_path (fixture, "data/lineupd");
  const gint64 id = 1 + call % N_MARKED;
  g_autofree char *name = NULL;

  lineup_faulty_disk_fail (disk, folder, call, G_MAXINT, faults[fault].code);
  name = say_hidden (fixture, said, id, !said->is_hidden[id]);
  if (name != NULL)
    g_assert_cmpstr (name, ==, faults[fault].settings_name);
  if (call == 1)
    g_assert_cmpint (lineup_faulty_disk_get_failed (disk), >, 0);
  /* Nothing is served that was refused. What could not be brought to the disk for sure may be there
   * all the same, as after a sync of a file that failed, and is found after a kill. */
  check_hidden (fixture, said);
  said->is_doubtful[id] = name != NULL;
  lineup_daemon_fixture_kill (fixture);
  lineup_faulty_disk_count (disk, folder);
  lineup_daemon_fixture_start (fixture);
  check_hidden (fixture, said);
}

static void
cut_saying (LineupDaemonFixture *fixture, LineupFaultyDisk *disk, Said *said, int step)
{
  g_autofree char *folder = lineup_daemon_fixture_get_path (fixture, "data/lineupd");
  const gint64 id = 1 + step % N_MARKED;
  g_autofree char *name = NULL;

  lineup_faulty_disk_kill (disk, folder, step);
  name = say_hidden (fixture, said, id, !said->is_hidden[id]);
  said->is_doubtful[id] = name != NULL;
  lineup_daemon_fixture_kill (fixture);
  lineup_faulty_disk_count (disk, folder);
  lineup_daemon_fixture_start (fixture);
  check_hidden (fixture, said);
}

static void
test_library (LineupDaemonFixture *fixture, gconstpointer data)
{
  LineupFaultyDisk *disk = (LineupFaultyDisk *)data;
  Said said = { 0 };

  set_up_filled (fixture);
  for (guint fault = 0; fault < G_N_ELEMENTS (faults); fault++)
    {
      /* Another call for each fault, and for the last one no failure at all. */
      for (int call = 1 + (int)fault; call <= LIBRARY_CALLS; call += (int)G_N_ELEMENTS (faults))
        fail_to_say (fixture, disk, &said, fault, call);
    }
  for (int step = 1; step <= 6; step++)
    cut_saying (fixture, disk, &said, step);
  assert_nothing_set_aside (fixture);
}

static void
add_test (const char *path,
          LineupFaultyDisk *disk,
          void (*func) (LineupDaemonFixture *, gconstpointer))
{
  g_test_add (path,
              LineupDaemonFixture,
              disk,
              lineup_daemon_fixture_set_up,
              func,
              lineup_daemon_fixture_tear_down);
}

int
main (int argc, char *argv[])
{
  g_autoptr (LineupFaultyDisk) disk = NULL;

  g_test_init (&argc, &argv, NULL);
  disk = lineup_faulty_disk_new ();

  add_test ("/disk-faults/sync", disk, test_sync);
  add_test ("/disk-faults/details", disk, test_details);
  add_test ("/disk-faults/settings", disk, test_settings);
  add_test ("/disk-faults/state", disk, test_state);
  add_test ("/disk-faults/start", disk, test_start);
  add_test ("/disk-faults/library", disk, test_library);

  return g_test_run ();
}
