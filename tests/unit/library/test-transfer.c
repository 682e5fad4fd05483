/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-await.h"
#include "lineup-error.h"
#include "lineup-library-fixture.h"
#include "lineup-library-line.h"
#include "lineup-library-transfer.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#define HEAD "{\"lineup-library\":1}\n"

static char *export(LineupLibraryFixture *fixture)
{
  LineupAwait *await = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GString *text = g_string_new (NULL);
  char bytes[4096];
  gssize n_bytes = 0;
  int fd = -1;

  lineup_library_transfer_write_async (
      lineup_library_get_shelf (fixture->library), NULL, lineup_await_callback, &await);
  result = lineup_await (&await);
  fd = lineup_library_transfer_write_finish (result, &error);
  g_assert_no_error (error);
  /* Nobody can change it. */
  g_assert_cmpint (pwrite (fd, "x", 1, 0), <, 0);
  while ((n_bytes = read (fd, bytes, sizeof bytes)) > 0)
    g_string_append_len (text, bytes, n_bytes);
  close (fd);
  return g_string_free (text, FALSE);
}

static gboolean
import_file (LineupLibraryFixture *fixture, int fd, guint *taken, GError **error)
{
  LineupAwait *await = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  lineup_librarian_import_async (fixture->librarian, fd, NULL, lineup_await_callback, &await);
  result = lineup_await (&await);
  return lineup_librarian_import_finish (fixture->librarian, result, taken, error);
}

static int
make_file (const char *text, gsize length)
{
  g_autofree char *name = NULL;
  const int fd = g_file_open_tmp ("lineup-import-XXXXXX", &name, NULL);

  g_assert_cmpint (write (fd, text, length), ==, (gssize)length);
  lseek (fd, 0, SEEK_SET);
  unlink (name);
  return fd;
}

static gboolean
is_done (gpointer user_data)
{
  const LineupLibraryFixture *fixture = user_data;

  return !lineup_librarian_is_looking (fixture->librarian);
}

static guint
import (LineupLibraryFixture *fixture, const char *text, gsize length)
{
  g_autoptr (GError) error = NULL;
  guint taken = 0;

  import_file (fixture, make_file (text, length), &taken, &error);
  g_assert_no_error (error);
  lineup_await_until (is_done, fixture);
  return taken;
}

static void
assert_marks (LineupLibraryFixture *fixture, guint kind, const char *expected)
{
  g_autofree char *marks = lineup_library_fixture_show (fixture, kind);

  g_assert_cmpstr (marks, ==, expected);
}

static void
fill (LineupLibraryFixture *fixture)
{
  lineup_library_fixture_import (
      fixture, LINEUP_LIST_MOVIES, "1 One \"quoted\" \\ \xc3\xbc;2001;77\n2 Two\n3 Three");
  lineup_library_fixture_import (fixture, LINEUP_LIST_SERIES, "5 Five");
  lineup_library_fixture_put_episodes (fixture, 5, "50 1 1, 51 1 2");
  lineup_library_fixture_say (fixture, LINEUP_LIBRARY_FAVOURITE, LINEUP_KIND_MOVIES, 2, TRUE);
  lineup_library_fixture_say (fixture, LINEUP_LIBRARY_FAVOURITE, LINEUP_KIND_MOVIES, 1, TRUE);
  lineup_library_fixture_say (fixture, LINEUP_LIBRARY_HIDE, LINEUP_KIND_MOVIES, 3, TRUE);
  lineup_library_fixture_play (fixture, LINEUP_KIND_EPISODES, 50, 60, 600);
  lineup_await_until (is_done, fixture);
}

/* What another account has with other ids is the same. */
static void
test_round_trip (void)
{
  g_autoptr (LineupLibraryFixture) fixture = lineup_library_fixture_new ();
  g_autoptr (LineupLibraryFixture) other = lineup_library_fixture_new ();
  g_autofree char *text = NULL;
  g_autofree char *again = NULL;

  fill (fixture);
  text = export(fixture);
  lineup_library_fixture_import (other, LINEUP_LIST_MOVIES, "7 Anything;;77\n8 TWO\n9 Others");
  lineup_library_fixture_import (other, LINEUP_LIST_SERIES, "15 Five");
  lineup_library_fixture_put_episodes (other, 15, "150 1 1, 151 1 2");
  /* Clocks differ: what is still to come was said now. */
  g_assert_cmpuint (import (other, text, strlen (text)), ==, 4);
  assert_marks (other, LINEUP_KIND_MOVIES, "7:f 8:f");
  assert_marks (other, LINEUP_KIND_EPISODES, "150:@60");
  lineup_library_fixture_reopen (other);
  assert_marks (other, LINEUP_KIND_MOVIES, "7:f 8:f");

  /* What is known already changes nothing. */
  g_assert_cmpuint (import (fixture, text, strlen (text)), ==, 4);
  again = export(fixture);
  g_assert_cmpstr (again, ==, text);
}

/* Of each thing the newer counts. */
static void
test_newer (void)
{
  static const char text[] = HEAD
      "{\"kind\":\"movies\",\"id\":2,\"name\":\"Two\",\"favourite-when\":1,\"when\":2,"
      "\"watched\":true}\n";
  g_autoptr (LineupLibraryFixture) fixture = lineup_library_fixture_new ();

  lineup_test_clock_advance (fixture->items->clock, 10 * G_TIME_SPAN_SECOND);
  fill (fixture);
  g_assert_cmpuint (import (fixture, text, strlen (text)), ==, 1);
  assert_marks (fixture, LINEUP_KIND_MOVIES, "1:f 2:fw 3:h");
}

/* Cut anywhere it is taken up to there, and said how much. */
static void
test_cut (void)
{
  g_autoptr (LineupLibraryFixture) fixture = lineup_library_fixture_new ();
  g_autofree char *text = NULL;

  fill (fixture);
  text = export(fixture);
  for (gsize length = 0; length <= strlen (text); length += 31)
    {
      g_autoptr (LineupLibraryFixture) other = lineup_library_fixture_new ();
      g_autoptr (GError) error = NULL;
      guint taken = 0;
      guint n_lines = 0;

      for (gsize i = 0; i < length; i++)
        n_lines += text[i] == '\n';
      if (import_file (other, make_file (text, length), &taken, &error))
        {
          g_assert_cmpuint (taken, >=, n_lines == 0 ? 0 : n_lines - 1);
          g_assert_cmpuint (taken, <=, n_lines);
        }
      else
        {
          g_assert_error (error, LINEUP_ERROR, LINEUP_ERROR_MALFORMED_DATA);
          g_assert_cmpuint (n_lines, ==, 0);
        }
      lineup_await_until (is_done, other);
    }
}

static void
refuse (LineupLibraryFixture *fixture, int fd)
{
  g_autoptr (GError) error = NULL;
  guint taken = 0;

  g_assert_false (import_file (fixture, fd, &taken, &error));
  g_assert_error (error, LINEUP_ERROR, LINEUP_ERROR_MALFORMED_DATA);
  g_assert_cmpuint (taken, ==, 0);
}

/* What is no export is refused, however much there is of it. */
static void
test_hostile (void)
{
  static const char *const others[] = {
    "", "\n", "{}", "[1]", "{\"lineup-library\":2}\n", "{\"lineup-library\":\"1\"}\n", "\xff"
  };
  static const char *const bad_lines[] = {
    "{\"kind\":\"films\",\"id\":1,\"name\":\"One\"}",
    "{\"kind\":\"movies\",\"name\":\"One\"}",
    "{\"kind\":\"movies\",\"id\":\"1\",\"name\":\"One\"}",
    "{\"kind\":\"movies\",\"id\":1,\"name\":7}",
    "{\"kind\":\"episodes\",\"id\":1,\"name\":\"One\",\"series\":7}",
    "{\"kind\":\"episodes\",\"category\":\"1\",\"name\":\"One\"}",
    "{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{}}}}}}",
    "null",
    "{\"kind\":\"movies\",\"id\":1,\"name\":\"One\"",
  };
  g_autoptr (LineupLibraryFixture) fixture = lineup_library_fixture_new ();
  g_autofree char *deep = g_strnfill (LINEUP_LIBRARY_LINE_MAX - 1, '[');

  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    refuse (fixture, make_file (others[i], strlen (others[i])));
  refuse (fixture, open ("/dev/zero", O_RDONLY | O_CLOEXEC));
  refuse (fixture, open ("/", O_RDONLY | O_CLOEXEC));
  refuse (fixture, make_file (deep, strlen (deep)));
  for (gsize i = 0; i < G_N_ELEMENTS (bad_lines); i++)
    {
      g_autofree char *text = g_strconcat (
          HEAD
          "{\"kind\":\"movies\",\"id\":4,\"name\":\"Four\",\"hidden\":true,\"hidden-when\":5}\n",
          bad_lines[i],
          "\n",
          NULL);

      g_assert_cmpuint (import (fixture, text, strlen (text)), ==, 1);
    }
  /* Numbers that are none are unknown. */
  {
    static const char text[] = HEAD
        "{\"kind\":\"movies\",\"id\":6,\"name\":\"Six\",\"resume\":-5,\"length\":1e300,"
        "\"when\":99999999999999999999,\"year\":-1,\"tmdb-id\":\"x\",\"hidden\":\"yes\"}\n";

    g_assert_cmpuint (import (fixture, text, strlen (text)), ==, 1);
    assert_marks (fixture, LINEUP_KIND_MOVIES, "");
  }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/library/transfer/round-trip", test_round_trip);
  g_test_add_func ("/library/transfer/newer", test_newer);
  g_test_add_func ("/library/transfer/cut", test_cut);
  g_test_add_func ("/library/transfer/hostile", test_hostile);
  return g_test_run ();
}
