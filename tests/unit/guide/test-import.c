/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-block-keys.h"
#include "lineup-error.h"
#include "lineup-guide-fixture.h"

#include <glib/gstdio.h>

#define FIRST                                                                                      \
  "a=A\n"                                                                                          \
  "a 1000-1100 News/One\n"                                                                         \
  "a 1100-1200 Film\n"                                                                             \
  "a 1200-0 News/One\n"                                                                            \
  "b 1000-1300 Sport\n"                                                                            \
  "x 1000-1100 Nobody\n"                                                                           \
  "b=B"

static void
assert_stored (LineupGuideFixture *fixture, const char *expected)
{
  g_autofree char *stored = lineup_guide_fixture_dump (fixture);

  g_assert_cmpstr (stored, ==, expected);
}

static void
assert_found (LineupGuideFixture *fixture, const char *text, const char *expected)
{
  g_autofree char *found = lineup_guide_fixture_search (fixture, text);

  g_assert_cmpstr (found, ==, expected);
}

static void
assert_counts (const LineupGuideImportReport *report, guint added, guint changed, guint removed)
{
  g_assert_cmpuint (report->added, ==, added);
  g_assert_cmpuint (report->changed, ==, changed);
  g_assert_cmpuint (report->removed, ==, removed);
  g_assert_cmpint (report->unchanged, ==, added + changed + removed == 0);
  g_assert_cmpint (report->generation != 0, ==, added + changed + removed > 0);
}

static void
test_first (void)
{
  g_autoptr (LineupGuideFixture) fixture = lineup_guide_fixture_new ();
  const LineupGuideImportReport report = lineup_guide_fixture_import (fixture, "panel", FIRST);

  assert_counts (&report, 4, 0, 0);
  g_assert_true (report.whole);
  g_assert_false (report.quarantined);
  g_assert_cmpuint (report.seen, ==, 5);
  g_assert_cmpuint (report.channels, ==, 3);
  g_assert_cmpint (report.first, ==, 1000);
  g_assert_cmpint (report.last, ==, 1300);
  assert_stored (fixture, "a 1000-1100 News a 1100-1200 Film a 1200-0 News b 1000-1300 Sport");
  /* Once for all that say the same, and not decoded again. */
  g_assert_cmpint (lineup_guide_fixture_count (fixture, "SELECT count(*) FROM texts"), ==, 3);
  g_assert_cmpuint (fixture->n_decoded, ==, 4);
  assert_found (fixture, "ne", "News");
  assert_found (fixture, "news one", "News");
  assert_found (fixture, "nobody", "");
  g_assert_cmpint (lineup_guide_fixture_count (fixture, "SELECT programmes FROM sources"), ==, 4);
}

/* Bytes: that were written since the file is open. */
static goffset
measure_log (LineupGuideFixture *fixture)
{
  g_autofree char *path = g_strconcat (lineup_database_get_path (fixture->database), "-wal", NULL);
  GStatBuf status = { 0 };

  g_assert_cmpint (g_stat (path, &status), ==, 0);
  g_assert_cmpint (status.st_size, >, 0);
  return status.st_size;
}

/* Nothing is told of what is as it was. */
static void
test_again (void)
{
  g_autoptr (LineupGuideFixture) fixture = lineup_guide_fixture_new ();
  LineupGuideImportReport report = lineup_guide_fixture_import (fixture, "panel", FIRST);
  const goffset written = measure_log (fixture);

  report = lineup_guide_fixture_import (fixture, "panel", FIRST);
  assert_counts (&report, 0, 0, 0);
  g_assert_cmpuint (fixture->n_told, ==, 0);
  g_assert_cmpint (report.first, ==, 1000);
  g_assert_cmpint (report.last, ==, 1300);
  g_assert_cmpuint (report.channels, ==, 3);
  g_assert_cmpint (measure_log (fixture), ==, written);

  /* Element by element, too, it is the same. */
  fixture->flags = LINEUP_IMPORT_FORCE;
  report = lineup_guide_fixture_import (fixture, "panel", FIRST);
  assert_counts (&report, 0, 0, 0);
  g_assert_cmpuint (fixture->n_told, ==, 7);
  g_assert_cmpuint (fixture->n_decoded, ==, 0);
}

/* Elements cost from the first block on that differs. */
static void
test_end_differs (void)
{
  g_autoptr (LineupGuideFixture) fixture = lineup_guide_fixture_new ();
  LineupGuideImportReport report = lineup_guide_fixture_import (fixture, "panel", FIRST);

  report = lineup_guide_fixture_import (
      fixture, "panel", FIRST "\nb 1300-1400 Weather\nb 1400-1500 Film");
  assert_counts (&report, 2, 0, 0);
  g_assert_cmpuint (fixture->n_told, <, 7);
  assert_stored (fixture,
                 "a 1000-1100 News a 1100-1200 Film a 1200-0 News b 1000-1300 Sport "
                 "b 1300-1400 Weather b 1400-1500 Film");
  report = lineup_guide_fixture_import (
      fixture, "panel", FIRST "\nb 1300-1400 Weather\nb 1400-1500 Film");
  assert_counts (&report, 0, 0, 0);
  g_assert_cmpuint (fixture->n_told, ==, 0);
  report = lineup_guide_fixture_import (fixture, "panel", FIRST);
  assert_counts (&report, 0, 0, 0);
  assert_stored (fixture,
                 "a 1000-1100 News a 1100-1200 Film a 1200-0 News b 1000-1300 Sport "
                 "b 1300-1400 Weather b 1400-1500 Film");
}

/* What does not come any more goes where it is in the future, within the time of what came. */
static void
test_replaced (void)
{
  g_autoptr (LineupGuideFixture) fixture = lineup_guide_fixture_new ();
  LineupGuideImportReport report = lineup_guide_fixture_import (
      fixture,
      "panel",
      "a 800-900 Past\na 900-1000 Gone\na 1100-1200 Film\na 1200-1300 Other\na 1400-1500 Late\n"
      "b 1100-1200 Sport");

  fixture->now = 1050;
  report = lineup_guide_fixture_import (
      fixture, "panel", "a 800-900 Past\na 1100-1150 Film\na 1150-1300 Show\nc 1000-0 New");
  assert_counts (&report, 2, 1, 1);
  assert_stored (fixture,
                 "a 800-900 Past a 900-1000 Gone a 1100-1150 Film a 1150-1300 Show "
                 "a 1400-1500 Late b 1100-1200 Sport c 1000-0 New");
  assert_found (fixture, "other", "");
  assert_found (fixture, "show", "Show");
  assert_found (fixture, "gone", "Gone");
}

/* What begins when something else was to begin takes its place. */
static void
test_changed (void)
{
  g_autoptr (LineupGuideFixture) fixture = lineup_guide_fixture_new ();
  LineupGuideImportReport report = lineup_guide_fixture_import (fixture, "panel", FIRST);

  report = lineup_guide_fixture_import (fixture, "panel", "a 1000-1100 Music\nb 1000-1300 Sport");
  assert_counts (&report, 0, 1, 0);
  assert_stored (fixture, "a 1000-1100 Music a 1100-1200 Film a 1200-0 News b 1000-1300 Sport");
  report = lineup_guide_fixture_import (
      fixture,
      "panel",
      "a 1000-1100 Music\na 1100-1200 Music\na 1200-1300 Music\nb 1000-1300 Sport");
  assert_counts (&report, 0, 2, 0);
  assert_found (fixture, "news", "");
  assert_found (fixture, "film", "");
  assert_found (fixture, "music", "Music");
  g_assert_cmpint (lineup_guide_fixture_count (fixture, "SELECT count(*) FROM texts"), ==, 2);
  g_assert_cmpint (lineup_guide_fixture_count (fixture, "SELECT count(*) FROM free_texts"), ==, 2);
  /* Rows of texts are taken anew. */
  report = lineup_guide_fixture_import (
      fixture, "panel", "a 1000-1100 Music\na 1100-1200 Quiz\na 1200-1300 Film\nb 1000-1300 Sport");
  assert_counts (&report, 0, 2, 0);
  g_assert_cmpint (lineup_guide_fixture_count (fixture, "SELECT max(text) FROM texts"), ==, 4);
  g_assert_cmpint (lineup_guide_fixture_count (fixture, "SELECT count(*) FROM free_texts"), ==, 0);
  assert_found (fixture, "quiz", "Quiz");
  assert_found (fixture, "film", "Film");
  assert_found (fixture, "news", "");
}

static void
test_twice (void)
{
  g_autoptr (LineupGuideFixture) fixture = lineup_guide_fixture_new ();
  LineupGuideImportReport report = lineup_guide_fixture_import (
      fixture,
      "panel",
      "a 1000-1100 Film\na 1000-1100 Film\na 1100-1200 Short\na 1100-1200 Longer/One\n"
      "a 1200-1300 Longer/One\na 1200-1300 Short\nb 1000-900 Back\nb 1100-1100 Nothing\nb 0-10 "
      "Early\n"
      "b 1200-1300 \n!");

  g_assert_cmpuint (report.added, ==, 5);
  g_assert_cmpuint (report.rejected, ==, 4);
  assert_stored (fixture,
                 "a 1000-1100 Film a 1100-1200 Longer a 1200-1300 Longer b 1000-0 Back "
                 "b 1100-0 Nothing");
  assert_found (fixture, "short", "");
}

/* Channels may be told of after what they have on. */
static void
test_channels_last (void)
{
  g_autoptr (LineupGuideFixture) fixture = lineup_guide_fixture_new ();
  LineupGuideImportReport report = lineup_guide_fixture_import (
      fixture,
      "panel",
      "n.fr 1000-1100 Film\nm.fr 1000-1100 Show\nn.fr=Other\nn.fr=Named,Other\nm.fr=M");

  assert_stored (fixture, "n.fr 1000-1100 Film");
  assert_found (fixture, "show", "");
  g_assert_cmpuint (report.channels, ==, 2);
  g_assert_cmpint (
      lineup_guide_fixture_count (
          fixture, "SELECT count(*) FROM channels WHERE names = 'Other' || char(10) || 'Named'"),
      ==,
      1);
  /* From then on it is known which one is. */
  report = lineup_guide_fixture_import (
      fixture, "panel", "n.fr 1000-1100 Films\nm.fr 1000-1100 Show\nn.fr=Other,Named\nm.fr=M");
  g_assert_cmpuint (fixture->n_decoded, ==, 1);
  assert_stored (fixture, "n.fr 1000-1100 Films");
}

static void
test_broken_off (void)
{
  g_autoptr (LineupGuideFixture) fixture = lineup_guide_fixture_new ();
  LineupGuideImportReport report = lineup_guide_fixture_import (fixture, "panel", FIRST);

  report = lineup_guide_fixture_import (fixture, "panel", "a 1050-1100 New\na 1200-1300 Other…");
  g_assert_false (report.whole);
  g_assert_cmpuint (report.added, ==, 1);
  g_assert_cmpuint (report.changed, ==, 1);
  g_assert_cmpuint (report.removed, ==, 0);
  assert_stored (fixture,
                 "a 1000-1100 News a 1050-1100 New a 1100-1200 Film a 1200-1300 Other "
                 "b 1000-1300 Sport");
  /* The guide as it was is not what is stored any more. */
  report = lineup_guide_fixture_import (fixture, "panel", FIRST);
  assert_counts (&report, 0, 1, 1);
  assert_stored (fixture, "a 1000-1100 News a 1100-1200 Film a 1200-0 News b 1000-1300 Sport");
  g_assert_cmpint (lineup_guide_fixture_count (fixture, "SELECT programmes FROM sources"), ==, 4);
}

static void
test_breaks_off_at_once (void)
{
  g_autoptr (LineupGuideFixture) fixture = lineup_guide_fixture_new ();
  LineupGuideImportReport report = lineup_guide_fixture_import (fixture, "panel", "…");

  g_assert_cmpuint (report.added, ==, 0);
  report = lineup_guide_fixture_import (fixture, "panel", FIRST);
  report = lineup_guide_fixture_import (fixture, "panel", "…");
  report = lineup_guide_fixture_import (fixture, "panel", FIRST);
  g_assert_cmpuint (fixture->n_told, ==, 0);
}

static void
test_empty (void)
{
  g_autoptr (LineupGuideFixture) fixture = lineup_guide_fixture_new ();
  LineupGuideImportReport report = lineup_guide_fixture_import (fixture, "panel", "");

  g_assert_false (report.quarantined);
  report = lineup_guide_fixture_import (fixture, "panel", FIRST);
  report = lineup_guide_fixture_import (fixture, "panel", "a=A\nb=B");
  g_assert_true (report.quarantined);
  assert_counts (&report, 0, 0, 0);
  assert_stored (fixture, "a 1000-1100 News a 1100-1200 Film a 1200-0 News b 1000-1300 Sport");
  /* What is as it was is so still. */
  report = lineup_guide_fixture_import (fixture, "panel", FIRST);
  assert_counts (&report, 0, 0, 0);
  g_assert_false (report.quarantined);
}

/* A guide of so many channels, from one on. */
static char *
make_guide (guint first, guint n_channels)
{
  g_autoptr (GString) text = g_string_new ("a 1000-1100 Film");

  for (guint i = first; i < first + n_channels; i++)
    g_string_append_printf (text, "\nx%u 1000-1100 Show", i);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
test_quarantine (void)
{
  g_autoptr (LineupGuideFixture) fixture = lineup_guide_fixture_new ();
  g_autofree char *whole = make_guide (0, 29);
  g_autofree char *half = make_guide (0, 14);
  g_autofree char *less = make_guide (0, 13);
  g_autofree char *others = make_guide (100, 29);
  LineupGuideImportReport report = lineup_guide_fixture_import (fixture, "panel", whole);

  report = lineup_guide_fixture_import (fixture, "panel", less);
  g_assert_true (report.quarantined);
  report = lineup_guide_fixture_import (fixture, "panel", others);
  g_assert_true (report.quarantined);
  report = lineup_guide_fixture_import (fixture, "panel", half);
  g_assert_false (report.quarantined);
  report = lineup_guide_fixture_import (fixture, "panel", whole);
  g_assert_false (report.quarantined);

  /* Three times, over a day. */
  for (guint i = 0; i < 3; i++)
    {
      report = lineup_guide_fixture_import (fixture, "panel", less);
      g_assert_true (report.quarantined);
    }
  fixture->now += 24 * 60 * 60 - 1;
  report = lineup_guide_fixture_import (fixture, "panel", less);
  g_assert_true (report.quarantined);
  fixture->now++;
  report = lineup_guide_fixture_import (fixture, "panel", less);
  g_assert_false (report.quarantined);
  g_assert_cmpuint (report.channels, ==, 14);

  /* Or when somebody says so. */
  report = lineup_guide_fixture_import (fixture, "panel", "b 1000-1100 Film\na 1000-1100 Film");
  report = lineup_guide_fixture_import (fixture, "panel", "");
  g_assert_true (report.quarantined);
  fixture->flags = LINEUP_IMPORT_ACCEPT_SHRINK;
  report = lineup_guide_fixture_import (fixture, "panel", "");
  g_assert_false (report.quarantined);
}

/* Sources don't know of each other, but say what is the same once. */
static void
test_sources (void)
{
  g_autoptr (LineupGuideFixture) fixture = lineup_guide_fixture_new ();
  LineupGuideImportReport report = lineup_guide_fixture_import (fixture, "panel", FIRST);

  report = lineup_guide_fixture_import (fixture, "other", "a 1000-1100 Film\na 1150-1250 Show");
  assert_counts (&report, 2, 0, 0);
  assert_stored (fixture,
                 "a 1000-1100 News a 1000-1100 Film a 1100-1200 Film a 1150-1250 Show "
                 "a 1200-0 News b 1000-1300 Sport");
  g_assert_cmpint (lineup_guide_fixture_count (fixture, "SELECT count(*) FROM texts"), ==, 4);
}

static void
test_not_wanted_any_more (void)
{
  g_autoptr (LineupGuideFixture) fixture = lineup_guide_fixture_new ();
  LineupGuideImportReport report = lineup_guide_fixture_import (fixture, "panel", FIRST);

  lineup_wanted_channels_unref (fixture->wanted);
  fixture->wanted = lineup_wanted_channels_new ();
  lineup_wanted_channels_add_id (fixture->wanted, "X");
  lineup_wanted_channels_add_id (fixture->wanted, "b");
  lineup_wanted_channels_complete (fixture->wanted);
  report = lineup_guide_fixture_import (fixture, "panel", FIRST);
  assert_counts (&report, 1, 0, 3);
  assert_stored (fixture, "b 1000-1300 Sport x 1000-1100 Nobody");
  assert_found (fixture, "news", "");
  assert_found (fixture, "nobody", "Nobody");
}

static void
assert_in_order (LineupGuideFixture *fixture)
{
  g_assert_cmpint (
      lineup_guide_fixture_count (
          fixture, "SELECT count(*) FROM sqlite_master WHERE name = 'airings_by_text'"),
      ==,
      1);
  g_assert_cmpint (
      lineup_guide_fixture_count (
          fixture, "SELECT count(*) FROM texts WHERE text NOT IN (SELECT text FROM airings)"),
      ==,
      0);
  g_assert_cmpint (
      lineup_guide_fixture_count (fixture,
                                  "SELECT (SELECT count(*) FROM texts) - count(*) FROM bodies"
                                  " JOIN texts USING (text, body)"),
      ==,
      0);
  g_assert_cmpint (
      lineup_guide_fixture_count (
          fixture, "SELECT (SELECT count(*) FROM texts) - (SELECT count(*) FROM bodies)"),
      ==,
      0);
}

static void
test_too_many (void)
{
  g_autoptr (LineupGuideFixture) fixture = lineup_guide_fixture_new ();
  g_autoptr (GString) text = g_string_new (NULL);
  LineupGuideImportReport report = { 0 };

  for (guint i = 0; i < 33000; i++)
    g_string_append_printf (text, "%sa %u-0 X", i > 0 ? "\n" : "", 200000 - i);
  report = lineup_guide_fixture_import (fixture, "panel", text->str);
  g_assert_cmpuint (report.added, ==, 32768);
  g_assert_cmpuint (report.rejected, ==, 33000 - 32768);
  /* Programmes that begin when others do are no fewer. */
  g_string_truncate (text, 0);
  for (guint i = 0; i < 33000; i++)
    g_string_append_printf (text, "%sb 200000-0 X%u", i > 0 ? "\n" : "", i);
  for (guint i = 0; i < 2; i++)
    {
      report = lineup_guide_fixture_import (fixture, i == 0 ? "one" : "other", text->str);
      g_assert_cmpuint (report.added, ==, 1);
      g_assert_cmpuint (report.rejected, ==, 33000 - 32768);
      assert_in_order (fixture);
    }
}

/* A guide of so many programmes, each of which says something else: from @first on what it says,
 * and of the other channels one after the other says the same again. */
static char *
make_large_guide (guint first, guint n_programmes)
{
  static const char channels[] = "abcd";
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint channel = 0; channels[channel] != '\0'; channel++)
    {
      for (guint i = 0; i < n_programmes; i++)
        g_string_append_printf (text,
                                "%s%c %u-0 Show%u",
                                text->len > 0 ? "\n" : "",
                                channels[channel],
                                1000 + i,
                                first + (i * (channel + 1)) % n_programmes);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* So much that is new that the index that tells when a text is on is made anew. */
static void
test_large (void)
{
  g_autoptr (LineupGuideFixture) fixture = lineup_guide_fixture_new ();
  g_autofree char *text = make_large_guide (0, 5000);
  g_autofree char *others = make_large_guide (2500, 5000);
  g_autofree char *longer = make_large_guide (2500, 9000);
  LineupGuideImportReport report = lineup_guide_fixture_import (fixture, "panel", text);

  assert_counts (&report, 20000, 0, 0);
  assert_in_order (fixture);
  assert_found (fixture, "show4999", "Show4999");
  report = lineup_guide_fixture_import (fixture, "panel", others);
  assert_counts (&report, 0, 20000, 0);
  assert_in_order (fixture);
  assert_found (fixture, "show1", "");
  assert_found (fixture, "show2499", "");
  assert_found (fixture, "show7499", "Show7499");
  report = lineup_guide_fixture_import (fixture, "panel", longer);
  g_assert_cmpuint (report.added, ==, 16000);
  assert_in_order (fixture);
  report = lineup_guide_fixture_import (fixture, "other", text);
  assert_counts (&report, 20000, 0, 0);
  assert_in_order (fixture);
  g_assert_cmpint (lineup_guide_fixture_count (fixture, "SELECT count(*) FROM texts"), ==, 11500);
}

/* From channel to channel, more than is held back at once, and each once more: the longer one
 * counts, wherever it comes. */
static void
test_in_order_of_time (void)
{
  static const char *const titles[] = { "Show", "Longer" };
  g_autoptr (LineupGuideFixture) fixture = lineup_guide_fixture_new ();
  g_autoptr (GString) text = g_string_new (NULL);
  LineupGuideImportReport report = { 0 };

  for (gsize round = 0; round < G_N_ELEMENTS (titles); round++)
    {
      for (guint i = 0; i < 5000; i++)
        g_string_append_printf (text,
                                "%sa %u-0 %s%u\nb %u-0 %s%u\nc %u-0 %s%u\nd %u-0 %s%u",
                                text->len > 0 ? "\n" : "",
                                1000 + i,
                                titles[(round + i) % 2],
                                i,
                                1000 + i,
                                titles[(round + i) % 2],
                                i,
                                1000 + i,
                                titles[(round + i) % 2],
                                i % 7,
                                6000 - i,
                                titles[(round + i) % 2],
                                i);
    }
  report = lineup_guide_fixture_import (fixture, "panel", text->str);
  g_assert_cmpuint (report.added, ==, 20000);
  g_assert_cmpint (
      lineup_guide_fixture_count (fixture,
                                  "SELECT count(*) FROM airings JOIN texts USING (text)"
                                  " WHERE title GLOB 'Longer[0-9]*'"),
      ==,
      20000);
  assert_in_order (fixture);
  report = lineup_guide_fixture_import (fixture, "panel", text->str);
  g_assert_true (report.unchanged);
}

/* Cancelled wherever it is, nothing of it stays. */
static void
test_cancelled (void)
{
  g_autoptr (LineupGuideFixture) fixture = lineup_guide_fixture_new ();
  LineupGuideImportReport report = lineup_guide_fixture_import (fixture, "panel", FIRST);

  for (guint i = 0; i < 5; i++)
    {
      g_autoptr (LineupDummyGuide) guide = lineup_dummy_guide_new (
          "a 1000-1100 A\na 1100-1200 B\na 1200-1300 C\nd 1000-1100 D");
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      g_autoptr (GError) error = NULL;
      const LineupGuideImportPlan plan = {
        .name = "panel",
        .source = LINEUP_GUIDE_SOURCE (guide),
        .wanted = fixture->wanted,
        .cancellable = cancellable,
        .now = fixture->now,
      };
      LineupGuideImport *import = lineup_guide_import_new (fixture->database, &plan);

      lineup_dummy_guide_wait_at (guide, i);
      if (i < 4)
        g_assert_cmpint (lineup_guide_import_go_on (import, &error), ==, LINEUP_WRITER_WAIT);
      g_assert_no_error (error);
      g_cancellable_cancel (cancellable);
      g_assert_cmpint (lineup_guide_import_go_on (import, &error), ==, LINEUP_WRITER_DONE);
      g_assert_true (lineup_error_is_cancelled (error));
      g_assert_cmpuint (lineup_guide_import_get_report (import)->added, ==, 0);
      lineup_guide_import_free (import);
      assert_stored (fixture, "a 1000-1100 News a 1100-1200 Film a 1200-0 News b 1000-1300 Sport");
    }
  report = lineup_guide_fixture_import (fixture, "panel", FIRST);
  g_assert_true (report.unchanged);
  g_assert_cmpuint (fixture->n_told, ==, 0);
}

/* Random guides, one after the other: what is stored is what a slow and simple one would store. */

#define N_STEPS 40

typedef struct
{
  guint stop;
  guint title;
} Slot;

/* Programmes of two channels, by tens of seconds. */
typedef Slot Model[2][N_STEPS];

static char *
make_random_guide (Model guide)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint channel = 0; channel < 2; channel++)
    {
      const guint begin = (guint)g_test_rand_int_range (0, N_STEPS / 2);
      const guint end = (guint)g_test_rand_int_range ((int)begin, N_STEPS);

      for (guint i = begin; i < end; i++)
        {
          Slot *slot = &guide[channel][i];

          slot->title = (guint)g_test_rand_int_range (0, 4);
          slot->stop = g_test_rand_bit () ? 1000 + 10 * (i + 1) : 0;
          if (slot->title == 0)
            continue;
          g_string_append_printf (
              text, "%c %u-%u T%u\n", 'a' + channel, 1000 + 10 * i, slot->stop, slot->title);
        }
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
apply (Model known, Model guide, guint channel, guint now)
{
  guint first = N_STEPS;
  guint last = 0;

  for (guint i = 0; i < N_STEPS; i++)
    {
      if (guide[channel][i].title == 0)
        continue;
      first = MIN (first, i);
      last = i;
    }
  for (guint i = first; i <= last && i < N_STEPS; i++)
    {
      if (guide[channel][i].title != 0 || i >= now)
        known[channel][i] = guide[channel][i];
    }
}

static char *
dump_model (Model known)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint channel = 0; channel < 2; channel++)
    {
      for (guint i = 0; i < N_STEPS; i++)
        {
          const Slot *slot = &known[channel][i];

          if (slot->title != 0)
            g_string_append_printf (text,
                                    "%s%c %u-%u T%u",
                                    text->len > 0 ? " " : "",
                                    'a' + channel,
                                    1000 + 10 * i,
                                    slot->stop,
                                    slot->title);
        }
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* What is stored is what is found. */
static void
assert_all_found (LineupGuideFixture *fixture)
{
  for (guint title = 1; title < 4; title++)
    {
      g_autofree char *text = g_strdup_printf ("T%u", title);
      g_autofree char *found = lineup_guide_fixture_search (fixture, text);
      g_autofree char *sql = g_strdup_printf ("SELECT count(*) FROM texts WHERE title = '%s'",
                                              text);

      g_assert_cmpstr (found, ==, lineup_guide_fixture_count (fixture, sql) > 0 ? text : "");
    }
}

static void
test_random (void)
{
  g_autoptr (LineupGuideFixture) fixture = lineup_guide_fixture_new ();
  Model known = { { { 0, 0 } } };

  fixture->flags = LINEUP_IMPORT_ACCEPT_SHRINK;
  for (guint round = 0; round < 150; round++)
    {
      Model guide = { { { 0, 0 } } };
      g_autofree char *text = make_random_guide (guide);
      const guint now = (guint)g_test_rand_int_range (0, N_STEPS);
      g_autofree char *expected = NULL;

      fixture->now = 1000 + 10 * now;
      lineup_guide_fixture_import (fixture, "panel", text);
      apply (known, guide, 0, now);
      apply (known, guide, 1, now);
      expected = dump_model (known);
      assert_stored (fixture, expected);
      assert_all_found (fixture);
      assert_in_order (fixture);
      g_assert_cmpint (
          lineup_guide_fixture_count (
              fixture, "SELECT (SELECT programmes FROM sources) - (SELECT count(*) FROM airings)"),
          ==,
          0);
    }
}

static void
test_block_keys (void)
{
  static const LineupBlockKey keys[]
      = { { 1, 1000 }, { 1, 2000 },        { 2, 1000 },      { 2, 0 }, { G_MAXUINT32, G_MAXUINT32 },
          { 0, 0 },    { 0, G_MAXUINT32 }, { 5, 1796068800 } };
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  LineupBlockKey last = { 0, 0 };
  const guint8 *at = NULL;
  const guint8 *end = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    lineup_block_keys_append (bytes, &last, &keys[i]);
  at = bytes->data;
  end = at + bytes->len;
  last = (LineupBlockKey){ 0, 0 };
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      g_assert_true (lineup_block_keys_read (&at, end, &last));
      g_assert_cmpuint (last.channel, ==, keys[i].channel);
      g_assert_cmpuint (last.start, ==, keys[i].start);
    }
  g_assert_true (at == end);
  g_assert_false (lineup_block_keys_read (&at, end, &last));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/guide/import/first", test_first);
  g_test_add_func ("/guide/import/again", test_again);
  g_test_add_func ("/guide/import/end-differs", test_end_differs);
  g_test_add_func ("/guide/import/replaced", test_replaced);
  g_test_add_func ("/guide/import/changed", test_changed);
  g_test_add_func ("/guide/import/twice", test_twice);
  g_test_add_func ("/guide/import/channels-last", test_channels_last);
  g_test_add_func ("/guide/import/broken-off", test_broken_off);
  g_test_add_func ("/guide/import/breaks-off-at-once", test_breaks_off_at_once);
  g_test_add_func ("/guide/import/empty", test_empty);
  g_test_add_func ("/guide/import/quarantine", test_quarantine);
  g_test_add_func ("/guide/import/sources", test_sources);
  g_test_add_func ("/guide/import/not-wanted-any-more", test_not_wanted_any_more);
  g_test_add_func ("/guide/import/too-many", test_too_many);
  g_test_add_func ("/guide/import/large", test_large);
  g_test_add_func ("/guide/import/in-order-of-time", test_in_order_of_time);
  g_test_add_func ("/guide/import/cancelled", test_cancelled);
  g_test_add_func ("/guide/import/random", test_random);
  g_test_add_func ("/guide/block-keys", test_block_keys);
  return g_test_run ();
}
