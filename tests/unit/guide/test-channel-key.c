/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-channel-key.h"

#define COUNTRY(a, b) ((LineupCountry)((a) << 8 | (b)))

static const struct
{
  const char *name;
  LineupCountry country;
  const char *rest;
} names[] = {
  { "FR: TF1", COUNTRY ('f', 'r'), " TF1" },
  { "FR | TF1", COUNTRY ('f', 'r'), " TF1" },
  { "|FR| TF1", COUNTRY ('f', 'r'), " TF1" },
  { "[FR] TF1", COUNTRY ('f', 'r'), " TF1" },
  { "FR - TF1", COUNTRY ('f', 'r'), " TF1" },
  { " fr:TF1", COUNTRY ('f', 'r'), "TF1" },
  { "UK: BBC One", COUNTRY ('g', 'b'), " BBC One" },
  { "USA | CNN", COUNTRY ('u', 's'), " CNN" },
  { "TF1", LINEUP_COUNTRY_UNKNOWN, "TF1" },
  { "", LINEUP_COUNTRY_UNKNOWN, "" },
  { "FR:", LINEUP_COUNTRY_UNKNOWN, "FR:" },
  { "FR-TF1", LINEUP_COUNTRY_UNKNOWN, "FR-TF1" },
  { "HD: One", LINEUP_COUNTRY_UNKNOWN, "HD: One" },
  { "TV: One", LINEUP_COUNTRY_UNKNOWN, "TV: One" },
  { "|FR TF1", LINEUP_COUNTRY_UNKNOWN, "|FR TF1" },
  { "[FR", LINEUP_COUNTRY_UNKNOWN, "[FR" },
  { "France: Ô", LINEUP_COUNTRY_UNKNOWN, "France: Ô" },
};

static void
test_country_of_name (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const char *rest = NULL;

      g_test_message ("%s", names[i].name);
      g_assert_cmpuint (lineup_country_from_name (names[i].name, &rest), ==, names[i].country);
      g_assert_cmpstr (rest, ==, names[i].rest);
    }
}

static void
test_country_of_group (void)
{
  static const struct
  {
    const char *group;
    LineupCountry country;
  } groups[] = {
    { "FR | Sport", COUNTRY ('f', 'r') }, { "FR", COUNTRY ('f', 'r') },
    { "|UK|", COUNTRY ('g', 'b') },       { "France HD", COUNTRY ('f', 'r') },
    { "GERMANY", COUNTRY ('d', 'e') },    { "De tout", LINEUP_COUNTRY_UNKNOWN },
    { "Sport", LINEUP_COUNTRY_UNKNOWN },  { "", LINEUP_COUNTRY_UNKNOWN },
    { NULL, LINEUP_COUNTRY_UNKNOWN },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (groups); i++)
    {
      g_test_message ("%s", groups[i].group);
      g_assert_cmpuint (lineup_country_from_group (groups[i].group), ==, groups[i].country);
    }
}

static void
test_country_of_id (void)
{
  static const struct
  {
    const char *id;
    LineupCountry country;
  } ids[] = {
    { "TF1.fr", COUNTRY ('f', 'r') },     { "Canal4.co@SD", COUNTRY ('c', 'o') },
    { "BBC.UK", COUNTRY ('g', 'b') },     { "ESPN.tv", LINEUP_COUNTRY_UNKNOWN },
    { "TF1.xx", LINEUP_COUNTRY_UNKNOWN }, { ".fr", LINEUP_COUNTRY_UNKNOWN },
    { "fr", LINEUP_COUNTRY_UNKNOWN },     { "", LINEUP_COUNTRY_UNKNOWN },
    { "@.fr", LINEUP_COUNTRY_UNKNOWN },   { NULL, LINEUP_COUNTRY_UNKNOWN },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      g_test_message ("%s", ids[i].id);
      g_assert_cmpuint (lineup_country_from_id (ids[i].id), ==, ids[i].country);
    }
}

static void
test_folded_names (void)
{
  static const struct
  {
    const char *name;
    const char *folded;
  } folded[] = {
    { "FR: TF1 HD", "tf1" },
    { "|FR| FHD | TF1", "tf1" },
    { "Télé-Mélody", "tele melody" },
    { "Canal+ Sport 4K", "canal+ sport" },
    { "CANAL + SPORT", "canal+ sport" },
    { "Canal Sport", "canal sport" },
    { "TF1 HD +1", "tf1+1" },
    { "TF1+1", "tf1+1" },
    { "TF1 1080p 50fps VIP backup RAW HEVC UHD SD", "tf1" },
    { "HD+", "hd+" },
    { "HD +", "+" },
    { "HD", "" },
    { "HDTV", "hdtv" },
    { "Discovery Channel TV", "discovery channel tv" },
    { "Plus", "plus" },
    { "ＴＦ１", "tf1" },
    { "", "" },
    { " - ", "" },
    { "第一财经", "第一财经" },
  };
  g_autoptr (GString) name = g_string_new ("what was there");

  for (gsize i = 0; i < G_N_ELEMENTS (folded); i++)
    {
      lineup_channel_key_fold_name (folded[i].name, name);
      g_assert_cmpstr (name->str, ==, folded[i].folded);
    }
}

/* Whatever the bytes, nothing is read or written beyond the text. */
static void
test_random_names (void)
{
  static const char *const parts[] = { "HD", "+", " ", "TF1", "|",  "FR", ":", "é", "4K",
                                       "[",  "]", "-", "第",  "１", "\t", "@", ".", "vip" };
  g_autoptr (GString) name = g_string_new (NULL);
  g_autoptr (GString) folded = g_string_new (NULL);
  g_autoptr (GString) again = g_string_new (NULL);

  for (guint i = 0; i < 20000; i++)
    {
      g_string_truncate (name, 0);
      for (int n = g_test_rand_int_range (0, 9); n > 0; n--)
        g_string_append (name, parts[g_test_rand_int_range (0, G_N_ELEMENTS (parts))]);
      lineup_channel_key_fold_name (name->str, folded);
      g_assert_true (g_utf8_validate (folded->str, (gssize)folded->len, NULL));
      g_assert_false (g_str_has_prefix (folded->str, " "));
      g_assert_false (g_str_has_suffix (folded->str, " "));
      g_assert_null (g_strstr_len (folded->str, -1, "  "));
      lineup_channel_key_fold_name (folded->str, again);
      g_assert_cmpstr (again->str, ==, folded->str);
    }
}

static void
test_nonsense (void)
{
  static const char *const nonsense[] = { "",    " ",   "-",  "0",  "none",        "None", "NULL",
                                          "n/a", "N/A", "TS", "ts", "(no tvg-id)", NULL };

  g_assert_false (lineup_channel_key_is_id (NULL));
  for (gsize i = 0; nonsense[i] != NULL; i++)
    g_assert_false (lineup_channel_key_is_id (nonsense[i]));
  g_assert_true (lineup_channel_key_is_id ("TF1.fr"));
  g_assert_true (lineup_channel_key_is_id ("00"));
}

static void
test_keys (void)
{
  g_assert_cmpuint (lineup_channel_key_of_id ("rtl"), !=, lineup_channel_key_of_id ("RTL"));
  g_assert_cmpuint (lineup_channel_key_of_id (" rtl "), ==, lineup_channel_key_of_id ("rtl"));
  g_assert_cmpuint (lineup_channel_key_of_id ("rtl"), !=, lineup_channel_key_of_folded_id ("rtl"));
  g_assert_cmpuint (
      lineup_channel_key_of_folded_id ("RTL"), ==, lineup_channel_key_of_folded_id ("rtl"));
  g_assert_cmpuint (lineup_channel_key_of_bare_id ("Canal4.co@SD"),
                    ==,
                    lineup_channel_key_of_bare_id ("canal4.CO"));
  g_assert_cmpuint (lineup_channel_key_of_bare_id ("@SD"), ==, 0);
  g_assert_cmpuint (lineup_channel_key_of_text ("TVP_1"), ==, lineup_channel_key_of_text ("tvp 1"));
  g_assert_cmpuint (lineup_channel_key_of_text ("201"), ==, 0);
  g_assert_cmpuint (lineup_channel_key_of_name ("FR: 201", COUNTRY ('f', 'r')), ==, 0);
  g_assert_cmpuint (lineup_channel_key_of_name ("HD", COUNTRY ('f', 'r')), ==, 0);
  g_assert_cmpuint (lineup_channel_key_of_name ("TF1", COUNTRY ('f', 'r')),
                    !=,
                    lineup_channel_key_of_name ("TF1", COUNTRY ('b', 'e')));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/guide/country/name", test_country_of_name);
  g_test_add_func ("/guide/country/group", test_country_of_group);
  g_test_add_func ("/guide/country/id", test_country_of_id);
  g_test_add_func ("/guide/channel-key/folded-names", test_folded_names);
  g_test_add_func ("/guide/channel-key/random-names", test_random_names);
  g_test_add_func ("/guide/channel-key/nonsense", test_nonsense);
  g_test_add_func ("/guide/channel-key/keys", test_keys);
  return g_test_run ();
}
