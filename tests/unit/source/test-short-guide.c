/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-short-guide-decoder.h"

#include "lineup-error.h"

#include <string.h>

/* 2025-10-09 08:00:00 UTC, 10:00 in Paris. */
#define TEN 1759996800

/* Returns `start-stop title/description` of each, with blanks between, in seconds from TEN. */
static char *
decode (const char *json, const char *panel_zone)
{
  g_autoptr (GBytes) body = g_bytes_new (json, strlen (json));
  g_autoptr (GError) error = NULL;
  g_autoptr (LineupShortGuide) guide = lineup_short_guide_decode (body, 7, panel_zone, &error);
  LineupGuideSource *source = LINEUP_GUIDE_SOURCE (guide);
  g_autoptr (GString) text = g_string_new (NULL);
  LineupGuideElement element;

  if (guide == NULL)
    {
      g_assert_error (error, LINEUP_ERROR, LINEUP_ERROR_MALFORMED_DATA);
      return g_strconcat ("error: ", error->message, NULL);
    }
  g_assert_no_error (error);
  while (lineup_guide_source_next (source, &element, &error) == LINEUP_ITEM_SOURCE_ELEMENT)
    {
      LineupProgramme programme;

      g_assert_cmpmem (element.channel, element.channel_length, "7", 1);
      g_assert_true (lineup_guide_source_decode_programme (source, &element, &programme));
      g_assert_cmpint (programme.start, ==, element.start);
      g_assert_cmpuint (programme.n_titles, ==, 1);
      g_string_append_printf (text,
                              "%s%" G_GINT64_FORMAT "-%" G_GINT64_FORMAT " %s%s%s",
                              text->len > 0 ? " " : "",
                              programme.start - TEN,
                              programme.stop != 0 ? programme.stop - TEN : 0,
                              programme.titles[0].text,
                              programme.n_descriptions > 0 ? "/" : "",
                              programme.n_descriptions > 0 ? programme.descriptions[0].text : "");
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

#define ROW(start, end, from, to)                                                                  \
  "{\"epg_listings\":[{\"id\":\"1\",\"title\":\"TmV3cw==\",\"lang\":\"fr\",\"start\":\"" start     \
  "\",\"end\":\"" end "\",\"description\":\"\",\"start_timestamp\":\"" from                        \
  "\",\"stop_timestamp\":\"" to "\"}]}"

static void
test_rows (void)
{
  const struct
  {
    const char *json;
    const char *timezone;
    const char *expected;
  } cases[] = {
    { ROW ("2025-10-09 10:00:00", "2025-10-09 11:00:00", "1759996800", "1760000400"),
      "Europe/Paris",
      "0-3600 News" },
    /* The panel's clock is right, its numbers are those of its database. */
    { ROW ("2025-10-09 04:00:00", "2025-10-09 05:00:00", "1759982400", "1759986000"),
      "America/New_York",
      "0-3600 News" },
    /* Nobody knows where its clock is. */
    { ROW ("2025-10-09 04:00:00", "2025-10-09 05:00:00", "1759996800", "1760000400"),
      NULL,
      "0-3600 News" },
    { ROW ("2025-10-09 10:00:00", "2025-10-09 11:00:00", "", ""), "+02:00", "0-3600 News" },
    { ROW ("2025-10-09 08:00:00", "2025-10-09 09:00:00", "", ""), NULL, "0-3600 News" },
    /* 02:30 comes twice in this night. */
    { ROW ("2025-10-26 02:30:00", "2025-10-26 03:00:00", "1761442200", "1761444000"),
      "Europe/Paris",
      "1445400-1447200 News" },
    { ROW ("2025-10-26 02:30:00", "2025-10-26 02:30:00", "1761438600", "1761442200"),
      "Europe/Paris",
      "1441800-1445400 News" },
    /* XUI: the end is a number, and the clock is in another field. */
    { "{\"epg_listings\":[{\"title\":\"TmV3cw\",\"start\":\"2025-10-09 "
      "10:00:00\",\"end\":1760000400,"
      "\"stop\":\"2025-10-09 11:00:00\",\"start_timestamp\":1759996800,"
      "\"stop_timestamp\":1760000400}]}",
      "Europe/Paris",
      "0-3600 News" },
    /* An object, or the bare list; plain text; no end; an end before the start. */
    { "{\"epg_listings\":{\"0\":{\"title\":\"Le Journal\",\"start_timestamp\":1759996800}}}",
      NULL,
      "0-0 Le Journal" },
    { "[{\"title\":\"News\",\"start_timestamp\":1759996800,\"stop_timestamp\":1},"
      "{\"title\":\"More\",\"description\":\"And more\",\"start_timestamp\":1759996900}]",
      NULL,
      "0-0 News 100-0 More/And more" },
    /* One word that is base64 by chance is what it is where another text is none. */
    { "{\"epg_listings\":[{\"title\":\"TmV3cw==\",\"start_timestamp\":1759996800},"
      "{\"title\":\"It is late\",\"start_timestamp\":1759996900}]}",
      NULL,
      "0-0 TmV3cw== 100-0 It is late" },
    /* The alphabet of URLs, entities, no title, no time. */
    { "{\"epg_listings\":[{\"title\":\"Pz8-\",\"description\":\"QSAmYW1wOyBC\","
      "\"start_timestamp\":1759996800},{\"title\":\"\",\"start_timestamp\":1759996800},"
      "{\"title\":null,\"start_timestamp\":5},{\"title\":\"TmV3cw==\"}]}",
      NULL,
      "0-0 ?\?>/A & B" },
    { "{\"epg_listings\":[]}", NULL, "" },
    { "[]", NULL, "" },
    { "", NULL, "" },
    { "\xef\xbb\xbf{\"epg_listings\":[]}", NULL, "" },
    { "{\"user_info\":{\"auth\":1},\"server_info\":{}}",
      NULL,
      "error: The answer is an account object, not what is on" },
    { "<html>", NULL, "error: The answer is no JSON" },
    { "{\"epg_listings\":[{\"title\":\"TmV3cw==\"", NULL, "error: The answer ended early" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = decode (cases[i].json, cases[i].timezone);

      g_test_message ("%" G_GSIZE_FORMAT ": %s", i, cases[i].json);
      g_assert_cmpstr (text, ==, cases[i].expected);
    }
}

/* Whatever is cut off, or is another byte: nothing but an answer or an error comes of it. */
static void
test_damage (void)
{
  const char *json = ROW ("2025-10-09 10:00:00", "2025-10-09 11:00:00", "1759996800", "1760000400");
  const gsize length = strlen (json);

  for (gsize i = 0; i < length; i++)
    {
      g_autofree char *cut = g_strndup (json, i);
      g_autofree char *other = g_strdup (json);
      g_autofree char *cut_text = decode (cut, "Europe/Paris");
      g_autofree char *other_text = NULL;

      other[i] ^= 0x55;
      other_text = decode (other, "Europe/Paris");
      g_assert_true (g_utf8_validate (cut_text, -1, NULL));
      g_assert_true (g_utf8_validate (other_text, -1, NULL));
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/short-guide/rows", test_rows);
  g_test_add_func ("/short-guide/damage", test_damage);
  return g_test_run ();
}
