/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-ctl-error.h"
#include "lineup-ctl-reference.h"

/* What names an item, or a programme, and what is meant by it. */
static const struct
{
  const char *text;
  const char *account; /* (nullable) */
  const char *kind;    /* (nullable): it names nothing */
  gint64 id;
  gint64 programme;
} references[] = {
  { "movies/123", NULL, "movies", 123, 0 },
  { "movie/123", NULL, "movies", 123, 0 },
  { "home/channels/-7", "home", "channels", -7, 0 },
  { "lineup://home/episodes/7", "home", "episodes", 7, 0 },
  { "channels/7/9007199254740991", NULL, "channels", 7, 9007199254740991 },
  { "home/channel/7/5", "home", "channels", 7, 5 },
  { "lineup://home/channels/7/5", "home", "channels", 7, 5 },
  /* Accounts may be called like kinds. */
  { "channels/channels/7", "channels", "channels", 7, 0 },
  { "channels/channels/7/5", "channels", "channels", 7, 5 },
  { "movies/5", NULL, "movies", 5, 0 },
  { "", NULL, NULL, 0, 0 },
  { "7", NULL, NULL, 0, 0 },
  { "movies", NULL, NULL, 0, 0 },
  { "movies/x", NULL, NULL, 0, 0 },
  { "movies/1/2", NULL, NULL, 0, 0 },
  { "home/series/1/2", NULL, NULL, 0, 0 },
  { "channels/7/0", NULL, NULL, 0, 0 },
  { "channels/7/-5", NULL, NULL, 0, 0 },
  { "channels/7/x", NULL, NULL, 0, 0 },
  { "channels/7/5/1", NULL, NULL, 0, 0 },
  { "home/channels/7/5/1", NULL, NULL, 0, 0 },
  { "lineup://channels/7", NULL, NULL, 0, 0 },
  { "lineup://", NULL, NULL, 0, 0 },
  { "Home/channels/7", NULL, NULL, 0, 0 },
};

static void
test_parse (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (references); i++)
    {
      g_auto (LineupCtlReference) reference = { NULL };
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", references[i].text);
      g_assert_cmpint (lineup_ctl_reference_parse (&reference, references[i].text, &error),
                       ==,
                       references[i].kind != NULL);
      if (references[i].kind == NULL)
        {
          g_assert_error (error, LINEUP_CTL_ERROR, LINEUP_CTL_ERROR_USAGE);
          continue;
        }
      g_assert_cmpstr (reference.account, ==, references[i].account);
      g_assert_cmpstr (reference.kind, ==, references[i].kind);
      g_assert_cmpint (reference.id, ==, references[i].id);
      g_assert_cmpint (reference.programme, ==, references[i].programme);
    }
}

/* A programme is an option of what its channel plays. */
static void
test_options (void)
{
  const LineupCtlReference channel = { .kind = "channels", .id = 7 };
  const LineupCtlReference programme = { .kind = "channels", .id = 7, .programme = 5 };
  g_autoptr (GVariant) given = g_variant_ref_sink (g_variant_new_parsed ("{'format': <'ts'>}"));
  g_autoptr (GVariant) none = lineup_ctl_reference_make_options (&channel, NULL);
  g_autoptr (GVariant) both = lineup_ctl_reference_make_options (&programme, given);
  const char *format = NULL;
  gint64 id = 0;

  g_assert_cmpuint (g_variant_n_children (none), ==, 0);
  g_assert_true (g_variant_lookup (both, "format", "&s", &format));
  g_assert_cmpstr (format, ==, "ts");
  g_assert_true (g_variant_lookup (both, "programme", "x", &id));
  g_assert_cmpint (id, ==, 5);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/lineupctl/reference/parse", test_parse);
  g_test_add_func ("/lineupctl/reference/options", test_options);
  return g_test_run ();
}
