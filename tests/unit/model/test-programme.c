/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-programme.h"

static const gint64 channels[] = { G_MININT64, -1, 0, 1, 2, 4711, G_MAXINT64 };
static const gint64 starts[]
    = { LINEUP_PROGRAMME_MIN_START, 60, 1796068800, 4102444800, LINEUP_PROGRAMME_MAX_START };

static void
test_id (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (channels); i++)
    {
      for (gsize j = 0; j < G_N_ELEMENTS (starts); j++)
        {
          const gint64 id = lineup_programme_make_id (channels[i], starts[j]);
          gint64 start = 0;

          g_assert_cmpint (id, >, 0);
          g_assert_cmpint (id, <, G_GINT64_CONSTANT (1) << 53);
          g_assert_true (lineup_programme_parse_id (channels[i], id, &start));
          g_assert_cmpint (start, ==, starts[j]);
          g_assert_false (
              lineup_programme_parse_id (channels[(i + 1) % G_N_ELEMENTS (channels)], id, &start));
        }
    }
}

/* Ids are kept by callers: another version gives the same. */
static void
test_id_stays (void)
{
  g_assert_cmpint (lineup_programme_make_id (4711, 1796068800), ==, 1994644737873344);
}

static void
test_foreign_ids (void)
{
  static const gint64 ids[] = { G_MININT64, -1, 0, G_GINT64_CONSTANT (1) << 53, G_MAXINT64 };
  gint64 start = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (ids); i++)
    g_assert_false (lineup_programme_parse_id (1, ids[i], &start));
}

static void
test_text (void)
{
  static const LineupProgrammeText texts[]
      = { { "Demo", NULL }, { "Démo", "fr-CA" }, { "Vorführung", "DE" }, { "Probe", "de" } };
  static const struct
  {
    const char *languages[3];
    const char *expected;
  } cases[] = {
    { { NULL }, "Demo" },
    { { "fr" }, "Démo" },
    { { "fr_FR" }, "Démo" },
    { { "de" }, "Vorführung" },
    { { "f" }, "Demo" },
    { { "es", "fr" }, "Démo" },
    { { "de", "fr" }, "Vorführung" },
    { { "es" }, "Demo" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const LineupProgrammeText *text = lineup_programme_choose_text (
          texts, G_N_ELEMENTS (texts), cases[i].languages);

      g_assert_cmpstr (text->text, ==, cases[i].expected);
    }
  g_assert_null (lineup_programme_choose_text (NULL, 0, NULL));
  g_assert_cmpstr (lineup_programme_choose_text (texts, 1, NULL)->text, ==, "Demo");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/programme/id", test_id);
  g_test_add_func ("/programme/id-stays", test_id_stays);
  g_test_add_func ("/programme/foreign-ids", test_foreign_ids);
  g_test_add_func ("/programme/text", test_text);
  return g_test_run ();
}
