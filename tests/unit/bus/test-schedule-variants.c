/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-schedule-variants.h"

/* Schedules of all sizes, byte by byte as GLib makes them of values. */

#define N_ROUNDS 300

/* Bytes of titles around those at which offsets take another byte. */
static const gsize lengths[] = { 0, 1, 7, 8, 200, 220, 230, 255, 256, 3000, 65400, 65530 };

static const char *
make_title (LineupSchedule *schedule, gboolean is_small)
{
  const gsize n_lengths = G_N_ELEMENTS (lengths) - (is_small ? 3 : 0);
  const gsize length = lengths[g_test_rand_int_range (0, (gint32)n_lengths)];
  g_autofree char *title = g_strnfill (length, (char)g_test_rand_int_range ('a', 'z'));

  return lineup_schedule_keep (schedule, title);
}

static void
add_programme (LineupSchedule *schedule, gboolean is_small)
{
  LineupProgramme programme = LINEUP_PROGRAMME_INIT;

  programme.id = g_test_rand_int_range (1, G_MAXINT32);
  programme.start = g_test_rand_int_range (1, G_MAXINT32);
  programme.stop = programme.start + 60;
  programme.titles = lineup_schedule_keep_text (schedule, make_title (schedule, is_small), NULL);
  programme.n_titles = 1;
  programme.year = g_test_rand_bit () ? 2001 : 0;
  programme.archived = g_test_rand_bit ();
  if (g_test_rand_bit ())
    programme.flags = LINEUP_PROGRAMME_NEW | LINEUP_PROGRAMME_REPEAT;
  g_array_append_val (schedule->programmes, programme);
}

static LineupSchedule *
make_schedule (void)
{
  LineupSchedule *schedule = lineup_schedule_new ();
  const guint n_channels = (guint)g_test_rand_int_range (0, 40);
  /* Few large ones tell as much as many. */
  const gboolean is_small = g_test_rand_int_range (0, 4) != 0;

  for (guint i = 0; i < n_channels; i++)
    {
      const LineupScheduleChannel channel = {
        g_test_rand_int_range (-5, 5000),
        schedule->programmes->len,
        (guint)g_test_rand_int_range (0, is_small ? 12 : 3),
      };

      for (guint j = 0; j < channel.n_programmes; j++)
        add_programme (schedule, is_small);
      g_array_append_val (schedule->channels, channel);
    }
  return schedule;
}

static GVariant *
build_fields (const LineupProgramme *programme, gboolean has_fields)
{
  static const char *const flags[] = { "new", "repeat", NULL };
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE_VARDICT);
  if (has_fields && programme->year != 0)
    g_variant_builder_add (&builder, "{sv}", "year", g_variant_new_uint32 (programme->year));
  if (has_fields && programme->flags != 0)
    g_variant_builder_add (&builder, "{sv}", "flags", g_variant_new_strv (flags, -1));
  if (has_fields && programme->archived)
    g_variant_builder_add (&builder, "{sv}", "archived", g_variant_new_boolean (TRUE));
  return g_variant_builder_end (&builder);
}

static GVariant *
build (const LineupSchedule *schedule, gboolean has_fields)
{
  GVariantBuilder channels;

  g_variant_builder_init (&channels, G_VARIANT_TYPE ("a(xa(xttsa{sv}))"));
  for (guint i = 0; i < schedule->channels->len; i++)
    {
      const LineupScheduleChannel *channel = &g_array_index (
          schedule->channels, LineupScheduleChannel, i);
      GVariantBuilder programmes;

      g_variant_builder_init (&programmes, G_VARIANT_TYPE ("a(xttsa{sv})"));
      for (guint j = 0; j < channel->n_programmes; j++)
        {
          const LineupProgramme *programme = &g_array_index (
              schedule->programmes, LineupProgramme, channel->first + j);

          g_variant_builder_add (&programmes,
                                 "(xtts@a{sv})",
                                 programme->id,
                                 (guint64)programme->start,
                                 (guint64)programme->stop,
                                 programme->titles[0].text,
                                 build_fields (programme, has_fields));
        }
      g_variant_builder_add (
          &channels, "(x@a(xttsa{sv}))", channel->item, g_variant_builder_end (&programmes));
    }
  return g_variant_builder_end (&channels);
}

static void
assert_equal (const LineupSchedule *schedule, const char *const *fields)
{
  g_autoptr (GVariant) written = g_variant_ref_sink (
      lineup_schedule_variants_make_channels (schedule, fields));
  g_autoptr (GVariant) built = g_variant_ref_sink (build (schedule, fields != NULL));

  g_assert_cmpmem (g_variant_get_data (written),
                   g_variant_get_size (written),
                   g_variant_get_data (built),
                   g_variant_get_size (built));
}

static void
test_random (void)
{
  static const char *const fields[] = { "year", "flags", "archived", NULL };

  for (guint i = 0; i < N_ROUNDS; i++)
    {
      g_autoptr (LineupSchedule) schedule = make_schedule ();

      assert_equal (schedule, NULL);
      assert_equal (schedule, fields);
    }
}

/* However much a caller wants, what is looked for in each programme is known. */
static void
test_known (void)
{
  const char *fields[] = { "nonsense", "year", "title", "id", "year", "icon", NULL };
  const char *none[] = { "title", "", NULL };

  g_assert_true (lineup_schedule_variants_keep_known (fields));
  g_assert_cmpuint (g_strv_length ((char **)fields), ==, 2);
  g_assert_true (g_strv_contains (fields, "year"));
  g_assert_true (g_strv_contains (fields, "icon"));
  g_assert_false (lineup_schedule_variants_keep_known (none));
  g_assert_false (lineup_schedule_variants_keep_known (NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/bus/schedule-variants/random", test_random);
  g_test_add_func ("/bus/schedule-variants/known", test_known);
  return g_test_run ();
}
